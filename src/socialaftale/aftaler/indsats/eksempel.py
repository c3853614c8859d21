"""The example region's initiatives: names from the agreement, and invented work in them."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.models import Moede
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation, Udvalg

from ..aftale.models import Aftale
from . import actions
from .models import Fokusomraade, Initiativ
from .queries import EMNE_LEVERANCE

FIL = Path(__file__).parent.parent / "data/initiativer.toml"
BEGYNDT = dt.date(2025, 1, 15)


@transaction.atomic
def load_initiatives(omraade: Aftaleomraade, by: Bruger) -> int:
    """Load the file once. What lies ahead of today is planned, and nothing more."""
    data = tomllib.loads(FIL.read_text(encoding="utf-8"))
    aftale = Aftale.objects.get(omraade=omraade, kode=data["aftale"])
    if aftale.fokusomraader.exists():
        return 0
    with _on(BEGYNDT):
        actions.set_vision(aftale=aftale, tekst=data["vision"], by=by)
    for post in data["omraade"]:
        with _on(BEGYNDT):
            under = actions.add_focus_area(aftale=aftale, titel=post["titel"], vision=post["vision"], by=by)
        for initiativ in post["initiativ"]:
            _load_initiative(under, initiativ, by)
    _load_approval(omraade, data["godkendelse"], by)
    return Initiativ.objects.filter(fokusomraade__aftale=aftale).count()


def _load_initiative(under: Fokusomraade, post: Mapping[str, Any], by: Bruger) -> None:
    with _on(BEGYNDT):
        felter = {"titel": post["titel"], "beskrivelse": post["beskrivelse"], "by": by}
        initiativ = actions.add_initiative(fokusomraade=under, **felter)
        Initiativ.objects.filter(pk=initiativ.pk).update(eksempeldata=True)
        if "kommissorium" in post:
            actions.set_mandate(initiativ=initiativ, tekst=post["kommissorium"], by=by)
        for linje in post.get("medlemmer", ()):
            actions.add_member(initiativ=initiativ, plads=_seat(*linje.split("|")), by=by)
        for linje in post.get("leverancer", ()):
            titel, frist = linje.split("|")
            actions.add_deliverable(initiativ=initiativ, titel=titel, frist=dt.date.fromisoformat(frist), by=by)
    _load_work(initiativ, post, by)


def _load_work(initiativ: Initiativ, post: Mapping[str, Any], by: Bruger) -> None:
    for linje in post.get("moeder", ()):
        dag, om = linje.split("|")
        with _on(dt.date.fromisoformat(dag)):
            actions.plan_group_meeting(initiativ=initiativ, dato=dt.date.fromisoformat(dag), om=om, by=by)
    for linje in post.get("produkter", ()):
        nr, dag, note = linje.split("|")
        if (den := dt.date.fromisoformat(dag)) <= tid.today():
            with _on(den):
                fil = (f"{initiativ.kode}.txt", f"Opfundet produkt: {note}.".encode())
                actions.hand_in(leverance=initiativ.leverancer.get(nr=nr), note=note, fil=fil, by=by)
    for linje in post.get("meldinger", ()):
        dag, status, grund = linje.split("|")
        if (den := dt.date.fromisoformat(dag)) <= tid.today():
            with _on(den):
                actions.say_status(initiativ=initiativ, melding=actions.Melding(status, grund), by=by)


def _load_approval(omraade: Aftaleomraade, post: Mapping[str, Any], by: Bruger) -> None:
    """DAS approves a deliverable in writing, and what that sets in motion follows."""
    if post["dato"] > tid.today():
        return
    udvalg = Udvalg.objects.get(omraade=omraade, kort=post["udvalg"])
    with _on(post["dato"]):
        felter = {"form": Moede.Form.SKRIFTLIG, "hvornaar": moeder.Tidspunkt(post["dato"]), "eksempeldata": True}
        moede = moeder.call_meeting(udvalg=udvalg, by=by, **felter)
        tekst = moeder.Punkttekst(
            "Leverance: redskaber til pårørendesamarbejde", emne=EMNE_LEVERANCE, emne_id=post["leverance"]
        )
        punkt = moeder.add_point(moede=moede, tekst=tekst, by=by)
        moeder.record_decision(punkt=punkt, set_nr=0, svar=moeder.Svar("godkendt", tekst=post["tekst"]), by=by)
        moeder.close_meeting(moede=moede, by=by)


def _seat(kode: str, funktion: str, navn: str = "") -> actions.Plads:
    organisation = Organisation.objects.get(kode=kode)
    bruger = Bruger.objects.filter(navn=navn, organisation=organisation).first() if navn else None
    return actions.Plads(organisation, funktion, bruger is not None, bruger)


def _on(dag: dt.date) -> AbstractContextManager[None]:
    return tid.as_of(tid.end_of_day(dag) - dt.timedelta(hours=8))
