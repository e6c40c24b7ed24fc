"""Who goes first: the classes and what a policy promises."""

from __future__ import annotations

import pytest

from kiosk.domain.priorities import Policy, PolicyKind, Priority


def test_the_classes_stand_in_the_order_of_urgency() -> None:
    assert sorted(Priority) == [
        Priority.EMERGENCY,
        Priority.LEGAL,
        Priority.APPOINTMENT,
        Priority.NORMAL,
    ]


def test_a_department_goes_class_by_class_unless_told_otherwise() -> None:
    assert Policy().kind is PolicyKind.STRICT


@pytest.mark.parametrize("ratio", [(0, 1), (1, 0), (-1, 2)])
def test_a_ratio_that_leaves_one_side_out_is_refused(ratio: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="at least 1 : 1"):
        Policy(PolicyKind.RATIO, ratio)


def test_the_normal_class_has_no_head_start() -> None:
    bonus = Policy().bonus
    assert not bonus[Priority.NORMAL]
    assert max(bonus, key=bonus.__getitem__) is Priority.EMERGENCY
