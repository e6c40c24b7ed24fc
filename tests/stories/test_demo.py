"""The demonstration as a technician starts it: it answers, and one Ctrl-C ends everything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.support.office_process import free_port


def children_of(folder: Path) -> list[int]:
    """Return the processes that work in this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if str(folder) in command and "\0demo\0" not in command:
            found.append(int(process.name))
    return found


def test_it_shows_the_way_in_and_ends_with_one_interrupt(tmp_path: Path) -> None:
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    environment.pop("SDL_VIDEODRIVER", None)
    command = [sys.executable, "-m", "kiosk", "demo", "--port", str(port)]
    command += ["--folder", str(tmp_path), "--now", "2026-11-26T10:00"]
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert demo.stdout is not None
        said = ""
        for line in demo.stdout:
            said += line
            if "terminal.connected" in line:
                break
        assert f"http://127.0.0.1:{port}/desk" in said
        assert f"http://127.0.0.1:{port}/display" in said
        assert "x11vnc" in said, "without a screen it says how to see the glass"
        told = next(line for line in said.splitlines() if "printer switch" in line).split()
        switched = subprocess.run([sys.executable, *told[2:]], capture_output=True, text=True)
        assert "paper-out" in switched.stdout, switched.stderr
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as answer:
            assert answer.status == 200
        assert len(children_of(tmp_path)) >= 2
        # Twice, as impatient people do.
        demo.send_signal(signal.SIGINT)
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=20)
        assert demo.returncode == 0
    finally:
        demo.kill()
    assert not children_of(tmp_path)
