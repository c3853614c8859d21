"""The example region's free places: most afdelinger keep theirs fresh, some are late, and a few never answered."""

import datetime as dt
import hashlib
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.indlaes import load_file
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.tilbud.models import Afdeling, Stamfakta, Tilbud

from .models import Ledigmelding, Meldeaftale
from .undergruppe.eksempeldata import say_whom_for

RYTMER = (7, 14, 30, 30)
LOVET = dt.date(2025, 1, 1)
TINES = "860"  # she leads two of Hjoerring's tilbud
LEDIGE_PROCENT, SENE_PROCENT, TAVSE_PROCENT, SKJULTE_PROCENT, UDEN_PROCENT = 18, 12, 3, 4, 6


def load() -> str:
    """Load what the afdelinger have promised and reported, and say in Danish what came in."""
    return f"{load_reports(load_file('nordjylland'))} meldinger om ledige pladser"


@transaction.atomic
def load_reports(omraade: Aftaleomraade) -> int:
    """Give every public afdeling in operation an agreement and three reports, the same ones every time."""
    nu, by = tid.now(), Bruger.objects.system()
    afdelinger = _afdelinger(omraade)
    Meldeaftale.objects.bulk_create(_agreement(afdeling, leder, by) for afdeling, leder in afdelinger)
    say_whom_for([afdeling for afdeling, _ in afdelinger], LOVET, by)
    meldinger = [melding for afdeling, leder in afdelinger for melding in _reports(afdeling, leder, nu, by)]
    return len(Ledigmelding.objects.bulk_create(meldinger))


def _afdelinger(omraade: Aftaleomraade) -> list[tuple[Afdeling, Bruger | None]]:
    """The afdelinger of the public parties, with the example person who leads hers."""
    stam = Stamfakta.objects.gaeldende(tid.today()).exclude(driftsherre__art="privat")
    driftsherrer = dict(stam.values_list("tilbud", "driftsherre__kode"))
    i_drift = Tilbud.objects.i_drift(tid.today()).filter(omraade=omraade, pk__in=driftsherrer)
    tine = Bruger.objects.filter(udsteder="eksempeldata", subjekt="tine").first()
    hendes = [pk for pk in i_drift.order_by("pk").values_list("pk", flat=True) if driftsherrer[pk] == TINES][:2]
    afdelinger = Afdeling.objects.filter(tilbud__in=i_drift).order_by("pk")
    return [(afdeling, tine if afdeling.tilbud_id in hendes else None) for afdeling in afdelinger]


def _agreement(afdeling: Afdeling, leder: Bruger | None, by: Bruger) -> Meldeaftale:
    har_post = _digit(afdeling, "post", 100) >= UDEN_PROCENT
    return Meldeaftale(
        afdeling=afdeling,
        rytme_dage=_rhythm(afdeling),
        telefon=f"00 00 {_digit(afdeling, 'a', 90) + 10} {_digit(afdeling, 'b', 90) + 10}",
        vises=_digit(afdeling, "vises", 100) >= SKJULTE_PROCENT,
        leder=leder,
        postkasse=f"{afdeling.kode.lower()}@eksempel.invalid" if not leder and har_post else "",
        gaelder_fra=LOVET,
        registreret_by=by,
    )


def _reports(afdeling: Afdeling, leder: Bruger | None, nu: dt.datetime, by: Bruger) -> list[Ledigmelding]:
    slags, rytme = _digit(afdeling, "slags", 100), dt.timedelta(days=_rhythm(afdeling))
    if slags < TAVSE_PROCENT:
        return []
    forsinket = rytme * 2 if slags < TAVSE_PROCENT + SENE_PROCENT else dt.timedelta()
    siden = rytme * _digit(afdeling, "siden", 90) / 100 + dt.timedelta(minutes=5)
    return [_report(afdeling, leder, nu - siden - forsinket - rytme * nr, nr, by) for nr in range(3)]


def _report(afdeling: Afdeling, leder: Bruger | None, at: dt.datetime, nr: int, by: Bruger) -> Ledigmelding:
    ledig = _digit(afdeling, f"ledig {nr}", 100) < LEDIGE_PROCENT
    senere = ledig and nr == 0 and _digit(afdeling, "senere", 5) == 0
    return Ledigmelding(
        afdeling=afdeling,
        klient_id=uuid5(NAMESPACE_URL, f"{afdeling.kode} {nr}"),
        svar=Ledigmelding.Svar.LEDIG if ledig else Ledigmelding.Svar.IKKE_LEDIG,
        ledig_fra=tid.today() + dt.timedelta(days=_digit(afdeling, "dage", 60) + 5) if senere else None,
        tilbudt=int(ledig),
        observeret_at=at,
        kilde=Ledigmelding.Kilde.LINK,
        bekraeftet_af=leder.navn if leder else "Afdelingens leder",
        registreret_at=at,
        registreret_by=by,
    )


def _rhythm(afdeling: Afdeling) -> int:
    return RYTMER[_digit(afdeling, "rytme", len(RYTMER))]


def _digit(afdeling: Afdeling, hvad: str, antal: int) -> int:
    """A number below `antal` that depends on nothing but the afdeling and what is asked."""
    return int.from_bytes(hashlib.sha256(f"{afdeling.kode} {hvad}".encode()).digest()[:4]) % antal
