"""A source system sends stays with a key for that alone: the rules of the page, once for each id, no one's number."""

import datetime as dt
import json
import random
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from socialaftale.faelles import indsigt
from socialaftale.faelles.models import Haendelse
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.kilde.actions import close_source, open_source
from socialaftale.kapacitet.kilde.models import Kildesystem
from socialaftale.kapacitet.kilde.ophold import take_in_stays
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.ophold.models import Ophold, Opholdsskridt
from socialaftale.kapacitet.ophold.tal import read_stays
from socialaftale.parter.roller import Rolle
from socialaftale.regler.belaegningsdage import on_day
from socialaftale.regler.feed import Laest
from socialaftale.regler.opholdsfeed import Opholdspost
from socialaftale.tilbud.models import Stamfakta, Statusfakta
from socialaftale.tilbud.status import Status
from tests.kapacitet.conftest import NU

from .test_ophold import other_unit, step
from .test_ophold import start as begin_on_the_page

pytestmark = pytest.mark.django_db
DAG = dt.date(2026, 11, 26)
Formaal = Kildesystem.Formaal


@pytest.fixture
def karl(maaler):
    return maaler.melder.register.person(Rolle.KAPACITETSKOORDINATOR, maaler.melder.register.hjoerring)


@pytest.fixture
def noegle(maaler, karl) -> str:
    part = maaler.melder.register.hjoerring
    return open_source(driftsherre=part, navn="Bosted", formaal=Formaal.OPHOLD, by=karl)[1]


@pytest.fixture
def send(noegle):
    def send(*poster, noegle: str = noegle, status: int = 200):
        hoved = {"Authorization": f"Bearer {noegle}"}
        data = json.dumps({"ophold": list(poster)})
        svar = Client().post(reverse("ophold_modtag"), data, content_type="application/json", headers=hoved)
        assert svar.status_code == status
        return svar.json()["resultater"] if status == 200 else svar.json()

    return send


def post(handling: str, dag: str | None, minutter: float = 5, **felter) -> dict:
    at = (NU - dt.timedelta(minutes=minutter)).isoformat()
    faste = {"id": str(uuid.uuid4()), "handling": handling, "observeret_at": at} | ({"dag": dag} if dag else {})
    return faste | felter


def begun(maaler, dag="2026-11-01", handling="start", **felter) -> dict:
    return post(handling, dag, enhed=maaler.gruppe.kode, **felter)


def status(svar) -> list[str]:
    return [et["status"] for et in svar]


def today(maaler):
    return on_day([tal for _, tal in read_stays([maaler.gruppe.pk]).get(maaler.gruppe.pk, [])], DAG)


def test_a_stay_is_lived_through_by_our_reference(maaler, send):
    (svar,) = send(begun(maaler, pladser=2, udenfor=True))
    ophold = Ophold.objects.get()
    assert svar == {"nr": 1, "id": svar["id"], "status": "modtaget", "besked": "", "ophold": ophold.reference}
    assert today(maaler) == (1, 0, 2, 2, 0) and ophold.dataansvarlig == maaler.melder.register.hjoerring
    resten = [
        post("fravaer", "2026-11-05", 4, ophold=ophold.reference),
        post("hjemme", "2026-11-08", 3, ophold=ophold.reference.lower()),
        post("varsel", "2026-12-24", 2, ophold=ophold.reference),
        post("stop", "2026-11-25", 1, ophold=ophold.reference),
    ]
    assert status(send(*resten)) == ["modtaget"] * 4 and today(maaler).borgere == 0
    assert Kildesystem.objects.get().sidst_at == NU and check() == []


def test_what_stands_from_a_system_is_told_in_its_name_and_every_reference_handed_out_is_logged(maaler, send):
    send(begun(maaler))
    ophold = Ophold.objects.get()
    assert [et.side for et in indsigt.seen_by(ophold)] == ["kildesystem: Bosted"]
    haendelse = Haendelse.objects.get(verbum="begynd ophold")
    assert (haendelse.rolle, haendelse.efter) == ("kildesystem", {"kilde": "Bosted"})
    client = Client()
    client.force_login(maaler.leder)
    side = client.get(reverse("et_ophold", args=[ophold.reference])).content.decode()
    assert "Bosted, 26. november 2026" in " ".join(side.split())


