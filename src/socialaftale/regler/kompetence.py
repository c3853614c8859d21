"""May this body decide this on that day, and by which mandate: its own, or another's that was delegated."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from socialaftale.regler.dateret import Data, Kildet, of_area, read_rules


class Sagsomraade(Kildet):
    """A kind of matter and the bodies (by short name) that settle it themselves; none where it lies outside them."""

    emne: str
    navn: str
    udvalg: tuple[str, ...]


class Kompetencetabel(Data):
    """Who settles what in one agreement area."""

    id: str
    omraade: str
    sager: tuple[Sagsomraade, ...] = ()

    def find(self, emne: str) -> Sagsomraade | None:
        """Return the kind of matter, None where the area has no rule for it."""
        return next((sag for sag in self.sager if sag.emne == emne), None)


@dataclass(frozen=True)
class Sag:
    """What a decision is about: a kind of matter, and which one ("2027"). An empty `emne` is the body's own affairs."""

    emne: str = ""
    emne_id: str = ""


@dataclass(frozen=True)
class Delegering:
    """A delegation as it is now known. An empty `emne_id` covers every matter of the kind; both days are included."""

    id: int
    fra: str
    til: str
    sag: Sag
    gaelder_fra: dt.date
    udloeber: dt.date

    def covers(self, sag: Sag) -> bool:
        """Tell whether the matter lies within the scope. Source: a delegation reaches no further than it says."""
        return self.sag.emne == sag.emne and self.sag.emne_id in ("", sag.emne_id)


@dataclass(frozen=True)
class Mandat:
    """Yes: by its own competence, or by the delegation named. `kilde` says where that stands."""

    delegering: Delegering | None
    kilde: str


@dataclass(frozen=True)
class Afslag:
    """No, and why, in Danish."""

    grund: str


def all_tables() -> tuple[Kompetencetabel, ...]:
    """Return every table that ships with the program. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Kompetencetabel, "moeder-kompetence*.toml")


def table_for(omraade: str) -> Kompetencetabel:
    """Return the area's table; an empty one where it has none, so that nothing but own affairs can be settled."""
    return next(iter(of_area(all_tables(), omraade)), Kompetencetabel(id="ingen", omraade=omraade))


def mandate(
    tabel: Kompetencetabel, udvalg: str, sag: Sag, den: dt.date, delegeringer: Iterable[Delegering]
) -> Mandat | Afslag:
    """Tell whether a body may settle a matter on a day, and by which mandate.

    In words: a body settles its own affairs, and the matters the table gives it. Another body settles a matter only by
    a delegation from one that has it itself, that covers the matter, and that is in force on the day: not before its
    first day, not after its last. What was delegated cannot be delegated on. Source: the area's table; DAS 17.11.2025,
    point 5. Unit: none. Raises nothing.
    """
    if not sag.emne:
        return Mandat(None, "Udvalgets egne forhold")
    omraade = tabel.find(sag.emne)
    if omraade is None:
        return Afslag(f"Aftaleområdet har ingen regel for, hvem der afgør »{sag.emne}«.")
    if udvalg in omraade.udvalg:
        return Mandat(None, omraade.kilde)
    givne = [d for d in delegeringer if d.til == udvalg and d.sag.emne == sag.emne and d.fra in omraade.udvalg]
    i_kraft = [d for d in givne if d.covers(sag) and d.gaelder_fra <= den <= d.udloeber]
    if i_kraft:
        return Mandat(max(i_kraft, key=lambda d: (d.udloeber, d.id)), f"Delegation fra {i_kraft[0].fra}")
    return Afslag(_why_not(omraade, sag, den, givne))


def _why_not(omraade: Sagsomraade, sag: Sag, den: dt.date, givne: list[Delegering]) -> str:
    daekkende = [d for d in givne if d.covers(sag)]
    if not givne:
        return f"{omraade.navn} afgøres ikke af dette udvalg, og det har ingen delegation. Det kan indstille."
    if not daekkende:
        return f"Udvalgets delegation dækker ikke {omraade.navn.lower()} {sag.emne_id}".rstrip() + "."
    if all(d.udloeber < den for d in daekkende):
        return f"Udvalgets delegation udløb {max(d.udloeber for d in daekkende):%d.%m.%Y}."
    return (
        f"Udvalgets delegation gælder først fra {min(d.gaelder_fra for d in daekkende if d.udloeber >= den):%d.%m.%Y}."
    )
