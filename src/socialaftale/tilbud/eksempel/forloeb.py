"""What has happened to the example tilbud, and what is to come: so that both time axes have something to show.

Nothing here changes the places of the year shown: earlier years differ, and so do later ones.
"""

import datetime as dt
from dataclasses import replace

from socialaftale.parter.sortering import sort_key

from ..models import Efterfoelger, Pladsfakta, Pladsgruppe, Stamfakta, Statusfakta, Tilbud
from ..registrering import append
from ..status import Status
from .kontekst import Kontekst, write_example
from .plan import REGION, Eksempel, Gruppe, Hus, digest, make_kode

Alle = dict[int, Tilbud]
FORSKEL = 2  # places more or fewer than in the year shown


def had_fewer_places(et: Eksempel) -> bool:
    return digest("foer", et.nummer) % 9 == 0 and et.pladser > 10


def had_another_name(et: Eksempel) -> bool:
    return digest("navneskift", et.nummer) % 30 == 0


def merged(plan: list[Eksempel]) -> Eksempel:
    """The largest in Aalborg came of two."""
    return max((et for et in plan if et.driftsherre == "851"), key=lambda et: (et.pladser, -et.nummer))


def taken_over(plan: list[Eksempel]) -> Eksempel:
    """One of the region's was run by the municipality where it lies."""
    return next(et for et in plan if et.driftsherre == REGION and len(et.huse) == 1)


def on_first_day(plan: list[Eksempel]) -> list[tuple[Eksempel, Status]]:
    """Return every tilbud as it was two years before, with its status then."""
    dage = []
    for et in plan:
        foer = et
        if had_fewer_places(et):
            foer = _with_places(foer, -FORSKEL)
        if had_another_name(et):
            foer = replace(foer, navn=f"{et.navn} og omegn")
        if et is taken_over(plan):
            foer = replace(foer, driftsherre=et.huse[0].kommune)
        dage.append((foer, Status.PLANLAGT if et is merged(plan) else Status.AKTIV))
    return dage


def add_history(kontekst: Kontekst, plan: list[Eksempel], tilbud: Alle) -> None:
    """Write every course of events from the first day on."""
    for et in plan:
        _until_now(kontekst, et, tilbud[et.nummer])
    _a_correction(kontekst, plan, tilbud)
    _a_merger(kontekst, merged(plan), tilbud)
    _one_that_closes(kontekst, plan, tilbud)
    _those_to_come(kontekst)


def _until_now(kontekst: Kontekst, et: Eksempel, tilbud: Tilbud) -> None:
    """Last year made it what it is; for some more places are decided from New Year."""
    navn = kontekst.told(dt.date(kontekst.aar - 1, 3, 1))
    append(Stamfakta, tilbud, navn, navn=et.navn, sortering=sort_key(et.navn))
    ejer = kontekst.told(dt.date(kontekst.aar - 1, 6, 1))
    append(Stamfakta, tilbud, ejer, driftsherre=kontekst.parter[et.driftsherre])
    if had_fewer_places(et):
        _add_places(kontekst, tilbud, FORSKEL, dt.date(kontekst.aar - 1, 7, 1), aarsag="Ombygningen er færdig")
    if digest("senere", et.nummer) % 25 == 0:
        naeste, besluttet = dt.date(kontekst.aar + 1, 1, 1), dt.date(kontekst.aar, 9, 15)
        _add_places(kontekst, tilbud, FORSKEL * 2, naeste, besluttet, aarsag="Udvidelse efter efterspørgsel")


def _a_correction(kontekst: Kontekst, plan: list[Eksempel], tilbud: Alle) -> None:
    """Last year's places were told wrong, and put right in March this year."""
    et = next(et for et in plan if digest("rettet", et.nummer) % 20 == 0 and not had_fewer_places(et))
    foerste = dt.date(kontekst.aar - 1, 1, 1)
    _add_places(kontekst, tilbud[et.nummer], -FORSKEL, foerste, aarsag="Indberettet")
    rettet = dt.date(kontekst.aar, 3, 15)
    _add_places(kontekst, tilbud[et.nummer], FORSKEL, foerste, rettet, aarsag="Rettelse: der var talt for lavt")


