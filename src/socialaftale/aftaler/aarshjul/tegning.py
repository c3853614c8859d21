"""The wheel as a drawing: a ring for each subject, the year round as a clock, January at the top."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from socialaftale.regler.aarshjul import Aarsdag, share_of_year

STOERRELSE, MIDTE = 640, 320
YDERST, INDERST, NAVNE = 268, 92, 296
FARVER = ("#0b5563", "#b3541e", "#3f7d58", "#6b4a8a", "#9a2d5a", "#5a5a12", "#2d5fa8", "#7a4b2b")


@dataclass(frozen=True)
class Prik:
    """A day on the wheel, or an arc where it lasts: `sti` is the arc's path, empty for a dot."""

    x: float
    y: float
    sti: str
    farve: str
    tekst: str


@dataclass(frozen=True)
class Maaned:
    """A month: its spoke, and where its name stands."""

    navn: str
    x1: float
    y1: float
    x2: float
    y2: float
    tekst_x: float
    tekst_y: float


@dataclass(frozen=True)
class Ring:
    """The ring of a subject."""

    emne: str
    navn: str
    radius: float
    farve: str


@dataclass(frozen=True)
class Hjul:
    ringe: list[Ring]
    maaneder: list[Maaned]
    prikker: list[Prik]
    i_dag: tuple[float, float] | None


def draw(aar: int, dage: Sequence[Aarsdag], emner: dict[str, str], i_dag: dt.date) -> Hjul:
    """Return the drawing of a year: only the subjects that have something get a ring, the outermost first."""
    brugte = [emne for emne in emner if any(dag.emne == emne for dag in dage)]
    afstand = (YDERST - INDERST) / max(len(brugte) - 1, 1)
    farver = dict(zip(emner, FARVER, strict=True))
    ringe = [Ring(emne, emner[emne], YDERST - nr * afstand, farver[emne]) for nr, emne in enumerate(brugte)]
    radier = {ring.emne: ring for ring in ringe}
    prikker = [_mark(aar, dag, radier[dag.emne]) for dag in dage]
    nu = _point(_angle(i_dag), YDERST + 10) if i_dag.year == aar else None
    return Hjul(ringe, list(_months(aar)), prikker, nu)


def _mark(aar: int, dag: Aarsdag, ring: Ring) -> Prik:
    fra, til = max(dag.fra, dt.date(aar, 1, 1)), min(dag.til, dt.date(aar, 12, 31))
    x, y = _point(_angle(fra), ring.radius)
    if fra == til:
        return Prik(x, y, "", ring.farve, dag.navn)
    x2, y2 = _point(_angle(til), ring.radius)
    lang = int(_angle(til) - _angle(fra) > math.pi)
    sti = f"M {x:.1f} {y:.1f} A {ring.radius:.1f} {ring.radius:.1f} 0 {lang} 1 {x2:.1f} {y2:.1f}"
    return Prik(x, y, sti, ring.farve, dag.navn)


def _months(aar: int) -> Iterable[Maaned]:
    for nr, navn in enumerate("jan feb mar apr maj jun jul aug sep okt nov dec".split(), 1):
        vinkel = _angle(dt.date(aar, nr, 1))
        yield Maaned(
            navn, *_point(vinkel, INDERST - 20), *_point(vinkel, YDERST + 10), *_point(vinkel + math.pi / 12, NAVNE)
        )


def _angle(dag: dt.date) -> float:
    foer, alle = share_of_year(dag)
    return 2 * math.pi * foer / alle


def _point(vinkel: float, radius: float) -> tuple[float, float]:
    """A place on the wheel, clockwise from the top."""
    return round(MIDTE + radius * math.sin(vinkel), 1), round(MIDTE - radius * math.cos(vinkel), 1)
