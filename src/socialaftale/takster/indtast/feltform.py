"""Which form field stands for each field of a report, and what it is called."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles.formfelter import FritekstField, TalField
from socialaftale.regler.takst.opgave import Aarsagsart, Enhed, Linjetype, Periode, Tidsart

from ..udvikling import AARSAGER
from ..visning import ENHEDER, PERIODER

MEST = Decimal("99999999999.99")
KRONER = {"decimaler": 2, "mindst": 0, "hoejst": MEST}
ANTAL = {"decimaler": 2, "mindst": 0, "hoejst": Decimal("9999999.99")}
PROCENT = {"decimaler": 4, "mindst": 0, "hoejst": 999}
TAL: dict[str, tuple[str, dict[str, Any]]] = {
    "pladser": ("Pladser", ANTAL),
    "pladser_forrige": ("Pladser sidste år", ANTAL),
    "belaegning": ("Belægning i taksten, %", PROCENT),
    "belaegning_forrige": ("Belægning sidste år, %", PROCENT),
    "regnskab": ("Faktisk belægning {}, %", PROCENT),
    "overhead": ("Overhead, %", PROCENT),
    "dage": ("Antal dage", {"decimaler": 0, "mindst": 0, "hoejst": 366}),
    "takst_kr": ("Takst", KRONER),
    "takst_forrige_kr": ("Takst sidste år, kr.", KRONER),
    "timer_antal": ("Timer i taksten", ANTAL),
    "kroner": ("{}: kroner", {"decimaler": 2, "mindst": -MEST, "hoejst": MEST}),
    "procent": ("{}: procent", {"decimaler": 4, "mindst": -9999, "hoejst": 9999}),
}
"""Numbers: what the field is called, and its limits as in `regler.takst.felter`."""

TEKSTER = {
    "belaegning_begrundelse": ("Begrundelse for belægningen", 2),
    "indhold": ("Hvad dækker taksten?", 3),
    "begrundelse": ("Begrundelse", 2),
    "tekst": ("{}: forklaring", 1),
}
"""Texts: what the field is called, and how many rows it has."""

TOM = ("", "vælg")
VALG = {
    "timer_pr": ("Hvor tit", [TOM, *((Periode(pr), tekst) for pr, tekst in PERIODER.items())]),
    "timer_art": ("Slags timer", [TOM, *((art, f"{art}-timer") for art in Tidsart)]),
}
HJAELP = {
    "belaegning": "Tomt: det, regnskaberne giver.",
    "indhold": "Skriv, hvad køberen får: støtte, nattevagt, kost, kørsel.",
    "begrundelse": "Skriv grunden, hvis noget afviger fra reglerne eller fra sidste år.",
}
LINJETYPER = {
    Linjetype.GENNEMSNIT: "Gennemsnitstakst",
    Linjetype.NIVEAU: "Niveau",
    Linjetype.BASIS: "Basistakst",
    Linjetype.TIME: "Timepris",
    Linjetype.PAKKE: "Pakke",
    Linjetype.FORHANDLET: "Forhandlet takst for én plads",
    Linjetype.FORLOEB: "Forløb",
    Linjetype.TILLAEG: "Tillæg",
    Linjetype.AFLEDT: "Afledt af en anden takst",
    Linjetype.OBJEKTIV: "Objektiv finansiering",
}


def make_field(navn: str) -> forms.Field:
    """The form field for a field named as in `felter`; what may not stay empty is required."""
    kort, om = _kind(navn.split(":")[2])
    if kort in TAL:
        titel, graenser = TAL[kort]
        paakraevet = kort == "pladser" and not navn.split(":")[1]
        return TalField(label=titel.format(om), required=paakraevet, help_text=HJAELP.get(kort, ""), **graenser)
    if kort in VALG:
        titel, valg = VALG[kort]
        return forms.ChoiceField(label=titel, choices=valg, required=False)
    if kort == "navn":
        return FritekstField(label="Takstlinjens navn", max_length=200)
    titel, raekker = TEKSTER[kort]
    widget = forms.Textarea(attrs={"rows": raekker}) if raekker > 1 else forms.TextInput()
    return FritekstField(
        label=titel.format(om), required=False, max_length=4000, widget=widget, help_text=HJAELP.get(kort, "")
    )


def fault_in(navn: str, tekst: str) -> str:
    """What is wrong with a text in its field, in Danish; empty where nothing is, or the field is left empty."""
    try:
        make_field(navn).clean(tekst) if tekst.strip() else None
    except ValidationError as fejl:
        return fejl.messages[0]
    return ""


def _kind(felt: str) -> tuple[str, str]:
    """The kind of a field, and what its title is about: the year of accounts, or the cause."""
    if felt.startswith("aarsag-"):
        _, plads, kort = felt.split("-")
        return kort, AARSAGER[Aarsagsart(plads.split(".")[0])]
    kort, _, om = felt.partition("-")
    return kort, om


def new_line_fields() -> dict[str, forms.Field]:
    """What is asked of a new line; nothing where its name is empty."""
    typer = [TOM, *((type_, LINJETYPER[type_]) for type_ in Linjetype)]
    enheder = [TOM, *((enhed, ENHEDER[enhed]) for enhed in Enhed)]
    return {
        "ny-navn": FritekstField(label="Takstlinjens navn", required=False, max_length=200),
        "ny-type": forms.ChoiceField(label="Type", required=False, choices=typer),
        "ny-enhed": forms.ChoiceField(label="Enhed", required=False, choices=enheder),
    }
