"""A process that shows pictures until it is killed, and the nursery that starts many of them.

Each line on standard input is the name of a stream; the answer is the process id of its writer,
which shows pictures of one grey each as fast as it can. A writer ends only by a signal. The
nursery forks, so that a writer is there in a few milliseconds.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from devices.camera import Picture
from devices.camera.shared import PictureWriter

WIDTH, HEIGHT = 640, 360
_LENGTH = WIDTH * HEIGHT * 3 // 2
GREYS = [bytes([grey]) * _LENGTH for grey in range(251)]


def show_until_killed(name: str, directory: Path) -> None:
    writer = PictureWriter(name, directory=directory, largest=_LENGTH)
    number = 0
    while True:
        number += 1
        writer.put(Picture(WIDTH, HEIGHT, GREYS[number % len(GREYS)], number, number))


def main(directory: Path) -> None:
    for line in sys.stdin:
        if (writer := os.fork()) == 0:
            show_until_killed(line.strip(), directory)
        print(writer, flush=True)
        os.waitpid(writer, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
