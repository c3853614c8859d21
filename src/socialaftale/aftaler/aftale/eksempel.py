"""The example region's agreements: real names and figures in our own words, invented answers."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.regler.aftaletekst import read_parts

from . import actions
from .models import Aftale

FIL = Path(__file__).parent.parent / "data/aftaler.toml"


@transaction.atomic
def load_agreements(omraade: Aftaleomraade, by: Bruger) -> int:
    """Load the file once. What lies ahead of today is left out."""
    if Aftale.objects.filter(omraade=omraade).exists():
        return 0
    poster = tomllib.loads(FIL.read_text(encoding="utf-8"))["aftale"]
    for post in poster:
        _load_agreement(omraade, post, by)
    return len(poster)


def _load_agreement(omraade: Aftaleomraade, post: Mapping[str, Any], by: Bruger) -> None:
    aftale = actions.create_agreement(omraade=omraade, titel=post["titel"], aar=tuple(post["aar"]), by=by)
    Aftale.objects.filter(pk=aftale.pk).update(eksempeldata=post.get("opfundne_svar", False))
    for nr, version in enumerate(post["version"]):
        with _on(version["den"]):
            ny = actions.Version(read_parts(version["tekst"].strip()), version["note"])
            tekst = actions.write_text(aftale=aftale, set_nr=nr, version=ny, by=by)
            if version.get("offentlig"):
                actions.publish_text(tekst=tekst, by=by)
    for bilag in post.get("bilag", ()):
        fil = (f"bilag-{bilag['nummer']}.txt", bilag["fil"].encode()) if "fil" in bilag else None
        actions.add_annex(aftale=aftale, vedlagt=actions.Vedlagt(bilag["nummer"], bilag["titel"], fil=fil), by=by)
    for kode, dato in post.get("svar", {}).items():
        _load_answer(aftale, kode, dato, by)


def _load_answer(aftale: Aftale, kode: str, dato: dt.date, by: Bruger) -> None:
    if dato > tid.today():
        return
    svar = actions.Partssvar("godkendt", aftale.tekster.count(), dato, "Opfundet svar: parten godkendte aftalen.")
    actions.record_approval(aftale=aftale, part=Organisation.objects.get(kode=kode), svar=svar, by=by)


def _on(dag: dt.date) -> Any:
    return tid.as_of(tid.end_of_day(dag) - dt.timedelta(hours=8))
