"""Make the fonts of this folder and `screens/icons.py` from their published packages.

Run by hand when a font or an icon changes; nothing at run time needs it:

    python assets/fonts/make_fonts.py      # needs npm, and fonttools from the dev group
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
ICONS_PY = HERE.parents[1] / "screens" / "icons.py"

FIRA = "@expo-google-fonts/fira-sans@0.4.1"
ARABIC = "@expo-google-fonts/noto-sans-arabic@0.4.3"
NOTO = "@expo-google-fonts/noto-sans@0.4.2"
SYMBOLS = "@expo-google-fonts/material-symbols@0.4.48"
WEIGHTS = {"Regular": "400Regular", "Medium": "500Medium", "SemiBold": "600SemiBold"}
WEIGHTS_OF_ARABIC = {**WEIGHTS, "Bold": "700Bold"}

# Latin with Turkish and the neighbours, Cyrillic with Ukrainian, punctuation with U+2066–2069,
# money and №.
_LATIN_CYRILLIC = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x18F, 0x192),
    (0x1CD, 0x21B),
    (0x259, 0x259),
    (0x2B9, 0x2DD),
    (0x300, 0x331),
    (0x400, 0x4FF),
    (0x1E80, 0x1EF9),
    (0x2000, 0x206F),
    (0x20A0, 0x20C0),
    (0x2116, 0x2122),
    (0x2212, 0x2215),
)
_ARABIC = ((0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_CHECK_BOX = 0x2610
_TICKET_SANS_COPYRIGHT = (
    "Copyright 2022 The Noto Project Authors (https://github.com/notofonts/latin-greek-cyrillic,"
    " https://github.com/notofonts/arabic); merged for Foyer"
)

ICON_NAMES = """
confirmation_number videocam event_available contactless id_card badge fact_check directions_car
home child_care language favorite accessible map accessibility_new sign_language menu_book
support_agent hourglass_top check_circle schedule record_voice_over account_balance arrow_forward
arrow_back chevron_right chevron_left search close backspace print print_disabled receipt_long
qr_code_2 phone_iphone smartphone info warning error wifi_off cloud_off timer groups person place
meeting_room door_front volume_up contrast zoom_in zoom_out text_increase keyboard space_bar check
check_box_outline_blank euro payments cancel logout undo redo refresh campaign call_end mic mic_off
videocam_off hearing touch_app celebration lock pets gavel park local_police school restaurant work
elderly family_restroom volunteer_activism real_estate_agent apartment drive_file_rename_outline
edit_document description add remove help translate block do_not_disturb_on pause_circle
play_circle nights_stay light_mode dark_mode notifications notifications_active directions_walk
escalator elevator wc back_hand visibility visibility_off no_photography interpreter_mode
volume_down send screen_share
""".split()
# Names that the icon font keeps as ligatures onto a glyph of another name.
_RENAMED = {
    "phone_iphone": "mobile_3",
    "smartphone": "mobile",
    "nights_stay": "partly_cloudy_night",
}


def unpack(package: str, into: Path) -> Path:
    """Return the folder of one package as npm publishes it."""
    command = ["npm", "pack", package, "--silent"]
    packed = subprocess.run(command, cwd=into, check=True, capture_output=True, text=True)
    with tarfile.open(into / packed.stdout.split()[-1]) as archive:
        folder = into / package.split("/")[1].rsplit("@", 1)[0]
        archive.extractall(folder, filter="data")
    return folder / "package"


def cut(font: TTFont, codepoints: Iterable[int]) -> None:
    """Leave only these characters and what shaping them needs."""
    options = subset.Options()
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["STAT", "meta"]
    options.ignore_missing_unicodes = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list(codepoints))
    cutter.subset(font)


def rename(font: TTFont, family: str, style: str) -> None:
    """Give a changed font its own name, as its licence wishes."""
    written = {1: family, 2: style, 3: f"{family} {style} for Foyer", 4: f"{family} {style}"}
    written[6] = f"{family.replace(' ', '')}-{style}"
    table = font["name"]
    for name_id in (16, 17, 21, 22, 25):
        table.removeNames(nameID=name_id)
    for name_id, text in written.items():
        table.setName(text, name_id, 3, 1, 0x409)


def draw_check_box(font: TTFont, stroke: int) -> None:
    """Add U+2610: an empty square on the baseline; neither source font has one."""
    pen = TTGlyphPen(None)
    for inset, corners in ((0, (0, 1, 2, 3)), (stroke, (3, 2, 1, 0))):
        low, high = 60 + inset, 760 - inset
        square = ((low, low - 60), (low, high - 60), (high, high - 60), (high, low - 60))
        pen.moveTo(square[corners[0]])
        for corner in corners[1:]:
            pen.lineTo(square[corner])
        pen.closePath()
    name = "checkbox"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (820, 60)
    if "GDEF" in font and font["GDEF"].table.GlyphClassDef is not None:
        font["GDEF"].table.GlyphClassDef.classDefs[name] = 1
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[_CHECK_BOX] = name


def merge_ticket_font(
    noto: Path, arabic: Path, weight: str, stroke: int, scratch: Path
) -> list[int]:
    """Make one ticket font of both scripts, because Pillow has no font fallback.

    Returns the characters it covers.
    """
    folder = WEIGHTS_OF_ARABIC[weight]
    halves = []
    for path, family, ranges in (
        (noto, "NotoSans", _LATIN_CYRILLIC),
        (arabic, "NotoSansArabic", _ARABIC),
    ):
        half = TTFont(path / folder / f"{family}_{folder}.ttf", recalcTimestamp=False)
        cut(half, (c for first, last in ranges for c in range(first, last + 1)))
        halves.append(scratch / f"{family}-{weight}-half.ttf")
        half.save(halves[-1])
    merged = Merger(MergeOptions(drop_tables=["DSIG", "STAT", "vmtx", "vhea"])).merge(
        [str(half) for half in halves]
    )
    draw_check_box(merged, stroke)
    rename(merged, "Ticket Sans", weight)
    merged["name"].setName(_TICKET_SANS_COPYRIGHT, 0, 3, 1, 0x409)
    merged.recalcTimestamp = False  # made again, the file stays the same byte by byte
    with TTFont(halves[0]) as first:
        merged["head"].created = merged["head"].modified = first["head"].created
    merged.save(HERE / f"TicketSans-{weight}.ttf")
    return sorted(merged.getBestCmap())


def write_coverage(codes: list[int]) -> None:
    """Write the covered characters as ranges; the terminal reads them without fontTools."""
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    lines = [f"{first:04X}-{last:04X}" for first, last in ranges]
    (HERE / "TicketSans-coverage.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


def cut_icons(symbols: Path) -> dict[str, int]:
    """Make the icon font and return the code point of each name."""
    font = TTFont(symbols / "500Medium" / "MaterialSymbols_500Medium.ttf", recalcTimestamp=False)
    code_of: dict[str, int] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        code_of.setdefault(glyph, code)
    codes = {name: code_of[_RENAMED.get(name, name)] for name in sorted(ICON_NAMES)}
    font["GSUB"].table.FeatureList.FeatureRecord.clear()  # ligatures by name: not needed
    cut(font, codes.values())
    rename(font, "Foyer Icons", "Medium")
    font.save(HERE / "FoyerIcons.ttf")
    return codes


def write_icons_py(codes: dict[str, int]) -> None:
    lines = [f'    "{name}": "\\u{code:04x}",' for name, code in codes.items()]
    ICONS_PY.write_text(
        '"""Icon name → character of `assets/fonts/FoyerIcons.ttf`.\n\n'
        'Written by `assets/fonts/make_fonts.py`; do not edit.\n"""\n\n'
        "from __future__ import annotations\n\n"
        "ICONS: dict[str, str] = {\n" + "\n".join(lines) + "\n}\n\n\n"
        "def icon(name: str) -> str:\n"
        '    """Return the character of an icon; raises KeyError for an unknown name."""\n'
        "    return ICONS[name]\n",
        encoding="utf-8",
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch_name:
        scratch = Path(scratch_name)
        fira, arabic = unpack(FIRA, scratch), unpack(ARABIC, scratch)
        noto, symbols = unpack(NOTO, scratch), unpack(SYMBOLS, scratch)
        for style, folder in WEIGHTS.items():
            source = fira / folder / f"FiraSans_{folder}.ttf"
            shutil.copyfile(source, HERE / f"FiraSans-{style}.ttf")
        for style, folder in WEIGHTS_OF_ARABIC.items():
            source = arabic / folder / f"NotoSansArabic_{folder}.ttf"
            shutil.copyfile(source, HERE / f"NotoSansArabic-{style}.ttf")
        regular = merge_ticket_font(noto, arabic, "Regular", 70, scratch)
        bold = merge_ticket_font(noto, arabic, "Bold", 110, scratch)
        write_coverage(sorted(set(regular) & set(bold)))
        write_icons_py(cut_icons(symbols))


if __name__ == "__main__":
    main()