def _a_merger(kontekst: Kontekst, arving: Eksempel, tilbud: Alle) -> None:
    dag = dt.date(kontekst.aar, 1, 1)
    told = kontekst.told(dag, dt.date(kontekst.aar - 1, 9, 1))
    append(Statusfakta, tilbud[arving.nummer], told, status=Status.AKTIV)
    for nr, navn in enumerate(("Lyngmosehuset", "Engbrisehuset")):
        gruppe = replace(arving.huse[0].grupper[0], pladser=arving.pladser // 2)
        gammel = replace(
            arving, nummer=9000 + nr, kode=make_kode("arving", nr), navn=navn, portal_id=f"X9800{nr}",
            huse=(replace(arving.huse[0], grupper=(gruppe,)),),
        )  # fmt: skip
        foer = write_example(kontekst, gammel)
        append(Statusfakta, foer, told, status=Status.LUKKET, aarsag=f"Lagt sammen i {arving.navn}")
        Efterfoelger.objects.create(
            fra=foer, til=tilbud[arving.nummer], art=Efterfoelger.Art.SAMMENLAEGNING,
            gaelder_fra=dag, registreret_at=told.at, registreret_by=told.by,
        )  # fmt: skip


def _one_that_closes(kontekst: Kontekst, plan: list[Eksempel], tilbud: Alle) -> None:
    et = next(et for et in plan if et.driftsherre == "813" and et.skabelon.startswith("bo"))
    besluttet = dt.date(kontekst.aar, 2, 10)
    told = kontekst.told(dt.date(kontekst.aar, 3, 1), besluttet)
    append(Statusfakta, tilbud[et.nummer], told, status=Status.UNDER_AFVIKLING, aarsag="Bygningen er utidssvarende")
    lukker = kontekst.told(dt.date(kontekst.aar + 1, 7, 1), besluttet)
    append(Statusfakta, tilbud[et.nummer], lukker, status=Status.LUKKET, aarsag="Afviklet som planlagt")


def _those_to_come(kontekst: Kontekst) -> None:
    """One planned, one waiting to be inscribed, one draft, and light registrations that wait for 2027's scope."""
    kommende = [
        ("860", "Kystbrisehuset", Status.PLANLAGT, "ja"), ("787", "Klitvejrhuset", Status.INDMELDT, "ja"),
        ("860", "Hedeblæsthuset", Status.KLADDE, "ja"), ("846", "Fjordblikstuen", Status.GODKENDT, "egne"),
        ("840", "Skovlysningsstuen", Status.GODKENDT, "egne"), ("813", "Dønningsstuen", Status.GODKENDT, "egne"),
    ]  # fmt: skip
    for nr, (kommune, navn, status, salg) in enumerate(kommende):
        kun_egne = salg == "egne"
        gruppe = Gruppe("sel-104", "dag", 12) if kun_egne else Gruppe("sel-107", "doegn", 8)
        ydelse = ("Dagtilbud", "aktivitet-og-samvaer", salg) if kun_egne else ("Midlertidigt ophold", "ophold", salg)
        hus = Hus("Hovedhuset", f"Kommende Vej {nr + 1}", "9999", "Eksempelby", kommune, (gruppe,))
        et = Eksempel(
            nummer=9100 + nr, kode=make_kode("kommende", nr), skabelon="kommende", navn=navn, driftsherre=kommune,
            huse=(hus,), maalgrupper=("autisme",), alder=(18, 125), portal_id=f"X9900{nr}", ydelser=(ydelse,),
        )  # fmt: skip
        write_example(kontekst, et, status, dt.date(kontekst.aar, 2, 1))


def _with_places(et: Eksempel, forskel: int) -> Eksempel:
    hus = et.huse[0]
    gruppe = replace(hus.grupper[0], pladser=hus.grupper[0].pladser + forskel)
    return replace(et, huse=(replace(hus, grupper=(gruppe, *hus.grupper[1:])), *et.huse[1:]))


def _add_places(kontekst: Kontekst, tilbud: Tilbud, forskel: int, *naar: dt.date, aarsag: str) -> None:
    """From a day, told on another: the first group has so many places more."""
    gruppe = Pladsgruppe.objects.filter(afdeling__tilbud=tilbud).order_by("pk")[0]
    nu = Pladsfakta.objects.gaeldende(naar[0]).get(pladsgruppe=gruppe)
    antal = {"godkendte": nu.godkendte + forskel, "normerede": nu.normerede + forskel}
    append(Pladsfakta, gruppe, kontekst.told(*naar), aarsag=aarsag, **antal)
