"""Two people heard at once: nothing is lost, nobody waits for the other."""

from __future__ import annotations

from array import array

from devices.audio import FRAME_SAMPLES, SILENCE, Sound
from devices.audio.mixer import QUIET_S, Mixer, added

DESK, GUEST = "talk", "guest"


def tone(level: int) -> Sound:
    return Sound(array("h", [level] * FRAME_SAMPLES).tobytes())


class Ears:
    """Hears what a mixer plays, as the level at the end of every 10 ms."""

    def __init__(self) -> None:
        self.now = 0.0
        self.heard: list[int] = []
        self.mixer = Mixer(
            lambda sound: self.heard.append(array("h", sound.samples)[-1]), lambda: self.now
        )

    def pass_time(self, times: int, **levels: int) -> list[int]:
        """Let so many times 10 ms pass, in which somebody is heard; return what is played."""
        before = len(self.heard)
        for _ in range(times):
            self.now += 0.01
            for who, level in levels.items():
                self.mixer.take(who, tone(level))
        return self.heard[before:]


def test_somebody_alone_passes_as_they_are() -> None:
    assert Ears().pass_time(5, talk=1_000) == [1_000] * 5


def test_two_are_added_up_and_nothing_is_played_twice() -> None:
    ears = Ears()
    ears.pass_time(10, talk=1_000)
    heard = ears.pass_time(50, talk=1_000, guest=200)
    assert len(heard) == 50 and heard[-1] == 1_200
    assert heard[:2] == [1_000] * 2, "the desk waits for nobody"


def test_what_is_too_loud_is_cut_off_and_does_not_turn_over() -> None:
    loud = tone(30_000).samples
    assert array("h", added(loud, loud))[0] == 32_767
    assert array("h", added(tone(-30_000).samples, tone(-30_000).samples))[0] == -32_768
    assert added(SILENCE, loud) == loud and added() == SILENCE


def test_a_guest_who_comes_in_bursts_is_heard_without_a_hole() -> None:
    ears = Ears()
    ears.pass_time(20, talk=1_000, guest=200)
    for _ in range(20):  # 40 ms late, then all at once
        ears.pass_time(3, talk=1_000)
        for _ in range(3):
            ears.mixer.take(GUEST, tone(200))
        ears.pass_time(1, talk=1_000, guest=200)
    assert set(ears.heard[-60:]) == {1_200}


def test_when_the_desk_falls_silent_the_guest_is_heard_at_once() -> None:
    ears = Ears()
    ears.pass_time(20, talk=1_000, guest=200)
    quiet = round(QUIET_S * 100)
    heard = ears.pass_time(quiet + 20, guest=200)
    assert len(heard) >= 20 and set(heard[-15:]) == {200}
    # And the desk comes back into the talk of the other.
    heard = ears.pass_time(20, talk=1_000, guest=200)
    assert len(heard) == 20 and heard[-1] == 1_200


def test_somebody_with_a_faster_clock_does_not_fall_behind() -> None:
    ears = Ears()
    for _ in range(100):
        ears.pass_time(9, talk=1_000, guest=200)
        ears.mixer.take(GUEST, tone(200))
    assert ears.mixer._waiting[GUEST].waiting_ms <= 80


def test_of_somebody_who_has_gone_nothing_is_heard_any_more() -> None:
    ears = Ears()
    ears.pass_time(20, talk=1_000, guest=200)
    ears.mixer.leave(GUEST)
    assert ears.pass_time(3, talk=1_000) == [1_000] * 3
    ears.mixer.leave(DESK)
    assert ears.pass_time(3, guest=200) == [200] * 3
