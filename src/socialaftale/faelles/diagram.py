"""Where the shapes of a chart stand, in per cent of its width. Pages draw them; no amount is computed here.

Widths in per cent let text keep its size from 320 px and up. Every chart has its table beside it.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

Row = tuple[str, Decimal]


@dataclass(frozen=True)
class Bar:
    """One row: `x` and `bredde` in per cent of the width. `slags` is sum, op, ned or normal."""

    tekst: str
    vaerdi: Decimal
    x: float
    bredde: float
    slags: str


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    tekst: str
    vaerdi: Decimal


@dataclass(frozen=True)
class Line:
    """One series: its points, and the pairs of neighbours with a straight piece between them."""

    tekst: str
    punkter: list[Point]
    stykker: list[tuple[Point, Point]]


@dataclass(frozen=True)
class Span:
    """One row from `lav` to `hoej` with a mark at `vaerdi`: `x`, `bredde` and `midte` in per cent of the width."""

    tekst: str
    lav: Decimal
    vaerdi: Decimal
    hoej: Decimal
    x: float
    bredde: float
    midte: float


@dataclass(frozen=True)
class Strip:
    """One row of dots between `lav` and `hoej`: `egen` is the one it is about, `midte` the middle. `x` in per cent."""

    tekst: str
    lav: Decimal
    hoej: Decimal
    punkter: list[Point]
    egen: Point | None
    midte: Point | None


@dataclass(frozen=True)
class Axis:
    """The values at both ends. An axis that does not begin at 0 must say so on the page."""

    lav: Decimal
    hoej: Decimal

    def share(self, vaerdi: Decimal) -> float:
        return float((vaerdi - self.lav) / (self.hoej - self.lav) * 100)


@dataclass(frozen=True)
class Chart:
    akse: Axis
    dele: list[Bar] | list[Line] | list[Span]


def bars(rows: Sequence[Row]) -> Chart:
    """Return bars from a common zero line; negative values point left of it."""
    akse = _axis([Decimal(0), *(v for _, v in rows)])
    return Chart(akse, [_bar(row, (Decimal(0), row[1]), akse, "normal") for row in rows])


def waterfall(start: Row, steps: Sequence[Row], slut_tekst: str) -> Chart:
    """Return the start, each change from where the last one ended, and the end.

    The axis begins a little below the lowest level, so that the changes can be seen beside the whole.
    """
    niveauer = [start[1]]
    for _, aendring in steps:
        niveauer.append(niveauer[-1] + aendring)
    lav, hoej = min(niveauer), max(niveauer)
    akse = _axis([max(lav - (hoej - lav) / 2, Decimal(0)) if lav > 0 else lav, hoej])
    spring = zip(steps, itertools.pairwise(niveauer), strict=True)
    midte = [_bar(row, fra_til, akse, "op" if row[1] >= 0 else "ned") for row, fra_til in spring]
    slut = (slut_tekst, niveauer[-1])
    return Chart(akse, [_sum_bar(start, akse), *midte, _sum_bar(slut, akse)])


def spans(rows: Sequence[tuple[str, Decimal, Decimal, Decimal]]) -> Chart:
    """Return rows of (text, lowest, mark, highest) over one axis that does not begin at 0."""
    akse = _with_air([vaerdi for row in rows for vaerdi in row[1:]])
    return Chart(akse, [_span(*row, akse) for row in rows])


def _span(tekst: str, lav: Decimal, vaerdi: Decimal, hoej: Decimal, akse: Axis) -> Span:
    x = akse.share(lav)
    return Span(tekst, lav, vaerdi, hoej, x, max(akse.share(hoej) - x, 0.4), akse.share(vaerdi))


def strip(tekst: str, rows: Sequence[Row], egen: Decimal | None, midte: Decimal | None) -> Strip:
    """Return every row as a dot between the lowest and the highest; the axis does not begin at 0."""
    alle = [*(v for _, v in rows), *([egen] if egen is not None else [])] or [Decimal(0)]
    akse = _with_air(alle)

    def dot(navn: str, vaerdi: Decimal | None) -> Point | None:
        return None if vaerdi is None else Point(akse.share(vaerdi), 50, navn, vaerdi)

    punkter = [Point(akse.share(v), 50, navn, v) for navn, v in rows]
    return Strip(tekst, min(alle), max(alle), punkter, dot(tekst, egen), dot(tekst, midte))


def lines(x_texts: Sequence[str], series: Sequence[tuple[str, Sequence[Decimal | None]]]) -> Chart:
    """Return each series over the same x values. A missing value breaks the line; it is never drawn as 0."""
    akse = _with_air([v for _, vs in series for v in vs if v is not None])
    return Chart(akse, [_line(tekst, x_texts, vaerdier, akse) for tekst, vaerdier in series])


def _line(tekst: str, x_texts: Sequence[str], vaerdier: Sequence[Decimal | None], akse: Axis) -> Line:
    trin = 100 / len(x_texts)
    alle = [
        None if v is None else Point((n + 0.5) * trin, 100 - akse.share(v), x_text, v)
        for n, (x_text, v) in enumerate(zip(x_texts, vaerdier, strict=True))
    ]
    stykker = [(a, b) for a, b in itertools.pairwise(alle) if a and b]
    return Line(tekst, [p for p in alle if p], stykker)


def _with_air(vaerdier: Sequence[Decimal]) -> Axis:
    luft = (max(vaerdier) - min(vaerdier)) / 10 if vaerdier else Decimal(0)
    return _axis([min(vaerdier) - luft, max(vaerdier) + luft] if vaerdier else [])


def _axis(vaerdier: Iterable[Decimal]) -> Axis:
    alle = list(vaerdier) or [Decimal(0)]
    lav, hoej = min(alle), max(alle)
    return Axis(lav, hoej if hoej > lav else lav + 1)


def _bar(row: Row, fra_til: tuple[Decimal, Decimal], akse: Axis, slags: str) -> Bar:
    x, ende = sorted(akse.share(v) for v in fra_til)
    return Bar(*row, x, max(ende - x, 0.4), slags)


def _sum_bar(row: Row, akse: Axis) -> Bar:
    return _bar(row, (akse.lav, row[1]), akse, "sum")
