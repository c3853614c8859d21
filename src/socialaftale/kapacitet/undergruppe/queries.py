"""What is said of special needs and subgroups: for the search, and for the page where it is kept."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from socialaftale.faelles import tid
from socialaftale.regler.pladskrav import band
from socialaftale.regler.saerbehov import names_of_needs
from socialaftale.regler.undergruppe import Undergruppe
from socialaftale.tilbud.koder import holds
from socialaftale.tilbud.models import Afdeling, Pladsfakta
from socialaftale.tilbud.reference import all_maalgrupper, find_lovgrundlag

from ..models import Kapacitetsvalg
from ..queries import newest_reports
from .models import Behovsvar, Pladsbehov, Undergruppefakta, Undergruppetal

Behov = tuple[frozenset[str], frozenset[str]]
"""Codes of the special needs that are met, and of those that are not."""
INTET_SAGT: Behov = (frozenset(), frozenset())


def read_needs(afdelinger: Iterable[int], den: dt.date, at: dt.datetime | None = None) -> dict[int, Behov]:
    """Return what each afdeling says of special needs, by its primary key, in two queries.

    It meets what any of its pladsgrupper with places meets; it does not meet what they all say no to.
    """
    pladser = Pladsfakta.objects.gaeldende(den, at).filter(pladsgruppe__afdeling__in=list(afdelinger), normerede__gt=0)
    steder = dict(pladser.values_list("pladsgruppe", "pladsgruppe__afdeling"))
    svar = {et.pladsgruppe_id: et for et in Pladsbehov.objects.gaeldende(den, at).filter(pladsgruppe__in=steder)}
    efter_afdeling: dict[int, list[Pladsbehov | None]] = defaultdict(list)
    for gruppe, afdeling in steder.items():
        efter_afdeling[afdeling].append(svar.get(gruppe))
    return {pk: _together(hver) for pk, hver in efter_afdeling.items() if any(hver)}


def _together(svar: list[Pladsbehov | None]) -> Behov:
    kan = frozenset(kode for et in svar if et for kode in et.kan)
    nej = [frozenset(et.kan_ikke) if et else frozenset[str]() for et in svar]
    return kan, frozenset.intersection(*nej) - kan


def says_yes(koder: Iterable[str], den: dt.date, at: dt.datetime) -> QuerySet[Pladsbehov]:
    """Return what the pladsgrupper say that meet all of these special needs."""
    svar = Pladsbehov.objects.gaeldende(den, at)
    for kode in koder:
        svar = svar.filter(holds("kan", kode))
    return svar


def said_since(omraade: int, siden: dt.datetime) -> bool:
    """Tell whether anything was said in the agreement area, since the instant, of special needs or subgroups."""
    nye = {"registreret_at__gt": siden}
    behov = Pladsbehov.objects.filter(pladsgruppe__afdeling__tilbud__omraade=omraade, **nye)
    fakta = Undergruppefakta.objects.filter(undergruppe__pladsgruppe__afdeling__tilbud__omraade=omraade, **nye)
    return behov.exists() or fakta.exists()


def read_reported(afdelinger: Iterable[int], den: dt.date, at: dt.datetime) -> dict[int, tuple[Undergruppe, ...]]:
    """Return the subgroups that each afdeling's newest report gave places, by its primary key, in two queries.

    Nothing where the area has not switched numbers on.
    """
    til = Kapacitetsvalg.objects.i_kraft(den, at).filter(valg=Kapacitetsvalg.Valg.TAL)
    hjemme = Afdeling.objects.filter(pk__in=list(afdelinger), tilbud__omraade__in=til.values("omraade"))
    tal = Undergruppetal.objects.filter(melding__in=newest_reports(hjemme, at))
    raekker = list(tal.values_list("melding__afdeling", "undergruppe", "antal"))
    pks = {pk for _, pk, _ in raekker}
    fakta = {et.undergruppe_id: et for et in Undergruppefakta.objects.gaeldende(den, at).filter(undergruppe__in=pks)}
    fundne: dict[int, list[Undergruppe]] = defaultdict(list)
    for afdeling, pk, antal in raekker:
        fundne[afdeling].append(_as_judged(fakta[pk], antal))
    return {pk: tuple(hver) for pk, hver in fundne.items()}


def _as_judged(fakta: Undergruppefakta, antal: int) -> Undergruppe:
    return Undergruppe(
        navn=fakta.navn, antal=antal,
        maalgrupper=tuple(all_maalgrupper()[kode].navn for kode in fakta.maalgrupper),
        alder_fra=fakta.alder_fra, alder_til=fakta.alder_til, koen=fakta.koen,
        kan=frozenset(fakta.kan), kan_ikke=frozenset(fakta.kan_ikke), ophoert=fakta.ophoert,
    )  # fmt: skip


@dataclass(frozen=True)
class Gruppeside:
    """A pladsgruppe on the page: what it is, what it says of needs, and its subgroups with the places last reported."""

    kode: str
    slags: str
    behov: Pladsbehov | None
    undergrupper: list[tuple[Undergruppefakta, int]]


def read_page(afdeling: Afdeling) -> list[Gruppeside]:
    """Return the pladsgrupper of the afdeling that have places today."""
    dag = tid.today()
    pladser = Pladsfakta.objects.gaeldende(dag).filter(pladsgruppe__afdeling=afdeling, normerede__gt=0)
    svar = {et.pladsgruppe_id: et for et in Pladsbehov.objects.gaeldende(dag).filter(pladsgruppe__afdeling=afdeling)}
    fakta = Undergruppefakta.objects.i_kraft(dag).filter(undergruppe__pladsgruppe__afdeling=afdeling)
    tal = Undergruppetal.objects.filter(melding__in=newest_reports([afdeling.pk], tid.now()))
    meldt = dict(tal.order_by().values_list("undergruppe").annotate(antal=Sum("antal")))
    under = defaultdict(list)
    for et in fakta.select_related("undergruppe").order_by("navn", "pk"):
        under[et.undergruppe.pladsgruppe_id].append((et, meldt.get(et.undergruppe_id, 0)))
    return [
        Gruppeside(
            en.pladsgruppe.kode,
            f"{find_lovgrundlag(en.lovgrundlag).paragraf}, {en.get_form_display()}, {en.normerede} normerede pladser",
            svar.get(en.pladsgruppe_id),
            under[en.pladsgruppe_id],
        )
        for en in pladser.select_related("pladsgruppe").order_by("pladsgruppe")
    ]


def criteria_in_words(fakta: Undergruppefakta) -> str:
    """Return whom a subgroup is for: `Autismespektrum, 18-25 år, kun kvinder, skærmning, ikke dom`."""
    dele = [all_maalgrupper()[kode].navn for kode in fakta.maalgrupper]
    if fakta.alder_fra is not None and fakta.alder_til is not None:
        dele.append(band(fakta.alder_fra, fakta.alder_til))
    if fakta.koen:
        dele.append(f"kun {fakta.get_koen_display()}")
    return ", ".join([*dele, *(navn for navn in needs_in_words(fakta) if navn)])


def needs_in_words(svar: Behovsvar | None) -> tuple[str, str]:
    """Return what is said of needs: those that are met, and `ikke` with those that are not; empty where unsaid."""
    if svar is None:
        return "", ""
    ja, nej = codes_in_words(svar.kan), codes_in_words(svar.kan_ikke)
    return ja, f"ikke {nej}" if nej else ""


def codes_in_words(koder: Iterable[str]) -> str:
    """Return the needs of the codes as they stand in a sentence: `skærmning, vågen nattevagt`."""
    return ", ".join(names_of_needs(koder)).lower()
