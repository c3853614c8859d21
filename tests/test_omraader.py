"""Neither agreement area sees what the other keeps to itself, on any address of the site."""

import datetime as dt
from collections.abc import Iterator

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
    "aendring", "aendringer", "anmodninger", "beslutninger", "bruger", "brugere", "find_plads_behov", "find_plads_svar",
    "frigivne", "funktion", "gennemgang_bemaerkning", "kildesystemer",
    "gennemgang_linje", "gennemgang_tilbud", "indskrivning", "indskrivningslinje", "kontakter", "moede",
    "moede_fremmoede",
    "arbejdsgang", "kapacitet_overblik", "tilpasning", "undergruppe", "referatimport", "uklarhed",
    "datofinding", "datofindinger", "opfoelgning", "opfoelgning_en", "organisation",
    "punkt_program", "overstreg", "reservationer", "ret_tilbud", "takst",
    "moede_laesere", "moede_gennemsyn", "moede_papir", "punkt_bilag", "bilag_ret", "bilag_fjern", "bilag_hent",
    "takst_spor", "takst_udfald", "takst_venter", "takstimport", "takstimporter",
    "takstskema_hent", "takstskema_indlaes", "takstskema_indlaesning", "udtraek", "udvalg",
}  # fmt: skip


@pytest.fixture
def steder(db, settings, tmp_path, monkeypatch) -> Iterator[tuple[Sted, Sted]]:
    """North Jutland and an invented area under the same rules, filled alike."""
    settings.FILER = tmp_path
    _same_rules(monkeypatch)
    with time_machine.travel(NU):
        yield make_sted("nordjylland", "Solsortefjer"), make_sted("fiktivland", "Bogfinkefjer")


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
def test_neither_area_sees_the_others_rows_on_any_address(steder):
    nord, fiktivland = steder
    adresser = {rute.sti: rute for sted in steder for rute in ruter(sted) if rute.navn not in SELV_ADGANG}
    for hvem, hemmeligt in _visitors(nord, fiktivland) + _visitors(fiktivland, nord):
        vist = {sti: seen(hvem, sti) for sti in adresser}
        assert [sti for sti, side in vist.items() if any(kanarie in side for kanarie in hemmeligt)] == []


@pytest.mark.timeout(1200)
def test_the_canaries_are_seen_at_home(steder):
    """Else the sweep proves nothing: each of these pages shows its own people what is not public."""
    for sted in steder:
        vist = {rute.navn for rute in ruter(sted) if sted.kanarie in below_the_header(seen(sted.alt, rute.sti))}
        assert vist >= VIST_HJEMME


def _visitors(her: Sted, der: Sted) -> list[tuple[Bruger | None, list[str]]]:
    """Who comes, with the canaries that must not show: one with every role here, one with none, the public."""
    uden = Bruger.objects.create_user(f"uden@{her.omraade.kode}.dk", navn="Uden Rolle", organisation=her.hjoerring)
    begge = [her.kanarie, der.kanarie]
    return [(her.alt, [der.kanarie]), (uden, begge), (None, begge)]


def below_the_header(side: str) -> str:
    """The header names whoever is signed in."""
    return side.partition("<main")[2] or side


def seen(hvem: Bruger | None, sti: str) -> str:
    client = Client()
    if hvem:
        client.force_login(hvem)
    return everything_in(client.get(sti))
