"""The example region's occupancy: the months since last New Year, and the stays of each leader's smallest unit."""

import datetime as dt
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.regler.belaegningsdage import Maanedstal, months_back, next_month, year_months
from socialaftale.tilbud.models import Afdeling, Pladsgruppe, Tilbud

from ..belaegning.models import Maanedsbelaegning
from ..belaegning.side import last_month
from ..models import Kapacitetsvalg
from ..ophold import actions as ophold
from ..ophold.grupper import Gruppe, read_groups
from ..ophold.tal import kept_since
from ..queries import ledighed_nu
from .steder import afdelinger_of, digit, public_tilbud

MANGLER = ("860", "787")  # have not reported the newest month yet: somebody must have something to do
OPHOLD_MAANEDER = 8
STOERST = 16


@transaction.atomic
def load_months(omraade: Aftaleomraade) -> int:
    """Report the months of every public unit that does not rest on stays, and return how many figures that is."""
    begyndt = _switched_on(omraade)
    if begyndt is None:
        return 0
    grupper = read_groups(Tilbud.objects.filter(pk__in=public_tilbud(omraade)), tid.today())
    foert, frie, by = kept_since([en.pk for en in grupper]), _free_in(grupper), Bruger.objects.system()
    sene = _late()
    raekker = [
        _month(gruppe, maaned, frie.get(gruppe.pk, 0), max(begyndt, _told(gruppe, maaned)), by)
        for gruppe in grupper
        for maaned in _months(gruppe.tilbud_kode in sene)
        if gruppe.normerede(maaned) and maaned < foert.get(gruppe.pk, dt.date.max)
    ]
    return len(Maanedsbelaegning.objects.bulk_create(raekker))


def _months(mangler: bool) -> list[dt.date]:
    sidst = last_month()
    alle = [maaned for aar in (sidst.year - 1, sidst.year) for maaned in year_months(aar) if maaned <= sidst]
    return alle[:-1] if mangler else alle


def _switched_on(omraade: Aftaleomraade) -> dt.datetime | None:
    """Return when months could first be reported: the day after it was switched on; None while it is off."""
    valg = Kapacitetsvalg.objects.i_kraft(tid.today()).filter(omraade=omraade, valg=Kapacitetsvalg.Valg.BELAEGNING)
    raekke = valg.first()
    return tid.end_of_day(raekke.gaelder_fra) if raekke else None


def _told(gruppe: Gruppe, maaned: dt.date) -> dt.datetime:
    """Return when the month was reported: within two weeks of its end."""
    dag = next_month(maaned) + dt.timedelta(days=digit(gruppe.kode, f"meldt {maaned}", 12))
    return min(tid.end_of_day(dag), tid.now())


def _late() -> set[str]:
    egne = Organisation.objects.filter(kode__in=MANGLER)
    return {
        kode
        for part in egne
        for kode in Tilbud.objects.of_driftsherre(part, tid.today()).values_list("kode", flat=True)
    }


def _free_in(grupper: list[Gruppe]) -> dict[int, int]:
    """Return how many places are free, by pladsgruppe: what its afdeling says, all in its first pladsgruppe."""
    steder = dict(Pladsgruppe.objects.filter(pk__in=[en.pk for en in grupper]).values_list("pk", "afdeling"))
    foerste = {steder[pk]: pk for pk in sorted(steder, reverse=True)}
    return {foerste[afdeling]: et.tilbudt for afdeling, et in ledighed_nu(list(foerste)).items()}


