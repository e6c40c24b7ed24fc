"""What can be set, by role: default, unit and meaning stand beside each field."""

from __future__ import annotations

import ssl
from datetime import time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator


class Orientation(StrEnum):
    PORTRAIT = "portrait"  # a standing terminal
    LANDSCAPE = "landscape"  # a panel on a table or wall


class _Table(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, validate_default=True
    )


class OfficeConfig(_Table):
    """The office service: one for all terminals, desks, displays and phones."""

    host: str = "127.0.0.1"
    """Address to listen on; `0.0.0.0` listens on every network."""

    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    """TCP port to listen on; 0 takes any free one."""

    public_url: Annotated[str, Field(pattern=r"^https?://[A-Za-z0-9.:-]+$")] = (
        "http://127.0.0.1:8080"
    )
    """Address under which phones reach the office: letters, digits, dots, hyphens, a port. It is in
    the QR code of every ticket."""

    database: str = "sqlite:///var/office.sqlite3"
    """Where tickets live, as an SQLAlchemy URL: SQLite, or `postgresql+psycopg://…` for several
    office processes. A password belongs in a file: `?passfile=/run/credentials/…`."""

    town: Path | None = None
    """Folder of the town: departments, services, opening hours, desks. Without it, the sample
    town that comes with Foyer."""

    state_dir: Path = Path("var")
    """Folder for everything the office writes."""

    trust_loopback_terminals: bool = True
    """Accept terminals from this machine without a key. Set it to false behind a proxy on the same
    machine, where everybody seems to come from here."""

    turn_urls: tuple[Annotated[str, Field(pattern=r"^turns?:[^\s@]+$")], ...] = ()
    """Relays of our own for video calls (TURN): `["turn:relay.example:3478?transport=udp"]`.
    Without any, terminals and desks reach each other directly, and nobody else is ever asked."""

    turn_secret: Path | None = None
    """File with the secret that office and relays share (coturn: `static-auth-secret`); it signs
    passwords that expire."""

    turn_only: bool = False
    """Let calls go through the relays only, never directly."""

    @model_validator(mode="after")
    def _relays_work(self) -> OfficeConfig:
        if self.turn_urls and self.turn_secret is None:
            raise ValueError("turn_urls need a turn_secret")
        if self.turn_only and not self.turn_urls:
            raise ValueError("turn_only needs turn_urls")
        return self

    @field_validator("database")
    @classmethod
    def _holds_no_password(cls, url: str) -> str:
        if "://" not in url:
            raise ValueError("not a database URL")
        address = urlsplit(url)
        if address.password or "password" in parse_qs(address.query):
            raise ValueError("a password does not belong here; use ?passfile=/path/to/a/file")
        return url


class PaperConfig(_Table):
    """The paper of the ticket printer: the width for the simulated one, the layout for all."""

    width_dots: Annotated[int, Field(ge=200, le=1200)] = 576
    """Printable width in dots; 80 mm paper has 576 at 203 dpi, 58 mm paper has 384."""

    dpi: Annotated[int, Field(ge=100, le=600)] = 203
    """Dots per inch of the print head."""

    layout: Literal["compact", "standard", "full"] = "standard"
    """How much a ticket says: `compact` leaves out documents and plan, `standard` shortens long
    lists of documents, `full` says everything, also the way after the call."""


