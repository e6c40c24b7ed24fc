"""Whether another program has a sound card: PortAudio only says that it finds none."""

from __future__ import annotations

from pathlib import Path

CARDS = Path("/proc/asound")


def in_use(cards: Path = CARDS) -> bool:
    """Return whether any stream of any card is open (Linux, Documentation/sound/designs/procfile).

    An idle stream says `closed`, any other its state and owner.
    """
    for status in cards.glob("card*/pcm*/sub*/status"):
        try:
            if not status.read_text().startswith("closed"):
                return True
        except OSError:  # the card was pulled at this moment
            continue
    return False
