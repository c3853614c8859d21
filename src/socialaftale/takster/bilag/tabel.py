"""An edition as one table: a row for each line. Page, workbook, CSV and PDF write it; nothing is computed here."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from socialaftale.faelles.tabelfiler import Celle, Kolonne, Slags
from socialaftale.regler.takst.opgave import Enhed

from ..visning import ENHEDER
from . import visning
from .laesning import lines_of, number

Linje = dict[str, Celle]
ARTER = {"doegn": "døgn", "dag": "dag", "undervisning": "undervisning", "ambulant": "ambulant"}


def columns(aar: int) -> tuple[Kolonne, ...]:
    """The columns of the edition of a takst year."""
    return (
        Kolonne("driftsherre", "Driftsherre"),
        Kolonne("tilbud", "Tilbud"),
        Kolonne("afdeling", "Afdeling"),
        Kolonne("linje", "Takstlinje"),
        Kolonne("lovgrundlag", "Lovgrundlag"),
        Kolonne("ligger_i", "Ligger i"),
        Kolonne("art", "Art"),
        Kolonne("takst_kr", f"Takst {aar}", Slags.KRONER, None),
        Kolonne("forrige_kr", f"Takst {aar - 1}", Slags.KRONER, None),
        Kolonne("aendring_procent", "Ændring, %", Slags.PROCENT, None),
        Kolonne("enhed", "Enhed"),
        Kolonne("pladser", "Pladser", Slags.ANTAL, None),
        Kolonne("pladser_forrige", f"Pladser {aar - 1}", Slags.ANTAL, None),
        Kolonne("timer", "Timer i taksten", Slags.ANTAL, None),
        Kolonne("timer_pr", "Timer pr."),
        Kolonne("tidsart", "Tidsart"),
        Kolonne("belaegning_procent", "Belægning i taksten, %", Slags.PROCENT, None),
        Kolonne("overhead_procent", "Overhead, %", Slags.PROCENT, None),
        Kolonne("dage", "Dage, hvis ikke hele året", Slags.ANTAL, None),
        Kolonne("gaelder_fra", "Gælder fra", Slags.DATO),
        Kolonne("gaelder_til", "Gælder til", Slags.DATO),
        Kolonne("tidligere", "Gjaldt tidligere i året"),
        Kolonne("foreloebig", "Foreløbig"),
        Kolonne("betingelse", "Betingelse"),
        Kolonne("godkendt_af", "Godkendt af"),
        Kolonne("godkendt_den", "Godkendt", Slags.DATO),
        Kolonne("indhold", "Hvad dækker taksten?"),
        Kolonne("tilbud_id", "Tilbuddets id"),
        Kolonne("linje_id", "Linjens id"),
        Kolonne("eksempeldata", "Eksempeldata"),
    )


class Post(NamedTuple):
    """A line of the content with what it stands under. A line that has ended in the year has no calculation."""

    tilbud: Mapping[str, Any]
    beregning: Mapping[str, Any] | None
    linje: Mapping[str, Any]


def entries(indhold: Mapping[str, Any]) -> Iterator[Post]:
    """Every line of the content once; those that have ended in the year stand after the tilbud's others."""
    for tilbud in indhold["tilbud"]:
        for beregning, linje in lines_of(tilbud):
            yield Post(tilbud, beregning, linje)
        for linje in tilbud["ophoerte"]:
            yield Post(tilbud, None, linje)


def rows(indhold: Mapping[str, Any]) -> list[Linje]:
    """Every line of the content as a row of the table."""
    return [row(post) for post in entries(indhold)]


def row(post: Post) -> Linje:
    tilbud, beregning, linje = post
    return {
        "driftsherre": tilbud["driftsherre"]["navn"],
        "tilbud": tilbud["navn"],
        "tilbud_id": tilbud["id"],
        "lovgrundlag": "; ".join(tilbud["lovgrundlag"]),
        "ligger_i": ", ".join(tilbud["ligger_i"]),
        "foreloebig": "ja" if tilbud["foreloebig"] else "nej",
        "eksempeldata": "ja" if tilbud["eksempeldata"] else "nej",
        **_shared(linje if beregning is None else beregning),
        **_line(linje),
    }


def _shared(beregning: Mapping[str, Any]) -> Linje:
    """What all lines of a calculation share; a line that has ended brings its own afdeling and no more."""
    return {
        "afdeling": beregning["afdeling"],
        "art": ARTER.get(beregning.get("art", ""), ""),
        "belaegning_procent": number(beregning.get("belaegning_procent")),
        "overhead_procent": number(beregning.get("overhead_procent")),
        "dage": beregning.get("dage"),
    }


def _line(linje: Mapping[str, Any]) -> Linje:
    timer = linje["timer"] or {}
    godkendt = linje["godkendt"] or {}
    return {
        "linje": linje["navn"],
        "linje_id": linje["id"],
        "takst_kr": number(linje["takst_kr"]),
        "forrige_kr": number(linje["forrige_kr"]),
        "aendring_procent": number(linje["aendring_procent"]),
        "enhed": f"kr. {ENHEDER[Enhed(linje['enhed'])]}",
        "pladser": number(linje["pladser"]),
        "pladser_forrige": number(linje["pladser_forrige"]),
        "timer": number(timer.get("antal")),
        "timer_pr": {"aar": "år"}.get(timer.get("pr", ""), timer.get("pr", "")),
        "tidsart": timer.get("art", ""),
        "gaelder_fra": _day(linje["gaelder_fra"]),
        "gaelder_til": _day(linje["gaelder_til"]),
        "tidligere": "; ".join(
            f"{visning.amount(number(led['takst_kr']))} fra {visning.day(led['fra'])} til {visning.day(led['til'])}"
            for led in linje["tidligere"]
        ),
        "betingelse": linje["betingelse"],
        "godkendt_af": godkendt.get("af", ""),
        "godkendt_den": _day(godkendt.get("den")),
        "indhold": linje["indhold"],
    }


def _day(iso: str | None) -> dt.date | None:
    return None if iso is None else dt.date.fromisoformat(iso)
