"""The example region's round, played day by day through the actions that its people use."""

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.moeder.models import Beslutning, Moede
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.permissions import may

from ..actions import save_version
from ..afgoerelse.actions import write_outcomes
from ..gennemgang import actions as gennemgang
from ..gennemgang.queries import read_remarks
from ..indhold import load
from ..models import Indberetningsversion, Indsendelse, Takstrunde
from ..queries import read_both, tilbud_in_year
from ..runde import actions
from ..runde.frys import Sted, load_findings, place_hashes, place_of
from ..runde.mangler import blocking
from ..runde.permissions import AABN
from ..styring.paamindelser import remind
from .fejl import restored_occupancy
from .indberetning import with_takster, year_of

FIL = Path(__file__).parent / "runde.toml"
Trin = Mapping[str, Any]


def read_file() -> dict[str, Any]:
    """The round as its file has it."""
    return tomllib.loads(FIL.read_text(encoding="utf-8"))


@transaction.atomic
def load_round(omraade: Aftaleomraade) -> int:
    """Play the round up to now, once, and return how many submissions it gave; 0 before it is opened."""
    data = read_file()
    aabnet = _instant(data["aabnet"])
    if aabnet > tid.now() or Takstrunde.objects.filter(omraade=omraade, aar=data["aar"]).exists():
        return 0
    sekretaer = next(en for en in Bruger.objects.order_by("pk") if may(en, AABN, omraade=omraade))
    with tid.as_of(aabnet):
        runde = actions.open_round(omraade=omraade, aar=data["aar"], datoer=_dates(omraade, data), by=sekretaer)
    for trin in sorted(data["trin"], key=lambda et: et["kl"]):
        kl = _instant(trin["kl"])
        if kl <= tid.now():
            with tid.as_of(kl):
                GOER[trin["goer"]](runde, trin, _person(trin["hvem"]))
    return Indsendelse.objects.filter(runde=runde).count()


def _instant(lokal: dt.datetime) -> dt.datetime:
    return lokal.replace(tzinfo=tid.KOEBENHAVN).astimezone(dt.UTC)


def _dates(omraade: Aftaleomraade, data: Mapping[str, Any]) -> actions.Datovalg:
    moeder = (_meeting(omraade, data[led]) for led in ("gennemgang", "indstilling", "afgoerelse"))
    return actions.Datovalg(data["budget_vedtaget"], data["frist"], *moeder)


def _meeting(omraade: Aftaleomraade, hvilket: Mapping[str, Any]) -> Moede:
    return Moede.objects.in_order().get(
        udvalg__omraade=omraade, udvalg__kort=hvilket["udvalg"], dato=hvilket["dato"], aflyst=False
    )


def _person(subjekt: str) -> Bruger:
    return Bruger.objects.get(udsteder__startswith="eksempel", subjekt=subjekt)


def _state(runde: Takstrunde, trin: Trin, by: Bruger) -> None:
    actions.state(runde=runde, driftsherre=by.organisation, art=trin["art"], tekst=trin.get("tekst", ""), by=by)


def _submit(runde: Takstrunde, trin: Trin, by: Bruger) -> None:
    fra, til = trin.get("tilbud", (0, None))
    versioner = _newest(runde, by.organisation)[fra:til]
    svar = actions.Forklaringstekst(eftersendes_senest=trin.get("eftersendes_senest"))
    _send(runde, versioner, actions.Indsendelsesvalg(foreloebig=trin.get("foreloebig", False)), svar, by)


def _send(
    runde: Takstrunde,
    versioner: list[Indberetningsversion],
    valg: actions.Indsendelsesvalg,
    svar: actions.Forklaringstekst,
    by: Bruger,
) -> None:
    """Answer what stands in the way, and submit. `svar` is the answer to everything where it names a day."""
    tekster = read_file()["forklaringer"]
    fuldt, _ = read_both(tilbud_in_year(runde.omraade, runde.aar, by.organisation), runde.omraade, runde.aar)
    raekker = {raekke.version: raekke for raekke in fuldt}
    for version in versioner:
        hashes = place_hashes(raekker[version].blad)
        for fund in blocking([raekker[version]], {}):
            tekst = (
                svar
                if svar.eftersendes_senest
                else actions.Forklaringstekst(tekster.get(fund.kontrol, tekster["ellers"]))
            )
            actions.explain(version=version, fund=fund, sha256=hashes[place_of(fund)], svar=tekst, by=by)
    actions.submit(runde=runde, driftsherre=by.organisation, versioner=versioner, valg=valg, by=by)


