"""The example region's meetings: real dates from the minutes, invented points, marked as such."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.indlaes import load_file
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation, Udvalg
from socialaftale.parter.permissions import may

from . import actions
from .datoer.actions import Spoergsmaal, answer, ask_members
from .forberedelse.frigivelse import receivers, release
from .fremmoede.actions import Fremmoede, save_attendance
from .fremmoede.models import Moededeltager
from .fremmoede.queries import seats
from .gaeldende.actions import Aendring, write_change
from .models import Dagsordenspunkt, Moede
from .opfoelgning.ejer import Ejer
from .permissions import REFERER

FIL = Path(__file__).parent / "data/nordjylland.toml"


def load() -> str:
    """Load the meetings through the same actions as the secretariat uses, and say in Danish what came in."""
    return f"{load_meetings(load_file('nordjylland'))} møder med dagsordener og beslutninger"


@transaction.atomic
def load_meetings(omraade: Aftaleomraade) -> int:
    """Load the file once. What lies ahead of today is called, but not decided."""
    if Moede.objects.filter(udvalg__omraade=omraade).exists():
        return 0
    by = next(bruger for bruger in Bruger.objects.order_by("pk") if may(bruger, REFERER, omraade=omraade))
    poster = tomllib.loads(FIL.read_text(encoding="utf-8"))["moede"]
    for post in poster:
        _load_meeting(omraade, post, by)
    _load_question(omraade, by)
    return len(poster)


def _load_question(omraade: Aftaleomraade, by: Bruger) -> None:
    """Ask a body for a day some weeks ahead, and let one member answer."""
    udvalg = Udvalg.objects.get(omraade=omraade, kort="fu-voksne")
    mandag = tid.today() + dt.timedelta(days=56 - tid.today().weekday())
    dage = tuple(mandag + dt.timedelta(days=antal) for antal in (0, 1, 7))
    felter = {"hvad": "Seminar om takster (opfundet)", "fra_kl": dt.time(9), "til_kl": dt.time(12), "datoer": dage}
    spoergsmaal = Spoergsmaal(svarfrist=mandag - dt.timedelta(days=28), **felter)
    if not receivers(udvalg):
        return  # the people of the example are loaded by themselves
    finding = ask_members(udvalg=udvalg, sammen_med=None, spoergsmaal=spoergsmaal, site="", by=by)
    svar = dict(zip(finding.forslag.order_by("dato").values_list("pk", flat=True), ("nej", "helst", "ja"), strict=True))
    answer(deltager=finding.deltagere.order_by("pk")[0], svar=svar, by=None)


def _load_meeting(omraade: Aftaleomraade, post: Mapping[str, Any], by: Bruger) -> None:
    """Call the meeting and, where its day has come, hold it then."""
    udvalg = Udvalg.objects.get(omraade=omraade, kort=post["udvalg"])
    hvornaar = actions.Tidspunkt(post["dato"], post.get("fra_kl"), post.get("til_kl"))
    opfundet = post.get("opfundet", False)
    felter = {"form": Moede.Form.ORDINAERT, "hvornaar": hvornaar, "eksempeldata": opfundet}
    moede = actions.call_meeting(udvalg=udvalg, by=by, **felter)
    holdt = post["dato"] <= tid.today()
    with tid.as_of(tid.end_of_day(post["dato"]) - dt.timedelta(hours=8)):
        for punktpost in post.get("punkt", []):
            if punktpost.get("kun_holdt") and not holdt:
                continue  # whoever plays the secretariat puts it on the agenda
            punkt = _load_point(moede, punktpost, by)
            if holdt:
                _load_decision(punkt, punktpost, by)
        if holdt and post.get("frigivet"):
            release(moede=moede, site="", by=by)
        if holdt and "punkt" in post:
            _load_attendance(moede, post, by)
            actions.close_meeting(moede=moede, by=by)


def _load_attendance(moede: Moede, post: Mapping[str, Any], by: Bruger) -> None:
    """The members of the day were there; guests and the next meeting as the file says."""
    pladser = seats(moede, post["dato"])
    for nr, gaest in enumerate(post.get("gaester", [])):
        navn, hvorfra, gik_under = gaest.split("|")
        punkt = moede.punkter.get(nummer=int(gik_under))
        felter = {"slags": Moededeltager.Slags.GAEST, "navn": navn, "hvorfra": hvorfra, "plads": nr}
        pladser.append(Moededeltager(gik_under=punkt, **felter))
    if "stedfortraeder" in post:
        pladser[0].status, pladser[0].stedfortraeder = Moededeltager.Status.AFBUD, post["stedfortraeder"]
    fremmoede = Fremmoede(tuple(pladser), post.get("naeste_moede"))
    save_attendance(moede=moede, set_nr=0, fremmoede=fremmoede, by=by)


def _load_point(moede: Moede, post: Mapping[str, Any], by: Bruger) -> Dagsordenspunkt:
    linjer = [linje.split(": ", 1) for linje in post["indstillinger"]]
    felter = {felt: post[felt] for felt in ("titel", "aaben", "sagsnr", "resume", "emne", "emne_id") if felt in post}
    tekst = actions.Punkttekst(**felter, indstillinger=tuple((verbum, ord_) for verbum, ord_ in linjer))
    punkt = actions.add_point(moede=moede, tekst=tekst, by=by)
    Dagsordenspunkt.objects.filter(pk=punkt.pk).update(eksempeldata=True)
    return punkt


def _load_decision(punkt: Dagsordenspunkt, post: Mapping[str, Any], by: Bruger) -> None:
    opgaver = tuple(
        (hvad, _owner(hvem), _day(frist)) for hvad, hvem, frist in (en.split("|") for en in post.get("opgaver", []))
    )
    svar = actions.Svar(resultat=post["resultat"], tekst=post["tekst"], opgaver=opgaver)
    beslutning = actions.record_decision(punkt=punkt, set_nr=0, svar=svar, by=by)
    for art, titel, bemaerkning in (linje.split("|") for linje in post.get("aendrer", [])):
        gammelt = Dagsordenspunkt.objects.get(moede__udvalg__omraade=punkt.moede.udvalg.omraade, titel=titel)
        write_change(punkt=punkt, aendrer=gammelt, hvad=Aendring(art, bemaerkning=bemaerkning), by=by)
    if "delegation" in post:
        kort, udloeber, omfang = post["delegation"].split("|")
        til = Udvalg.objects.get(omraade=punkt.moede.udvalg.omraade, kort=kort)
        actions.delegate(beslutning=beslutning, til_udvalg=til, udloeber=_day(udloeber), omfang=omfang, by=by)


def _day(tekst: str) -> dt.date:
    return dt.date.fromisoformat(tekst)


def _owner(tekst: str) -> str | Ejer:
    """Return who is meant: `person:NAVN`, `organisation:KODE`, or the words themselves."""
    slags, _, hvem = tekst.partition(":")
    match slags:
        case "person":
            return Bruger.objects.get(navn=hvem)
        case "organisation":
            return Organisation.objects.get(kode=hvem)
    return tekst
