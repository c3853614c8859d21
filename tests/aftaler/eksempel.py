"""One of everything about an agreement, for the sweeps of all addresses. What is not public says `ord_`."""

from typing import Any

from socialaftale.aftaler.aftale import actions
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.regler.aftaletekst import read_parts


def make_agreement(omraade: Aftaleomraade, ord_: str, by: Bruger) -> dict[str, Any]:
    """An agreement with a published text, a draft after it, and an open and a closed annex."""
    aftale = actions.create_agreement(omraade=omraade, titel="Aftale 2031-2032", aar=(2031, 2032), by=by)
    for nr, tekst in enumerate(("# Formål\nVi løfter sammen.", f"# Formål\n{ord_} i udkastet.")):
        version = actions.Version(read_parts(tekst), f"{ord_} i noten" if nr else "Første tekst")
        skrevet = actions.write_text(aftale=aftale, set_nr=nr, version=version, by=by)
        if nr == 0:
            actions.publish_text(tekst=skrevet, by=by)
    for nummer, aaben, hvad in ((4, True, "Åbent"), (9, False, ord_)):
        vedlagt = actions.Vedlagt(nummer, f"{hvad} bilag", aaben, ("bilag.txt", f"{hvad} bilag".encode()))
        actions.add_annex(aftale=aftale, vedlagt=vedlagt, by=by)
    return {"aftale": aftale.kode}
