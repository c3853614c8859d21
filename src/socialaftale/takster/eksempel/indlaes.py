"""Load the constructed reports for the tilbud of the example region, many rows at a time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation, Rolletildeling
from socialaftale.parter.roller import Rolle
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.tilbud.billede import Afdelingsbillede, Tilbudsbillede
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import read_billeder

from ..bilag.actions import write_edition
from ..bilag.queries import draft_edition
from ..indhold import dump
from ..models import Indberetningsversion, Tilbudsindberetning
from ..queries import register_day
from ..status import Status
from .fejl import BEKRAEFTEDE, GENBEREGNES, KLADDENS, RUNDENS, Fejl
from .indberetning import Aar, build_series, with_takster, year_of
from .profil import Gruppe, Sted
from .runde import read_file

BEKRAEFTEDE_AAR = (2025, 2026)
KLADDEAAR = 2027
KLADDENS_DRIFTSHERRE = "860"
UDEN_KLADDE = "773"
"""A driftsherre that has not begun."""
REGISTERDAG = dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC)
"""The reports are of the register as it looked then, whenever they are loaded."""
HVER_DELT = 9
"""One report in so many is shared with those who see the short level."""


@transaction.atomic
def load_example(omraade: Aftaleomraade) -> int:
    """Write the example reports where there are none, and return how many versions were written."""
    if Tilbudsindberetning.objects.filter(tilbud__omraade=omraade).exists():
        return 0
    with tid.as_of(REGISTERDAG):
        rapporter = sorted(_reports(omraade), key=lambda en: (en.aar, en.tilbud))
    hoveder = Tilbudsindberetning.objects.bulk_create(
        Tilbudsindberetning(tilbud_id=en.tilbud, aar=en.aar) for en in rapporter
    )
    by = Bruger.objects.system()
    versioner = [
        _version(hoved, en.indhold, omraade, by, delt=nr % HVER_DELT == 0)
        for nr, (hoved, en) in enumerate(zip(hoveder, _with_flaws(rapporter), strict=True))
    ]
    _date_drafts(versioner, rapporter)
    Indberetningsversion.objects.bulk_create(versioner, batch_size=200)
    for aar in BEKRAEFTEDE_AAR:
        write_edition(draft_edition(omraade, aar), "", by, dt.datetime(aar - 1, 12, 1, 9, tzinfo=dt.UTC))
    return len(versioner)


class Rapport(NamedTuple):
    """A report with the primary key of its tilbud and the code of who runs it."""

    tilbud: int
    aar: int
    driftsherre: str
    indhold: TilbudIndberetning


def _reports(omraade: Aftaleomraade) -> Iterable[Rapport]:
    aargange: dict[int, list[tuple[Sted, Aar]]] = defaultdict(list)
    for aar in (*BEKRAEFTEDE_AAR, KLADDEAAR):
        dag = register_day(aar)
        tilbud = Tilbud.objects.i_drift(dag).filter(omraade=omraade, eksempeldata=True).order_by("kode")
        for billede in read_billeder(tilbud, dag):
            sted = describe(billede)
            if billede.stam.driftsherre.art == Organisation.Art.PRIVAT:
                continue  # the agreement sets no takst for a private supplier
            if sted.grupper and (aar, sted.driftsherre) != (KLADDEAAR, UDEN_KLADDE):
                aargange[billede.pk].append((sted, year_of(aar, omraade.kode)))
    for pk, serie in aargange.items():
        for (sted, aar), rapport in zip(serie, build_series(serie), strict=True):
            yield Rapport(pk, aar.aar, sted.driftsherre, rapport)


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


def _with_flaws(rapporter: list[Rapport]) -> list[Rapport]:
    """The reports; every ninth confirmed one of 2026 and every second draft of Hjørring's gets a flaw, each used once.

    Those of 2027 that are to be submitted get the flaws that the round's file names.
    """
    resterende: dict[int, list[Fejl]] = {BEKRAEFTEDE_AAR[-1]: list(BEKRAEFTEDE), KLADDEAAR: list(KLADDENS)}
    rundens = {(en["driftsherre"], en["nr"]): RUNDENS[en["fejl"]] for en in read_file()["fejl"]}
    ud, nummer = [], defaultdict(int)
    for en in rapporter:
        raekke = (en.aar, en.driftsherre if en.aar == KLADDEAAR else "")
        nr = nummer[raekke]
        nummer[raekke] += 1
        fejl = None
        if raekke == (KLADDEAAR, KLADDENS_DRIFTSHERRE):
            fejl = resterende[en.aar].pop(0) if nr % 2 and resterende[en.aar] else None
        elif en.aar == KLADDEAAR:
            fejl = rundens.get((en.driftsherre, nr))
        elif en.aar in resterende and nr % 9 == 8 and resterende[en.aar]:
            fejl = resterende[en.aar].pop(0)
        ud.append(en._replace(indhold=_flawed(en.indhold, fejl, en.aar)) if fejl else en)
    return ud


def _date_drafts(versioner: list[Indberetningsversion], rapporter: list[Rapport]) -> None:
    """Let the drafts be made in the weeks after the round opened, each by someone who reports for its driftsherre."""
    roller = Rolletildeling.objects.filter(rolle=Rolle.TAKSTINDBERETTER, stedfortraeder_for=None).order_by("-pk")
    indberettere = {rolle.organisation.kode: rolle.bruger for rolle in roller.select_related("organisation", "bruger")}
    for nr, (version, en) in enumerate(zip(versioner, rapporter, strict=True)):
        if version.status == Status.KLADDE:
            dag = dt.datetime(en.aar - 1, 9, 14 + nr % 15, 7 + nr % 6, 10, tzinfo=dt.UTC)
            version.registreret_at = min(dag, tid.now())
            version.registreret_by = indberettere.get(en.driftsherre, version.registreret_by)


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
