"""Every module of the pure domain has its mirror in `tests/domain`."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
DOMAIN, MIRROR = CHECKOUT / "kiosk" / "domain", CHECKOUT / "tests" / "domain"

# Module → why it has no test of its own name, and which one holds it.
ELSEWHERE = {
    "__init__": ("words only", None),
    "catalogue_json": ("a catalogue and its wire form belong together", "test_catalogue.py"),
}


def modules() -> set[str]:
    return {path.stem for path in DOMAIN.glob("*.py")}


def mirrored(module: str) -> bool:
    """Return whether `test_<module>.py` or `test_<module>_<more>.py` is there."""
    return any(
        path.stem == f"test_{module}" or path.stem.startswith(f"test_{module}_")
        for path in MIRROR.glob("test_*.py")
    )


def test_every_module_of_the_domain_has_a_mirror() -> None:
    assert {module for module in modules() if not mirrored(module)} == set(ELSEWHERE)


def test_what_is_tested_elsewhere_is_tested_there() -> None:
    assert set(ELSEWHERE) <= modules()
    held = {test for _, test in ELSEWHERE.values() if test is not None}
    assert {test for test in held if not (MIRROR / test).is_file()} == set()


def test_every_mirror_shows_a_module() -> None:
    tests = {path.stem.removeprefix("test_") for path in MIRROR.glob("test_*.py")}
    lonely = {
        test
        for test in tests
        if not any(test == module or test.startswith(f"{module}_") for module in modules())
    }
    assert lonely == set()
