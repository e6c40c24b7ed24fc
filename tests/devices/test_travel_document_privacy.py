"""What a travel document says is seen by nobody who was not asked to see it."""

from __future__ import annotations

import copy
import gc
import logging
import pickle
import traceback
from collections.abc import Callable

import pytest

from devices.travel_document import Can, MrzKey, asn1, data_groups, face, mrz, tlv
from devices.travel_document.apdu import Answer, Command
from devices.travel_document.certificates import Hashes
from devices.travel_document.ciphers import AES128
from devices.travel_document.document import Document
from devices.travel_document.errors import Refusal
from devices.travel_document.messaging import SecureMessaging
from devices.travel_document.simulated.chip import SimulatedChip
from devices.travel_document.simulated.documents import passport
from devices.travel_document.simulated.holder import Holder
from tests.devices.travel_documents import full_passport, reading, utopia

MARKER = Holder(
    surname="MARKERSEN",
    given="KENNZEICHNA",
    written_names="Markersen<<Kennzeichna",
    document_number="MARK12345",
    address="Markerweg 7",
    birth_place="Markerstadt",
)


def read_marker() -> Document:
    document = passport(utopia(), MARKER, groups=(1, 2, 11, 12), can="246813")
    found = reading(SimulatedChip(document), document.can)
    assert isinstance(found, Document)
    return found


def test_a_document_prints_its_verdict_and_dots() -> None:
    shown = f"{read_marker()} {read_marker()!r} {read_marker().names!r} {read_marker().face!r}"
    assert "Authentic" in shown and "••" in shown
    for word in ("MARK", "Mark", "KENN", "Kenn", "1974", "UTO'", "xff"):
        assert word not in shown


@pytest.mark.parametrize(
    "value",
    [
        Can("246813"),
        MrzKey("MARK12345", "740812", "340415"),
        passport(utopia(), MARKER, can="246813"),
        MARKER,
        Command(0xB0, 0, 0, b"246813 MARK12345"),
        Answer(b"246813 MARK12345", 0x9000),
        tlv.parse(tlv.encode(4, b"246813 MARK12345")),
        SecureMessaging(AES128, b"246813 MARK12345"),
        Hashes("sha1", {1: b"MARK12345"}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_nothing_that_holds_a_secret_prints_it(value: object) -> None:
    shown = repr(value)
    for word in ("246813", "MARK", "740812", "340415", "MK"):
        assert word not in shown


@pytest.mark.parametrize("value", [Can("246813"), full_passport().key, full_passport()])
def test_a_secret_cannot_be_pickled_or_copied_away(value: object) -> None:
    for carry in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            carry(value)


ZONE = ("P<UTOMARKERSEN<<KENNZEICHNA" + "<" * 17) + "MARK123450UTO7408122F3404159<<<<<<<<<<<<<<01"
READERS: tuple[Callable[[], object], ...] = (
    lambda: mrz.parse(ZONE),
    lambda: mrz.parse("MARKERSEN"),
    lambda: data_groups.zone(b"\x61\x0bMARKERSEN\xff\xfe"),
    lambda: data_groups.personal_details(b"\x6b\x0e\x5f\x0e\x0bMARKERSEN\xff\xfe"),
    lambda: data_groups.document_details(b"\x6c\x0b\x5f\x26\x08MARK1234"),
    lambda: face.face(b"\x75\x09MARKERSEN"),
    lambda: asn1.signed_content(b"\x30\x09MARKERSEN"),
    lambda: asn1.certificate(b"\x30\x09MARKERSEN"),
    lambda: tlv.parse(b"MARKERSEN"),
)


@pytest.mark.parametrize("reader", READERS)
def test_a_refusal_does_not_quote_what_it_refuses(reader: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as caught:
        reader()
    told = "".join(traceback.format_exception(caught.value)[-1:])
    assert "MARK" not in told
    # What it came from may quote: it is never printed with it.
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_reading_writes_no_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read_marker()
    assert [record for record in caplog.records if record.name != "asyncio"] == []


def alive() -> int:
    gc.collect()
    return sum(type(each) in (Document, SecureMessaging) for each in gc.get_objects())


def test_nothing_of_a_document_is_kept() -> None:
    before = alive()
    read_marker()
    assert alive() == before
