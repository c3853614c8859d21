"""Neither agreement area sees what the other keeps to itself, on any address of the site."""

import datetime as dt
from collections.abc import Iterable, Iterator

import pytest
import time_machine
from django.test import Client

from socialaftale.parter.models import Bruger
from socialaftale.regler import forstaerket, kompetence, parametre
from tests.rejser.ruter import ruter
from tests.to_omraader import Sted, everything_in, make_sted

NU = dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC)
SELV_ADGANG = {
    "datosvar",
    "meld",
    "moede_afbud_link",
    "moede_formand",
    "ny_adgangskode",
    "temadag_tilmelding",
}  # the secret link is the right: whoever was sent it, comes in
VIST_HJEMME = {
    "aftale", "aftale_bilag", "aftale_forskel", "aftale_tekst", "initiativ", "initiativ_fil",
    "spoergerunde", "spoergerunde_fil", "spoergerunde_spoergsmaal", "spoergerunde_svar", "spoergerunder",
    "udmelding", "udmelding_bidrag", "udmelding_svar", "aftale_krav",
    "temadag", "temadag_deltagere", "temadag_fil", "temadag_program", "temadage",
    "pladsprojekt", "pladsprojekter", "budget", "forstaerket_tilbud", "forstaerket_vurder",
    "bibliotek", "biblioteksprodukt", "bibliotek_fil", "bibliotek_version",
    "indspil", "indspil_et", "indspil_svar", "indspil_frist", "indspil_ejer",
    "aendring", "aendringer", "anmodninger", "beslutninger", "bruger", "brugere", "find_plads_behov", "find_plads_svar",
    "frigivne", "funktion", "gennemgang_bemaerkning", "kildesystemer",
    "gennemgang_linje", "gennemgang_tilbud", "indskrivning", "indskrivningslinje", "kontakter", "moede",
    "moede_fremmoede",
    "arbejdsgang", "kapacitet_overblik", "tilpasning", "undergruppe", "referatimport", "uklarhed",
    "datofinding", "datofindinger", "opfoelgning", "opfoelgning_en", "organisation",
    "punkt_program", "punkt_saet_paa", "overstreg", "reservationer", "ret_tilbud", "takst",
    "moede_laesere", "moede_gennemsyn", "moede_papir", "punkt_bilag", "bilag_ret", "bilag_fjern", "bilag_hent",
    "takst_spor", "takst_udfald", "takst_venter", "takstimport", "takstimporter",
    "takstskema_hent", "takstskema_indlaes", "takstskema_indlaesning", "udtraek", "udvalg",
}  # fmt: skip


@pytest.fixture
def nord(db, settings, tmp_path) -> Iterator[Sted]:
    settings.FILER = tmp_path
    with time_machine.travel(NU):
        yield make_sted("nordjylland", "Solsortefjer")


@pytest.fixture
def fiktivland(nord, monkeypatch) -> Sted:
    """An invented area under the same rules as North Jutland, filled alike."""
    _same_rules(monkeypatch)
    return make_sted("fiktivland", "Bogfinkefjer")


def _same_rules(monkeypatch) -> None:
    regelsaet, tabeller = parametre.all_regelsaet(), kompetence.all_tables()
    samarbejder = forstaerket.all_rules()
    andre = {navn: u._replace(regelsaet=_in_fiktivland(u.regelsaet)) for navn, u in regelsaet.items()}
    hendes = {f"{navn}-fiktivland": udgave for navn, udgave in andre.items()}
    monkeypatch.setattr(parametre, "all_regelsaet", lambda: regelsaet | hendes)
    monkeypatch.setattr(kompetence, "all_tables", lambda: (*tabeller, *map(_in_fiktivland, tabeller)))
    monkeypatch.setattr(forstaerket, "all_rules", lambda: (*samarbejder, *map(_in_fiktivland, samarbejder)))


def _in_fiktivland(regler):
    return regler.model_copy(update={"omraade": "fiktivland"})


@pytest.mark.timeout(1200)
def test_neither_area_sees_the_others_rows_on_any_address(nord, fiktivland):
    """One with every role in an area sees her own rows and none of the other's; without a role, or signed out, none."""
    adresser = {rute.sti: rute for sted in (nord, fiktivland) for rute in ruter(sted) if rute.navn not in SELV_ADGANG}
    for her, der in ((nord, fiktivland), (fiktivland, nord)):
        sider = seen(her.alt, adresser)
        assert _showing(sider, der.kanarie) == []
        assert _shown_at_home(her, sider) >= VIST_HJEMME, "else the visits prove nothing"
    for hvem in (_without_a_role(nord), _without_a_role(fiktivland), None):
        sider = seen(hvem, adresser)
        assert _showing(sider, nord.kanarie) + _showing(sider, fiktivland.kanarie) == []


@pytest.mark.timeout(1200)
def test_every_address_answers_at_home(nord):
    """The part of the visits above that is made on PostgreSQL too (see `scripts/test.py`)."""
    adresser = [rute.sti for rute in ruter(nord) if rute.navn not in SELV_ADGANG]
    assert _shown_at_home(nord, seen(nord.alt, adresser)) >= VIST_HJEMME


def seen(hvem: Bruger | None, adresser: Iterable[str]) -> dict[str, str]:
    """Return by address all that the page or file says to her who comes."""
    client = Client()
    if hvem:
        client.force_login(hvem)
    return {sti: everything_in(client.get(sti)) for sti in adresser}


def _showing(sider: dict[str, str], kanarie: str) -> list[str]:
    return [sti for sti, side in sider.items() if kanarie in side]


def _shown_at_home(sted: Sted, sider: dict[str, str]) -> set[str]:
    """Return the names of the pages of her own area that show her what is not public. The header has her name."""
    hjemme = ((rute.navn, sider.get(rute.sti, "")) for rute in ruter(sted))
    return {navn for navn, side in hjemme if sted.kanarie in (side.partition("<main")[2] or side)}


def _without_a_role(sted: Sted) -> Bruger:
    navn = f"uden@{sted.omraade.kode}.dk"
    return Bruger.objects.create_user(navn, navn="Uden Rolle", organisation=sted.hjoerring)
