"""The catalogues in `assets/texts`: kept in step with the sources, and checked.

`python -m kiosk.ops.text_catalogues` adds what is new, drops what is gone and tells what is
missing. Translators edit the `.po` files with any editor; their translations are kept.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Mapping

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from kiosk.ops.text_checks import Said, complaints
from kiosk.ops.text_sources import (
    EVERYBODY,
    ON_GLASS,
    ON_PAPER,
    Text,
    languages_of,
    texts_by_file,
)
from kiosk.texts import catalogue_file

# Dates, people and versions are git's business: two runs write the same bytes.
_NOISE = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|'
    rb"Report-Msgid-Bugs-To|Generated-By)[^\n]*\n",
    re.MULTILINE,
)

Found = Mapping[str, set[Text]]


def update() -> None:
    """Bring every catalogue up to date."""
    found = texts_by_file()
    for language in sorted(EVERYBODY):
        catalogue_file(language).write_bytes(_renewed(language, found))


def _renewed(language: str, found: Found) -> bytes:
    """Return the catalogue of a language as it should be, with the translations it has."""
    catalogue = _catalogue(language)
    sources = Catalog()
    for text in _needed(language, found):
        msgid = (text.msgid, text.plural) if text.plural else text.msgid
        sources.add(msgid, context=text.context or None)
    catalogue.update(sources, no_fuzzy_matching=True, update_creation_date=False)
    out = io.BytesIO()
    write_po(out, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return _NOISE.sub(b"", out.getvalue())


def problems() -> list[str]:
    """Return what is wrong with the catalogues; nothing when all is well."""
    found = texts_by_file()
    return [
        f"{language}: {complaint}"
        for language in sorted(EVERYBODY)
        for complaint in _problems(language, found)
    ]


def _problems(language: str, found: Found) -> Iterator[str]:
    if _renewed(language, found) != catalogue_file(language).read_bytes():
        yield "the catalogue is older than the sources"
    catalogue = _catalogue(language)
    for text, files in _needed(language, found).items():
        message = catalogue.get(text.msgid, text.context or None)
        said = Said(
            text,
            language,
            _forms(message),
            catalogue.num_plurals,
            catalogue.plural_expr,
            fuzzy=message is not None and message.fuzzy,
            on_glass=any(file.startswith(ON_GLASS) for file in files),
            on_paper=any(file in ON_PAPER for file in files),
        )
        yield from complaints(said)


def translations(language: str) -> dict[Text, tuple[str, ...]]:
    """Return everything that is said in a language, every plural form of it."""
    catalogue = _catalogue(language)
    return {
        text: _forms(catalogue.get(text.msgid, text.context or None))
        for text in _needed(language, texts_by_file())
    }


def _needed(language: str, found: Found) -> dict[Text, list[str]]:
    needed: dict[Text, list[str]] = {}
    for file, texts in found.items():
        if language in languages_of(file):
            for text in texts:
                needed.setdefault(text, []).append(file)
    return needed


def _catalogue(language: str) -> Catalog:
    path = catalogue_file(language)
    if not path.exists():
        return Catalog(locale=language, project="Foyer", version="1", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _forms(message: Message | None) -> tuple[str, ...]:
    if message is None or not message.string:
        return ()
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


if __name__ == "__main__":
    update()
    for problem in (found := problems()):
        print(problem)
    sys.exit(1 if found else 0)