def test_yesterdays_delivery_again_changes_nothing_and_gives_the_same_references(maaler, send):
    start = begun(maaler)
    stop = post("stop", "2026-11-20", ophold=start["id"])
    foerste, igen = send(start, stop), send(start, stop)
    assert status(foerste) == ["modtaget"] * 2 and status(igen) == ["kendt"] * 2
    assert [et["ophold"] for et in foerste] == [et["ophold"] for et in igen]
    assert Ophold.objects.count() == 1 and Opholdsskridt.objects.count() == 2


@pytest.mark.parametrize(
    "andet", [{"dag": "2026-11-02"}, {"pladser": 2}, {"udenfor": True}, {"handling": "spaerring"}, {"enhed": "anden"}]
)
def test_an_id_that_says_something_else_is_refused(maaler, send, andet):
    start = begun(maaler)
    anden = {"enhed": other_unit(maaler).kode} if "enhed" in andet else andet
    svar = send(start, start | anden)
    assert status(svar) == ["modtaget", "afvist"] and "gemt før med et andet indhold" in svar[1]["besked"]
    assert Opholdsskridt.objects.get().dag == dt.date(2026, 11, 1)


def test_out_of_order_and_doubled_comes_out_as_it_was_lived(maaler, send):
    poster = []
    for nr in range(20):
        start = begun(maaler, f"2026-10-{nr + 1:02}", minutter=1000 + nr)
        liv = [("fravaer", "2026-11-05", 40), ("hjemme", "2026-11-08", 30), ("varsel", "2026-12-01", 20),
               ("varsel", "2026-12-24", 10)]  # fmt: skip
        liv += [("stop", "2026-11-25", 5)] if nr % 2 else []
        poster += [start, *(post(hvad, dag, minutter, ophold=start["id"]) for hvad, dag, minutter in liv)]
    doblet = poster * 2
    random.Random(4).shuffle(doblet)
    svar = send(*doblet)
    assert sorted(status(svar)) == ["kendt"] * len(poster) + ["modtaget"] * len(poster)
    assert [et["id"] for et in svar] == [et["id"] for et in doblet], "answered in the order it was sent"
    tal = read_stays([maaler.gruppe.pk])[maaler.gruppe.pk]
    assert len(tal) == 20 and {et.varslet for _, et in tal if not et.til} == {dt.date(2026, 12, 24)}
    assert today(maaler).borgere == 10 and check() == []


def test_an_older_announcement_that_comes_late_does_not_win(maaler, send):
    start = begun(maaler, minutter=60)
    send(start, post("varsel", "2026-12-24", 5, ophold=start["id"]))
    send(post("varsel", "2026-12-01", 50, ophold=start["id"]))
    ((_, tal),) = read_stays([maaler.gruppe.pk])[maaler.gruppe.pk]
    assert tal.varslet == dt.date(2026, 12, 24)


def test_what_was_seen_at_once_is_taken_day_by_day(maaler, send):
    start = begun(maaler)
    liv = [post("stop", "2026-11-25", ophold=start["id"]), post("hjemme", "2026-11-08", ophold=start["id"]),
           post("fravaer", "2026-11-05", ophold=start["id"]), start]  # fmt: skip
    assert status(send(*liv)) == ["modtaget"] * 4


