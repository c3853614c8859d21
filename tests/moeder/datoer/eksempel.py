"""A question about days, for the worlds that the sweeps of all pages walk."""

import datetime as dt
from typing import Any

from socialaftale.faelles import tid
from socialaftale.moeder.datoer.actions import Spoergsmaal, ask_members, token_of
from socialaftale.parter.models import Bruger, Udvalg


def make_question(udvalg: Udvalg, by: Bruger, hvad: str = "Seminar") -> dict[str, Any]:
    i_dag = tid.today()
    dage = tuple(i_dag + dt.timedelta(days=antal) for antal in (21, 22, 28))
    spoergsmaal = Spoergsmaal(hvad, dt.time(9), dt.time(12), i_dag + dt.timedelta(days=7), dage, "Aalborg")
    felter = {"udvalg": udvalg, "sammen_med": None, "site": "https://eksempel.invalid/", "by": by}
    finding = ask_members(spoergsmaal=spoergsmaal, **felter)
    return {
        "datofinding": finding.pk,
        "datoforslag": finding.forslag.order_by("dato")[0].pk,
        "datolink": token_of(finding.deltagere.order_by("pk")[0]),
    }
