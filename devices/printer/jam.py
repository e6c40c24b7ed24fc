"""When a jam of the cutter was cleared, and the printer has to be told so."""

from __future__ import annotations

from devices.printer import CoverOpen, CutterJam, PaperLow, PrinterState, Ready


class JamWatch:
    """Follows the states of a printer that is jammed.

    Some models stay in the error until they are told to go on (DLE ENQ 1). Somebody freed the
    cutter when the cover was opened and closed again; it is said once for each closing, and
    never to a printer that goes on by itself.
    """

    def __init__(self) -> None:
        self.freed = False
        self._jammed = False
        self._opened = False

    def saw(self, state: PrinterState) -> None:
        """Note a state."""
        match state:
            case CutterJam():
                self.freed = self.freed or self._opened
                self._jammed, self._opened = True, False
            case CoverOpen():
                self._opened, self.freed = self._jammed, False
            case Ready() | PaperLow():
                self.freed = self._jammed = self._opened = False

    def told(self) -> None:
        """The printer was told to go on."""
        self.freed = False
