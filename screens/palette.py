"""The colours of each theme, from the contrast ladder of KERN's design tokens.

KERN (kern-ux.de) is the design system of German public administration; its tokens are
published under EUPL-1.2. A step says how much contrast a colour has on white: 500 is 4.5:1,
700 about 8.5:1, 900 about 16:1. Only the steps used here are listed.
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.terminal.views import Chip, Paper, Theme

Colour = tuple[float, float, float, float]

_STEPS = {
    "blue-050": "e5ebf7",
    "blue-100": "d8e1f4",
    "blue-300": "97afe1",
    "blue-700": "2044aa",
    "blue-800": "092797",
    "blue-900": "03007f",
    "blue-950": "06005d",
    "sky-050": "c0f3ff",
    "sky-100": "a8edfe",
    "sky-250": "31c6f4",
    "sky-700": "00536e",
    "sky-850": "003041",
    "green-050": "cdf2e4",
    "green-200": "6cd6b5",
    "green-250": "4fcba7",
    "green-700": "005741",
    "green-850": "003324",
    "yellow-100": "ffe12f",
    "orange-050": "ffe7b6",
    "orange-200": "ffb53a",
    "orange-250": "ffa305",
    "orange-700": "734000",
    "orange-850": "442400",
    "red-050": "fee4e0",
    "red-200": "fbb1a5",
    "red-250": "f7a194",
    "red-700": "9e0000",
    "red-850": "600000",
    "grey-025": "f3f4f7",
    "grey-050": "e8e9ef",
    "grey-100": "dfe1ea",
    "grey-150": "cfd2e0",
    "grey-200": "c0c3d5",
    "grey-250": "b2b6cc",
    "grey-300": "a9aec6",
    "grey-400": "8e93b1",
    "grey-500": "6e7597",
    "grey-650": "51577a",
    "grey-700": "454b6b",
    "grey-750": "3b405f",
    "grey-800": "30344f",
    "grey-850": "272a42",
    "grey-900": "1d2034",
    "grey-950": "131525",
    "dim": "292929",
    "dimmer": "404040",
    "white": "ffffff",
    "black": "000000",
}


def colour(step: str, alpha: float = 1.0) -> Colour:
    """Return a step of the ladder, or a `#rrggbb`, as Kivy wants it."""
    written = _STEPS.get(step, step.lstrip("#"))
    red, green, blue = (int(written[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return (red, green, blue, alpha)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two opaque colours (WCAG 2.1, 1.4.3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(of: Colour) -> float:
    parts = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in of[:3])
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def readable_on(ground: Colour) -> Colour:
    """Return black or white, whichever can be read better."""
    return max(colour("white"), colour("black"), key=lambda ink: contrast(ink, ground))


# Role → step. A pair of step and alpha is translucent.
_LIGHT: dict[str, str | tuple[str, float]] = {
    "canvas": "grey-025",
    "surface": "white",
    "text": "grey-950",
    "muted": "grey-650",
    "inverse": "white",
    "hairline": "grey-150",
    "border": "grey-500",
    "accent": "blue-700",
    "action": "blue-700",
    "action_pressed": "blue-800",
    "on_action": "white",
    "on_action_soft": "blue-050",
    "action_square": ("white", 0.16),
    "ink": "grey-900",
    "ink_pressed": "grey-700",
    "on_ink": "white",
    "on_ink_soft": "blue-050",
    "ink_square": ("white", 0.16),
    "tint": "blue-050",
    "pressed": "blue-100",
    "off": "grey-100",
    "shadow": ("grey-950", 0.10),
    "focus": "grey-950",
    "focus_glow": "yellow-100",
}
_CONTRAST_LIGHT = _LIGHT | {
    "canvas": "white",
    "text": "black",
    "muted": "black",
    "hairline": "black",
    "border": "black",
    "accent": "blue-900",
    "action": "blue-900",
    "action_pressed": "blue-950",
    "on_action_soft": "white",
    "ink": "black",
    "ink_pressed": "grey-800",
    "on_ink_soft": "white",
    "tint": "grey-025",
    "pressed": "yellow-100",
    "off": "white",
    "shadow": ("black", 0.0),
    "focus": "black",
}
_CONTRAST_DARK = _LIGHT | {
    "canvas": "black",
    "surface": "black",
    "text": "white",
    "muted": "white",
    "inverse": "black",
    "hairline": "white",
    "border": "white",
    "accent": "yellow-100",
    "action": "yellow-100",
    "action_pressed": "white",
    "on_action": "black",
    "on_action_soft": "black",
    "action_square": ("black", 0.14),
    "ink": "white",
    "ink_pressed": "yellow-100",
    "on_ink": "black",
    "on_ink_soft": "black",
    "ink_square": ("black", 0.14),
    "tint": "dim",
    "pressed": "dimmer",
    "off": "dim",
    "shadow": ("black", 0.0),
    "focus": "sky-100",
    "focus_glow": "sky-100",
}
_LOW_GLARE = _LIGHT | {
    "canvas": "grey-950",
    "surface": "grey-900",
    "text": "grey-150",
    "muted": "grey-300",
    "inverse": "grey-950",
    "hairline": "grey-750",
    "border": "grey-400",
    "accent": "blue-300",
    "on_action": "grey-050",
    "on_action_soft": "grey-150",
    "ink": "grey-750",
    "on_ink": "grey-050",
    "on_ink_soft": "grey-150",
    "tint": "grey-800",
    "pressed": "grey-750",
    "off": "grey-800",
    "shadow": ("black", 0.0),
    "focus": "sky-250",
    "focus_glow": "sky-250",
}

# Kind of message or chip → (fill, ink).
_SIGNS_LIGHT = {
    "open": ("green-050", "green-700"),
    "busy": ("orange-050", "orange-700"),
    "call": ("orange-050", "orange-700"),
    "paused": ("sky-050", "sky-700"),
    "closed": ("grey-100", "grey-700"),
    "info": ("blue-050", "blue-700"),
    "warning": ("orange-050", "orange-700"),
    "danger": ("red-050", "red-700"),
}


def _signs(fill: str, step: int, closed: str) -> dict[str, tuple[str, str]]:
    inks = {"open": "green", "busy": "orange", "call": "orange", "paused": "sky", "info": "sky"}
    inks |= {"warning": "orange", "danger": "red"}
    return {kind: (fill, f"{ink}-{step}") for kind, ink in inks.items()} | {
        "closed": (fill, closed)
    }


_ROLES: Mapping[Theme, Mapping[str, str | tuple[str, float]]] = {
    Theme.LIGHT: _LIGHT,
    Theme.CONTRAST_LIGHT: _CONTRAST_LIGHT,
    Theme.CONTRAST_DARK: _CONTRAST_DARK,
    Theme.LOW_GLARE: _LOW_GLARE,
}
_SIGNS: Mapping[Theme, Mapping[str, tuple[str, str]]] = {
    Theme.LIGHT: _SIGNS_LIGHT,
    Theme.CONTRAST_LIGHT: _signs("white", 850, "black"),
    Theme.CONTRAST_DARK: _signs("black", 200, "white")
    | {
        "paused": ("black", "sky-100"),
        "info": ("black", "sky-100"),
    },
    Theme.LOW_GLARE: _signs("grey-800", 250, "grey-200"),
}
SIGN_ICONS: Mapping[str, str] = {
    Chip.OPEN: "check_circle",
    Chip.BUSY: "hourglass_top",
    Chip.CALL: "record_voice_over",
    Chip.PAUSED: "pause_circle",
    Chip.CLOSED: "schedule",
    "info": "info",
    "warning": "warning",
    "danger": "error",
}
# What became of a paper → kind of message and icon.
PAPER_SIGNS: Mapping[str, tuple[str, str]] = {
    Paper.PRINTING: ("info", "print"),
    Paper.TAKE: ("open", "check_circle"),
    Paper.BLOCKED: ("warning", "hourglass_top"),
    Paper.FAILED: ("warning", "print_disabled"),
    Paper.ASK: ("warning", "help"),
    Paper.NONE: ("info", "smartphone"),
}


def roles(theme: Theme) -> dict[str, Colour]:
    """Return the colour of every role in a theme."""
    return {
        role: colour(step) if isinstance(step, str) else colour(*step)
        for role, step in _ROLES[theme].items()
    }


def signs(theme: Theme) -> dict[str, tuple[Colour, Colour]]:
    """Return fill and ink of every chip and message in a theme."""
    return {kind: (colour(fill), colour(ink)) for kind, (fill, ink) in _SIGNS[theme].items()}
