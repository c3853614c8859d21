"""A temadag: planned, published, signed up for without signing in, cancelled, and its names erased."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.aftaler.temadag import actions, tilmelding
from socialaftale.aftaler.temadag.arbejde import erase_old_participants
from socialaftale.aftaler.temadag.breve import link_to
from socialaftale.aftaler.temadag.models import Temadag, Tilmelding
from socialaftale.aftaler.temadag.opgaver import tasks_of
from socialaftale.faelles.models import Haendelse, Udgaaende
from socialaftale.parter.roller import Rolle

from .conftest import Hus

DAG = dt.date(2026, 11, 26)
FELTER = {
    "titel": "Fra ung til voksen", "dato": DAG, "fra_kl": dt.time(9), "til_kl": dt.time(12), "sted": "Hobro",
    "tilmeld_senest": dt.date(2026, 11, 20), "mindst": 2, "pladser": 1,
}  # fmt: skip


def make_day(hus: Hus, offentlig: bool = True, **felter) -> Temadag:
    dag = actions.plan_day(omraade=hus.nord.omraade, felter=FELTER | felter, frigivet=[], by=hus.mette)
    if offentlig:
        actions.publish_day(temadag=dag, by=hus.mette)
    return dag


def sign_up(dag: Temadag, navn: str) -> Tilmelding:
    felter = {"navn": navn, "arbejdssted": "Hjørring", "email": f"{navn}@Eksempel.dk"}
    tilmelding.sign_up(temadag=dag, felter=felter)
    return Tilmelding.objects.get(navn=navn, afmeldt_at=None)


def token(en: Tilmelding) -> str:
    return link_to(en).rstrip("/").rsplit("/", 1)[1]


def mails(til: str) -> list[str]:
    return list(Udgaaende.objects.filter(modtager=f"{til}@eksempel.dk").order_by("pk").values_list("tekst", flat=True))


# Signing up


def test_the_second_waits_and_gets_the_place_when_the_first_cancels(hus: Hus):
    dag = make_day(hus)
    anne, bo = sign_up(dag, "anne"), sign_up(dag, "bo")
    assert (anne.plads_at is None, bo.plads_at is None) == (False, True)
    assert "venteliste" in mails("bo")[0]
    tilmelding.cancel(token=token(anne))
    tilmelding.cancel(token=token(anne))
    bo.refresh_from_db()
    assert bo.plads_at
    assert "Du har en plads" in mails("bo")[1]
    assert len(mails("bo")) == 2


def test_an_address_is_signed_up_once_and_gets_its_link_again(hus: Hus):
    dag = make_day(hus)
    anne = sign_up(dag, "anne")
    tilmelding.sign_up(temadag=dag, felter={"navn": "X", "arbejdssted": "Y", "email": "ANNE@eksempel.dk"})
    assert Tilmelding.objects.count() == 1
    assert token(anne) in mails("anne")[1]


def test_who_cancelled_can_sign_up_again(hus: Hus):
    dag = make_day(hus)
    tilmelding.cancel(token=token(sign_up(dag, "anne")))
    assert sign_up(dag, "anne").plads_at


@pytest.mark.parametrize(
    ("felter", "offentlig", "besked"),
    [
        ({}, False, "ikke offentliggjort"),
        ({"tilmeld_senest": dt.date(2026, 10, 22)}, True, "Fristen for tilmelding"),
    ],
)
def test_sign_up_is_closed(hus: Hus, felter, offentlig, besked):
    with pytest.raises(ValidationError, match=besked):
        sign_up(make_day(hus, offentlig, **felter), "anne")


def test_a_forged_link_and_one_of_another_kind_open_nothing(hus: Hus, client):
    sign_up(make_day(hus), "anne")
    assert client.get("/temadage/tilmelding/MQ:forfalsket/").status_code == 410


# Planning


def test_a_cancelled_day_has_a_reason_that_everyone_who_signed_up_is_told(hus: Hus):
    dag = make_day(hus)
    sign_up(dag, "anne")
    with pytest.raises(ValidationError):
        actions.cancel_day(temadag=dag, grund=" ", by=hus.mette)
    assert actions.cancel_day(temadag=dag, grund="For få tilmeldte", by=hus.mette) == 1
    assert "For få tilmeldte" in mails("anne")[-1]
    with pytest.raises(ValidationError, match="aflyst"):
        sign_up(dag, "bo")
    with pytest.raises(ValidationError, match="allerede aflyst"):
        actions.cancel_day(temadag=dag, grund="Igen", by=hus.mette)


def test_only_the_areas_secretariat_plans(hus: Hus, fiktivland):
    for hvem in (
        fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat),
        hus.nord.person(Rolle.LOKALADMINISTRATOR, hus.nord.kommune),
    ):
        with pytest.raises(PermissionDenied):
            actions.plan_day(omraade=hus.nord.omraade, felter=FELTER, frigivet=[], by=hvem)


def test_the_secretariat_is_warned_two_weeks_before(hus: Hus, i_dag):
    dag = make_day(hus)
    sign_up(dag, "anne")
    assert tasks_of(hus.mette) == []
    i_dag.move_to(dt.datetime(2026, 11, 12, 10, tzinfo=dt.UTC))
    assert [opgave.frist for opgave in tasks_of(hus.mette)] == [DAG]
    actions.cancel_day(temadag=dag, grund="For få", by=hus.mette)
    assert tasks_of(hus.mette) == []


def test_how_many_came_is_written_after_the_day(hus: Hus, i_dag):
    dag = make_day(hus)
    with pytest.raises(ValidationError, match="ikke holdt"):
        actions.record_attendance(temadag=dag, deltog=55, by=hus.mette)
    i_dag.move_to(dt.datetime(2026, 11, 27, 10, tzinfo=dt.UTC))
    actions.record_attendance(temadag=dag, deltog=55, by=hus.mette)
    assert Temadag.objects.get().deltog == 55


def test_names_are_erased_and_the_number_stays(hus: Hus, i_dag, client):
    dag = make_day(hus)
    anne = sign_up(dag, "anne")
    sign_up(dag, "bo")
    i_dag.move_to(dt.datetime(2027, 2, 24, 10, tzinfo=dt.UTC))
    assert erase_old_participants() == 0
    i_dag.move_to(dt.datetime(2027, 2, 25, 10, tzinfo=dt.UTC))
    assert erase_old_participants() == 2
    assert erase_old_participants() == 0
    assert Temadag.objects.get().tilmeldte_antal == 1
    assert not any("anne" in str(en.efter) for en in Haendelse.objects.all())
    assert client.get(f"/temadage/tilmelding/{token(anne)}/").status_code == 410


# Pages


def test_the_public_signs_up_and_cancels_and_opening_the_link_changes_nothing(hus: Hus, client):
    dag = make_day(hus)
    data = {"navn": "Anne", "arbejdssted": "Hjørring", "email": "anne@eksempel.dk"}
    svar = client.post(f"/temadage/{dag.pk}/", data, follow=True)
    assert "Vi har sendt en mail" in svar.text
    assert "Anne" not in svar.text.partition("Tilmeld dig")[0]
    sti = re.search(r"(/temadage/tilmelding/\S+)", mails("anne")[0])[1]
    assert "Du har en plads" in client.get(sti).text
    assert Tilmelding.objects.get().afmeldt_at is None
    assert "Afmeldt" in client.post(sti, follow=True).text
    assert Tilmelding.objects.get().afmeldt_at


@pytest.mark.parametrize(
    ("felter", "besked"),
    [({"email": "anne"}, "e-mail"), ({"navn": ""}, "Dit navn"), ({"arbejdssted": "0101201234"}, "CPR")],
)
def test_a_sign_up_that_cannot_be_says_why_and_stays(hus: Hus, client, felter, besked):
    dag = make_day(hus)
    data = {"navn": "Anne", "arbejdssted": "Hjørring", "email": "anne@eksempel.dk"} | felter
    svar = client.post(f"/temadage/{dag.pk}/", data)
    assert besked in svar.text
    assert data["arbejdssted"] in svar.text
    assert not Tilmelding.objects.exists()


def test_names_are_the_secretariats_alone(hus: Hus, client):
    dag = make_day(hus)
    sign_up(dag, "anne")
    for sti in (f"/temadage/{dag.pk}/deltagere/", f"/temadage/{dag.pk}/deltagere.csv"):
        client.force_login(hus.mette)
        assert "anne@eksempel.dk" in client.get(sti).text
        client.logout()
        assert client.get(sti).status_code == 302
    lone = hus.nord.person(Rolle.LOKALADMINISTRATOR, hus.nord.kommune)
    client.force_login(lone)
    assert client.get(f"/temadage/{dag.pk}/deltagere/").status_code == 403


def test_a_draft_is_not_seen(hus: Hus, client):
    dag = make_day(hus, offentlig=False)
    assert client.get(f"/temadage/{dag.pk}/").status_code == 404
    assert "Fra ung til voksen" not in client.get("/temadage/").text


def test_what_overlaps_in_the_programme_is_told_and_not_moved(hus: Hus, client):
    dag = make_day(hus, offentlig=False)
    client.force_login(hus.mette)
    for titel, fra in (("Pårørende", "10.45"), ("Grupper", "11.00")):
        data = {"titel": titel, "fra_kl": fra, "minutter": "30", "oplaegsholder": ""}
        assert client.post(f"/temadage/{dag.pk}/program/", data).status_code == 302
    side = client.get(f"/temadage/{dag.pk}/program/").text
    assert "Punkt 1 (kl. 10.45-11.15) og punkt 2 (kl. 11.00-11.30) overlapper 15 minutter" in side
    assert "Skriv klokkeslættet som 9.00" in client.post(f"/temadage/{dag.pk}/program/", data | {"fra_kl": "25"}).text
    client.post(f"/temadage/{dag.pk}/program/2/fjern/")
    assert "overlapper" not in client.get(f"/temadage/{dag.pk}/program/").text


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"til_kl": "8.00"}, "slutter, før den begynder"),
        ({"tilmeld_senest": "27.11.2026"}, "ligger efter temadagen"),
        ({"pladser": "1", "mindst": "2"}, "færre pladser end"),
        ({"dato": "29.02.2027"}, "en dag, der findes"),
    ],
)
def test_a_day_that_cannot_be(hus: Hus, client, felter, besked):
    client.force_login(hus.mette)
    data = {
        "titel": "Ny", "dato": "26.11.2026", "fra_kl": "9.00", "til_kl": "12.00", "sted": "Hobro",
        "tilmeld_senest": "20.11.2026", "pladser": "", "mindst": "25",
    }  # fmt: skip
    svar = client.post("/temadage/nordjylland/ny/", data | felter)
    assert besked in svar.text
    assert not Temadag.objects.exists()
    assert client.post("/temadage/nordjylland/ny/", data).status_code == 302
