"""Where the texts stand: Python, kv and the pages of the browsers."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.ops.text_sources import Text, texts_by_file

SOURCES = {
    "python": (
        "kiosk/terminal/a.py",
        'def view(say, open):\n    return say._("Guten Tag"), say._("Auf" if open else "Zu")\n',
        {Text("Guten Tag"), Text("Auf"), Text("Zu")},
    ),
    "a sentence over two lines": (
        "kiosk/terminal/a.py",
        'said = say._(\n    "Bitte warten Sie. "\n    "Wir rufen Sie auf."\n)\n',
        {Text("Bitte warten Sie. Wir rufen Sie auf.")},
    ),
    "a sentence with a name": (
        "kiosk/terminal/a.py",
        'msgid = "Bitte aufbewahren."\nline = german.fixed(msgid)\n',
        {Text("Bitte aufbewahren.")},
    ),
    "counted": (
        "kiosk/terminal/a.py",
        'self._t.n("{count} Person", "{count} Personen", 3)\n',
        {Text("{count} Person", "{count} Personen")},
    ),
    "spoken": (
        "kiosk/terminal/a.py",
        'say.spoken("A 0 4 7")\n',
        {Text("A 0 4 7", context="speech")},
    ),
    "kv": (
        "screens/kv/a.kv",
        "#:kivy 2.3.1\n<Footer>:\n    Button:\n        # words.tr('nichts')\n"
        "        text: words.tr('Zurück') if root.open else words.tr('Start')\n",
        {Text("Zurück"), Text("Start")},
    ),
    "page": (
        "kiosk/office/pages/templates/a.html",
        '<p title="{{ _(\'Schließen\') }}">{{ _("{n} Min.", n=3) }}</p>\n'
        '{{ t.n("{count} Tag", "{count} Tage", days) }} {{ second._("Ja" if yes else "Nein") }}\n',
        {
            Text("Schließen"),
            Text("{n} Min."),
            Text("{count} Tag", "{count} Tage"),
            Text("Ja"),
            Text("Nein"),
        },
    ),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_texts_are_found_in(kind: str, tmp_path: Path) -> None:
    file, source, texts = SOURCES[kind]
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(source, "utf-8")
    assert texts_by_file(tmp_path) == {file: texts}


def test_code_without_texts_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "kiosk").mkdir()
    (tmp_path / "kiosk" / "a.py").write_text("def plain(_): return n(3)\n", "utf-8")
    assert texts_by_file(tmp_path) == {}
