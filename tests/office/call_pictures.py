"""Pictures of the desk's video calls: `python -m tests.office.call_pictures FOLDER`."""

from __future__ import annotations

import io
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import av
from av import VideoFrame
from PIL import Image, ImageDraw, ImageFont

from devices.camera.portrait import Portrait
from kiosk.call.stills import pieces
from kiosk.domain.call_chat import Printed, Typing, Wrote
from kiosk.domain.calls import Wanted
from kiosk.domain.desk_messages import TellDeskMedia
from tests.office.video_clerk import VideoClerk, open_door
from tests.support.browser import CAMERA, Browser, browsing

_FONT = Path("assets/fonts/FiraSans-Regular.ttf")


class Person:
    """Somebody in front of a camera."""

    def __init__(self, width: int = 1280, height: int = 720) -> None:
        self._size = width, height
        self._portrait = Portrait(width, height)

    def __call__(self, at_s: float) -> VideoFrame:
        width, height = self._size
        frame = VideoFrame(width, height, "yuv420p")
        drawn, start = self._portrait.draw(at_s).tobytes(), 0
        for plane in frame.planes:
            for row in range(plane.height):
                at = start + row * plane.width
                memoryview(plane)[row * plane.line_size :][: plane.width] = drawn[
                    at : at + plane.width
                ]
            start += plane.width * plane.height
        return frame


def film(file: Path, person: Person) -> None:
    """Write a film of a person, for the browser's camera."""
    with av.open(str(file), "w", "yuv4mpegpipe") as film:
        stream = film.add_stream("wrapped_avframe", rate=10)
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        for number in range(30):
            film.mux(stream.encode(person(number / 10)))


def letter() -> bytes:
    """Return a photograph of a letter."""
    image = Image.new("RGB", (1280, 720), (92, 84, 74))
    paper = ImageDraw.Draw(image)
    paper.polygon([(250, 30), (1040, 50), (1050, 720), (230, 720)], fill=(246, 244, 238))
    large, small = ImageFont.truetype(_FONT, 34), ImageFont.truetype(_FONT, 22)
    paper.text((310, 90), "Meldebescheinigung", fill=(30, 30, 40), font=large)
    for line in range(14):
        paper.text(
            (310, 170 + 36 * line),
            "Erika Mustermann, Heidestraße 17, 51147 Köln",
            fill=(50, 50, 60),
            font=small,
        )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def _a_morning(clerk: VideoClerk, language: str) -> None:
    office = clerk.door.office
    for service in ("passport", "registration", "identity-card") * 10:
        office.ticket("citizens", service, language=language)


def _knocks(clerk: VideoClerk) -> None:
    knocks = clerk.door.knocks
    knocks(
        "T1", "V012", language="tr", wanted=Wanted(interpreter="tr"), waited=timedelta(minutes=7)
    )
    knocks("T2", "V013", service="registration", wanted=Wanted(camera=False), terminal="annex")
    knocks(
        "T3", "V014", service="", waited=timedelta(seconds=20), note="Kommt aus der Kfz-Zulassung"
    )


def take(browser: Browser, clerk: VideoClerk, folder: Path, language: str) -> None:
    """Take all pictures in one language."""
    door = clerk.door

    def picture(name: str) -> None:
        browser.until(lambda: browser.script("return !document.querySelector('[aria-busy]')"))
        browser.picture(folder / f"call-{name}-{language}.png")

    def wait(script: str) -> None:
        browser.until(lambda: browser.script(f"return {script}"), script, 20)

    browser.opens(f"/desk?lang={language}")
    _knocks(clerk)
    browser.sees("V014", "#knocks")
    picture("knock-ringing")
    browser.clicks("#knock-T1 summary")
    picture("decline")
    browser.clicks("#knock-T1 summary")
    browser.clicks("#knock-T1 .look")
    wait("document.querySelector('.ready.stands') !== null")
    wait("document.getElementById('preview-video').videoWidth > 0")
    picture("card-open")
    browser.clicks("#knock-T1 .accept")
    wait("document.getElementById('citizen-video').videoWidth > 640")
    door.leaves("T2")
    door.leaves("T3")
    wait("document.getElementById('call').dataset.how === 'up'")
    picture("talk")
    end = door.ends["T1"]
    browser.presses("t")
    browser.presses("Guten Tag! Bitte zeigen Sie mir die Bescheinigung.\n")
    door.run(end.says(Wrote("Guten Tag, einen Moment"), Typing("Die vom Standesamt od")))
    browser.sees("Standesamt", "#typing")
    browser.clicks("#found-services .show")
    browser.clicks("#found-services .print")
    door.run(end.says(Printed("passport", "blocked")))
    browser.clicks("#call-title")
    picture("text")
    browser.presses("s")
    wait("document.getElementById('screen-video').videoWidth > 0")
    picture("share")
    door.run(end.says(*pieces(letter())))
    wait("document.getElementById('still').width > 0")
    picture("still")
    browser.presses("s")
    browser.clicks("#still-away")
    browser.presses("w")
    wait("document.getElementById('menu-transfer').open")
    picture("transfer")
    browser.presses("\ue00c", "e")
    wait("document.getElementById('menu-end').open")
    picture("end")
    browser.presses("\ue00c", "h")
    wait("document.getElementById('call').dataset.how === 'held'")
    door.knocks("T4", "V015", may_accept=False)
    picture("held")
    browser.presses("h")
    wait("document.getElementById('call').dataset.how === 'up'")
    browser.presses("j")
    picture("small")
    browser.presses("j")
    door.leaves("T4")
    browser.presses("m", "c")
    browser.clicks("#open-line")
    picture("line")
    browser.clicks("#open-devices")
    picture("devices")
    browser.clicks("#open-devices")
    end.gate.clear()
    door.refuses[TellDeskMedia] = "not-possible"  # no new connection for a while
    wait("document.getElementById('call').dataset.how === 'weak'")
    picture("weak")
    wait("document.getElementById('call').dataset.how === 'lost'")
    picture("lost")
    door.refuses.clear()
    door.hangs_up()
    wait("document.getElementById('call').dataset.how === 'up'")
    for width, height in ((1920, 1080), (683, 768)):
        browser.is_sized(width, height)
        picture(f"talk-{width}")
    browser.is_sized(1366, 768)
    door.leaves("T1")
    browser.find("#do-next")


def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, open_door(Path(place)) as door:
        door.draw = Person()
        film(Path(place) / "clerk.y4m", Person())
        flags = (*CAMERA, f"--use-file-for-fake-video-capture={place}/clerk.y4m")
        with browsing(door.office.address, flags=flags) as browser:
            browser.is_sized(1366, 768)
            clerk = VideoClerk(browser, door)
            clerk.starts_video()
            _a_morning(clerk, "de")
            for language in ("de", "en"):
                take(browser, clerk, folder, language)
            for complaint in browser.complaints():
                print("!", complaint)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
