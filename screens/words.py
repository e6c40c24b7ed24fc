"""The fixed labels in the visit's language. kv says `words.tr('Zurück')` and follows a switch."""

from __future__ import annotations

from kivy.event import EventDispatcher
from kivy.properties import ObjectProperty

from kiosk.texts import texts


class Words(EventDispatcher):
    """`tr` turns a German sentence into the visit's language."""

    tr = ObjectProperty(str)

    def speak(self, language: str) -> None:
        """Change the language of every fixed label."""
        self.tr = texts(language)._


words = Words()
