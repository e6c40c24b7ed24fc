"""The code pages of a fake printer, by their numbers (Epson's reference, "ESC t")."""

from __future__ import annotations

UNKNOWN = "□"
_PAGES = {
    0: "cp437", 2: "cp850", 3: "cp860", 4: "cp863", 5: "cp865", 13: "cp857", 14: "cp737",
    15: "iso8859_7", 16: "cp1252", 17: "cp866", 18: "cp852", 19: "cp858", 32: "cp720",
    33: "cp775", 34: "cp855", 35: "cp861", 36: "cp862", 37: "cp864", 38: "cp869",
    39: "iso8859_2", 40: "iso8859_15", 44: "cp1125", 45: "cp1250", 46: "cp1251", 47: "cp1253",
    48: "cp1254", 49: "cp1255", 50: "cp1256", 51: "cp1257", 52: "cp1258",
}  # fmt: skip


def letter(byte: int, page: int) -> str:
    """Return what a byte is on a page; a box where there is nothing."""
    if byte < 0x80:
        return chr(byte)
    codec = _PAGES.get(page)
    return bytes((byte,)).decode(codec, "replace").replace("\ufffd", UNKNOWN) if codec else UNKNOWN
