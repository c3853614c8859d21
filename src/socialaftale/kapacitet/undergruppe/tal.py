"""The numbers of subgroups in a report: which are asked for, whether they can be true, and how they read."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from socialaftale.faelles import tid
from socialaftale.tilbud.models import Pladsfakta

from ..models import Kapacitetsvalg, Ledigmelding
from .models import Undergruppe, Undergruppefakta, Undergruppetal

Tal = tuple[tuple[str, int], ...]
"""(code of a subgroup, places for it), none of them zero."""
IKKE_HER = "Den undergruppe har afdelingen ikke i dag."
HOEJST = "Højst {hoejst} til »{navn}«: det er så mange, der er {af}."
KUN_JA = "Pladser til en undergruppe hører til et ja."


@dataclass(frozen=True)
class Spurgt:
    """A subgroup that a report may give a number for. `normerede` are the places of its pladsgruppe."""

    pk: int
    kode: str
    navn: str
    normerede: int


def asked_of(afdelinger: Iterable[int], dag: dt.date) -> dict[int, list[Spurgt]]:
    """Return, by afdeling, the subgroups in force on the day whose pladsgruppe has places, in two queries.

    Whether numbers are asked for at all is `melding.more_asked_of`.
    """
    fakta = Undergruppefakta.objects.i_kraft(dag).filter(undergruppe__pladsgruppe__afdeling__in=list(afdelinger))
    raekker = list(
        fakta.order_by("undergruppe").values_list(
            "undergruppe__pladsgruppe__afdeling", "undergruppe__pladsgruppe", "undergruppe", "undergruppe__kode", "navn"
        )
    )
    pladser = Pladsfakta.objects.gaeldende(dag).filter(pladsgruppe__in={gruppe for _, gruppe, *_ in raekker})
    normerede = dict(pladser.values_list("pladsgruppe", "normerede")) if raekker else {}
    spurgt: dict[int, list[Spurgt]] = defaultdict(list)
    for afdeling, gruppe, pk, kode, navn in raekker:
        if normerede.get(gruppe):
            spurgt[afdeling].append(Spurgt(pk, kode, navn, normerede[gruppe]))
    return spurgt


def check_numbers(tal: Tal, tilbudt: int, spurgt: Iterable[Spurgt]) -> None:
    """Raises ValidationError, in Danish, where a number cannot be true of a report with so many places."""
    kendte = {et.kode: et for et in spurgt}
    if tal and not tilbudt:
        raise ValidationError(KUN_JA)
    for kode, antal in tal:
        if kode not in kendte:
            raise ValidationError(IKKE_HER)
        et = kendte[kode]
        if not 0 < antal <= min(tilbudt, et.normerede):
            af, hoejst = ("meldt", tilbudt) if tilbudt <= et.normerede else ("normeret dér", et.normerede)
            raise ValidationError(HOEJST.format(hoejst=hoejst, navn=et.navn, af=af))


def write_numbers(melding: Ledigmelding, tal: Tal, spurgt: Iterable[Spurgt]) -> None:
    """Write the numbers of a report that has just been written."""
    pks = {et.kode: et.pk for et in spurgt}
    Undergruppetal.objects.bulk_create(
        Undergruppetal(melding=melding, undergruppe_id=pks[kode], antal=antal, af=melding.tilbudt)
        for kode, antal in tal
    )


def carried_on(melding: Ledigmelding, tilbudt: int, spurgt: Iterable[Spurgt]) -> Tal:
    """Return what "unchanged" says of the subgroups that are still asked for: at most the places that are left."""
    aktuelle = {et.kode for et in spurgt}
    tal = [(et.undergruppe.kode, min(et.antal, tilbudt)) for et in melding.undergruppetal.select_related("undergruppe")]
    return tuple((kode, antal) for kode, antal in tal if kode in aktuelle and antal)


def in_words(tal: Tal, navne: Mapping[str, str]) -> str:
    """Return the numbers as they are shown: `1 til »Unge kvinder«, 2 til »Skærmet«`."""
    return ", ".join(f"{antal} til »{navne[kode]}«" for kode, antal in tal if kode in navne)


def names_of_groups(grupper: Iterable[int], dag: dt.date) -> dict[int, str]:
    """Return what each subgroup is called on the day, by primary key, also where it is no longer used."""
    fakta = Undergruppefakta.objects.gaeldende(dag).filter(undergruppe__in=list(grupper))
    return dict(fakta.values_list("undergruppe", "navn"))


def groups_in(melding: Ledigmelding) -> list[tuple[Undergruppe, str, int]]:
    """Return (subgroup, name of today, places) of the report; nothing where numbers are off."""
    dag = tid.today()
    til = Kapacitetsvalg.objects.i_kraft(dag).filter(valg=Kapacitetsvalg.Valg.TAL)
    tal = melding.undergruppetal.filter(melding__afdeling__tilbud__omraade__in=til.values("omraade"))
    alle = list(tal.select_related("undergruppe"))
    fakta = Undergruppefakta.objects.i_kraft(dag).filter(undergruppe__in=[et.undergruppe_id for et in alle])
    navne = dict(fakta.values_list("undergruppe", "navn"))
    return [(et.undergruppe, navne[et.undergruppe_id], et.antal) for et in alle if et.undergruppe_id in navne]


def words_of(meldinger: Iterable[Ledigmelding]) -> dict[int, str]:
    """Return how the numbers of the reports read, by the report's primary key; nothing where numbers are off."""
    dag = tid.today()
    til = Kapacitetsvalg.objects.i_kraft(dag).filter(valg=Kapacitetsvalg.Valg.TAL)
    raekker = Undergruppetal.objects.filter(
        melding__in=[et.pk for et in meldinger], melding__afdeling__tilbud__omraade__in=til.values("omraade")
    )
    alle = list(raekker.values_list("melding", "undergruppe", "antal"))
    fakta = Undergruppefakta.objects.gaeldende(dag).filter(undergruppe__in={pk for _, pk, _ in alle})
    navne = {str(pk): navn for pk, navn in fakta.values_list("undergruppe", "navn")} if alle else {}
    tal: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for melding, pk, antal in alle:
        tal[melding].append((str(pk), antal))
    return {melding: in_words(tuple(hver), navne) for melding, hver in tal.items()}
