"""Reading editions. Everything public about takster is read here, from the newest edition's content alone."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.takst.opgave import Enhed, Linjetype, Timer
from socialaftale.tilbud.models import Tilbud

from ..synlighed import OffentligLinje, Offentligt
from .beskyttet import hide_in_all
from .models import Takstbilag


def newest_editions() -> QuerySet[Takstbilag]:
    """The newest edition of every area and year, without its content."""
    senere = Takstbilag.objects.filter(omraade=OuterRef("omraade"), aar=OuterRef("aar"), nr__gt=OuterRef("nr"))
    return Takstbilag.objects.filter(~Exists(senere)).select_related("omraade").defer("indhold")


def newest_edition(omraade: Aftaleomraade | int, aar: int) -> Takstbilag | None:
    """The newest edition of an area (or its primary key) and takst year; None where there is none."""
    udgaver = Takstbilag.objects.filter(omraade=omraade, aar=aar).select_related("omraade")
    return udgaver.order_by("-nr").first()


def is_published(omraade: Aftaleomraade, aar: int) -> bool:
    return Takstbilag.objects.filter(omraade=omraade, aar=aar).exists()


def newest_published(omraade: int) -> int | None:
    """The newest takst year with a takstbilag in an area (primary key); None where there is none."""
    return Takstbilag.objects.filter(omraade=omraade).order_by("-aar").values_list("aar", flat=True).first()


def published_years() -> list[int]:
    """The takst years with a takstbilag in some area, the newest first."""
    return list(Takstbilag.objects.order_by("-aar").values_list("aar", flat=True).distinct())


def read_public(tilbud: Collection[Tilbud], aar: int) -> dict[int, Offentligt]:
    """What is public of the tilbud (by primary key) in a year; nothing in a year without a takstbilag."""
    pks = {et.kode: et.pk for et in tilbud}
    omraader = {et.omraade_id for et in tilbud}
    udgaver = newest_editions().defer(None).filter(aar=aar, omraade__in=omraader)
    alle = [et for indhold in hide_in_all([_of(udgave, pks) for udgave in udgaver]) for et in indhold["tilbud"]]
    return {pks[et["id"]]: public_of(et) for et in alle}


def _of(udgave: Takstbilag, koder: Collection[str]) -> dict[str, Any]:
    return {"tilbud": [et for et in udgave.indhold["tilbud"] if et["id"] in koder]}


def public_of(tilbud: Mapping[str, Any]) -> Offentligt:
    """One tilbud of an edition's content."""
    linjer = tuple(_line(beregning, linje) for beregning, linje in lines_of(tilbud))
    return Offentligt(linjer, number(tilbud["belaegning_procent"]), number(tilbud["overhead_procent"]))


def lines_of(tilbud: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The calculations and lines of one tilbud of an edition's content."""
    for beregning in tilbud["beregninger"]:
        for linje in beregning["linjer"]:
            yield beregning, linje


def number(tekst: str | None) -> Decimal | None:
    """A decimal of the content."""
    return None if tekst is None else Decimal(tekst)


def _line(beregning: Mapping[str, Any], linje: Mapping[str, Any]) -> OffentligLinje:
    return OffentligLinje(
        beregning=beregning["id"],
        afdeling=beregning["afdeling"],
        linje=linje["id"],
        navn=linje["navn"],
        type=Linjetype(linje["type"]),
        enhed=Enhed(linje["enhed"]),
        takst_kr=Decimal(linje["takst_kr"]),
        pladser=number(linje["pladser"]),
        timer=Timer.model_validate(linje["timer"]) if linje["timer"] else None,
        indhold=linje["indhold"],
        dage=beregning["dage"],
        forrige_kr=number(linje["forrige_kr"]),
        gaelder_fra=dt.date.fromisoformat(linje["gaelder_fra"]),
        foer_kr=number(linje["tidligere"][-1]["takst_kr"]) if linje["tidligere"] else None,
    )
