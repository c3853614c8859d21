"""Where an initiative stands: what happened decides, what somebody wrote comes second, and silence is said."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from socialaftale.regler.dateret import Data, Kildet, in_force, read_rules


class Dage(Kildet):
    """A number of days."""

    vaerdi: int
    enhed: str


class Indsatsregler(Data):
    """What is counted as silence, from a day on."""

    id: str
    gaelder_fra: dt.date
    stilhed_dage: Dage


class Slags(StrEnum):
    """What happened: each is a row that somebody made for another reason than to report a status."""

    MOEDE = "moede"
    PRODUKT = "produkt"
    GODKENDT = "godkendt"
    BESLUTNING = "beslutning"


class Status(StrEnum):
    """Where an initiative stands."""

    IKKE_BEGYNDT = "ikke_begyndt"
    I_GANG = "i_gang"
    AFVENTER = "afventer"
    STANDSET = "standset"
    AFSLUTTET = "afsluttet"


@dataclass(frozen=True)
class Haendelse:
    """Something that happened on a day."""

    dato: dt.date
    slags: Slags
    tekst: str


@dataclass(frozen=True)
class Skrevet:
    """What somebody wrote of the status, with the reason."""

    dato: dt.date
    status: Status
    grund: str


@dataclass(frozen=True)
class Leverance:
    """A deliverable: by when, the day its product was handed in and the day it was approved; None: not."""

    titel: str
    frist: dt.date | None
    afleveret: dt.date | None
    godkendt: dt.date | None


@dataclass(frozen=True)
class Indsatsstand:
    """The status and why. `af_haendelser`: what happened says so, and nobody had to write it.

    `stille_siden`: the last day anything was heard, where that is too long ago (the agreement's first day where nothing
    ever was). `forsinkede`: deliverables whose deadline is past. `uenighed`: what was written says more than happened.
    """

    status: Status
    hvorfor: str
    af_haendelser: bool
    sidste: Haendelse | None
    stille_siden: dt.date | None
    forsinkede: tuple[Leverance, ...]
    uenighed: str = ""


def all_rules() -> tuple[Indsatsregler, ...]:
    """Return every rule set, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Indsatsregler, "indsats-*.toml")


def standing(
    haendelser: Sequence[Haendelse],
    skrevet: Sequence[Skrevet],
    leverancer: Sequence[Leverance],
    begyndt: dt.date,
    den: dt.date,
) -> Indsatsstand:
    """Return where an initiative of an agreement that began on a day stands on another.

    In words: all deliverables approved, and it is done, whatever was written. Otherwise what was written after the last
    thing that happened holds, with two exceptions: nobody writes an initiative done whose deliverables are not
    approved, nor unbegun one in which something happened. Otherwise a product that was handed in and not decided makes
    it wait for the decision, anything that happened makes it under way, and nothing makes it unbegun. It is silent when
    neither an event nor a word is newer than the limit, and it is neither done nor stopped. What lies after the day is
    not known on it. Source: issue of the agreement's work: status from events first, typed second, silence shown.
    """
    kendte = sorted((h for h in haendelser if h.dato <= den), key=lambda h: h.dato)
    ord_ = sorted((s for s in skrevet if s.dato <= den), key=lambda s: s.dato)
    sidste = kendte[-1] if kendte else None
    status, hvorfor = _by_events(sidste, leverancer)
    af_haendelser, uenighed = True, ""
    if ord_ and status is not Status.AFSLUTTET and (sidste is None or ord_[-1].dato >= sidste.dato):
        uenighed = _more_than_happened(ord_[-1], sidste, leverancer)
        if not uenighed:
            status, hvorfor, af_haendelser = ord_[-1].status, ord_[-1].grund, False
    hoert = max([*(h.dato for h in kendte[-1:]), *(s.dato for s in ord_[-1:])], default=begyndt)
    graense = in_force(all_rules(), den).stilhed_dage.vaerdi
    venter = status not in (Status.AFSLUTTET, Status.STANDSET)
    stille = hoert if venter and (den - hoert).days > graense else None
    sene = tuple(en for en in leverancer if en.frist and en.frist < den and not en.godkendt and not en.afleveret)
    return Indsatsstand(status, hvorfor, af_haendelser, sidste, stille, sene if venter else (), uenighed)


def _by_events(sidste: Haendelse | None, leverancer: Sequence[Leverance]) -> tuple[Status, str]:
    godkendte = [en for en in leverancer if en.godkendt]
    if leverancer and len(godkendte) == len(leverancer):
        return Status.AFSLUTTET, "Alle leverancer er godkendt."
    venter = [en.titel for en in leverancer if en.afleveret and not en.godkendt]
    if venter:
        return Status.AFVENTER, f"»{venter[0]}« er afleveret og ikke besluttet endnu."
    if sidste:
        return Status.I_GANG, sidste.tekst
    return Status.IKKE_BEGYNDT, "Der er ikke sket noget, som er ført ind her."


def _more_than_happened(skrevet: Skrevet, sidste: Haendelse | None, leverancer: Sequence[Leverance]) -> str:
    mangler = [en.titel for en in leverancer if not en.godkendt]
    if skrevet.status is Status.AFSLUTTET and mangler:
        return f"Meldt afsluttet, men »{mangler[0]}« er ikke godkendt."
    if skrevet.status is Status.AFSLUTTET and not leverancer:
        return "Meldt afsluttet, men der er ingen leverance, som er godkendt."
    if skrevet.status is Status.IKKE_BEGYNDT and sidste:
        return "Meldt ikke begyndt, men der er sket noget."
    return ""
