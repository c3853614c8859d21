"""Load the constructed reports for the tilbud of the example region, many rows at a time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.tilbud.billede import Afdelingsbillede, Tilbudsbillede
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import read_billeder

from ..indhold import dump
from ..models import Indberetningsversion, Offentliggoerelse, Tilbudsindberetning
from ..queries import register_day
from ..status import Status
from .fejl import BEKRAEFTEDE, GENBEREGNES, KLADDENS, Fejl
from .indberetning import Aar, build_series, with_takster, year_of
from .profil import Gruppe, Sted

BEKRAEFTEDE_AAR = (2025, 2026)
KLADDEAAR = 2027
KLADDENS_DRIFTSHERRE = "860"
HVER_DELT = 9
"""One report in so many is shared with those who see the short level."""


@transaction.atomic
def load_example(omraade: Aftaleomraade) -> int:
    """Write the example reports where there are none, and return how many versions were written."""
    if Tilbudsindberetning.objects.filter(tilbud__omraade=omraade).exists():
        return 0
    rapporter = sorted(_reports(omraade), key=lambda raekke: (raekke[1], raekke[0]))
    hoveder = Tilbudsindberetning.objects.bulk_create(
        Tilbudsindberetning(tilbud_id=tilbud, aar=aar) for tilbud, aar, _ in rapporter
    )
    med_fejl = _with_flaws([(aar, rapport) for _, aar, rapport in rapporter])
    by = Bruger.objects.system()
    versioner = [
        _version(hoved, rapport, omraade, by, delt=nr % HVER_DELT == 0)
        for nr, (hoved, rapport) in enumerate(zip(hoveder, med_fejl, strict=True))
    ]
    Indberetningsversion.objects.bulk_create(versioner, batch_size=200)
    for aar in BEKRAEFTEDE_AAR:
        Offentliggoerelse.objects.create(omraade=omraade, aar=aar, offentliggjort_by=by)
    return len(versioner)


def _reports(omraade: Aftaleomraade) -> Iterable[tuple[int, int, TilbudIndberetning]]:
    """Every report with the primary key of its tilbud and its year."""
    aargange: dict[int, list[tuple[Sted, Aar]]] = defaultdict(list)
    for aar in (*BEKRAEFTEDE_AAR, KLADDEAAR):
        dag = register_day(aar)
        tilbud = Tilbud.objects.i_drift(dag).filter(omraade=omraade, eksempeldata=True).order_by("kode")
        for billede in read_billeder(tilbud, dag):
            sted = describe(billede)
            if billede.stam.driftsherre.art == Organisation.Art.PRIVAT:
                continue  # the agreement sets no takst for a private supplier
            if sted.grupper and (aar != KLADDEAAR or sted.driftsherre == KLADDENS_DRIFTSHERRE):
                aargange[billede.pk].append((sted, year_of(aar, omraade.kode)))
    for pk, serie in aargange.items():
        for (_, aar), rapport in zip(serie, build_series(serie), strict=True):
            yield pk, aar.aar, rapport


def describe(billede: Tilbudsbillede) -> Sted:
    """The tilbud as a report needs it: one calculation for each pladsgruppe."""
    grupper = tuple(
        Gruppe(pladser.pladsgruppe, _name(afdeling, pladser.lovgrundlag.paragraf), pladser.lovgrundlag.kode,
               pladser.form, pladser.normerede)
        for afdeling in billede.afdelinger
        for pladser in afdeling.pladser
    )  # fmt: skip
    return Sted(billede.kode, billede.navn, billede.stam.driftsherre.kode, grupper)


def _name(afdeling: Afdelingsbillede, paragraf: str) -> str:
    return paragraf if afdeling.beskyttet else f"{afdeling.navn}, {paragraf}"


def _with_flaws(rapporter: list[tuple[int, TilbudIndberetning]]) -> list[TilbudIndberetning]:
    """The reports; every ninth confirmed one of 2026 and every second draft gets a flaw, until each is used."""
    resterende: dict[int, list[Fejl]] = {BEKRAEFTEDE_AAR[-1]: list(BEKRAEFTEDE), KLADDEAAR: list(KLADDENS)}
    afstand = {BEKRAEFTEDE_AAR[-1]: 9, KLADDEAAR: 2}
    ud, nummer = [], defaultdict(int)
    for aar, rapport in rapporter:
        nummer[aar] += 1
        fejl = resterende.get(aar)
        if fejl and nummer[aar] % afstand[aar] == 0:
            ud.append(_flawed(rapport, fejl.pop(0), aar))
        else:
            ud.append(rapport)
    return ud


def _flawed(rapport: TilbudIndberetning, fejl: Fejl, aar: int) -> TilbudIndberetning:
    med_fejl = fejl(rapport)
    if fejl not in GENBEREGNES:
        return med_fejl
    beregninger = tuple(with_takster(beregning, year_of(aar)) for beregning in med_fejl.beregninger)
    return med_fejl.model_copy(update={"beregninger": beregninger})


def _version(
    hoved: Tilbudsindberetning, rapport: TilbudIndberetning, omraade: Aftaleomraade, by: Bruger, delt: bool
) -> Indberetningsversion:
    data = dump(rapport)
    udgave = regelsaet_for(hoved.aar, omraade.kode)
    return Indberetningsversion(
        indberetning=hoved,
        nr=1,
        kilde=Indberetningsversion.Kilde.SKEMA,
        status=Status.KLADDE if hoved.aar == KLADDEAAR else Status.BEKRAEFTET,
        indhold=data,
        sha256=redactable_sha256(data),
        regelsaet_id=udgave.regelsaet.id,
        regelsaet_sha256=udgave.sha256,
        delt=delt,
        registreret_at=dt.datetime(hoved.aar - 1, 10, 15, 9, tzinfo=dt.UTC),
        registreret_by=by,
    )
