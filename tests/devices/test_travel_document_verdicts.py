"""What the verdict on a simulated document is, and what is not looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from devices.travel_document import (
    GermanDocument,
    Step,
)
from devices.travel_document.document import (
    Authentic,
    Contradicted,
    Contradiction,
    Document,
    NotChecked,
    Unproven,
)
from devices.travel_document.simulated.chip import SimulatedChip
from devices.travel_document.simulated.documents import VirtualDocument, passport
from devices.travel_document.simulated.holder import Holder
from devices.travel_document.simulated.state import SimulatedState
from tests.devices.travel_documents import (
    TODAY,
    full_passport,
    reading,
    seen,
    utopia,
)


def test_a_german_document_is_refused_before_anything_else_is_read() -> None:
    holder = Holder(issuing_state="D", nationality="D")
    document = passport(SimulatedState("DE", today=TODAY), holder)
    chip = SimulatedChip(document)
    assert reading(chip, document.can) == GermanDocument()
    other = SimulatedChip(document)
    assert isinstance(reading(other, document.can, german=True), Document)
    assert chip.commands < other.commands / 3


def test_a_german_document_is_authentic_where_it_may_be_read() -> None:
    state = SimulatedState("DE", today=TODAY)
    document = passport(state, Holder(issuing_state="D"))
    found = reading(SimulatedChip(document), document.can, trusted=state.trusted(), german=True)
    assert isinstance(found, Document) and found.authenticity == Authentic("DE")


@pytest.mark.parametrize("group", [1, 2, 11, 12])
def test_a_tampered_group_contradicts(group: int) -> None:
    document = full_passport()
    # The last letter of DG1 is a check digit, so there its content is changed with it.
    chip = SimulatedChip(document.tampered(group) if group > 1 else forged())
    assert seen(chip, document).authenticity == Contradicted(Contradiction.CONTENT)


def forged() -> VirtualDocument:
    """The zone of another person of the same name, with the signature of the first."""
    other = passport(utopia(), Holder(given="ANNA MARTHA"), groups=(1, 2, 11, 12))
    genuine = full_passport()
    return replace(genuine, files={**genuine.files, 0x0101: other.files[0x0101]})


def test_an_unknown_state_is_not_checked_and_never_forged() -> None:
    document = passport(SimulatedState(today=TODAY))
    found = seen(SimulatedChip(document), document)
    assert found.authenticity == NotChecked(Unproven.UNKNOWN_ISSUER)


def test_a_group_that_is_missing_is_told_and_the_rest_is_read() -> None:
    document = passport(utopia(), groups=(1, 2))
    found = seen(SimulatedChip(document), document)
    assert found.unreadable == {Step.DG11, Step.DG12}
    assert found.address is None and found.names is not None


def test_a_document_without_a_signature_is_not_checked() -> None:
    document = full_passport().without(0x011D)
    found = seen(SimulatedChip(document), document)
    assert found.authenticity == NotChecked(Unproven.NO_SIGNATURE)
