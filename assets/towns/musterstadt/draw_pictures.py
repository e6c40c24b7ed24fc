"""Draws the line art of the sample town: its arms, and a small plan of each waiting area.

`python assets/towns/musterstadt/draw_pictures.py`; the pictures are printed on tickets.
"""

from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
WHITE, BLACK = 255, 0


def arms() -> Image.Image:
    """A shield with a town gate."""
    image = Image.new("L", (220, 250), WHITE)
    pen = ImageDraw.Draw(image)
    shield = [(8, 8), (212, 8), (212, 140), (110, 242), (8, 140)]
    pen.polygon(shield, fill=WHITE, outline=BLACK, width=12)
    pen.rectangle([62, 84, 158, 140], fill=BLACK)
    for left in (52, 95, 138):
        pen.rectangle([left, 44, left + 30, 140], fill=BLACK)
        for notch in (left + 6, left + 18):
            pen.rectangle([notch, 44, notch + 5, 55], fill=WHITE)
    pen.rounded_rectangle([94, 100, 126, 160], radius=16, fill=WHITE)
    pen.rectangle([44, 140, 176, 150], fill=BLACK)
    pen.rectangle([94, 138, 126, 152], fill=WHITE)
    return image


def plan(way: list[tuple[int, int]], walls: list[list[tuple[int, int]]]) -> Image.Image:
    """A floor with its walls, the entrance below, and the way as an arrow."""
    image = Image.new("L", (280, 200), WHITE)
    pen = ImageDraw.Draw(image)
    pen.rectangle([4, 4, 275, 195], outline=BLACK, width=6)
    for wall in walls:
        pen.line(wall, fill=BLACK, width=6)
    start_x, start_y = way[0]
    pen.rectangle([start_x - 26, 188, start_x + 26, 199], fill=WHITE)
    pen.line([(start_x, start_y), *way[1:]], fill=BLACK, width=11, joint="curve")
    (x0, y0), (x, y) = way[-2:]
    if x == x0:
        tip = 1 if y > y0 else -1
        head = [(x - 20, y - 4 * tip), (x + 20, y - 4 * tip), (x, y + 28 * tip)]
    else:
        tip = 1 if x > x0 else -1
        head = [(x - 4 * tip, y - 20), (x - 4 * tip, y + 20), (x + 28 * tip, y)]
    pen.polygon(head, fill=BLACK)
    return image


ENTRANCE = plan([(140, 196), (140, 90)], [[(4, 60), (100, 60)], [(180, 60), (275, 60)]])
LEFT = plan(
    [(190, 196), (190, 130), (80, 130), (80, 60)], [[(130, 4), (130, 90)], [(4, 165), (120, 165)]]
)
RIGHT = plan(
    [(90, 196), (90, 130), (200, 130), (200, 60)], [[(150, 4), (150, 90)], [(160, 165), (275, 165)]]
)
PLANS = {
    "melden": ENTRANCE,
    "fundbuero": ENTRANCE,
    "kfz": RIGHT,
    "schwerbehinderung": RIGHT,
    "einbuergerung": LEFT,
    "standesamt": LEFT,
    "kataster": RIGHT,
    "soziales": LEFT,
}


def main() -> None:
    """Write the pictures beside this file."""
    arms().convert("1").save(HERE / "arms.png")
    (HERE / "plans").mkdir(exist_ok=True)
    for name, image in PLANS.items():
        image.convert("1").save(HERE / "plans" / f"{name}.png")


if __name__ == "__main__":
    main()
