"""Times of a few lengths become one picture: both axes logarithmic, a line for each peer, linear growth dashed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise

from bench.rounds import Result

_WIDTH, _HEIGHT = 760, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 150, 20, 50
_COLOURS = {
    "line": "#b3261e",
    "engine": "#e07b39",
    "floor": "#8a8a8a",
    "docxtpl": "#1f5fa8",
    "rust-docxtpl": "#5b9bd5",
    "python-docx": "#7b4fa3",
    "Carbone": "#2e7d32",
    "easy-template-x": "#0f8b8d",
}
_CALLED = {"line": "vanban, whole line", "engine": "vanban, engine"}
#: Labels nearer than this in height would cover each other.
_LABEL_HEIGHT = 14


def draw(results: Mapping[int, Mapping[str, Result]]) -> str:
    """By number of recipients, every peer's result -> SVG."""
    lengths = sorted(results)
    names = [name for name in results[lengths[0]] if name in _COLOURS]
    times = {name: [results[n][name].milliseconds for n in lengths] for name in names}
    scale = _Scale(lengths, [ms for series in times.values() for ms in series])
    lines = [
        *scale.grid(),
        *(_series(scale, name, lengths, series) for name, series in times.items()),
        *_labels(scale, lengths[-1], {name: series[-1] for name, series in times.items()}),
    ]
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">'
    )
    title = "<title>Processor time of one document by number of recipients</title>"
    background = f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    return "\n".join([head, title, background, *lines, "</svg>", ""])


class _Scale:
    """Numbers of recipients and milliseconds -> points of the picture."""

    def __init__(self, lengths: list[int], times: list[float]) -> None:
        self._lengths = lengths
        self._ends = math.log10(lengths[0]), math.log10(lengths[-1])
        self._powers = range(
            math.floor(math.log10(min(times))), math.ceil(math.log10(max(times))) + 1
        )

    def x(self, length: float) -> float:
        first, last = self._ends
        share = (math.log10(length) - first) / (last - first)
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)

    def y(self, milliseconds: float) -> float:
        share = (math.log10(milliseconds) - self._powers[0]) / (self._powers[-1] - self._powers[0])
        return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM), 1)

    def grid(self) -> Iterator[str]:
        right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
        for power in self._powers:
            y = self.y(10**power)
            yield f'<path d="M{_LEFT} {y}H{right}" stroke="#ddd"/>'
            yield f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g} ms</text>'
        for length in self._lengths:
            x = self.x(length)
            yield f'<path d="M{x} {_TOP}V{bottom}" stroke="#ddd"/>'
            yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{length:,}</text>'
        yield f'<text x="{(_LEFT + right) / 2}" y="{bottom + 38}" text-anchor="middle">recipients</text>'
        yield self._linear()

    def _linear(self) -> str:
        first, last = self._lengths[0], self._lengths[-1]
        low = 10.0 ** self._powers[0]
        ends = f"M{self.x(first)} {self.y(low)}L{self.x(last)} {self.y(low * last / first)}"
        return f'<path d="{ends}" stroke="#999" stroke-dasharray="4 4" fill="none"/>'


def _series(scale: _Scale, name: str, lengths: list[int], times: list[float]) -> str:
    points = " ".join(f"{scale.x(n)},{scale.y(ms)}" for n, ms in zip(lengths, times, strict=True))
    width = 3 if name in _CALLED else 1.5
    colour = _COLOURS[name]
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _labels(scale: _Scale, length: int, times: Mapping[str, float]) -> Iterator[str]:
    """Each line's name at its end, moved down where another name stands."""
    ordered = sorted(times, key=lambda name: scale.y(times[name]))
    places = [scale.y(times[name]) for name in ordered]
    for index, _ in pairwise(range(len(places))):
        places[index + 1] = max(places[index + 1], places[index] + _LABEL_HEIGHT)
    for name, y in zip(ordered, places, strict=True):
        called, colour = _CALLED.get(name, name), _COLOURS[name]
        yield f'<text x="{scale.x(length) + 8}" y="{y + 4}" fill="{colour}">{called}</text>'
