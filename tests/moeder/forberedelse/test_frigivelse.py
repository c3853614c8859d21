"""The release of an agenda: who reads what before and after, who gets a mail, and what a later change leaves behind."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.faelles.haendelser import events_of
from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.actions import Punkttekst
from socialaftale.moeder.bilag import actions as bilag
from socialaftale.moeder.forberedelse import actions
from socialaftale.moeder.forberedelse.actions import Punkttid
from socialaftale.moeder.forberedelse.frigivelse import release
from socialaftale.moeder.soegning.find import Oenske, find_points
from socialaftale.parter.models import Bruger, Rolletildeling
from socialaftale.parter.roller import Rolle
from tests.moeder.bilag.filer import annex, upload
from tests.moeder.conftest import DAG

SITE = "https://eksempel.invalid/"


@pytest.fixture
def moede(rum):
    """An agenda with an open and a closed point, each with an open and a closed annex."""
    moede = rum.meet(dato=DAG + dt.timedelta(days=7))
    for titel, aaben in (("Vejrhanen", True), ("Kaminen", False)):
        punkt = rum.point(moede, titel, aaben=aaben, resume=f"{titel} i resumeet", sagsfremstilling=f"{titel} i sagen")
        annex(punkt, rum.sekretaer, f"{titel} for alle")
        annex(punkt, rum.sekretaer, f"{titel} for nogle", aaben=False)
    return moede


def let_go(rum, moede):
    modtagere = release(moede=moede, site=SITE, by=rum.sekretaer)
    moede.refresh_from_db()
    return modtagere


def seen(client, bruger, moede) -> str:
    client.logout()
    if bruger:
        client.force_login(bruger)
    side = client.get(f"/moeder/{moede.pk}/").text
    client.logout()
    return side


def test_before_the_release_only_the_secretariat_reads_the_agenda_wherever_one_looks(rum, moede, client):
    alle_bilag = [en for punkt in moede.punkter.all() for en in punkt.filer.all()]
    for hvem in (None, rum.medlemmer["das"], rum.medlemmer["fu"]):
        side = seen(client, hvem, moede)
        assert "Vejrhanen" not in side and "Kaminen" not in side
        assert "ikke frigivet endnu" in side
        if hvem:
            client.force_login(hvem)
        assert {client.get(f"/moeder/bilag/{en.pk}/").status_code for en in alle_bilag} == {404}
        client.logout()
    assert find_points(Oenske(q="Vejrhanen"), rum.medlemmer["das"]) == []
    assert find_points(Oenske(), rum.medlemmer["das"]) == []
    assert "Kaminen i sagen" in seen(client, rum.sekretaer, moede)
    assert len(find_points(Oenske(q="Vejrhanen"), rum.sekretaer)) == 1


def test_from_the_release_members_read_all_of_it_and_everybody_what_is_open(rum, moede, client):
    let_go(rum, moede)
    for hvem in (None, rum.medlemmer["fu"]):
        side = seen(client, hvem, moede)
        assert "Vejrhanen i resumeet" in side and "Vejrhanen i sagen" in side and "Vejrhanen for alle" in side
        assert "Vejrhanen for nogle" not in side and "Kaminen" not in side
    side = seen(client, rum.medlemmer["das"], moede)
    assert "Kaminen i sagen" in side and "Kaminen for nogle" in side and "Vejrhanen for nogle" in side
    assert len(find_points(Oenske(q="Vejrhanen"), rum.medlemmer["das"])) == 1


def test_a_decision_waits_for_the_end_of_the_meeting_also_after_the_release(rum, moede, client, i_dag):
    let_go(rum, moede)
    i_dag.shift(dt.timedelta(days=7))
    for punkt in moede.punkter.all():
        rum.decide(punkt, tekst="Hanen skal males")
    assert "Hanen skal males" not in seen(client, None, moede)
    moeder.close_meeting(moede=moede, by=rum.sekretaer)
    assert "Hanen skal males" in seen(client, None, moede)


def test_each_member_gets_one_mail_and_one_who_has_left_none(rum, moede, i_dag):
    """Also the member of two organisations, and one whose user is closed."""
    medlem = rum.medlemmer["das"]
    felter = {"rolle": Rolle.DAS, "udvalg": rum.das, "registreret_by": rum.sekretaer}
    rejst, lukket = (Bruger.objects.create_user(f"{navn}@eksempel.dk", navn=navn) for navn in ("rejst", "lukket"))
    for bruger, organisation in ((medlem, rum.nord.nabo), (rejst, None), (lukket, None)):
        sted = {"bruger": bruger, "organisation": organisation, "gaelder_fra": dt.date(2026, 1, 1)}
        Rolletildeling.objects.create(**sted, **felter)
    Rolletildeling.objects.create(bruger=rejst, gaelder_fra=dt.date(2026, 10, 1), ophoert=True, **felter)
    lukket.aktiv = False
    lukket.save()
    assert let_go(rum, moede) == [medlem]
    (post,) = Udgaaende.objects.all()
    assert post.modtager == medlem.email
    assert f"{SITE}moeder/{moede.pk}/" in post.tekst
    assert "Vejrhanen" not in post.tekst and "Kaminen" not in post.tekst


def test_an_agenda_is_released_once_by_the_secretariat_and_not_empty(rum, moede):
    with pytest.raises(PermissionDenied):
        release(moede=moede, site=SITE, by=rum.medlemmer["das"])
    with pytest.raises(ValidationError, match="ingen punkter"):
        release(moede=rum.meet(dato=DAG + dt.timedelta(days=1)), site=SITE, by=rum.sekretaer)
    let_go(rum, moede)
    with pytest.raises(ValidationError, match="allerede frigivet"):
        release(moede=moede, site=SITE, by=rum.sekretaer)
    assert Udgaaende.objects.count() == 1
    assert events_of(moede)[0].efter == {"punkter": 2, "mails": 1}


def test_after_the_release_numbers_stand_and_every_change_says_why(rum, moede):
    let_go(rum, moede)
    punkt = moede.punkter.get(nummer=1)
    by = rum.sekretaer
    with pytest.raises(ValidationError, match="frigivet, så punkternes numre ligger fast"):
        actions.move_point(punkt=punkt, skridt=1, set_nummer=1, by=by)
    for handling in (
        lambda: moeder.change_point(punkt=punkt, set_version=1, tekst=Punkttekst("Nyt"), by=by),
        lambda: moeder.add_point(moede=moede, tekst=Punkttekst("Sent"), by=by),
        lambda: bilag.attach(punkt=punkt, sendt=[upload("Nyt.pdf")], aaben=True, by=by),
        lambda: bilag.change_annex(bilag=punkt.filer.get(nr=1), titel="Nyt", aaben=True, set_version=1, by=by),
    ):
        with pytest.raises(ValidationError, match="Skriv, hvorfor den ændres"):
            handling()
    assert moede.punkter.count() == 2 and punkt.filer.count() == 2
    sent = moeder.add_point(moede=moede, tekst=Punkttekst("Sent"), by=by, grund="Kom i dag")
    assert sent.nummer == 3
    bilag.remove_annex(bilag=punkt.filer.get(nr=1), grund="Forkert", by=by)
    actions.set_time(punkt=punkt, set_tid=Punkttid(), ny_tid=Punkttid(dt.time(10), 20), by=by)
    assert [str(en) for en in punkt.senere_aendringer.all()] == [
        "Tiden er ændret til kl. 10.00, 20 min.: Programmet er ændret",
        "Bilag 1 er fjernet: Forkert",
    ]
    assert sent.senere_aendringer.get().grund == "Kom i dag"


def test_a_changed_point_shows_as_changed_and_what_stood_there_to_those_who_read_all(rum, moede, client):
    let_go(rum, moede)
    punkt = moede.punkter.get(nummer=1)
    client.force_login(rum.sekretaer)
    data = {"titel": "Vejrhanen", "aaben": "on", "resume": "Ny tekst", "version": "1", "indstillinger": ""}
    svar = client.post(f"/moeder/punkt/{punkt.pk}/", data | {"grund": ""})
    assert "Skriv, hvorfor dagsordenen ændres" in svar.text and "Ny tekst" in svar.text
    assert client.post(f"/moeder/punkt/{punkt.pk}/", data | {"grund": "Tallet var forkert"}).status_code == 302
    offentlig = seen(client, None, moede)
    assert "Tallet var forkert" in offentlig and "Ny tekst" in offentlig
    assert "Vejrhanen i resumeet" not in offentlig
    assert "Vejrhanen i resumeet" in seen(client, rum.medlemmer["das"], moede)


def test_what_happened_to_a_closed_annex_is_told_to_those_who_may_read_it(rum, moede, client):
    let_go(rum, moede)
    punkt, by = moede.punkter.get(nummer=1), rum.sekretaer
    lukket, aabent = punkt.filer.get(nr=2), punkt.filer.get(nr=1)
    bilag.change_annex(bilag=lukket, titel="Andet", aaben=False, set_version=1, by=by, grund="Grund et")
    bilag.attach(punkt=punkt, sendt=[upload("Nyt.pdf")], aaben=False, by=by, grund="Grund to")
    bilag.remove_annex(bilag=lukket, grund="Grund tre", by=by)
    bilag.change_annex(bilag=aabent, titel="Nu lukket", aaben=False, set_version=1, by=by, grund="Grund fire")
    for offentligt in (seen(client, None, moede), client.get(f"/moeder/{moede.pk}/dagsorden/").text):
        assert [ord_ for ord_ in ("et", "to", "tre", "fire") if f"Grund {ord_}" in offentligt] == ["fire"]
    side = seen(client, rum.medlemmer["das"], moede)
    assert all(f"Grund {ord_}" in side for ord_ in ("et", "to", "tre", "fire"))


def test_before_the_release_nothing_asks_for_a_reason(rum, moede, client):
    client.force_login(rum.sekretaer)
    punkt = moede.punkter.get(nummer=1)
    assert "Hvorfor ændres" not in client.get(f"/moeder/punkt/{punkt.pk}/").text
    data = {"titel": "Vejrhanen", "aaben": "on", "version": "1"}
    assert client.post(f"/moeder/punkt/{punkt.pk}/", data).status_code == 302
    assert not punkt.senere_aendringer.exists()


def test_the_page_of_the_release_says_who_reads_what_and_does_it(rum, moede, client):
    client.force_login(rum.sekretaer)
    side = client.get(f"/moeder/{moede.pk}/frigiv/").text
    assert "1 medlem får en mail" in side and rum.medlemmer["das"].navn in side
    assert "2 (1 lukkede)" in side
    assert client.post(f"/moeder/{moede.pk}/frigiv/").status_code == 302
    moede.refresh_from_db()
    assert moede.frigivet_by == rum.sekretaer
    assert "kræver nu en grund" in client.get(f"/moeder/{moede.pk}/frigiv/").text
