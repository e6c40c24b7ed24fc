"""What strangers send is looked at before it is used."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.call.signals import Candidate, Taken, look_at_sdp, read_candidate
from kiosk.domain.call_messages import LONGEST_SDP, MOST_CANDIDATES, SignalKind
from tests.call.conversation import WITHIN_S, kiosk
from tests.call.staff import Staff

HEAD = "v=0\r\na=fingerprint:sha-256 AA\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\n"
CALL = HEAD + "m=audio 9 x\r\nm=video 9 x\r\nm=application 9 x\r\n"
LINE = "1 1 udp 2130706431 127.0.0.1 50000 typ host"


def candidate(**fields: object) -> str:
    return json.dumps({"candidate": f"candidate:{LINE}", "sdpMid": "0", **fields})


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        (CALL, Taken.TAKEN),
        (CALL + "m=video 9 x\r\n", Taken.TAKEN),
        (CALL + "m=video 9 x\r\n" * 2, Taken.TOO_MANY),
        (CALL + "m=audio 9 x\r\n", Taken.TOO_MANY),
        (CALL + "m=text 9 x\r\n", Taken.TOO_MANY),
        (CALL + f"a=candidate:{LINE}\r\n" * (MOST_CANDIDATES + 1), Taken.TOO_MANY),
        (CALL + "a" * LONGEST_SDP, Taken.TOO_LONG),
        (HEAD, Taken.MALFORMED),
        ("", Taken.MALFORMED),
        (CALL.replace("fingerprint", "x"), Taken.MALFORMED),
    ],
)
def test_a_description_is_weighed_before_it_is_parsed(body: str, taken: Taken) -> None:
    assert look_at_sdp(body) is taken


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (candidate(), Candidate(LINE, "0", None)),
        (candidate(sdpMid=None, sdpMLineIndex=2), Candidate(LINE, None, 2)),
        (candidate(candidate=""), Candidate("", "0", None)),
        (candidate(candidate=f"candidate:{LINE.replace('udp', 'tcp')}"), Taken.TAKEN),
        (candidate(sdpMid=None), Taken.MALFORMED),
        (candidate(sdpMLineIndex="0"), Taken.MALFORMED),
        (candidate(candidate=7), Taken.MALFORMED),
        (candidate(candidate=f"candidate:{LINE} raddr\n\n"), Taken.MALFORMED),
        (candidate(candidate="candidate:1 1 udp x"), Taken.MALFORMED),
        ("[]", Taken.MALFORMED),
        ("[" * 900, Taken.MALFORMED),
        ("no json", Taken.MALFORMED),
        (candidate(more="x" * 2_000), Taken.TOO_LONG),
    ],
)
def test_a_candidate_is_read_or_refused(body: str, read: Candidate | Taken) -> None:
    assert read_candidate(body) == read


@given(st.text(max_size=200))
def test_no_text_is_an_error(text: str) -> None:
    assert look_at_sdp(text) in Taken
    read = read_candidate(json.dumps({"candidate": text, "sdpMid": text}))
    assert isinstance(read, Candidate | Taken)


async def test_a_broken_answer_is_refused_and_the_right_one_still_connects() -> None:
    async with kiosk() as waiting:
        staff = Staff()
        answer = await staff.answer(await waiting.offer())
        take = waiting.peer.take
        for broken in ("", answer[:200], answer.replace("a=setup:active", "a=setup:x"), CALL):
            assert (await take(SignalKind.ANSWER, broken)) is Taken.MALFORMED
        assert await take(SignalKind.OFFER, answer) is Taken.OUT_OF_TURN
        assert await take(SignalKind.ANSWER, answer) is Taken.TAKEN
        assert await take(SignalKind.ANSWER, answer) is Taken.OUT_OF_TURN
        await waiting.witness.until(lambda: waiting.witness.sounds > 0, WITHIN_S)
        await staff.close()


async def test_candidates_that_come_before_the_answer_are_used_with_it() -> None:
    async with kiosk() as waiting:
        staff = Staff()
        answer = await staff.answer(await waiting.offer())
        lines = answer.splitlines()
        ways = [line for line in lines if line.startswith("a=candidate:")]
        bare = [line for line in lines if line not in ways and line != "a=end-of-candidates"]
        for way in ways:
            body = candidate(candidate=way.removeprefix("a="))
            assert await waiting.peer.take(SignalKind.CANDIDATE, body) is Taken.KEPT
        assert await waiting.peer.take(SignalKind.NO_MORE_CANDIDATES) is Taken.KEPT
        without = "\r\n".join(bare) + "\r\n"
        assert await waiting.peer.take(SignalKind.ANSWER, without) is Taken.TAKEN
        await waiting.witness.until(lambda: waiting.witness.sounds > 0, WITHIN_S)
        await staff.close()


async def test_a_flood_of_candidates_is_refused() -> None:
    async with kiosk() as waiting:
        await waiting.offer()
        taken = [await waiting.peer.take(SignalKind.CANDIDATE, candidate()) for _ in range(500)]
        assert taken == [Taken.KEPT] * MOST_CANDIDATES + [Taken.TOO_MANY] * (500 - MOST_CANDIDATES)


async def test_a_flood_of_ends_is_refused() -> None:
    async with kiosk() as waiting:
        await waiting.offer()
        taken = [await waiting.peer.take(SignalKind.NO_MORE_CANDIDATES) for _ in range(500)]
        assert taken.count(Taken.KEPT) <= MOST_CANDIDATES + 1