def test_a_step_is_taken_back_once_and_what_rests_on_it_goes_first(maaler, send):
    start = begun(maaler)
    vaek, hjem = (
        post(hvad, dag, ophold=start["id"]) for hvad, dag in (("fravaer", "2026-11-05"), ("hjemme", "2026-11-08"))
    )
    send(start, vaek, hjem)
    for_tidligt = post("tag_tilbage", None, tager_tilbage=vaek["id"])
    assert "Tag det tilbage først" in send(for_tidligt)[0]["besked"]
    tilbage = post("tag_tilbage", None, tager_tilbage=hjem["id"])
    assert status(send(tilbage)) + status(send(tilbage)) == ["modtaget", "kendt"]
    assert status(send(for_tidligt)) == ["modtaget"], "what was refused may come again with its id"
    assert status(send(post("tag_tilbage", None, tager_tilbage=hjem["id"]))) == ["kendt"]
    assert "andet indhold" in send(tilbage | {"tager_tilbage": start["id"]})[0]["besked"]
    assert status(send(post("tag_tilbage", None, tager_tilbage=start["id"]))) == ["modtaget"]
    assert today(maaler).borgere == 0 and check() == []


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"dag": "2026-11-27"}, "fremtiden"),
        ({"dag": "2024-02-29"}, "ikke i drift"),
        ({"dag": "2026-02-29"}, "»dag« kan ikke læses"),
        ({"pladser": -1}, "»pladser« kan ikke læses"),
        ({"enhed": "FINDESIK"}, "ingen enhed med den kode"),
        ({"observeret_at": "2026-11-26T14:00:00Z"}, "Ret uret"),
        ({"observeret_at": "9999-12-31T23:59:59-14:00"}, "Ret uret"),
        ({"cpr": "0101901234"}, "CPR-nummer"),
    ],
)
def test_one_bad_step_is_told_and_keeps_no_other_back(maaler, send, felter, besked):
    svar = send(begun(maaler) | felter, begun(maaler))
    assert status(svar) == ["afvist", "modtaget"] and besked in svar[0]["besked"] and svar[0]["ophold"] == ""
    assert Ophold.objects.count() == 1


def test_a_clock_a_little_ahead_is_set_right(maaler, send):
    assert status(send(begun(maaler, minutter=-30))) == ["modtaget"]
    assert Opholdsskridt.objects.get().observeret_at == NU


def test_another_partys_unit_and_stay_are_not_told_of(maaler, send):
    register = maaler.melder.register
    fremmed = register.tilbud("Fremmed", driftsherre=register.aalborg).afdelinger.get().pladsgrupper.get()
    svar = send(begun(maaler) | {"enhed": fremmed.kode}, begun(maaler) | {"enhed": "FINDESIK"})
    assert svar[0]["besked"] == svar[1]["besked"] and status(svar) == ["afvist"] * 2
    egen = begin_on_the_page(maaler)
    Stamfakta.objects.filter(tilbud=maaler.tilbud).update(driftsherre=register.aalborg)
    svar = send(
        post("stop", "2026-11-20", ophold=egen.reference), post("stop", "2026-11-20", ophold="BCDF2345"),
        post("tag_tilbage", None, tager_tilbage=str(uuid.uuid4())),
    )  # fmt: skip
    assert status(svar) == ["afvist"] * 3 and svar[0]["besked"] == svar[1]["besked"]
    assert not indsigt.seen_by(egen).exists()


def test_in_a_closed_unit_nobody_begins_and_those_there_end(maaler, send):
    start = begun(maaler)
    send(start)
    Statusfakta.objects.create(
        tilbud=maaler.tilbud, status=Status.LUKKET, gaelder_fra=dt.date(2026, 11, 20),
        registreret_at=NU, registreret_by=maaler.melder.register.by,
    )  # fmt: skip
    svar = send(begun(maaler, "2026-11-25"), post("stop", "2026-11-20", ophold=start["id"]))
    assert status(svar) == ["afvist", "modtaget"] and "ikke i drift" in svar[0]["besked"]


def test_nothing_is_taken_in_where_the_area_has_switched_it_off(maaler, send):
    start = begun(maaler)
    send(start)
    Kapacitetsvalg.objects.all().delete()
    svar = send(begun(maaler), post("stop", "2026-11-20", ophold=start["id"]))
    assert status(svar) == ["afvist"] * 2 and "Belægning er ikke slået til" in svar[0]["besked"]


def test_a_key_is_for_one_purpose(maaler, send, karl):
    part = maaler.melder.register.hjoerring
    ledig = open_source(driftsherre=part, navn="Bosted", by=karl)[1]
    assert "Nøglen mangler" in send(begun(maaler), noegle=ledig, status=401)["fejl"]
    for forkert in ("", "findes-ikke", "x" * 5000):
        send(begun(maaler), noegle=forkert, status=401)
    close_source(kilde=Kildesystem.objects.get(formaal="ophold"), by=karl)
    send(begun(maaler), status=401)
    assert not Ophold.objects.exists()


