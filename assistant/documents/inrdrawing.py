"""The INR curve as a drawing within a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Final

from assistant.dossier.curve import Curve, Point
from assistant.language import _
from assistant.notation import write_date, write_number

WIDE, HIGH = 640, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 12, 10, 26
_HALF: Final = 40
"""Half of what a day takes, with something to spare."""
_DAYS: Final = 6
_LEVELS: Final = 8


def drawing(curve: Curve) -> str:
    """The curve as SVG; empty where no INR is known."""
    return "\n".join(_Drawing(curve).parts()) if curve.points else ""


class _Drawing:
    def __init__(self, curve: Curve) -> None:
        self._curve = curve

    def parts(self) -> Iterator[str]:
        """The band of the range under the lines, the points on top: a ring where it is out of range."""
        curve = self._curve
        title = escape(_("INR over time"))
        yield f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{title}"><title>{title}</title>'
        if curve.target is not None:
            high, low = self._y(curve.target.high), self._y(curve.target.low)
            width = WIDE - _LEFT - _RIGHT
            yield f'<rect class="band" x="{_LEFT}" y="{high:.1f}" width="{width}" height="{low - high:.1f}"/>'
        for level in curve.levels(_LEVELS):
            y = self._y(level)
            yield f'<line class="grid" x1="{_LEFT}" x2="{WIDE - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{level}</text>'
        for day in curve.interviews:
            x = self._x(day)
            told = escape(_("Interview on {day}").format(day=write_date(day)))
            yield f'<line class="held" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{HIGH - _BOTTOM}">'
            yield f"<title>{told}</title></line>"
        for day in curve.ticks(_DAYS):
            x = self._x(day)
            anchor = "end" if x > WIDE - _HALF else "middle"
            yield f'<text x="{x:.1f}" y="{HIGH - 8}" text-anchor="{anchor}">{write_date(day)}</text>'
        yield f'<line class="axis" x1="{_LEFT}" x2="{_LEFT}" y1="{_TOP}" y2="{HIGH - _BOTTOM}"/>'
        y = HIGH - _BOTTOM
        yield f'<line class="axis" x1="{_LEFT}" x2="{WIDE - _RIGHT}" y1="{y}" y2="{y}"/>'
        for run in curve.runs:
            if len(run) > 1:
                path = " ".join(f"{self._x(point.day):.1f},{self._y(point.value):.1f}" for point in run)
                yield f'<polyline class="run" points="{path}"/>'
        yield from map(self._point, curve.points)
        yield "</svg>"

    def _point(self, point: Point) -> str:
        kind = "out" if point.place in ("below", "above") else "in"
        told = f"{write_date(point.day)}: {write_number(point.value)}"
        place = f'cx="{self._x(point.day):.1f}" cy="{self._y(point.value):.1f}"'
        return f'<circle class="{kind}" {place} r="3.5"><title>{escape(told)}</title></circle>'

    def _x(self, day: date) -> float:
        first, last = self._curve.days
        share = (day - first).days / max(1, (last - first).days)
        return _LEFT + share * (WIDE - _LEFT - _RIGHT)

    def _y(self, value: float) -> float:
        low, high = self._curve.bounds
        return _TOP + (high - value) / max(1, high - low) * (HIGH - _TOP - _BOTTOM)
