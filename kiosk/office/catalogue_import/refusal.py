"""Why an import changed nothing."""

from __future__ import annotations


class CatalogueRefused(Exception):
    """The file cannot become a catalogue; `message` is one sentence. Nothing was changed."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)
