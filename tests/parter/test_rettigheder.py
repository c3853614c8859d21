"""The rights of this app, role by role, and the page that shows the table."""

import pytest
from tests.parter.rettighedsmatrix import ANONYM, UDEN_ROLLE, alle_roller, person

from socialaftale.parter import permissions, rettighedstabel
from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, may

EGEN, ALLE, INGEN = "egen", "alle", "ingen"
LAESERE = [hvem for hvem in alle_roller() if hvem not in (ANONYM, UDEN_ROLLE)]
PARTSFOLK = [hvem for hvem in LAESERE if hvem not in ("das", "fu", "styringsaftalegruppe", "ekspertpanel", "kkr")]

# Written by hand from the agreement of who may what, not from the table under test: right -> who, and how far.
FACIT = {
    permissions.ADGANGSLOG: {"lokaladministrator": EGEN},
    permissions.BRUGERE: {"lokaladministrator": EGEN, "sekretariat": ALLE},
    permissions.ADGANGE: {"lokaladministrator": EGEN},
    permissions.ROLLER: {"lokaladministrator": EGEN},
    permissions.LOKALADMINISTRATORER: {"lokaladministrator": EGEN, "sekretariat": ALLE},
    permissions.SEKRETARIATET: {"sekretariat": EGEN},
    permissions.FUNKTIONER: {"lokaladministrator": EGEN},
    permissions.BEKRAEFT: dict.fromkeys(PARTSFOLK, EGEN),
    permissions.KONTAKTER: dict.fromkeys(LAESERE, ALLE),
}


@pytest.mark.parametrize("hvem", alle_roller())
def test_each_role_reaches_just_as_far_as_it_should(hvem, nord, fiktivland):
    bruger = person(hvem, nord)
    egen = nord.sekretariat if hvem == "sekretariat" else nord.kommune
    for ret, hvem_kan in FACIT.items():
        vidde = hvem_kan.get(hvem, INGEN)
        naar = [may(bruger, ret, part) for part in (egen, nord.nabo, fiktivland.kommune)]
        assert naar == [vidde != INGEN, vidde == ALLE, False], f"{ret.id}: {hvem}"


@pytest.mark.parametrize("hvem", alle_roller())
def test_bodies_are_seen_by_everyone_with_a_role_and_filled_by_the_secretariat(hvem, nord, fiktivland):
    bruger = person(hvem, nord)
    assert may(bruger, permissions.UDVALG, udvalg=nord.udvalg) is (hvem in LAESERE)
    assert may(bruger, permissions.UDVALGSPOSTER, udvalg=nord.udvalg) is (hvem == "sekretariat")
    assert not may(bruger, permissions.UDVALGSPOSTER, udvalg=fiktivland.udvalg)


def test_every_right_reads_as_a_sentence():
    for ret in permissions.rights():
        assert ret.tekst[0].islower() and not ret.tekst.endswith("."), f"{ret.id} must complete 'kan ...'"
        assert ret.data == ret.data.lower() and ret.stadie, ret.id


def test_the_page_says_who_can_do_what_without_signing_in(client, db):
    side = client.get("/rettigheder/").text
    assert "Nulstille, rette og lukke brugere" in side
    assert "Lokaladministrator, for egen part" in side
    assert "Kan udpege medlemmer og stedfortrædere i udvalg, i hele aftaleområdet." in side
    assert "Hvert halve år" in side


def test_the_table_in_prose(monkeypatch):
    ret = Ret(
        "x", "læse referater", "møder", {Rolle.DAS: Raekkevidde.EGEN, Rolle.OFFENTLIG: Raekkevidde.ALLE}, "kladde"
    )
    monkeypatch.setattr(permissions, "_RETTER", {ret.id: ret})
    [(data, [linje])] = rettighedstabel.table()
    assert (data, linje.hvad, linje.hvornaar) == ("Møder", "Læse referater", "Kladde")
    assert linje.hvem == ["Alle, også uden at logge på", "Medlem af DAS, i eget udvalg"]
    assert rettighedstabel.by_role()[1] == ("Medlem af DAS", ["Kan læse referater, i eget udvalg (kladde)."])
