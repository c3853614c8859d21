"""Municipalities' declarations on taking over what the region runs, and what the register says came of it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.aftaler.aftale.actions import Version, create_agreement, publish_text, write_text
from socialaftale.aftaler.aftale.models import Aftale
from socialaftale.aftaler.krav.queries import judged
from socialaftale.aftaler.overtagelse.actions import Erklaering, declare
from socialaftale.aftaler.overtagelse.queries import declarations, regional_tilbud
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.roller import Rolle
from socialaftale.regler.aftaletekst import read_parts
from socialaftale.regler.overtagelse import Udfald
from socialaftale.regler.rammeaftalekrav import Svar
from socialaftale.tilbud.actions.dele import take_over
from socialaftale.tilbud.models import Tilbud
from tests.tilbud.conftest import Register, make_register

BESLUTTET = dt.date(2026, 10, 1)
STI = "/aftalen/nordjylland/2025-26/overtagelser/"


class Sted:
    """An area with two municipalities and a region that runs a tilbud, its agreement and its secretary."""

    def __init__(self) -> None:
        self.register: Register = make_register("nordjylland", "Nordjylland")
        self.region: Organisation = self.register.region
        self.mette: Bruger = self.register.person(Rolle.SEKRETARIAT, self.register.sekretariat)
        self.tilbud: Tilbud = self.register.tilbud("Søhuset", driftsherre=self.region)
        self.eget: Tilbud = self.register.tilbud("Lærkehuset")
        self.aftale: Aftale = create_agreement(
            omraade=self.register.omraade, titel="Aftale", aar=(2025, 2026), by=self.mette
        )
        version = Version(read_parts("# A\nb"), "Første")
        tekst = write_text(aftale=self.aftale, set_nr=0, version=version, by=self.mette)
        publish_text(tekst=tekst, by=self.mette)

    def declare(self, svar: str = "oensker", kommune: Organisation | None = None, **felter):
        oenske = {"tilbud": self.tilbud, "fra": dt.date(2026, 12, 1)} if svar == "oensker" else {}
        erklaering = Erklaering(**{"svar": svar, "besluttet": BESLUTTET} | oenske | felter)
        return declare(
            aftale=self.aftale, kommune=kommune or self.register.hjoerring, erklaering=erklaering, by=self.mette
        )

    def wishes(self) -> list[Udfald]:
        return [oenske.udfald for svar in declarations(self.aftale) for oenske in svar.oensker]


@pytest.fixture
def sted(db) -> Sted:
    return Sted()


def test_a_wish_is_done_when_the_register_has_the_municipality_as_driftsherre(sted: Sted, i_dag):
    assert [tilbud.kode for tilbud in regional_tilbud(sted.aftale)] == [sted.tilbud.kode]
    sted.declare()
    assert sted.wishes() == [Udfald.VENTER]
    i_dag.move_to(dt.datetime(2026, 12, 2, 9, tzinfo=dt.UTC))
    assert sted.wishes() == [Udfald.PASSERET]
    kommune = {"driftsherre": sted.register.hjoerring, "gaelder_fra": dt.date(2026, 12, 1), "by": sted.mette}
    take_over(tilbud=sted.tilbud, **kommune)
    assert sted.wishes() == [Udfald.GENNEMFOERT]


def test_a_later_none_takes_the_wish_back_and_all_answers_meet_the_requirement(sted: Sted):
    def krav() -> Svar:
        return next(v.dom.svar for _, egne in judged(sted.aftale) for v in egne if v.krav.kode == "overtagelse")

    assert krav() == Svar.UAFGJORT
    sted.declare()
    assert krav() == Svar.DELVIST
    sted.declare("ingen")
    assert sted.wishes() == []
    kommuner = [svar.kommune for svar in declarations(sted.aftale)]
    for kommune in kommuner:
        sted.declare("ingen", kommune)
    assert krav() == Svar.OPFYLDT
    assert sted.region not in kommuner


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"besluttet": dt.date(2026, 10, 24)}, "ude i fremtiden"),
        ({"fra": None}, "Vælg det tilbud"),
        ({"tilbud": None}, "Vælg det tilbud"),
        ({"fra": dt.date(2024, 12, 31)}, "før aftalen"),
        ({"fra": dt.date(2026, 9, 1)}, "før den dag, den blev besluttet"),
    ],
)
def test_a_declaration_that_cannot_be(sted: Sted, felter, besked):
    with pytest.raises(ValidationError, match=besked):
        sted.declare(**felter)


def test_only_the_regions_tilbud_and_only_by_a_municipality(sted: Sted):
    with pytest.raises(ValidationError, match="drives ikke af regionen"):
        sted.declare(tilbud=sted.eget)
    with pytest.raises(ValidationError, match="er ikke en kommune"):
        sted.declare("ingen", sted.region)


def test_a_municipality_declares_for_itself_alone(sted: Sted, client):
    lone = sted.register.person(Rolle.LOKALADMINISTRATOR, sted.register.hjoerring)
    ingen = Erklaering("ingen", BESLUTTET)
    declare(aftale=sted.aftale, kommune=sted.register.hjoerring, erklaering=ingen, by=lone)
    with pytest.raises(PermissionDenied):
        declare(aftale=sted.aftale, kommune=sted.register.aalborg, erklaering=ingen, by=lone)
    client.force_login(lone)
    assert client.get(f"{STI}{sted.register.aalborg.kode}/").status_code == 403


def test_the_pages(sted: Sted, client):
    client.force_login(sted.mette)
    sti = f"{STI}{sted.register.hjoerring.kode}/"
    data = {"svar": "oensker", "besluttet": "01.10.2026", "tilbud": "", "fra": ""}
    side = client.post(sti, data).text
    assert "Vælg det tilbud" in side
    assert "fra hvilken dag" in side
    data |= {"tilbud": sted.tilbud.pk, "fra": "01.12.2026", "til_raadighed": "Ja, for alle"}
    assert client.post(sti, data).status_code == 302
    client.logout()
    side = client.get(STI).text
    assert "Søhuset" in side
    assert "Venter på dagen" in side
    assert "Ja, for alle" in side
