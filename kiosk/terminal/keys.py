"""The keys of the keyboard on the glass, row by row, in each language."""

from __future__ import annotations

from collections.abc import Mapping

_DIGITS = "1234567890"
KEYS: Mapping[str, tuple[str, ...]] = {
    "de": (_DIGITS, "qwertzuiopü", "asdfghjklöä", "yxcvbnmß-"),
    "en": (_DIGITS, "qwertyuiop", "asdfghjkl", "zxcvbnm-"),
    "tr": (_DIGITS, "qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç-"),
    "uk": (_DIGITS, "йцукенгшщзхї", "фівапролджєґ", "ячсмитьбюʼ-"),
    "ar": (_DIGITS, "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظذ"),
}
# In the place of the letters, when somebody asks for them: as many rows, so that nothing moves.
_MORE = "/()+=%&*#"
SIGNS: Mapping[str, tuple[str, ...]] = {
    "de": (_DIGITS, ".,?!:;-–'", _MORE, "@_€„“§°"),
    "en": (_DIGITS, ".,?!:;-–'", _MORE, "@_€£“”"),
    "tr": (_DIGITS, ".,?!:;-–'", _MORE, "@_€₺“”"),
    "uk": (_DIGITS, ".,?!:;-–ʼ", _MORE, "@_€₴«»№"),
    "ar": (_DIGITS, ".،؟!:؛-–'", _MORE, "@_€«»"),
}
# Codes use letters that cannot be confused (domain/codes.py).
CODE_KEYS = ("23456789", "ABCDEFGHK", "MNPQRSTVW", "XYZ")
