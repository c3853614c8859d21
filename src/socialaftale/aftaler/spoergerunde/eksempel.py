"""The example region's rounds: matters that DAS has set going, invented questions and answers."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation, Udvalg

from . import actions
from .models import Spoergerunde

FIL = Path(__file__).parent.parent / "data/spoergerunder.toml"


@transaction.atomic
def load_rounds(omraade: Aftaleomraade, by: Bruger) -> int:
    """Load the file once. A round that opens after today stays a draft."""
    if Spoergerunde.objects.filter(omraade=omraade).exists():
        return 0
    poster = tomllib.loads(FIL.read_text(encoding="utf-8"))["runde"]
    for post in poster:
        _load_round(omraade, post, by)
    return len(poster)


def _load_round(omraade: Aftaleomraade, post: Mapping[str, Any], by: Bruger) -> None:
    udvalg = Udvalg.objects.get(omraade=omraade, kort=post["tilbage_til"])
    felter = {navn: post[navn] for navn in ("titel", "baggrund", "ejer", "spurgte", "funktion", "frist")}
    with _on(post.get("aabnet", tid.today())):
        runde = actions.create_round(omraade=omraade, tekst=actions.Rundetekst(**felter, tilbage_til=udvalg), by=by)
        Spoergerunde.objects.filter(pk=runde.pk).update(eksempeldata=True)
        for spoergsmaal in post["spoergsmaal"]:
            muligheder = "\n".join(spoergsmaal.get("muligheder", ()))
            actions.add_question(runde=runde, felter=dict(spoergsmaal) | {"muligheder": muligheder}, by=by)
        if post.get("aabnet", dt.date.max) > tid.today():
            return
        actions.open_round(runde=runde, by=by)
    for dage, (kode, svar) in enumerate(post["svar"].items(), 2):
        _load_answer(runde, kode, svar, (post["aabnet"] + dt.timedelta(days=dage), by))
    if post.get("offentlig"):
        actions.publish_round(runde=runde, by=by)


def _load_answer(runde: Spoergerunde, kode: str, svar: list[str], hvornaar: tuple[dt.date, Bruger]) -> None:
    dag, by = hvornaar
    if dag > tid.today():
        return
    part = Organisation.objects.get(kode=kode)
    with _on(dag):
        actions.answer(runde=runde, part=part, svar=actions.Svar(dict(enumerate(svar, 1))), by=by)


def _on(dag: dt.date) -> Any:
    return tid.as_of(tid.end_of_day(dag) - dt.timedelta(hours=8))
