"""The example region's cooperation: invented cases about invented tilbud, at work in every state."""

import datetime as dt
from contextlib import AbstractContextManager

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.models import Moede
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation, Udvalg
from socialaftale.tilbud.models import Stamfakta, Tilbud

from . import actions
from .models import EMNE, Panelmedlem, Samarbejdssag
from .queries import in_cooperation, member_at_end_of

PANEL = (
    ("1081", "områdechef for specialsektoren"),
    ("851", "chef for handicapområdet"),
    ("860", "leder af myndighed, voksne"),
    ("810", "chef for børn og familie"),
)
UDTRAADT = ("810", "chef for børn og familie")
BEGYNDT, INDMELDT, VURDERET, BESLUTTET = (dt.date(2025, *dag) for dag in ((1, 6), (1, 20), (3, 12), (5, 12)))
MED_FRA, NY, UD = dt.date(2025, 6, 1), dt.date(2026, 9, 1), dt.date(2026, 9, 10)
SVAR = {
    "maalgruppe": ("ja", "Få borgere i hver kommune, og med flere vanskeligheder på én gang."),
    "kompetencer": ("ja", "Neurofaglige kurser, som andre tilbud henter viden fra."),
    "specialisering": ("delvist", "Kun den ene afdeling er specialiseret."),
    "eneste": ("ja", "Det nærmeste tilsvarende ligger i Midtjylland."),
}
ORD = (
    "Flere spørger, end der er plads til, og vi venter det samme næste år.",
    "To medarbejdere er på den lange uddannelse, og vi deler vagter med naboen.",
    "Ja, hvis belægningen holder. Falder den under niveauet i taksten, bliver det svært.",
)


@transaction.atomic
def load_cooperation(omraade: Aftaleomraade, by: Bruger) -> int:
    """Load it once, and return how many tilbud are in it. What lies ahead of today is left out."""
    if Panelmedlem.objects.filter(omraade=omraade).exists() or not Tilbud.objects.filter(omraade=omraade).exists():
        return 0
    with _on(BEGYNDT):
        for kode, funktion in PANEL:
            organisation = Organisation.objects.get(kode=kode)
            actions.seat(omraade=omraade, organisation=organisation, funktion=funktion, fra=BEGYNDT, by=by)
    _load_entry(omraade, by)
    with _on(dt.date(2026, 1, 5)):
        kode, funktion = UDTRAADT
        actions.unseat(medlem=Panelmedlem.objects.get(organisation__kode=kode, funktion=funktion), by=by)
    _load_reports(omraade, by)
    _load_open(omraade, by)
    Samarbejdssag.objects.filter(omraade=omraade).update(eksempeldata=True)
    return in_cooperation(omraade).count()


def _load_entry(omraade: Aftaleomraade, by: Bruger) -> None:
    """One of the region's was proposed, assessed and approved, and the register says so since."""
    with _on(INDMELDT):
        tilbud = _outside(omraade, "1081")
        melding = actions.Melding("indmelding", INDMELDT, MED_FRA, "Det eneste tilbud i landsdelen til målgruppen.")
        sag = actions.announce(tilbud=tilbud, melding=melding, by=by)
    with _on(VURDERET):
        actions.assess(sag=sag, svar=SVAR, set_nr=0, by=by)
    with _on(BESLUTTET):
        felter = {"form": Moede.Form.SKRIFTLIG, "hvornaar": moeder.Tidspunkt(BESLUTTET), "eksempeldata": True}
        udvalg = Udvalg.objects.get(omraade=omraade, kort="das")
        moede = moeder.call_meeting(udvalg=udvalg, by=by, **felter)
        tekst = moeder.Punkttekst("Det forstærkede samarbejde: et nyt tilbud", emne=EMNE, emne_id=sag.kode)
        punkt = moeder.add_point(moede=moede, tekst=tekst, by=by)
        svar = moeder.Svar("godkendt", tekst="DAS godkender, at tilbuddet kommer med fra 1. juni 2025.")
        moeder.record_decision(punkt=punkt, set_nr=0, svar=svar, by=by)
        moeder.close_meeting(moede=moede, by=by)


def _load_reports(omraade: Aftaleomraade, by: Bruger) -> None:
    """Every report of the years before came; of the last year the first tilbud alone has sent one."""
    for aar in (2023, 2024, 2025):
        alle = list(member_at_end_of(omraade, aar).order_by("pk"))
        for nr, tilbud in enumerate(alle if aar < 2025 else alle[:1]):
            with _on(dt.date(aar + 1, 4, 10 + nr)):
                actions.report(tilbud=tilbud, aar=aar, rapport=actions.Rapport(*ORD, aar == 2025, 0), by=by)


def _load_open(omraade: Aftaleomraade, by: Bruger) -> None:
    """A proposal that the panel is halfway through, and a tilbud that is announced to leave."""
    if tid.today() >= NY:
        with _on(NY):
            grund = "Andre tilbud i kommunen sender de vanskeligste sager hertil."
            melding = actions.Melding("indmelding", NY, dt.date(2027, 6, 1), grund)
            sag = actions.announce(tilbud=_outside(omraade, "851"), melding=melding, by=by)
            halvt = {kode: SVAR[kode] for kode in ("maalgruppe", "kompetencer")}
            actions.assess(sag=sag, svar=halvt, set_nr=0, by=by)
    if tid.today() >= UD:
        with _on(UD):
            tilbud = list(in_cooperation(omraade).order_by("pk"))[-1]
            grund = "Målgruppen er blevet så lille, at regionen vil samle den i et andet tilbud."
            melding = actions.Melding("udtraeden", UD, dt.date(2027, 10, 1), grund)
            actions.announce(tilbud=tilbud, melding=melding, by=by)


def _outside(omraade: Aftaleomraade, driftsherre: str) -> Tilbud:
    fakta = Stamfakta.objects.gaeldende(tid.today()).filter(driftsherre__kode=driftsherre, forstaerket_samarbejde=False)
    i_drift = Tilbud.objects.i_drift(tid.today()).filter(omraade=omraade, pk__in=fakta.values("tilbud"))
    return i_drift.select_related("omraade").order_by("pk")[0]


def _on(dag: dt.date) -> AbstractContextManager[None]:
    return tid.as_of(tid.end_of_day(dag) - dt.timedelta(hours=8))
