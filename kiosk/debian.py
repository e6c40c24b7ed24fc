"""What the operating system must bring: Debian 12 and 13, Ubuntu 24.04. Standard library only."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

# Package → what for. Names as in Debian; what another release has renamed is found by "Provides".
DEMO: Mapping[str, str] = {
    "libgl1": "the glass draws with OpenGL",
    "libegl1": "OpenGL without a graphics card",
    "libmtdev1": "touch screens",
    "libfribidi0": "Arabic and other right-to-left texts",
    "libportaudio2": "microphone and loudspeakers of the video call",
    "xvfb": "a virtual display where there is no screen",
    "libpcsclite-dev": "card readers; pyscard is built against it",
    "swig": "builds pyscard",
    "gcc": "builds pyscard",
    "python3-dev": "builds pyscard",
}
TEST: Mapping[str, str] = {
    "chromium": "desk, display and phone pages are tested in a browser",
    "chromium-driver": "the tests steer that browser",
    "firefox-esr": "the video call in a second browser",
    "xdotool": "real touches and keys on a virtual display",
    "zbar-tools": "a second opinion on every printed QR code",
    "tesseract-ocr": "printed tickets are read by a program that is not ours",
    "tesseract-ocr-deu": "reads printed German",
    "tesseract-ocr-tur": "reads printed Turkish",
    "tesseract-ocr-ukr": "reads printed Ukrainian",
    "tesseract-ocr-ara": "reads printed Arabic",
    "coturn": "a relay for calls, as a town runs it",
    "dbus": "the sound server of the tests needs it",
    "pipewire": "a sound server without hardware, for the real audio driver",
    "pipewire-alsa": "the way of the audio driver to that server",
    "wireplumber": "connects the wires of that server",
    "postgresql": "the office store is tested on both databases",
    "pcscd": "the service that card readers are driven through",
    "libccid": "what pcscd drives real card readers with",
    "vsmartcard-vpcd": "virtual card readers; never on a terminal, it listens to everybody",
    "libeac3": "a second opinion on the identity card's protocols",
    "openpace": "makes the certificates of the tests' own eID service",
    "ausweisapp2": "the state's program that talks to identity cards",
}
UBUNTU: Mapping[str, str] = {
    "chromium": "chromium-browser",
    "chromium-driver": "chromium-chromedriver",
    "firefox-esr": "firefox",
}
# On a system without apt a person installs these by other names, and says so with this variable.
GIVEN = "FOYER_PACKAGES"


class CannotInstall(Exception):
    """System packages are missing and cannot be installed; the message names them."""


def install_missing(*, testing: bool, for_venv: bool) -> None:
    """Install what is missing, with one line each saying what and why; raises `CannotInstall`.

    Args:
        testing: the tests need more than the demonstration.
        for_venv: `.venv` has to be made, which Debian's own python3 cannot do alone.
    """
    wanted = _wanted(testing=testing, for_venv=for_venv)
    if not wanted or os.environ.get(GIVEN) == "given":
        return
    installed = _installed()
    missing = {name: reason for name, reason in wanted.items() if name not in installed}
    if missing:
        _install(missing)


def _wanted(*, testing: bool, for_venv: bool) -> dict[str, str]:
    wanted = dict(DEMO)
    if testing:
        wanted |= TEST
    if _system() == "ubuntu":
        wanted = {UBUNTU.get(name, name): reason for name, reason in wanted.items()}
    # Debian cuts ensurepip out of its own python3; a Python built elsewhere has it.
    if for_venv and importlib.util.find_spec("ensurepip") is None:
        wanted[f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"] = "Python environments"
    return wanted


def _system() -> str:
    try:
        with open("/etc/os-release", encoding="utf-8") as file:
            lines = dict(line.rstrip().split("=", 1) for line in file if "=" in line)
    except OSError:
        return ""
    return lines.get("ID", "").strip('"')


def _installed() -> set[str]:
    """Return all installed packages and what they provide, in one call of some milliseconds."""
    if shutil.which("dpkg-query") is None:
        return set()
    form = "${db:Status-Status}\t${Package}, ${Provides}\n"
    answer = subprocess.run(["dpkg-query", "-W", "-f", form], capture_output=True, text=True)
    names: set[str] = set()
    for line in answer.stdout.splitlines():
        status, _, provided = line.partition("\t")
        if status == "installed":
            names.update(entry.split("(")[0].strip() for entry in provided.split(","))
    return names


def _install(missing: Mapping[str, str]) -> None:
    by_hand = f"apt-get install --no-install-recommends {' '.join(missing)}"
    if shutil.which("apt-get") is None:
        raise CannotInstall(
            f"This system has no apt-get. Foyer needs what Debian calls {', '.join(missing)}.\n"
            f"Install their equivalents, then start again with {GIVEN}=given."
        )
    asking = _as_root()
    if asking is None:
        raise CannotInstall(f"There is no sudo here. As root, run:\n  {by_hand}")
    print("Installing system packages:", file=sys.stderr)
    for name, reason in missing.items():
        print(f"  {name:<18} {reason}", file=sys.stderr, flush=True)
    apt = [*asking, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-q"]
    apt += ["-o", "DPkg::Lock::Timeout=120"]
    # A stale or unreachable list is no reason to stop: the packages may be in the cache.
    _quietly([*apt, "update"])
    if _quietly([*apt, "install", "-y", "--no-install-recommends", *missing]) != 0:
        raise CannotInstall(f"apt-get could not install them. As root, run:\n  {by_hand}")


def _as_root() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "--non-interactive"]


def _quietly(command: list[str]) -> int:
    """Run it without its long list of steps; what goes wrong is shown."""
    # sudo may ask a person for the password; apt itself must never read what was meant for us.
    answers = None if sys.stdin.isatty() else subprocess.DEVNULL
    return subprocess.run(command, stdin=answers, stdout=subprocess.DEVNULL).returncode
