"""What visitators type finds what should come first: measured on query sets written by who had not seen the search."""

import pytest

from socialaftale.parter.models import Organisation
from socialaftale.tilbud.models import Afdeling, Stamfakta, Ydelse
from socialaftale.tilbud.reference import find_lovgrundlag
from socialaftale.tilbud.registrering import NyAfdeling, NyPladsgruppe, NytTilbud, NyYdelse, write_tilbud
from socialaftale.tilbud.soegning import reindex_all, search_afdelinger
from socialaftale.tilbud.status import Status
from tests.tilbud.conftest import Register

from .saet import SAET, Plads, places, queries, recall

MINDST = 0.95
YDELSE = {"doegn": "ophold", "dag": "aktivitet-og-samvaer", "undervisning": "undervisning", "ambulant": "behandling"}


def _party(navn: str, art: str) -> Organisation:
    return Organisation.objects.get_or_create(
        navn=navn, art=art, defaults={"kode": f"{art}-{navn}"[:40], "sortering": navn.casefold()}
    )[0]


def _driver(plads: Plads) -> Organisation:
    navne = {"kommune": f"{plads.kommune} Kommune", "region": "Region Nordjylland", "privat": "En privat leverandør"}
    return _party(navne[plads.driver], plads.driver)


def _sentences(plads: Plads) -> list[str]:
    return [saetning.strip() for saetning in plads.tekst.rstrip(".").split(". ")]


def _afdeling(plads: Plads) -> NyAfdeling:
    former = [(kode, find_lovgrundlag(kode).form) for kode in plads.lovgrundlag]
    pladser = tuple(NyPladsgruppe(kode, form, 8, 8) for kode, form in former)
    kommune = _party(f"{plads.kommune} Kommune", "kommune")
    return NyAfdeling(plads.afdeling or plads.tilbud, kommune, "", "", plads.by, pladser=pladser)


def _write(register: Register, afdelinger: list[Plads]) -> dict[str, str]:
    """One tilbud with its afdelinger; the text of each is the names of what it delivers. Code of each afdeling."""
    plads = afdelinger[0]
    nye = tuple(map(_afdeling, afdelinger))
    ydelser = {
        NyYdelse(saetning[:150], YDELSE[ny.pladser[0].form], "ja"): ny.pladser[0].kode
        for et, ny in zip(afdelinger, nye, strict=True)
        for saetning in _sentences(et)
    }
    nyt = NytTilbud(plads.tilbud, _driver(plads), nye, tuple(ydelser), plads.maalgrupper, *plads.alder)
    tilbud = write_tilbud(register.omraade, nyt, Status.AKTIV, register.told())
    grupper = {gruppe.kode: gruppe for et in tilbud.afdelinger.all() for gruppe in et.pladsgrupper.all()}
    for ydelse, gruppe in ydelser.items():
        Ydelse.objects.filter(kode=ydelse.kode).update(pladsgruppe=grupper[gruppe])
    return {ny.kode: et.kode for et, ny in zip(afdelinger, nye, strict=True)}


@pytest.fixture
def koder(register) -> dict[int, str]:
    """The made-up places in the register: primary key of the afdeling -> its code in the set."""
    grupper: dict[str, list[Plads]] = {}
    for plads in places():
        grupper.setdefault(plads.tilbud, []).append(plads)
    alle = {ny: gammel for gruppe in grupper.values() for ny, gammel in _write(register, gruppe).items()}
    reindex_all()
    return {pk: alle[kode] for pk, kode in Afdeling.objects.values_list("pk", "kode")}


@pytest.mark.parametrize("saet", SAET)
def test_the_query_set_is_found(koder, saet):
    """Recall among the first ten, over every query of a set, in the list's own order: the best match, then the name."""
    navne = dict(Stamfakta.objects.values_list("tilbud__afdelinger", "sortering"))
    fundet = {}
    for et in queries(saet):
        point = search_afdelinger(et.tekst) or {}
        raekke = sorted(point, key=lambda pk: (-point[pk], navne[pk], pk))
        fundet[et.tekst] = recall([koder[pk] for pk in raekke], et.foerst)
    samlet = sum(fundet.values()) / len(fundet)
    daarlige = sorted((round(andel, 2), tekst) for tekst, andel in fundet.items() if andel < 1)
    assert samlet >= MINDST, f"recall@10 = {samlet:.3f}: {daarlige}"
