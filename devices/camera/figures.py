"""What the simulated camera sees: an entrance hall, and a person with a face that moves.

Everything is in heights of the picture, see `drawing`.
"""

from __future__ import annotations

from enum import IntFlag

from devices.camera.drawing import Canvas, Colour

_SKIN: Colour = (232, 184, 150)
_SHADE: Colour = (209, 152, 120)
_BLUSH: Colour = (231, 150, 128)
_HAIR: Colour = (74, 48, 40)
_HAIR_LIGHT: Colour = (104, 70, 56)
_LINE: Colour = (58, 38, 34)
_CARDIGAN: Colour = (44, 104, 128)
_CARDIGAN_DARK: Colour = (34, 84, 106)
_SHIRT: Colour = (246, 241, 232)
_WOOD: Colour = (178, 132, 92)
_WOOD_DARK: Colour = (150, 108, 74)
_LEAF: Colour = (88, 138, 92)
_LEAF_DARK: Colour = (66, 112, 78)
_FOLDER: Colour = (214, 222, 226)
_POT: Colour = (204, 112, 84)


class Look(IntFlag):
    """What the face does."""

    CALM = 0
    BLINKS = 1
    SPEAKS = 2


def draw_hall(canvas: Canvas) -> None:
    """A light wall, a window to a green town, a shelf with books and a plant."""
    canvas.wash((240, 230, 212), (224, 208, 184))
    canvas.ellipse(-0.35, 0.3, 0.8, 0.7, (250, 244, 230), soft=0.6, strength=0.7)
    _window(canvas, -0.60, 0.36)
    _shelf(canvas, 0.63, 0.47)
    canvas.box(0, 0.99, 3.6, 0.10, _WOOD)
    canvas.box(0, 0.945, 3.6, 0.010, _WOOD_DARK)
    canvas.ellipse(0, 0.72, 0.50, 0.40, (150, 128, 104), soft=0.35, strength=0.30)


def _window(canvas: Canvas, x: float, y: float) -> None:
    canvas.box(x + 0.012, y + 0.018, 0.43, 0.53, (170, 150, 124), round=0.01, soft=0.05)
    canvas.box(x, y, 0.43, 0.53, (252, 250, 245), round=0.008)
    canvas.box(x, y, 0.39, 0.49, (176, 214, 236))
    canvas.ellipse(x + 0.08, y - 0.12, 0.09, 0.08, (232, 243, 247), soft=0.09, strength=0.9)
    canvas.ellipse(x + 0.09, y - 0.15, 0.035, 0.035, (255, 240, 190))
    for right, height, colour in (
        (-0.13, 0.17, (214, 176, 150)), (-0.03, 0.12, (232, 206, 170)),
        (0.12, 0.20, (204, 162, 146)),
    ):  # fmt: skip
        canvas.box(x + right, y + 0.245 - height / 2, 0.095, height, colour)
        canvas.box(x + right, y + 0.245 - height, 0.115, 0.016, (168, 96, 80), round=0.004)
        for row in range(int(height / 0.045) - 1):
            for side in (-0.022, 0.022):
                canvas.box(x + right + side, y + 0.285 - height + row * 0.042, 0.017, 0.022,
                           (118, 134, 152))  # fmt: skip
    for right, size in ((-0.155, 0.045), (0.05, 0.055), (0.15, 0.048)):
        canvas.ellipse(x + right, y + 0.235, size, size, (120, 166, 116), above=y + 0.245)
    canvas.box(x, y - 0.255, 0.43, 0.020, (252, 250, 245), round=0.008)
    canvas.box(x - 0.2025, y, 0.025, 0.53, (252, 250, 245))
    canvas.box(x + 0.2025, y, 0.025, 0.53, (252, 250, 245))
    canvas.box(x, y, 0.016, 0.50, (252, 250, 245))
    canvas.box(x, y - 0.06, 0.40, 0.012, (252, 250, 245))
    canvas.box(x, y + 0.275, 0.49, 0.028, (246, 240, 230), round=0.006)


def _shelf(canvas: Canvas, x: float, y: float) -> None:
    for height in (y, y + 0.27):
        canvas.box(x, height + 0.022, 0.44, 0.03, (176, 156, 130), soft=0.04, strength=0.8)
        canvas.box(x, height, 0.44, 0.022, _WOOD, round=0.004)
    spines = (
        (-0.185, 0.032, 0.15, (72, 108, 140)), (-0.149, 0.028, 0.17, (206, 122, 92)),
        (-0.114, 0.034, 0.14, (228, 188, 112)), (-0.078, 0.026, 0.16, (112, 146, 126)),
        (-0.046, 0.030, 0.15, (150, 98, 112)),
    )  # fmt: skip
    for right, width, height, colour in spines:
        middle = y - 0.011 - height / 2
        canvas.box(x + right, middle, width, height, colour, round=0.004)
        canvas.box(x + right, middle - height * 0.28, width * 0.6, 0.010, (246, 238, 222))
    _plant(canvas, x + 0.115, y - 0.011)
    for right, colour in (
        (-0.12, (214, 222, 226)),
        (-0.06, (196, 208, 216)),
        (0.0, (214, 222, 226)),
    ):
        canvas.box(x + right, y + 0.172, 0.052, 0.174, colour, round=0.006)
        canvas.box(x + right, y + 0.135, 0.030, 0.045, (250, 250, 248), round=0.003)
        canvas.ellipse(x + right, y + 0.220, 0.010, 0.010, (128, 140, 150))
    canvas.ellipse(x + 0.13, y + 0.198, 0.055, 0.061, (236, 230, 218))
    canvas.ellipse(x + 0.13, y + 0.198, 0.043, 0.049, (104, 142, 160))


