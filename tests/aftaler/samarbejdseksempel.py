"""A tilbud that is proposed for det forstærkede samarbejde, for the sweeps of all addresses."""

import datetime as dt
from typing import Any

from socialaftale.aftaler.forstaerket import actions
from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger
from socialaftale.tilbud.models import Tilbud


def make_cooperation(tilbud: Tilbud, ord_: str, by: Bruger) -> dict[str, Any]:
    melding = actions.Melding("indmelding", tid.today(), dt.date(2030, 1, 1), f"{ord_} er det eneste i landsdelen")
    sag = actions.announce(tilbud=tilbud, melding=melding, by=by)
    actions.assess(sag=sag, svar={"eneste": ("ja", f"{ord_} i vurderingen")}, set_nr=0, by=by)
    return {"samarbejdssag": sag.kode}
