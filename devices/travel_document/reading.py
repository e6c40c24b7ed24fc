"""The recipe: open the chip, read what is wanted, judge it, forget the rest.

Nothing is stored and nothing is cached; bytes that were read live as long as this call. The chip
may be pulled at any moment. The reader sets a deadline for each command, the caller one for the
whole, by cancelling.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from devices.travel_document import (
    Can,
    Chip,
    GermanDocument,
    Incomprehensible,
    MethodUnknown,
    MrzNeeded,
    NoTravelDocument,
    Password,
    Step,
    Trouble,
    authenticity,
    card_access,
    data_groups,
    files,
    mrz,
)
from devices.travel_document.bac import open_with_zone
from devices.travel_document.card_access import PaceOffer
from devices.travel_document.document import Authenticity, Document, Field
from devices.travel_document.errors import Halt, Malformed, Refusal
from devices.travel_document.face import face
from devices.travel_document.link import Link
from devices.travel_document.master_list import MasterList
from devices.travel_document.pace import open_with_pace

GERMANY = "D"
_FILES = {
    Field.FACE: files.DG2,
    Field.WRITTEN_NAMES: files.DG11,
    Field.BIRTH_PLACE: files.DG11,
    Field.ADDRESS: files.DG11,
    Field.ISSUE_DATE: files.DG12,
    Field.AUTHORITY: files.DG12,
}


async def read(
    chip: Chip,
    password: Password,
    wanted: Collection[Field],
    *,
    trusted: MasterList | None,
    today: date,
    german: bool = False,
) -> Document | Trouble:
    """Read the wanted fields of the document on the reader, and whether they are authentic.

    Args:
        trusted: the states' certificates; without them a document is never authentic.
        german: whether German documents are read, too. A German identity card may be read by
            authorities only (PAuswV § 14), so the default stops at the issuing state.
    """
    link = Link(chip)
    try:
        await _open(link, password)
        zone_file = await files.read_file(link, files.DG1)
        zone = data_groups.zone(zone_file)
        if zone.issuing_state == GERMANY and not german:
            return GermanDocument()
        sod, groups, missing = await _groups(link, wanted)
        groups[Step.DG1] = zone_file
        verdict = authenticity.judged(sod, groups, zone.issuing_state, trusted, today)
        return _document(zone, groups, missing, verdict, wanted, today)
    except Halt as halt:
        return halt.trouble
    except Refusal:
        return Incomprehensible(link.step)


async def _open(link: Link, password: Password) -> None:
    """Open the chip with PACE if it offers that, otherwise with its zone."""
    offer = await _offer(link)
    if offer.variants:
        await open_with_pace(link, password, offer.variants[0])
        await _enter(link)
        return
    if offer.has_pace and isinstance(password, Can):
        raise Halt(MethodUnknown())
    await _enter(link)
    if isinstance(password, Can):
        raise Halt(MrzNeeded())
    await open_with_zone(link, password)


async def _offer(link: Link) -> PaceOffer:
    await files.select_main_folder(link)
    if link.is_extended and (atr_info := await files.read_atr_info(link)):
        link.longest_answer = card_access.longest_answer(atr_info)
    content = await files.read_optional(link, files.CARD_ACCESS)
    return card_access.offer(content) if content else PaceOffer(has_pace=False, variants=())


async def _enter(link: Link) -> None:
    link.step = Step.APPLICATION
    if not await files.select_application(link):
        raise Halt(NoTravelDocument())


async def _groups(
    link: Link, wanted: Collection[Field]
) -> tuple[bytes | None, dict[Step, bytes], frozenset[Step]]:
    """Read the list of hashes and the files that the wanted fields need; tell which are missing."""
    com = await files.read_optional(link, files.COM)
    there = data_groups.listed(com) if com else frozenset(Step)
    sod = await files.read_optional(link, files.SOD)
    needed = sorted({_FILES[each] for each in wanted if each in _FILES}, key=lambda f: f.number)
    groups: dict[Step, bytes] = {}
    for file in needed:
        content = await files.read_optional(link, file) if file.step in there else None
        if content is not None:
            groups[file.step] = content
    return sod, groups, frozenset(file.step for file in needed) - groups.keys()


def _document(
    zone: mrz.Zone,
    groups: Mapping[Step, bytes],
    missing: frozenset[Step],
    verdict: Authenticity,
    wanted: Collection[Field],
    today: date,
) -> Document:
    found: dict[Field, object] = {}
    garbled = set(missing)
    for step, content in groups.items():
        try:
            found |= _of_zone(zone, today) if step is Step.DG1 else _of_group(step, content)
        except Malformed:
            garbled.add(step)
    kept = {each.name.lower(): found.get(each) for each in wanted}
    return Document(zone.kind, zone.issuing_state, verdict, frozenset(garbled), **kept)  # type: ignore[arg-type]


def _of_zone(zone: mrz.Zone, today: date) -> dict[Field, object]:
    return {
        Field.NAMES: zone.names,
        Field.BIRTH_DATE: mrz.birth_date(zone.birth_date, today),
        Field.SEX: zone.sex,
        Field.NATIONALITY: zone.nationality,
        Field.DOCUMENT_NUMBER: zone.document_number,
        Field.EXPIRY_DATE: mrz.expiry_date(zone.expiry_date, today),
    }


def _of_group(step: Step, content: bytes) -> dict[Field, object]:
    if step is Step.DG2:
        return {Field.FACE: face(content)}
    if step is Step.DG11:
        personal = data_groups.personal_details(content)
        return {
            Field.WRITTEN_NAMES: personal.names,
            Field.BIRTH_PLACE: personal.birth_place,
            Field.ADDRESS: personal.address,
        }
    if step is Step.DG12:
        details = data_groups.document_details(content)
        return {Field.AUTHORITY: details.authority, Field.ISSUE_DATE: details.issue_date}
    return {}
