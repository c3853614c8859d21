"""What the tests of the simulation calculate on: one house of ten places, and a driftsherre of several tilbud."""

from decimal import Decimal
from typing import Any

from socialaftale.regler.parametre import all_regelsaet, regelsaet_for
from socialaftale.regler.takst.opgave import Takstberegning, TilbudIndberetning
from socialaftale.regler.takst.pakkemodel import UDKAST, rules_with_packages
from socialaftale.regler.takst.simulering import Takstaar
from socialaftale.regler.takst.virkning import Tilbudsgrundlag

AAR = Takstaar(2026, regelsaet_for(2026).regelsaet)
MED_PAKKER = Takstaar(2026, rules_with_packages(AAR.regelsaet, all_regelsaet()[UDKAST].regelsaet))


def beregning(id_: str = "B1", overhead: str = "5", loen: str = "2920000", **felter: Any) -> Takstberegning:
    """3.650.000 kr. of direct costs and 36.500 kr. of supervision, ten places, structure A."""
    standard = {
        "id": id_,
        "navn": f"Hus {id_}",
        "art": "doegn",
        "pladser": "10",
        "belaegning": {"procent": "100"},
        "overhead_procent": overhead or None,
        "struktur": {"kode": "A", "linje": f"{id_}-L"},
        "grundlag": {
            "omkostninger": [
                {"kategori": "loen", "tekst": "Løn", "beloeb_kr": loen},
                {"kategori": "ejendom", "tekst": "Husleje", "beloeb_kr": "730000"},
            ],
            "overhead": {"metode": "procent", "procent": overhead or "0"},
            "tilsyn_kr": "36500",
        },
        "linjer": [line(f"{id_}-L", takst_kr="1060")],
    }
    return Takstberegning.model_validate(standard | felter)


def line(id_: str, type_: str = "gennemsnit", **felter: Any) -> dict[str, Any]:
    return {"id": id_, "navn": id_, "type": type_, "enhed": "kr_pr_doegn", "pladser": "10"} | felter


def phases(timer: list[str]) -> Takstberegning:
    """Two phases of five places; the service part is 1.642.500 kr. and nothing bears overhead."""
    faser = [
        {"linje": f"F{nr}", "timer": {"antal": antal, "pr": "uge", "art": "ATA"}, "pladser": "5"}
        for nr, antal in enumerate(timer, start=1)
    ]
    poster = [
        {"kategori": "loen", "tekst": "Fælles", "beloeb_kr": "3650000"},
        {"kategori": "loen", "tekst": "Støtte", "beloeb_kr": "1642500", "del": "ydelse"},
    ]
    return beregning(
        "F",
        struktur={"kode": "F", "faser": faser},
        grundlag={"omkostninger": poster, "overhead": {"metode": "procent", "procent": "0"}},
        linjer=[line("F1", "forloeb", pladser="5"), line("F2", "forloeb", pladser="5")],
    )


def tilbud(id_: str, *beregninger: Takstberegning, delt: bool = False) -> Tilbudsgrundlag:
    alle = beregninger or (beregning(f"{id_}-1"),)
    return Tilbudsgrundlag(TilbudIndberetning(id=id_, navn=id_, beregninger=alle), delt)


def short(en: Takstberegning) -> Takstberegning:
    """The calculation as the short report has it."""
    return en.model_copy(update={"grundlag": None, "struktur": None})


def numbers(linje: Any) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Takst now, takst then, volume, effect; six decimals."""
    virkning = (linje.saa.vaerdi - linje.nu.vaerdi) * linje.maengde.vaerdi
    nu, saa, maengde, kroner = (
        round(tal, 6) for tal in (linje.nu.vaerdi, linje.saa.vaerdi, linje.maengde.vaerdi, virkning)
    )
    return nu, saa, maengde, kroner
