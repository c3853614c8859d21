"""The example region's temadage: real days and figures of 2025, and invented ones with invented people."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger

from . import actions, tilmelding
from .models import Temadag

FIL = Path(__file__).parent.parent / "data/temadage.toml"
FELTER = ("titel", "formaal", "dato", "fra_kl", "til_kl", "sted", "tilmeld_senest", "mindst")


@transaction.atomic
def load_days(omraade: Aftaleomraade, by: Bruger) -> int:
    """Load the file once. What is planned after today is left out."""
    if Temadag.objects.filter(omraade=omraade).exists():
        return 0
    poster = [p for p in tomllib.loads(FIL.read_text(encoding="utf-8"))["dag"] if p["planlagt"] <= tid.today()]
    for post in poster:
        _load_day(omraade, post, by)
    return len(poster)


def _load_day(omraade: Aftaleomraade, post: Mapping[str, Any], by: Bruger) -> None:
    with _on(post["planlagt"]):
        felter = {felt: post[felt] for felt in FELTER} | {"pladser": post.get("pladser")}
        temadag = actions.plan_day(omraade=omraade, felter=felter, frigivet=[], by=by)
        Temadag.objects.filter(pk=temadag.pk).update(eksempeldata=True)
        for punkt in post["program"]:
            actions.add_item(temadag=temadag, felter=punkt, frigivet=[], by=by)
        actions.publish_day(temadag=temadag, by=by)
        for navn, arbejdssted in post.get("tilmeldte", ()):
            email = f"{navn.split()[0].lower()}@eksempel.invalid"
            felter = {"navn": navn, "arbejdssted": arbejdssted, "email": email}
            tilmelding.sign_up(temadag=temadag, felter=felter)
    _load_end(temadag, post, by)


def _load_end(temadag: Temadag, post: Mapping[str, Any], by: Bruger) -> None:
    if post.get("aflyst", dt.date.max) <= tid.today():
        with _on(post["aflyst"]):
            actions.cancel_day(temadag=temadag, grund=post["aflyst_grund"], by=by)
    if "deltog" in post and post["dato"] <= tid.today():
        with _on(post["dato"]):
            actions.record_attendance(temadag=temadag, deltog=post["deltog"], by=by)


def _on(dag: dt.date) -> Any:
    return tid.as_of(tid.end_of_day(dag) - dt.timedelta(hours=8))
