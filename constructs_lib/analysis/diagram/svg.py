"""A picture as SVG, drawn without help: VPCs side by side, tiers below each other, what connects them underneath."""

from typing import Final
from xml.sax.saxutils import escape

from constructs_lib.analysis.diagram.picture import Box, Picture, Tier

_LINE: Final = 16
_PAD: Final = 12
_GAP: Final = 40
_LETTER: Final = 6.6
"""How wide a letter of the font is, on average; boxes are as wide as their longest line needs."""
_NARROWEST: Final = 240
_FILL: Final = {"public": "#fff4e5", "private": "#eaf3ff", "isolated": "#eef7ee"}


def svg(picture: Picture) -> str:
    """The drawing."""
    shapes: list[str] = []
    centers: dict[str, tuple[float, float]] = {}
    left, bottom = float(_GAP), 0.0
    for box in picture.boxes:
        width, height = _width(box), _height(box)
        shapes += _draw_box(box, left, _GAP, width)
        centers[box.id] = (left + width / 2, _GAP + height)
        left, bottom = left + width + _GAP, max(bottom, _GAP + height)
    row = bottom + 3 * _GAP
    spot = float(_GAP)
    for name in picture.outside:
        width = _text_width(name) + 4 * _PAD
        shapes.append(_rectangle(spot, row, width, 2 * _LINE + _PAD, fill="#f5f5f5", round_by=20))
        shapes.append(_label(spot + 2 * _PAD, row + _LINE + _PAD / 2 + 4, name))
        centers[name] = (spot + width / 2, row)
        spot += width + _GAP
    lines = [
        line
        for number, link in enumerate(picture.links)
        for line in _draw_link(centers[link.source], centers[link.target], link.label, bottom + 20 + 14 * number)
    ]
    wide, high = max(left, spot), row + 3 * _LINE + _GAP + 14 * len(picture.links)
    size = f'width="{wide:.0f}" height="{high:.0f}"'
    view = f'viewBox="0 0 {wide:.0f} {high:.0f}" font-family="sans-serif" font-size="12"'
    start = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>', f'<rect {size} fill="white"/>']
    return "\n".join([*start, *lines, *shapes, "</svg>\n"])


def _tier_lines(tier: Tier) -> tuple[str, ...]:
    return (f"{tier.name} subnets", *tier.subnets, *tier.ways, *(f"▪ {thing}" for thing in tier.things))


def _width(box: Box) -> float:
    lines = [box.title, *box.doors, *(line for tier in box.tiers for line in _tier_lines(tier))]
    return max(_NARROWEST, *(_text_width(line) for line in lines)) + 4 * _PAD


def _height(box: Box) -> float:
    tiers = sum(len(_tier_lines(tier)) * _LINE + 2 * _PAD for tier in box.tiers)
    return 2 * _LINE + tiers + len(box.doors) * _LINE + 2 * _PAD


def _text_width(text: str) -> float:
    return len(text) * _LETTER


def _draw_box(box: Box, left: float, top: float, width: float) -> list[str]:
    shapes = [_rectangle(left, top, width, _height(box), fill="#fafafa")]
    shapes.append(_label(left + _PAD, top + _LINE + 4, box.title, bold=True))
    at = top + 2 * _LINE
    for tier in box.tiers:
        lines = _tier_lines(tier)
        high = len(lines) * _LINE + _PAD
        shapes.append(_rectangle(left + _PAD, at, width - 2 * _PAD, high, fill=_FILL.get(tier.name, "#ffffff")))
        shapes += [
            _label(left + 2 * _PAD, at + (number + 1) * _LINE, line, bold=number == 0)
            for number, line in enumerate(lines)
        ]
        at += high + _PAD
    shapes += [_label(left + _PAD, at + (number + 1) * _LINE, door) for number, door in enumerate(box.doors)]
    return shapes


def _draw_link(start: tuple[float, float], end: tuple[float, float], label: str, level: float) -> list[str]:
    """Down, across on a level of its own, and to the other end: links never lie on each other."""
    (x1, y1), (x2, y2) = start, end
    path = f"M {x1:.0f} {y1:.0f} V {level:.0f} H {x2:.0f} V {y2:.0f}"
    middle = (x1 + x2) / 2 + 4
    return [
        f'<path d="{path}" fill="none" stroke="#666"/>',
        _label(middle, level - 3, label),
    ]


def _rectangle(left: float, top: float, width: float, height: float, *, fill: str, round_by: int = 4) -> str:
    return (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{height:.0f}" rx="{round_by}" '
        f'fill="{fill}" stroke="#888"/>'
    )


def _label(left: float, baseline: float, text: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{left:.0f}" y="{baseline:.0f}"{weight}>{escape(text)}</text>'
