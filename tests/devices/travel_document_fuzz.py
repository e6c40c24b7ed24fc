"""Nonsense for every parser of travel documents: no crash, no hang, bounded memory.

.venv/bin/python -m tests.devices.travel_document_fuzz [inputs, 100000 without a word] [seed]

Hypothesis draws the inputs: genuine ones with a few wounds (changed, cut, doubled, inserted,
spliced with others), and bytes of its own. A crash is any exception that is no refusal; a hang is
an input that takes longer than a second.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from devices.travel_document.errors import Refusal
from tests.devices.travel_document_targets import Target, targets

HANG_S = 1.0
NICK = st.tuples(st.just("change"), st.integers(0, 1 << 16), st.binary(min_size=1, max_size=1))
WOUND = st.tuples(
    st.sampled_from(("change", "cut", "insert", "double", "length", "splice")),
    st.integers(0, 1 << 16),
    st.binary(min_size=1, max_size=6),
)


def wounded(data: bytes, wounds: list[tuple[str, int, bytes]], other: bytes) -> bytes:
    """Return a genuine input with these wounds."""
    for kind, place, new in wounds:
        at = place % (len(data) + 1)
        end = at + len(new)
        data = {
            "change": data[:at] + new + data[end:],
            "cut": data[:at],
            "insert": data[:at] + new + data[at:],
            "double": data[:at] + data[at:end] * 40 + data[end:],
            "length": data[:at] + b"\x84\xff\xff\xff\xff" + data[at + 1 :],
            "splice": data[:at] + other[place % (len(other) + 1) :],
        }[kind]
    return data


@dataclass(slots=True)
class Score:
    """What came of the inputs; `worst_s` is the slowest one."""

    inputs: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    worst_s: float = 0.0

    def feed(self, target: Target, data: bytes) -> None:
        # Time on the processor: what other programs take is no hang of ours.
        began = time.process_time()
        try:
            target.parse(data)
        except Refusal:
            self.refused[target.name] += 1
        except Exception as crash:
            self.crashes.append(f"{target.name}: {crash!r} on {data.hex()}")
        spent = time.process_time() - began
        self.inputs[target.name] += 1
        self.worst_s = max(self.worst_s, spent)
        if spent > HANG_S:
            self.hangs.append(f"{target.name}: {spent:.1f} s on {data.hex()}")


def fuzz(target: Target, count: int, score: Score, begin: int = 0) -> None:
    """Feed a parser with this many inputs."""
    genuine = st.builds(
        wounded,
        st.sampled_from(target.genuine),
        st.one_of(st.lists(NICK, min_size=1, max_size=3), st.lists(WOUND, max_size=6)),
        st.sampled_from([each for one in targets() for each in one.genuine]),
    )

    @seed(begin)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(genuine, genuine, genuine, st.binary(max_size=300)))
    def feed(data: bytes) -> None:
        score.feed(target, data)

    feed()


def campaign(inputs: int, begin: int = 0) -> Score:
    """Share this many inputs among all parsers; at least that many are fed."""
    score = Score()
    shares = sum(each.share for each in targets())
    for target in targets():
        wanted, round_ = -(-inputs * target.share // shares), 0
        # Hypothesis stops early where it has seen every input that it can think of.
        while score.inputs[target.name] < wanted:
            left = wanted - score.inputs[target.name]
            fuzz(target, min(left, 5_000), score, begin + round_)
            round_ += 1
    return score


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def main(inputs: int, begin: int) -> int:
    for target in targets():
        for genuine in target.genuine:
            target.parse(genuine)
    before, began = peak_mib(), time.perf_counter()
    score = campaign(inputs, begin)
    for name, count in score.inputs.items():
        print(f"{name:20}{count:8} inputs{score.refused[name]:8} refused")
    print(f"{sum(score.inputs.values())} inputs in {time.perf_counter() - began:.0f} s")
    print(f"crashes {len(score.crashes)}, hangs {len(score.hangs)}", end=", ")
    print(f"slowest {score.worst_s * 1e3:.0f} ms, memory {before:.0f} → {peak_mib():.0f} MiB")
    for each in (score.crashes + score.hangs)[:10]:
        print(each[:400])
    return 1 if score.crashes or score.hangs else 0


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    sys.exit(main(words[0] if words else 100_000, words[1] if len(words) > 1 else 0))
