"""Words and plausible ranges that the checks use; no agreement fixes them, so they stand apart from the rule sets."""

import tomllib
from decimal import Decimal
from functools import cache

from socialaftale.regler.dateret import MAPPE, Data, Kildet
from socialaftale.regler.parametre import Parameter


class Ordliste(Kildet):
    """Words or phrases in lower case."""

    ord: tuple[str, ...]


class Emneord(Kildet):
    """Words per subject, `*` for any ending: a reason must name what it is the reason for."""

    timer: tuple[str, ...]
    tidsart: tuple[str, ...]
    pladser: tuple[str, ...]
    overhead: tuple[str, ...]
    dage: tuple[str, ...]
    basistakst: tuple[str, ...]
    ny: tuple[str, ...]
    udgaaet: tuple[str, ...]
    enhed: tuple[str, ...]
    uaendret: tuple[str, ...]
    beloeb: tuple[str, ...]
    rettelse: tuple[str, ...]
    resultat: tuple[str, ...]


class Spaend(Kildet):
    """The lowest and highest plausible takst of a unit, kroner."""

    lavest: Decimal
    hoejest: Decimal


class Graenser(Data):
    """When a check speaks, where no agreement says it."""

    overhead_spring: Parameter
    belaegning_afvigelse: Parameter
    regnskab_lavest: Parameter
    regnskab_hoejest: Parameter
    regnskab_spring: Parameter
    pl_lavest: Parameter
    pl_hoejest: Parameter
    rente_hoejest: Parameter
    timer_pr_doegn_hoejest: Parameter
    aabningsdage_lavest: Parameter
    aabningsdage_hoejest: Parameter
    faste_dage_lavest: Parameter
    maanedsfaktor_lavest: Parameter
    maanedsfaktor_hoejest: Parameter
    aarsfaktor_lavest: Parameter
    aarsfaktor_hoejest: Parameter
    enhedsfejl_margen: Parameter
    omkostning_spring: Parameter
    boernehus_takstandel: Parameter


class Kontrollister(Data):
    """Everything in `national/kontrollister.toml`."""

    uklare_ord: Ordliste
    uklare_navne: Ordliste
    tomme_ord: Ordliste
    ikke_i_taksten: Ordliste
    emneord: Emneord
    graenser: Graenser
    takstspaend: dict[str, Spaend]


@cache
def kontrollister() -> Kontrollister:
    """The lists that ship with the program."""
    raw = (MAPPE / "national" / "kontrollister.toml").read_text(encoding="utf-8")
    return Kontrollister.model_validate(tomllib.loads(raw, parse_float=Decimal))
