"""A theme that only its area sees, for the sweeps of all addresses."""

from typing import Any

from socialaftale.aftaler.indspil import actions
from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger


def make_theme(omraade: Aftaleomraade, ord_: str, by: Bruger) -> dict[str, Any]:
    felter = {"afleveret": tid.today(), "ejer": by, "frist": tid.today(), "aaben": False}
    oplysninger = actions.Oplysninger(f"{ord_} tema", "KKR", f"{ord_} er spillet ind", **felter)
    indspil = actions.hand_over(omraade=omraade, oplysninger=oplysninger, by=by)
    actions.tell(indspil=indspil, slags="foreloebigt", dato=tid.today(), tekst=f"{ord_} kom tilbage", by=by)
    return {"indspil": indspil.pk}
