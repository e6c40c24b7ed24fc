"""The letters of a fake printer: 5 × 7 points in a cell of 12 × 24 dots, as on its display.

Each glyph is drawn from the top, one number for each row of 5 points; letters that reach below
the line have up to 9 rows. Accents are put on top of their letters.
"""

from __future__ import annotations

import unicodedata

CELL_WIDTH, CELL_HEIGHT = 12, 24
_ROWS = 12  # 2 for an accent, 1 of air, 7 and 2 for the letter; every point is 2 × 2 dots
_ACCENT_ROWS = 3
_BOX = "1F 11 11 11 11 11 1F"
_DRAWN = """
A 0E 11 11 1F 11 11 11|B 1E 11 11 1E 11 11 1E|C 0E 11 10 10 10 11 0E|D 1E 11 11 11 11 11 1E
E 1F 10 10 1E 10 10 1F|F 1F 10 10 1E 10 10 10|G 0E 11 10 17 11 11 0F|H 11 11 11 1F 11 11 11
I 0E 04 04 04 04 04 0E|J 07 02 02 02 02 12 0C|K 11 12 14 18 14 12 11|L 10 10 10 10 10 10 1F
M 11 1B 15 15 11 11 11|N 11 19 15 13 11 11 11|O 0E 11 11 11 11 11 0E|P 1E 11 11 1E 10 10 10
Q 0E 11 11 11 15 12 0D|R 1E 11 11 1E 14 12 11|S 0F 10 10 0E 01 01 1E|T 1F 04 04 04 04 04 04
U 11 11 11 11 11 11 0E|V 11 11 11 11 11 0A 04|W 11 11 11 15 15 1B 11|X 11 11 0A 04 0A 11 11
Y 11 11 0A 04 04 04 04|Z 1F 01 02 04 08 10 1F|0 0E 11 13 15 19 11 0E|1 04 0C 04 04 04 04 0E
2 0E 11 01 06 08 10 1F|3 1F 02 04 02 01 11 0E|4 02 06 0A 12 1F 02 02|5 1F 10 1E 01 01 11 0E
6 06 08 10 1E 11 11 0E|7 1F 01 02 04 08 08 08|8 0E 11 11 0E 11 11 0E|9 0E 11 11 0F 01 02 0C
a 00 00 0E 01 0F 11 0F|b 10 10 1E 11 11 11 1E|c 00 00 0F 10 10 10 0F|d 01 01 0F 11 11 11 0F
e 00 00 0E 11 1F 10 0E|f 06 08 1E 08 08 08 08|g 00 00 0F 11 11 11 0F 01 0E
h 10 10 1E 11 11 11 11|i 04 00 0C 04 04 04 0E|j 02 00 06 02 02 02 02 12 0C
k 10 10 12 14 18 14 12|l 0C 04 04 04 04 04 0E|m 00 00 1A 15 15 15 15|n 00 00 1E 11 11 11 11
o 00 00 0E 11 11 11 0E|p 00 00 1E 11 11 11 1E 10 10|q 00 00 0F 11 11 11 0F 01 01
r 00 00 16 19 10 10 10|s 00 00 0F 10 0E 01 1E|t 08 08 1E 08 08 09 06|u 00 00 11 11 11 13 0D
v 00 00 11 11 11 0A 04|w 00 00 11 11 15 15 0A|x 00 00 11 0A 04 0A 11
y 00 00 11 11 11 11 0F 01 0E|z 00 00 1F 02 04 08 1F|ß 0C 12 12 14 12 11 16
ı 00 00 0C 04 04 04 0E|. 00 00 00 00 00 0C 0C|, 00 00 00 00 00 0C 0C 04 08
: 00 00 0C 0C 00 0C 0C|; 00 00 0C 0C 00 0C 0C 04 08|- 00 00 00 1F|_ 00 00 00 00 00 00 1F
! 04 04 04 04 04 00 04|? 0E 11 01 02 04 00 04|' 04 04 08|" 0A 0A|( 02 04 08 08 08 04 02
) 08 04 02 02 02 04 08|/ 01 01 02 04 08 10 10|\\ 10 10 08 04 02 01 01|+ 00 04 04 1F 04 04
= 00 00 1F 00 1F|* 00 0A 04 1F 04 0A|% 18 19 02 04 08 13 03|& 0C 12 14 08 15 12 0D
# 0A 0A 1F 0A 1F 0A 0A|@ 0E 11 17 15 17 10 0E|[ 0E 08 08 08 08 08 0E|] 0E 02 02 02 02 02 0E
< 02 04 08 10 08 04 02|> 08 04 02 01 02 04 08|$ 04 0F 14 0E 05 1E 04|€ 07 08 1E 08 1E 08 07
§ 0E 10 0E 11 0E 01 0E|· 00 00 00 04|° 0E 0A 0E
Б 1F 10 10 1E 11 11 1E|Г 1F 10 10 10 10 10 10|Ґ 01 1F 10 10 10 10 10|Д 06 0A 0A 0A 0A 1F 11
Є 0E 11 10 1C 10 11 0E|Ж 15 15 0E 04 0E 15 15|З 0E 11 01 06 01 11 0E|И 11 13 13 15 19 19 11
Л 07 09 09 09 09 09 11|П 1F 11 11 11 11 11 11|У 11 11 11 0F 01 11 0E|Ф 0E 15 15 15 0E 04 04
Ц 12 12 12 12 12 1F 01|Ч 11 11 11 0F 01 01 01|Ш 15 15 15 15 15 15 1F|Щ 15 15 15 15 15 1F 01
Ь 10 10 10 1E 11 11 1E|Ю 12 15 15 1D 15 15 12|Я 0F 11 11 0F 05 09 11
"""
_LOOKS_LIKE = dict(zip("АВЕІКМНОРСТХаеіорсух|", "ABEIKMHOPCTXaeiopcyxl", strict=True))
_ACCENTS = {
    "\u0308": "00 0A", "\u0301": "02 04", "\u0300": "08 04", "\u0302": "04 0A", "\u0303": "0D 16",
    "\u0306": "11 0E", "\u030c": "0A 04", "\u0307": "00 04", "\u030a": "0E 0A",
}  # fmt: skip
_CEDILLAS = ("\u0327", "\u0328")


