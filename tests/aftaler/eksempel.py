"""One of everything about an agreement, for the sweeps of all addresses. What is not public says `ord_`."""

import datetime as dt
from typing import Any

from socialaftale.aftaler.aftale import actions
from socialaftale.aftaler.aftale.models import Aftale
from socialaftale.aftaler.indsats import actions as indsats
from socialaftale.aftaler.krav.actions import Sagt, tell
from socialaftale.aftaler.udmelding import actions as udmeldinger
from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
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
    tell(aftale=aftale, krav="sendt", sagt=Sagt("opfyldt", f"{ord_} på brevet"), by=by)
    return {"aftale": aftale.kode, **_work(aftale, ord_, by), **_announcement(omraade, ord_, by)}


def _work(aftale: Aftale, ord_: str, by: Bruger) -> dict[str, Any]:
    """An initiative with a group, a meeting and a product whose file is not public, for nothing approved it."""
    under = indsats.add_focus_area(aftale=aftale, titel="Data", vision="Fælles tal", by=by)
    initiativ = indsats.add_initiative(fokusomraade=under, titel="Fælles opgørelse", beskrivelse="", by=by)
    plads = indsats.Plads(by.organisation, "Analytiker", True, by)
    medlem = indsats.add_member(initiativ=initiativ, plads=plads, by=by)
    felter = {"initiativ": initiativ, "by": by}
    moede = indsats.plan_group_meeting(dato=tid.today() + dt.timedelta(days=30), om="udkast", **felter)
    leverance = indsats.add_deliverable(titel="Opgørelse", frist=tid.today() - dt.timedelta(days=1), **felter)
    fil = ("produkt.txt", f"{ord_} i produktet".encode())
    produkt = indsats.hand_in(leverance=leverance, note="Første udgave", fil=fil, by=by)
    melding = indsats.Melding("i_gang", "Vi er begyndt")
    indsats.say_status(initiativ=initiativ, melding=melding, by=by)
    return {
        "initiativ": initiativ.kode,
        "produkt": produkt.pk,
        "gruppemedlem": medlem.pk,
        "gruppemoede": moede.pk,
    }


def _announcement(omraade: Aftaleomraade, ord_: str, by: Bruger) -> dict[str, Any]:
    """An udmelding with a party's part and a joint answer that is not sent."""
    oplysninger = udmeldinger.Oplysninger("Unge", "ny", 2025, dt.date(2025, 9, 1), dt.date(2027, 2, 14))
    udmelding = udmeldinger.register_announcement(omraade=omraade, oplysninger=oplysninger, by=by)
    part = Organisation.objects.i_omraade(omraade).parter().filter(pk=by.organisation_id).first()
    part = part or Organisation.objects.i_omraade(omraade).parter()[0]
    udmeldinger.give_part(udmelding=udmelding, part=part, skrevet=udmeldinger.Skrevet(f"{ord_} svarer", 0), by=by)
    udmeldinger.write_answer(udmelding=udmelding, skrevet=udmeldinger.Skrevet(f"{ord_} i svaret", 0), by=by)
    felter = {"slags": "andet", "dato": dt.date(2025, 10, 1), "tekst": "Modtaget"}
    udmeldinger.say_what_happened(udmelding=udmelding, by=by, **felter)
    for fra, farve in ((dt.date(2024, 10, 1), "gul"), (dt.date(2025, 4, 1), "roed")):
        felter = {"maalgruppe": "Unge", "farve": farve, "fra": fra, "kilde": "National Koordination"}
        udmeldinger.set_colour(omraade=omraade, by=by, **felter)
    return {"udmelding": udmelding.kode}
