"""What the tap gives back: the line for Tilbudsportalen, how many looked, and how others see the afdeling."""

from typing import Any

from socialaftale.faelles import tid
from socialaftale.faelles.visning import dato
from socialaftale.regler.ledighed import Svar, due_on, portal_line
from socialaftale.tilbud.models import Afdeling

from ..models import Meldelink
from ..queries import ledighed_nu, offentlig_ledighed
from ..steder import name_of
from ..undergruppe.tal import words_of
from .efterspoergsel import searches_this_quarter


def read_receipt(link: Meldelink) -> dict[str, Any]:
    """Return what the receipt of a used link shows; the same however often it is opened."""
    melding, navn = link.melding, name_of(link.afdeling)
    assert melding is not None, "a receipt is of a report"
    dag = tid.day_of(melding.observeret_at)
    kendt = ledighed_nu([link.afdeling_id])[link.afdeling_id]
    return {
        "link": link,
        "navn": navn,
        "melding": melding,
        "til": words_of([melding]).get(melding.pk, ""),
        "linje": portal_line(navn, Svar(melding.tilbudt, melding.ledig_fra), dag, kendt.telefon),
        "soegninger": searches_this_quarter(link.afdeling, tid.today()),
        "vist": shown_to_others(link.afdeling),
        "lovet_bort": kendt.lovet_bort,
        "naeste": due_on(dag, kendt.rytme_dage),
    }


def shown_to_others(afdeling: Afdeling) -> list[tuple[str, str]]:
    """Return (label, value) of what everyone sees of the afdeling; nothing where the driftsherre does not show it."""
    et = offentlig_ledighed([afdeling.pk]).get(afdeling.pk)
    if et is None:
        return []
    svar = {True: "Ja", False: "Nej", None: "Ring og spørg"}[et.svar]
    return [
        ("Tilbud", et.tilbud.navn),
        ("Afdeling", et.afdeling.navn),
        ("Adresse", et.afdeling.adresse),
        ("Målgruppe", ", ".join(et.tilbud.maalgruppenavne) or "Ikke oplyst"),
        ("Telefon", et.telefon or "Vises ikke"),
        ("Ledig plads", f"{svar}, fra {dato(et.ledig_fra)}" if et.ledig_fra else svar),
    ]
