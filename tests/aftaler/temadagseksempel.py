"""A temadag that is a draft and one that is published, for the sweeps of all addresses."""

import datetime as dt
from typing import Any

from socialaftale.aftaler.temadag import actions, tilmelding
from socialaftale.aftaler.temadag.breve import link_to
from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger


def make_days(omraade: Aftaleomraade, ord_: str, by: Bruger) -> dict[str, Any]:
    """Return a draft whose every text says `ord_`, and a published day that someone of that name has signed up for."""
    kladde, aaben = (_plan(omraade, titel, by) for titel in (f"{ord_} temadag", "Temadag for alle"))
    punkt = {"titel": f"{ord_} i programmet", "fra_kl": dt.time(9), "minutter": 30, "oplaegsholder": f"{ord_} Taler"}
    actions.add_item(temadag=kladde, felter=punkt, frigivet=[], by=by)
    actions.publish_day(temadag=aaben, by=by)
    felter = {"navn": f"{ord_} Deltager", "arbejdssted": "Eksempel", "email": f"{ord_.lower()}@eksempel.invalid"}
    tilmelding.sign_up(temadag=aaben, felter=felter)
    link = link_to(aaben.tilmeldinger.get()).rstrip("/").rsplit("/", 1)[1]
    return {"temadage": [kladde.pk, aaben.pk, link]}


def _plan(omraade: Aftaleomraade, titel: str, by: Bruger) -> Any:
    om_lidt = tid.today() + dt.timedelta(days=40)
    felter = {
        "titel": titel, "dato": om_lidt, "fra_kl": dt.time(9), "til_kl": dt.time(12), "sted": "Hobro",
        "tilmeld_senest": om_lidt, "mindst": 2, "pladser": None,
    }  # fmt: skip
    return actions.plan_day(omraade=omraade, felter=felter, frigivet=[], by=by)
