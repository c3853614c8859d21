"""What the example region's afdelinger promise and report: most are fresh, some are late, a few never answered."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Afdeling

from ..melding import more_asked_of
from ..models import Kapacitetsvalg, Ledigmelding, Meldeaftale
from ..queries import normed_places
from .steder import afdelinger_of, before_now, digit, people_with
from .undergrupper import divide, say_needs

RYTMER = (7, 14, 30, 30)
LOVET = dt.date(2025, 1, 1)
FLEST_LEDIGE = 3
SIDST_SVARET = dt.timedelta(days=4)  # the leaders': long enough ago that what happened since can be shown
LEDIGE_PROCENT, SENE_PROCENT, TAVSE_PROCENT, SKJULTE_PROCENT, UDEN_PROCENT, ANDRE_PROCENT = 18, 12, 3, 4, 6, 8
LAENGE_PROCENT = 50  # of all: what they say now they have said before
ANDRE_SVAR = (
    ("ubemandet", ""),
    ("vurdering", ""),
    ("reserveret", ""),
    ("lukket", "ombygning"),
    ("lukket", "bemanding"),
)


@dataclass(frozen=True)
class Enhed:
    """One afdeling of the example: its place there, who leads it, its places, and what more it is asked."""

    nr: int
    afdeling: Afdeling
    leder: Bruger | None
    normerede: int
    tal: bool
    tilstande: bool

    def digit(self, hvad: str, antal: int) -> int:
        return digit(self.afdeling.kode, hvad, antal)

    @property
    def rytme(self) -> int:
        return RYTMER[self.digit("rytme", len(RYTMER))]


@transaction.atomic
def load_reports(omraade: Aftaleomraade) -> int:
    """Give every public afdeling in operation an agreement and three reports, and return how many reports."""
    by = Bruger.objects.system()
    stedfortraedere = {en.organisation_id: en for en in people_with(Rolle.KAPACITETSKOORDINATOR)}
    enheder = _units(omraade)
    Meldeaftale.objects.bulk_create(_agreement(enhed, stedfortraedere, by) for enhed in enheder)
    say_needs([enhed.afdeling for enhed in enheder], LOVET, by)
    raekker = [(nr, melding) for enhed in enheder for nr, melding in enumerate(_reports(enhed, by))]
    Ledigmelding.objects.bulk_create(melding for _, melding in raekker)
    divide([en for nr, en in raekker if nr == 0], {enhed.afdeling.pk for enhed in enheder if enhed.tal}, LOVET, by)
    return len(raekker)


def _units(omraade: Aftaleomraade) -> list[Enhed]:
    par = afdelinger_of(omraade)
    alle, dag = [afdeling for afdeling, _ in par], tid.today()
    tal = more_asked_of(alle, Kapacitetsvalg.Valg.TAL, dag)
    tilstande = more_asked_of(alle, Kapacitetsvalg.Valg.TILSTANDE, dag)
    normerede = normed_places([en.pk for en in alle], dag)
    return [
        Enhed(nr, en, leder, normerede.get(en.pk, 0), en.pk in tal, en.pk in tilstande)
        for nr, (en, leder) in enumerate(par)
    ]


def _agreement(enhed: Enhed, stedfortraedere: Mapping[int, Bruger], by: Bruger) -> Meldeaftale:
    har_post = enhed.digit("post", 100) >= UDEN_PROCENT
    return Meldeaftale(
        afdeling=enhed.afdeling,
        rytme_dage=enhed.rytme,
        telefon=f"00 00 {enhed.digit('a', 90) + 10} {enhed.digit('b', 90) + 10}",
        vises=enhed.digit("vises", 100) >= SKJULTE_PROCENT,
        leder=enhed.leder,
        stedfortraeder=stedfortraedere.get(enhed.leder.organisation_id) if enhed.leder else None,
        postkasse=f"{enhed.afdeling.kode.lower()}@eksempel.invalid" if not enhed.leder and har_post else "",
        gaelder_fra=LOVET,
        registreret_by=by,
    )


def _reports(enhed: Enhed, by: Bruger) -> list[Ledigmelding]:
    slags, rytme = enhed.digit("slags", 100), dt.timedelta(days=enhed.rytme)
    if slags < TAVSE_PROCENT and not enhed.leder:
        return []
    forsinket = rytme * 2 if slags < TAVSE_PROCENT + SENE_PROCENT else dt.timedelta()
    siden = SIDST_SVARET if enhed.leder else rytme * enhed.digit("siden", 90) / 100 + dt.timedelta(minutes=5)
    sidst = before_now() - siden - forsinket
    return [_report(enhed, sidst - rytme * nr, nr, by) for nr in range(3)]


def _report(enhed: Enhed, at: dt.datetime, nr: int, by: Bruger) -> Ledigmelding:
    ledig = _is_free(enhed, nr)
    senere = ledig and nr == 0 and not enhed.leder and enhed.digit("senere", 5) == 0
    andet = enhed.tilstande and nr == 0 and not ledig and enhed.digit("andet", 100) < ANDRE_PROCENT
    svar, aarsag = ANDRE_SVAR[enhed.digit("hvilket", len(ANDRE_SVAR))] if andet else _yes_or_no(ledig)
    return Ledigmelding(
        afdeling=enhed.afdeling,
        klient_id=uuid5(NAMESPACE_URL, f"{enhed.afdeling.kode} {nr}"),
        svar=svar,
        aarsag=aarsag,
        ledig_fra=tid.today() + dt.timedelta(days=enhed.digit("dage", 60) + 5) if senere else None,
        tilbudt=_places(enhed) if ledig and nr == 0 and enhed.tal else int(ledig),
        observeret_at=at,
        kilde=Ledigmelding.Kilde.LINK if enhed.digit("vej", 4) else Ledigmelding.Kilde.SIDE,
        bekraeftet_af=enhed.leder.navn if enhed.leder else "Afdelingens leder",
        registreret_at=at,
        registreret_by=by,
    )


def _is_free(enhed: Enhed, nr: int) -> bool:
    """Every second of a leader's afdelinger has a place now, so that there is something to see."""
    if enhed.leder and nr == 0:
        return enhed.nr % 2 == 1
    laenge = enhed.digit("længe", 100) < LAENGE_PROCENT
    return enhed.digit(f"ledig {0 if laenge else nr}", 100) < LEDIGE_PROCENT


def _yes_or_no(ledig: bool) -> tuple[str, str]:
    return ("ledig" if ledig else "ikke_ledig"), ""


def _places(enhed: Enhed) -> int:
    return 1 + enhed.digit("tilbudt", min(FLEST_LEDIGE, max(1, enhed.normerede // 4)))