def _points(drawn: str) -> list[int]:
    return [int(row, 16) for row in drawn.split()]


_GLYPHS = {
    glyph[0]: _points(glyph[2:])
    for line in _DRAWN.split("\n")
    for glyph in line.split("|")
    if glyph
} | {" ": [0]}


def dots(letter: str) -> list[int]:
    """Return the 24 rows of a letter, 12 dots each, the leftmost highest; a box for a stranger."""
    parts = unicodedata.normalize("NFD", letter)
    base, accents = parts[0], parts[1:]
    glyph = _glyph(base)
    rows = [0] * _ACCENT_ROWS + glyph + [0] * (_ROWS - _ACCENT_ROWS - len(glyph))
    low = not any(glyph[:2])
    for accent in accents:
        if accent in _CEDILLAS:
            rows[-2:] = [0x04, 0x08]
        for place, row in enumerate(_points(_ACCENTS.get(accent, ""))):
            rows[place + 2 * low] |= row
    return [_widened(row) for row in rows for _ in range(2)]


def _glyph(letter: str) -> list[int]:
    letter = _LOOKS_LIKE.get(letter, letter)
    if letter in _GLYPHS:
        return _GLYPHS[letter]
    capital = letter.upper()
    capital = _LOOKS_LIKE.get(capital, capital)
    if letter != capital and capital in _GLYPHS:  # Cyrillic: a small letter is a small capital
        tall = _GLYPHS[capital]
        return [0, 0, tall[0], tall[1], tall[3], tall[4], tall[6]]
    return _points(_BOX)


def _widened(points: int) -> int:
    """Make every point two dots wide, with a dot of air on either side."""
    return sum(0b11 << (2 * place + 1) for place in range(5) if points >> place & 1)