def _month(gruppe: Gruppe, maaned: dt.date, frie: int, meldt: dt.datetime, by: Bruger) -> Maanedsbelaegning:
    normerede, dage = gruppe.normerede(maaned), (next_month(maaned) - maaned).days
    tomme = frie * dage + normerede * digit(gruppe.kode, f"tom {maaned}", 8) // 100
    spaerrede = dage if digit(gruppe.kode, f"spærret {maaned}", 25) == 0 and normerede > 8 * dage else 0
    brugte = max(0, normerede - tomme - spaerrede)
    tal = Maanedstal(-(-brugte // dage), brugte, brugte // 20 * (digit(gruppe.kode, "udenfor", 6) == 0), spaerrede)
    indsendelse = uuid5(NAMESPACE_URL, f"{gruppe.tilbud_kode} {maaned}")
    return Maanedsbelaegning(
        pladsgruppe_id=gruppe.pk, maaned=maaned, klient_id=uuid5(indsendelse, gruppe.kode), indsendelse=indsendelse,
        **tal._asdict(), observeret_at=meldt, registreret_at=meldt, registreret_by=by,
    )  # fmt: skip


@transaction.atomic
def load_stays(omraade: Aftaleomraade) -> int:
    """Let each leader keep the stays of a unit for some months, and return how many stays that is."""
    foerste = _stays_from(omraade)
    if foerste is None:
        return 0
    hvis = {afdeling: leder for afdeling, leder in afdelinger_of(omraade) if leder}
    grupper = read_groups(Tilbud.objects.filter(pk__in={en.tilbud_id for en in hvis}), tid.today())
    frie, antal = _free_in(grupper), 0
    for leder in dict.fromkeys(hvis.values()):
        egne = [en for en in grupper if en.pk in _groups_of(hvis, leder)]
        mindste = min(egne, key=lambda en: (_places(en), en.pk))
        if _places(mindste) <= STOERST:
            antal += _keep_stays(mindste, _places(mindste) - frie.get(mindste.pk, 0), foerste, leder)
    return antal


def _stays_from(omraade: Aftaleomraade) -> dt.date | None:
    """Return the month from which stays are kept: some months back, but after it was switched on; None before that."""
    begyndt = _switched_on(omraade)
    if begyndt is None:
        return None
    foerste = max(months_back(last_month(), OPHOLD_MAANEDER)[0], next_month(tid.day_of(begyndt)))
    return foerste if foerste + dt.timedelta(days=45) < tid.today() else None


def _groups_of(hvis: dict[Afdeling, Bruger], leder: Bruger) -> set[int]:
    egne = [en.pk for en, hendes in hvis.items() if hendes == leder]
    return set(Pladsgruppe.objects.filter(afdeling__in=egne).values_list("pk", flat=True))


def _places(gruppe: Gruppe) -> int:
    maaned = last_month()
    return gruppe.normerede(maaned) // (next_month(maaned) - maaned).days


def _keep_stays(gruppe: Gruppe, antal: int, foerste: dt.date, leder: Bruger) -> int:
    """Fill that many places: some have been taken over by another, somebody is away, and one has given notice."""
    pladsgruppe = Pladsgruppe.objects.get(pk=gruppe.pk)
    dage = (tid.today() - foerste).days - 40
    flyttet = 0
    for nr in range(antal):
        begyndt = foerste - dt.timedelta(days=digit(gruppe.kode, f"siden {nr}", 200) + 1)
        et = _begin(pladsgruppe, begyndt, foerste, leder)
        skift = foerste + dt.timedelta(days=20 + digit(gruppe.kode, f"skift {nr}", dage))
        if nr % 3 == 0:
            _step(et, "stop", skift, skift, leder)
            et, flyttet = (
                _begin(pladsgruppe, skift + dt.timedelta(days=6), skift + dt.timedelta(days=7), leder),
                flyttet + 1,
            )
        elif nr % 5 == 1:
            _step(et, "fravaer", skift, skift, leder)
            _step(et, "hjemme", skift + dt.timedelta(days=9), skift + dt.timedelta(days=9), leder)
        if nr == antal - 1:
            _step(et, "varsel", tid.today() + dt.timedelta(days=40), tid.today(), leder)
    return antal + flyttet


def _begin(pladsgruppe: Pladsgruppe, dag: dt.date, fortalt: dt.date, leder: Bruger) -> ophold.Ophold:
    with tid.as_of(_noon(fortalt)):
        klient_id = uuid5(NAMESPACE_URL, f"{pladsgruppe.kode} {dag} {pladsgruppe.ophold.count()}")
        return ophold.begin(pladsgruppe=pladsgruppe, klient_id=klient_id, dag=min(dag, fortalt), by=leder)


def _step(et: ophold.Ophold, handling: str, dag: dt.date, fortalt: dt.date, leder: Bruger) -> None:
    with tid.as_of(_noon(fortalt)):
        klient_id = uuid5(NAMESPACE_URL, f"{et.reference} {handling} {dag}")
        ophold.add_step(ophold=et, klient_id=klient_id, handling=handling, dag=dag, by=leder)


def _noon(dag: dt.date) -> dt.datetime:
    return tid.end_of_day(dag) - dt.timedelta(hours=12)