def _submit_mended(runde: Takstrunde, trin: Trin, by: Bruger) -> None:
    """Send one tilbud again, with the occupancy that its accounts give."""
    gammel = _newest(runde, by.organisation)[trin["nr"]]
    aar = year_of(runde.aar, runde.omraade.kode)
    rettet = restored_occupancy(load(gammel.indhold), aar.regelsaet, aar.aar)
    rettet = rettet.model_copy(update={"beregninger": tuple(with_takster(et, aar) for et in rettet.beregninger)})
    ny = save_version(tilbud=gammel.indberetning.tilbud, aar=runde.aar, indhold=rettet, kilde="web", by=by)
    _send(runde, [ny], actions.Indsendelsesvalg(), actions.Forklaringstekst(), by)


def _newest(runde: Takstrunde, driftsherre: Organisation) -> list[Indberetningsversion]:
    tilbud = tilbud_in_year(runde.omraade, runde.aar, driftsherre).order_by("pk")
    nyeste = Indberetningsversion.objects.for_aar([et.pk for et in tilbud], runde.aar).newest()
    return list(nyeste.select_related("indberetning__tilbud__omraade").order_by("indberetning__tilbud__pk"))


def _confirm_budget(runde: Takstrunde, trin: Trin, by: Bruger) -> None:
    for indsendelse in Indsendelse.objects.of_round(runde).newest().filter(driftsherre=by.organisation):
        actions.confirm_budget(indsendelse=indsendelse, by=by)


def _remark(runde: Takstrunde, trin: Trin, by: Bruger) -> None:
    """Write on the first place of the tilbud where the check found something."""
    driftsherre = Organisation.objects.get(kode=trin["driftsherre"])
    version = _newest(runde, driftsherre)[trin["nr"]]
    indsendelse = Indsendelse.objects.of_round(runde).newest().get(indberetning=version.indberetning)
    fund = [*load_findings(indsendelse.fund)]
    for linje in indsendelse.linjer.order_by("nr"):
        fund += load_findings(linje.fund)
    foerste = next(et for et in fund if et.kontrol == trin["kontrol"])
    sted = Sted(foerste.beregning, foerste.linje)
    gennemgang.remark(
        indsendelse=indsendelse, sted=sted, tekst=trin["tekst"], fund=(foerste.kontrol, foerste.felt), by=by
    )


def _close_review(runde: Takstrunde, trin: Trin, by: Bruger) -> None:
    moede = _meeting(runde.omraade, trin)
    gennemgang.close_review(runde=runde, moede=moede, svarfrist=trin["svarfrist"], by=by)


def _answer(runde: Takstrunde, trin: Trin, by: Bruger) -> None:
    for bemaerket in _remarks_to(runde, trin):
        gennemgang.answer(bemaerkning=bemaerket.bemaerkning, tekst=trin["tekst"], by=by)


def _settle(runde: Takstrunde, trin: Trin, by: Bruger) -> None:
    for bemaerket in _remarks_to(runde, trin):
        gennemgang.settle(bemaerkning=bemaerket.bemaerkning, art=gennemgang.Art.AFKLARET, tekst=trin["tekst"], by=by)


def _remarks_to(runde: Takstrunde, trin: Trin):
    alle = read_remarks(runde)
    return [et for et in alle if et.bemaerkning.indsendelse.driftsherre.kode == trin["driftsherre"]]


def _write_outcomes(runde: Takstrunde, trin: Trin, by: Bruger) -> None:
    """The meetings are held before there is a round in this data, so what they decided takes effect here."""
    moede = _meeting(runde.omraade, trin)
    om_runden = {"punkt__moede": moede, "punkt__emne": "takster", "punkt__emne_id": str(runde.aar)}
    for beslutning in Beslutning.objects.newest().filter(**om_runden):
        write_outcomes(beslutning, by, None)


def _remind(runde: Takstrunde, trin: Trin, by: Bruger) -> None:
    """What the worker does of itself."""
    remind(runde)


GOER: dict[str, Callable[[Takstrunde, Trin, Bruger], None]] = {
    "erklaer": _state,
    "indsend": _submit,
    "indsend_rettet": _submit_mended,
    "bekraeft_budget": _confirm_budget,
    "bemaerk": _remark,
    "afslut_gennemgang": _close_review,
    "svar": _answer,
    "afklar": _settle,
    "skriv_udfald": _write_outcomes,
    "paamind": _remind,
}
