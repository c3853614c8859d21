"""The reading of a draft: who is asked, what each sees, what they answer, and who is reminded."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.faelles.haendelser import events_of
from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder.forberedelse.frigivelse import release
from socialaftale.moeder.gennemsyn import actions
from socialaftale.moeder.gennemsyn.arbejde import remind_readers
from socialaftale.parter.models import Rolletildeling
from socialaftale.parter.roller import Rolle
from tests.moeder.bilag.filer import annex
from tests.moeder.conftest import DAG, NU
from tests.parter.conftest import fiktivland  # noqa: F401 - a fixture

SITE = "https://eksempel.invalid/"
FRIST = DAG + dt.timedelta(days=5)  # a Wednesday
MOEDEDAG = DAG + dt.timedelta(days=7)


@pytest.fixture
def moede(rum):
    """A draft with an open and a closed point."""
    moede = rum.meet(dato=MOEDEDAG)
    for titel, aaben in (("Vejrhanen", True), ("Kaminen", False)):
        annex(rum.point(moede, titel, aaben=aaben, resume=f"{titel} i resumeet"), rum.sekretaer, f"{titel} som bilag")
    return moede


@pytest.fixture
def tine(rum):
    """Someone of the area who is no member of the body."""
    return rum.nord.person(Rolle.VISITATOR, rum.nord.kommune)


def ask(rum, moede, *personer, frist=FRIST):
    return actions.ask_readers(moede=moede, personer=personer, frist=frist, site=SITE, by=rum.sekretaer)


def leave(rum, person) -> None:
    """Let every role of a person end."""
    for en in Rolletildeling.objects.filter(bruger=person):
        felter = {"bruger": person, "rolle": en.rolle, "organisation": en.organisation, "udvalg": en.udvalg}
        slut = {"gaelder_fra": DAG, "ophoert": True, "registreret_by": rum.sekretaer}
        Rolletildeling.objects.create(**felter, **slut)


def page(client, bruger, sti) -> str:
    client.force_login(bruger)
    return client.get(sti).text


def test_readers_get_a_link_once_and_are_written_down(rum, moede, tine):
    medlem = rum.medlemmer["das"]
    assert [en.person for en in ask(rum, moede, medlem, tine)] == [medlem, tine]
    assert ask(rum, moede, medlem) == []
    assert sorted(Udgaaende.objects.values_list("modtager", flat=True)) == sorted([medlem.email, tine.email])
    post = Udgaaende.objects.get(modtager=tine.email).tekst
    assert f"{SITE}moeder/{moede.pk}/gennemsyn/" in post and "28.10.2026" in post
    assert "Vejrhanen" not in post
    assert len(events_of(moede)[1].efter["personer"]) == 2


def test_a_member_reads_the_whole_draft_and_others_of_the_area_its_open_points(rum, moede, tine, client):
    medlem = rum.medlemmer["das"]
    for hvem in (medlem, tine, rum.medlemmer["fu"]):
        assert "Vejrhanen" not in page(client, hvem, f"/moeder/{moede.pk}/")
    ask(rum, moede, medlem, tine)
    for sti in ("", "gennemsyn/"):
        hele = page(client, medlem, f"/moeder/{moede.pk}/{sti}")
        assert "Vejrhanen i resumeet" in hele and "Kaminen i resumeet" in hele and "Kaminen som bilag" in hele
        aabent = page(client, tine, f"/moeder/{moede.pk}/{sti}")
        assert "Vejrhanen i resumeet" in aabent and "Vejrhanen som bilag" in aabent and "Kaminen" not in aabent
    lukket = moede.punkter.get(nummer=2).filer.get()
    assert client.get(f"/moeder/bilag/{lukket.pk}/").status_code == 404
    assert "Vejrhanen" not in page(client, rum.medlemmer["fu"], f"/moeder/{moede.pk}/")
    assert client.get(f"/moeder/{moede.pk}/gennemsyn/").status_code == 404
    client.logout()
    assert "Vejrhanen" not in client.get(f"/moeder/{moede.pk}/").text


def test_remarks_and_nothing_to_remark_reach_the_secretariat(rum, moede, tine, client):
    medlem = rum.medlemmer["das"]
    ask(rum, moede, medlem, tine)
    et, to = moede.punkter.order_by("nummer")
    sti = f"/moeder/{moede.pk}/gennemsyn/"
    client.force_login(medlem)
    assert client.post(sti, {f"p{et.pk}": "Hanen mangler", f"p{to.pk}": ""}).status_code == 302
    assert "Hanen mangler" in client.get(sti).text
    client.force_login(tine)
    assert client.post(sti, {f"p{et.pk}": "", "ingen": "ja"}).status_code == 302
    side = page(client, rum.sekretaer, f"/moeder/{moede.pk}/laesere/")
    assert "Hanen mangler" in side and "Ingen bemærkninger" in side and "Venter" not in side
    client.force_login(medlem)
    client.post(sti, {f"p{et.pk}": "", f"p{to.pk}": "Kaminen ryger"})
    side = page(client, rum.sekretaer, f"/moeder/{moede.pk}/laesere/")
    assert "Kaminen ryger" in side and "Hanen mangler" not in side


@pytest.mark.parametrize(
    ("tekst", "valg", "besked"),
    [
        ("", {}, "Skriv mindst én bemærkning"),
        ("Hanen", {"ingen": "ja"}, "Slet teksten, eller send den"),
        ("Om 0101201234", {}, "CPR"),
    ],
)
def test_what_cannot_be_an_answer_comes_back_as_typed(rum, moede, client, tekst, valg, besked):
    ask(rum, moede, rum.medlemmer["das"])
    et = moede.punkter.get(nummer=1)
    client.force_login(rum.medlemmer["das"])
    svar = client.post(f"/moeder/{moede.pk}/gennemsyn/", {f"p{et.pk}": tekst} | valg)
    assert besked in svar.text and tekst in svar.text
    assert moede.laesere.get().svaret_at is None


def test_a_remark_on_a_point_of_another_meeting_is_not_taken(rum, moede):
    ask(rum, moede, rum.medlemmer["das"])
    fremmed = rum.point(rum.meet(dato=MOEDEDAG + dt.timedelta(days=1)))
    actions.answer(moede=moede, tekster={fremmed.pk: "Ind"}, ingen=False, by=rum.medlemmer["das"])
    assert not fremmed.udkastbemaerkninger.exists()


def test_one_who_has_left_or_never_was_here_is_not_asked(rum, moede, tine, fiktivland):  # noqa: F811
    fremmed = fiktivland.person(Rolle.VISITATOR, fiktivland.kommune)
    leave(rum, tine)
    for hvem in (tine, fremmed):
        with pytest.raises(ValidationError, match="har ingen rolle i aftaleområdet i dag"):
            ask(rum, moede, hvem)
    assert not moede.laesere.exists()


def test_one_who_leaves_after_being_asked_sees_no_more_and_is_shown_as_gone(rum, moede, tine, client, i_dag):
    ask(rum, moede, tine)
    leave(rum, tine)
    assert "Vejrhanen" not in page(client, tine, f"/moeder/{moede.pk}/")
    assert client.get(f"/moeder/{moede.pk}/gennemsyn/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.answer(moede=moede, tekster={}, ingen=True, by=tine)
    assert "Har ikke længere en rolle" in page(client, rum.sekretaer, f"/moeder/{moede.pk}/laesere/")
    i_dag.move_to(NU + dt.timedelta(days=5))
    assert remind_readers() == 0


def test_the_silent_are_reminded_on_their_days_and_once_a_day(rum, moede, tine, i_dag):
    ask(rum, moede, rum.medlemmer["das"], tine)
    actions.answer(moede=moede, tekster={}, ingen=True, by=tine)
    sendt = []
    for dag in range(8):
        i_dag.move_to(NU + dt.timedelta(days=dag))
        sendt.append(remind_readers() + remind_readers())
    assert sendt == [0, 0, 0, 0, 1, 1, 0, 0]
    assert Udgaaende.objects.filter(emne__startswith="Husk udkastet").count() == 2


def test_the_release_ends_the_reading(rum, moede, tine, client, i_dag):
    ask(rum, moede, tine)
    release(moede=moede, site=SITE, by=rum.sekretaer)
    client.force_login(tine)
    assert client.get(f"/moeder/{moede.pk}/gennemsyn/").status_code == 302
    with pytest.raises(ValidationError, match="er frigivet"):
        actions.answer(moede=moede, tekster={}, ingen=True, by=tine)
    with pytest.raises(ValidationError, match="er frigivet"):
        ask(rum, moede, rum.medlemmer["das"])
    i_dag.move_to(NU + dt.timedelta(days=5))
    assert remind_readers() == 0


@pytest.mark.parametrize("frist", [DAG - dt.timedelta(days=1), MOEDEDAG + dt.timedelta(days=1)])
def test_a_deadline_lies_from_today_to_the_meeting(rum, moede, frist):
    with pytest.raises(ValidationError, match="fra i dag til mødets dag"):
        ask(rum, moede, rum.medlemmer["das"], frist=frist)


def test_only_the_secretariat_asks_and_unknown_addresses_are_named(rum, moede, tine, client):
    with pytest.raises(PermissionDenied):
        actions.ask_readers(moede=moede, personer=[tine], frist=FRIST, site=SITE, by=rum.medlemmer["das"])
    client.force_login(rum.sekretaer)
    sti = f"/moeder/{moede.pk}/laesere/"
    svar = client.post(sti, {"andre": f"{tine.email}\nukendt@eksempel.dk", "frist": "28.10.2026"})
    assert "ukendt@eksempel.dk har ingen bruger" in svar.text and tine.email in svar.text
    assert "Vælg mindst én" in client.post(sti, {"frist": "28.10.2026"}).text
    assert client.post(sti, {"andre": tine.email.upper(), "frist": "28.10.2026"}).status_code == 302
    assert moede.laesere.get().person == tine


def test_one_whose_access_is_withdrawn_reads_no_more_is_told_so_and_may_be_asked_again(rum, moede, tine, client, i_dag):
    laeser, _ = ask(rum, moede, tine, rum.medlemmer["das"])
    et = moede.punkter.get(nummer=1)
    actions.answer(moede=moede, tekster={et.pk: "Hanen mangler"}, ingen=False, by=tine)
    client.force_login(rum.sekretaer)
    side = client.post(f"/moeder/laeser/{laeser.pk}/traek-tilbage/", follow=True).text
    assert (
        "kan ikke længere læse udkastet" in side and "Adgangen er trukket tilbage" in side and "Hanen mangler" in side
    )
    assert Udgaaende.objects.filter(modtager=tine.email, emne__startswith="Du behøver ikke").count() == 1
    side = client.post(f"/moeder/laeser/{laeser.pk}/traek-tilbage/", follow=True).text
    assert "har allerede ikke længere adgang" in side
    assert "Vejrhanen" not in page(client, tine, f"/moeder/{moede.pk}/")
    assert client.get(f"/moeder/{moede.pk}/gennemsyn/").status_code == 404
    assert client.get(f"/moeder/bilag/{et.filer.get().pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.answer(moede=moede, tekster={}, ingen=True, by=tine)
    i_dag.move_to(NU + dt.timedelta(days=4))
    assert remind_readers() == 1, "only the other one"
    assert [en.person for en in ask(rum, moede, tine, rum.medlemmer["das"])] == [tine]
    assert "Vejrhanen i resumeet" in page(client, tine, f"/moeder/{moede.pk}/")


def test_access_is_withdrawn_by_the_secretariat_and_before_the_release_only(rum, moede, tine):
    (laeser,) = ask(rum, moede, tine)
    with pytest.raises(PermissionDenied):
        actions.withdraw_reader(laeser=laeser, by=rum.medlemmer["das"])
    release(moede=moede, site=SITE, by=rum.sekretaer)
    with pytest.raises(ValidationError, match="er frigivet"):
        actions.withdraw_reader(laeser=laeser, by=rum.sekretaer)