class TerminalConfig(_Table):
    """One terminal: glass, printer and devices for one citizen at a time."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")] = "lobby-1"
    """Own name towards the office and in the journal: small letters, digits, hyphens."""

    office_url: Annotated[str, Field(pattern=r"^wss?://")] = "ws://127.0.0.1:8080/terminal"
    """WebSocket address of the office."""

    notebook: Path = Path("var/notebook.sqlite3")
    """File with leased numbers and what the office has not heard yet."""

    orientation: Orientation = Orientation.PORTRAIT
    """How the panel hangs: `portrait` or `landscape`."""

    width_px: Annotated[int | None, Field(ge=480)] = None
    """Width of the glass in pixels. Without it 1080 in portrait, 1920 in landscape."""

    height_px: Annotated[int | None, Field(ge=480)] = None
    """Height of the glass in pixels. Without it 1920 in portrait, 1080 in landscape."""

    fullscreen: bool = False
    """Cover the whole screen without a frame, as on a real terminal."""

    panel_width_mm: Annotated[float, Field(gt=0)] = 336
    """Visible width of the panel in millimetres; all sizes on the glass follow from it."""

    viewing_distance_mm: Annotated[float, Field(gt=0)] = 600
    """Distance of the eyes in millimetres; letters grow with it."""

    idle_after_s: Annotated[int, Field(ge=20)] = 120
    """Seconds without a touch until the terminal asks whether anybody is there."""

    # WCAG 2.2, 2.2.1: at least 20 seconds to say "more time, please".
    warn_for_s: Annotated[int, Field(ge=20)] = 20
    """Seconds the question stays before the visit is ended and forgotten."""

    answer_within_ms: Annotated[int, Field(ge=100)] = 1500
    """Milliseconds to wait for the office before the terminal helps itself."""

    reserve_numbers: Annotated[int, Field(ge=0, le=200)] = 20
    """Numbers per letter that are kept for the time without the office."""

    printer: Literal["simulated", "escpos"] = "simulated"
    """Which printer driver prints the tickets: `escpos` for a real one."""

    printer_address: Annotated[str, Field(pattern=r"^(tcp://|serial:|/dev/)")] = (
        "tcp://127.0.0.1:9100"
    )
    """Where the ESC/POS printer is: `tcp://host:9100`, `/dev/usb/lp0` or
    `serial:/dev/ttyUSB0?baud=19200` (below 230,400 baud: tickets in the printer's own letters)."""

    printer_model: Literal[
        "tm-t20ii",
        "tm-t20iii",
        "tm-m30iii",
        "tm-t88v",
        "tm-t88vi",
        "tm-t88vii",
        "eu-m30",
        "generic",
        "generic-58mm",
    ] = "tm-t20iii"
    """Which model the ESC/POS printer is; it decides paper width and abilities. A printer that
    tells its name corrects the abilities by itself."""

    paper_roll_m: Annotated[int, Field(ge=0, le=500)] = 80
    """Metres of paper on a new roll, for the estimate of what is left; 80 x 80 mm rolls have 80.
    The count begins with a full roll, so put a new one in before the first start. With 0 nothing is
    counted."""

    paper_dir: Path = Path("var/paper")
    """Folder where the simulated printer lays its paper, as pictures."""

    calls: bool = False
    """Whether citizens can knock and talk by video here; what with is in `[call]`."""

    pictures: Path | None = None
    """Folder with black line art for tickets: `arms.png` and `plans/<department>.png`. Without it,
    the pictures of the sample town where they fit."""

    test_print_at: time | None = None
    """Local time at which a test print falls out on every day on which a department opens, such as
    `07:15`. Without it, none does."""

    paper: PaperConfig = PaperConfig()
    """The paper of the ticket printer."""

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the glass."""
        standing = self.orientation is Orientation.PORTRAIT
        width, height = (1080, 1920) if standing else (1920, 1080)
        return self.width_px or width, self.height_px or height

    @property
    def paper_roll_mm(self) -> int:
        """How long a new roll is; 0 when paper is not counted."""
        return self.paper_roll_m * 1_000

    @property
    def printer_on_own_cable(self) -> bool:
        """Whether the printer vanishes only when it is switched off or pulled out."""
        return self.printer == "escpos" and self.printer_address.startswith("/dev/")

    @property
    def simulated(self) -> bool:
        """Whether a device of this terminal is only simulated."""
        return self.printer == "simulated"

    @property
    def idle_after(self) -> timedelta:
        """How long nobody may touch anything."""
        return timedelta(seconds=self.idle_after_s)

    @property
    def warn_for(self) -> timedelta:
        """How long the question stays."""
        return timedelta(seconds=self.warn_for_s)

    @property
    def answer_within(self) -> timedelta:
        """How long the office may take."""
        return timedelta(milliseconds=self.answer_within_ms)


class CallConfig(_Table):
    """The call process of a terminal: camera, microphone and loudspeakers of the conversation."""

    camera: Literal["simulated", "opencv"] = "simulated"
    """Which camera driver is used: `opencv` for a real camera (Video4Linux)."""

    camera_address: str = "/dev/video0"
    """Where the camera is; `/dev/v4l/by-id/…` stays the same when cables are moved."""

    camera_troubles: Path | None = None
    """A file with the troubles of the simulated camera, one a line: `covered`, `frozen`, `silent`,
    `busy`, `unplugged`. It is read before every picture, for demonstrations and tests."""

    audio: Literal["simulated", "sounddevice"] = "simulated"
    """Which audio driver is used: `sounddevice` for a real sound system (PortAudio)."""

    microphone: str | None = None
    """A part of the microphone's name, as `python -m sounddevice` lists them. Without it, the
    system's own choice."""

    loudspeaker: str | None = None
    """A part of the loudspeaker's name. Without it, the system's own choice."""

    handset: str | None = None
    """A part of the name of the second output: handset, headphones or induction loop."""

    ca_file: Path | None = None
    """File with the certificate (PEM) of the authority that vouches for relays of our own, for
    addresses that begin with `turns:`. Without it, the authorities that the system trusts."""

    time_code: bool = False
    """Draw a time code into the simulated picture and pulse the simulated tone, for measuring."""

    @field_validator("ca_file")
    @classmethod
    def _vouches(cls, file: Path | None) -> Path | None:
        if file is not None:
            try:
                ssl.create_default_context(cafile=file)
            except OSError as trouble:  # an SSLError is one, too
                raise ValueError(f"no certificate can be read: {trouble.strerror}") from None
        return file

    @property
    def simulated(self) -> bool:
        """Whether camera or sound are only simulated."""
        return "simulated" in (self.camera, self.audio)


class Config(_Table):
    """Everything that can be set, by role."""

    office: OfficeConfig = OfficeConfig()
    terminal: TerminalConfig = TerminalConfig()
    call: CallConfig = CallConfig()