def _plant(canvas: Canvas, x: float, foot: float) -> None:
    for right, up, rx, ry, colour in (
        (-0.055, 0.155, 0.034, 0.060, _LEAF_DARK), (0.058, 0.150, 0.034, 0.058, _LEAF_DARK),
        (-0.030, 0.205, 0.034, 0.066, _LEAF), (0.034, 0.210, 0.036, 0.068, _LEAF),
        (0.0, 0.165, 0.036, 0.075, _LEAF_DARK), (0.004, 0.235, 0.024, 0.055, (120, 166, 112)),
    ):  # fmt: skip
        canvas.ellipse(x + right, foot - up, rx, ry, colour)
    canvas.box(x, foot - 0.045, 0.085, 0.09, _POT, round=0.016)
    canvas.box(x, foot - 0.085, 0.10, 0.020, (186, 98, 74), round=0.006)


def draw_body(canvas: Canvas) -> None:
    """Shoulders in a cardigan over a light shirt."""
    canvas.ellipse(0, 0.90, 0.25, 0.16, _CARDIGAN)
    canvas.box(0, 1.08, 0.80, 0.58, _CARDIGAN, round=0.19)
    for side in (-1, 1):
        canvas.box(side * 0.285, 1.05, 0.007, 0.26, _CARDIGAN_DARK, round=0.003)
    canvas.ellipse(0, 0.84, 0.136, 0.30, _CARDIGAN_DARK)
    canvas.ellipse(0, 0.83, 0.122, 0.29, _SHIRT)
    canvas.ellipse(0, 0.755, 0.066, 0.050, _SKIN)
    canvas.box(0, 0.69, 0.128, 0.17, _SKIN, round=0.03)
    canvas.ellipse(0, 0.635, 0.062, 0.072, _SHADE, soft=0.015)


def draw_head(canvas: Canvas, look: Look) -> None:
    """Hair, face, eyes and mouth."""
    canvas.ellipse(0, 0.395, 0.205, 0.210, _HAIR)
    for side in (-1, 1):
        canvas.box(side * 0.155, 0.53, 0.10, 0.26, _HAIR, round=0.05)
        canvas.ellipse(side * 0.158, 0.455, 0.026, 0.040, _SHADE)
    canvas.ellipse(0, 0.445, 0.158, 0.205, _SKIN)
    for side in (-1, 1):
        canvas.ellipse(side * 0.088, 0.515, 0.042, 0.030, _BLUSH, soft=0.035, strength=0.55)
        _eye(canvas, side * 0.066, 0.435, bool(look & Look.BLINKS))
        canvas.arc(side * 0.067, 0.398, 0.034, 0.016, 0.011, _HAIR, up=True)
    _fringe(canvas)
    canvas.arc(0, 0.492, 0.020, 0.013, 0.009, _SHADE, up=False)
    _mouth(canvas, bool(look & Look.SPEAKS))


def _fringe(canvas: Canvas) -> None:
    canvas.ellipse(-0.075, 0.285, 0.125, 0.090, _HAIR)
    canvas.ellipse(0.105, 0.290, 0.085, 0.080, _HAIR)
    canvas.arc(-0.045, 0.27, 0.100, 0.045, 0.008, _HAIR_LIGHT, up=True)
    for side in (-1, 1):
        canvas.ellipse(side * 0.172, 0.42, 0.030, 0.120, _HAIR)


def _eye(canvas: Canvas, x: float, y: float, shut: bool) -> None:
    if shut:
        canvas.arc(x, y, 0.028, 0.012, 0.009, _LINE, up=False)
        return
    canvas.ellipse(x, y, 0.030, 0.025, (252, 250, 248))
    canvas.ellipse(x, y + 0.001, 0.018, 0.020, (98, 70, 48))
    canvas.ellipse(x, y + 0.001, 0.010, 0.011, (30, 22, 20))
    canvas.ellipse(x + 0.006, y - 0.006, 0.005, 0.005, (255, 255, 255))
    canvas.arc(x, y + 0.002, 0.031, 0.027, 0.008, _LINE, up=True)


def _mouth(canvas: Canvas, speaks: bool) -> None:
    if speaks:
        canvas.ellipse(0, 0.553, 0.034, 0.030, (122, 44, 48))
        canvas.ellipse(0, 0.574, 0.022, 0.012, (214, 108, 104), above=0.582)
        canvas.box(0, 0.534, 0.040, 0.010, (250, 248, 244), round=0.005)
        return
    canvas.ellipse(0, 0.535, 0.062, 0.046, (150, 60, 60), below=0.538)
    canvas.box(0, 0.542, 0.090, 0.009, (250, 248, 244), round=0.004)