def test_a_key_that_is_closed_while_a_delivery_is_read_takes_in_no_more(maaler, noegle, karl):
    kilde = Kildesystem.objects.get()
    close_source(kilde=Kildesystem.objects.get(), by=karl)
    laest = Laest(1, Opholdspost.model_validate(begun(maaler)))
    assert status(vars(et) for et in take_in_stays(kilde, [laest])) == ["afvist"]


def test_a_key_for_stays_reports_no_free_places(maaler, noegle):
    hoved = {"Authorization": f"Bearer {noegle}"}
    svar = Client().post(reverse("ledighed_modtag"), "{}", content_type="application/json", headers=hoved)
    assert svar.status_code == 401


@pytest.mark.parametrize(
    "rolle",
    [Rolle.LOKALADMINISTRATOR, Rolle.TILBUDSLEDER, Rolle.TAKSTINDBERETTER, Rolle.GODKENDER, Rolle.VISITATOR,
     Rolle.SEKRETARIAT],
)  # fmt: skip
def test_only_who_both_lets_systems_in_and_keeps_stays_lets_a_system_keep_them(maaler, rolle):
    register = maaler.melder.register
    hos = register.sekretariat if rolle == Rolle.SEKRETARIAT else register.hjoerring
    person = maaler.leder if rolle == Rolle.TILBUDSLEDER else register.person(rolle, hos)
    with pytest.raises(PermissionDenied):
        open_source(driftsherre=register.hjoerring, navn="Bosted", formaal=Formaal.OPHOLD, by=person)
    client = Client()
    client.force_login(person)
    felter = {"driftsherre": register.hjoerring.pk, "navn": "Bosted", "formaal": "ophold"}
    svar = client.post(reverse("kildesystemer"), felter)
    assert "Sådan sender systemet ophold" not in svar.content.decode()
    assert not Kildesystem.objects.filter(formaal="ophold").exists()


def test_the_coordinator_gives_the_key_on_the_page_where_it_is_switched_on(maaler, karl):
    register = maaler.melder.register
    client = Client()
    client.force_login(karl)
    felter = {"driftsherre": register.hjoerring.pk, "navn": "Bosted", "formaal": "ophold"}
    side = client.post(reverse("kildesystemer"), felter).content.decode()
    assert "Nøglen er lavet" in side and "Ophold uden navne" in side
    assert maaler.gruppe.kode in client.get(reverse("kildesystem_enheder")).content.decode()
    Kapacitetsvalg.objects.all().delete()
    side = client.get(reverse("kildesystemer")).content.decode()
    assert "Hvad må nøglen bruges til" not in side and "Sådan sender systemet ophold" not in side


@pytest.mark.parametrize(("raw", "kode"), [("ikke json", 400), ("[" * 200_000, 400), ("x" * 10_000_000, 413)])
def test_what_cannot_be_read_and_what_is_too_much_is_told(noegle, raw, kode):
    hoved = {"Authorization": f"Bearer {noegle}"}
    svar = Client().post(reverse("ophold_modtag"), raw, content_type="application/json", headers=hoved)
    assert svar.status_code == kode and svar.json()["fejl"]


def test_a_file_does_the_same(maaler, noegle):
    fil = (
        "id;handling;enhed;ophold;dag;pladser;udenfor;tager_tilbage;observeret_at\n"
        f"{uuid.uuid4()};spaerring;{maaler.gruppe.kode};;2026-11-01;1;nej;;2026-11-26T08:00:00Z\n"
    )
    hoved = {"Authorization": f"Bearer {noegle}"}
    for ventet in ("modtaget", "kendt"):
        svar = Client().post(reverse("ophold_modtag"), fil, content_type="text/csv", headers=hoved)
        assert status(svar.json()["resultater"]) == [ventet]
    assert today(maaler).spaerrede == 1


def test_a_person_ends_what_a_system_began(maaler, send):
    (svar,) = send(begun(maaler))
    step(maaler, Ophold.objects.get(reference=svar["ophold"]), "stop", DAG)
    assert "allerede slut" in send(post("stop", "2026-11-25", ophold=svar["ophold"]))[0]["besked"]
