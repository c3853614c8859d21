"""The link in the mail: opening it writes nothing, one tap reports, and a link that does not hold says so kindly."""

import datetime as dt
import re
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from socialaftale.faelles import tid, udbakke
from socialaftale.faelles.models import Haendelse, Udgaaende
from socialaftale.kapacitet.brev import efterspoergsel
from socialaftale.kapacitet.brev.breve import Modtager, ask
from socialaftale.kapacitet.brev.links import GYLDIGT, new_link
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.models import Ledigmelding, Meldelink
from socialaftale.kapacitet.optaget import _READERS, Optaget
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Statusfakta

from .conftest import NU

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nu():
    with time_machine.travel(NU, tick=False):
        yield


@pytest.fixture
def afdeling(melder):
    return melder.afdeling()


@pytest.fixture
def token(afdeling) -> str:
    return new_link(afdeling, "Tine Eksempel")


def side(token: str) -> str:
    return reverse("meld", args=[token])


def seen(client, token: str, status: int = 200) -> str:
    svar = client.get(side(token))
    assert svar.status_code == status
    return " ".join(svar.content.decode().split())


def tap(client, token: str, svar: str, **felter) -> str:
    """Press one of the buttons on the page as it stands."""
    fundet = re.search(r'name="set_id" value="([^"]*)"', seen(client, token))
    felter = {"svar": svar, "set_id": fundet[1] if fundet else ""} | felter
    svar = client.post(side(token), felter, follow=True)
    return " ".join(svar.content.decode().split())


def test_opening_the_link_says_for_which_afdeling_and_in_whose_name_and_writes_nothing(client, melder, afdeling, token):
    melder.report(afdeling, ledig=False, dage_siden=20)
    vist = seen(client, token)
    assert "Lærkehuset, Hovedhuset" in vist and "<strong>Tine Eksempel</strong>" in vist
    assert "Ingen ledig plads" in vist and "6. november 2026" in vist
    client.head(side(token))
    assert Ledigmelding.objects.count() == 1 and Meldelink.objects.get().melding is None


def test_unchanged_is_one_tap_and_gives_three_lines_back(client, melder, afdeling, token):
    melder.report(afdeling, dage_siden=20)
    vist = tap(client, token, "uaendret")
    melding = Ledigmelding.objects.first()
    assert (melding.svar, melding.tilbudt, melding.kilde, melding.bekraeftet_af) == (
        "ledig",
        1,
        "link",
        "Tine Eksempel",
    )
    assert "Lærkehuset, Hovedhuset: ledig plads nu, oplyst 26. november 2026. Telefon 12 34 56 78." in vist
    assert "Hvor mange har søgt?" in vist
    assert "Andre ser jer sådan" in vist and "Noget er forkert" in vist
    assert "til og med 26. december 2026" in vist
    assert check() == []


def test_who_has_answered_nothing_is_asked_yes_or_no(client, token):
    assert "Uændret" not in seen(client, token)
    assert "Der er ikke meldt noget før" in tap(client, token, "uaendret")
    tap(client, token, "ikke_ledig")
    assert Ledigmelding.objects.get().svar == "ikke_ledig"


def test_a_place_from_a_later_day(client, afdeling, token):
    tap(client, token, "senere", ledig_fra="01.02.2027")
    assert Ledigmelding.objects.get().ledig_fra == dt.date(2027, 2, 1)


@pytest.mark.parametrize(
    ("dag", "besked"),
    [
        ("01.02.2026", "Dagen er gået"),
        ("01.02.2226", "inden for de næste to år"),
        ("29.02.2027", "en dag, der findes"),
        ("", "hvilken dag pladsen er ledig fra"),
        ("0101901234", "en dag, der findes"),
        ("x" * 100_000, "en dag, der findes"),
    ],
)
def test_a_day_that_cannot_be_is_explained_and_nothing_is_written(client, token, dag, besked):
    assert besked in tap(client, token, "senere", ledig_fra=dag)
    assert not Ledigmelding.objects.exists()


@pytest.mark.parametrize("svar", ["ikke_ledig", "ledig"])
def test_what_was_typed_beside_another_button_is_not_in_the_way(client, token, svar):
    tap(client, token, "senere", ledig_fra="31.02.2027")
    tap(client, token, svar, ledig_fra="31.02.2027", tilbudt="mange")
    assert Ledigmelding.objects.get().svar == svar


def test_the_leap_day_can_be_reported(client, token):
    with time_machine.travel(dt.datetime(2028, 2, 28, 12, tzinfo=dt.UTC)):
        Meldelink.objects.update(udloeber_at=tid.now() + GYLDIGT)
        tap(client, token, "senere", ledig_fra="29.02.2028")
    assert Ledigmelding.objects.get().ledig_fra == dt.date(2028, 2, 29)


def test_a_day_that_has_come_is_now_when_it_is_left_unchanged(client, melder, afdeling, token):
    melder.report(afdeling, dage_siden=20, ledig_fra=tid.today() - dt.timedelta(days=3))
    tap(client, token, "uaendret")
    assert Ledigmelding.objects.first().ledig_fra is None


def test_unchanged_confirms_what_is_left_of_the_places(client, melder, afdeling, token):
    melder.switch_on("tal")
    melder.report(afdeling, tilbudt=3, dage_siden=5)
    _READERS.append(lambda observeret, kendt_at: {pk: Optaget(taget=2) for pk in observeret})
    try:
        tap(client, token, "uaendret")
    finally:
        _READERS.pop()
    assert Ledigmelding.objects.first().tilbudt == 1


def test_the_same_tap_again_gives_the_same_receipt(client, melder, afdeling, token):
    melder.report(afdeling, ledig=False, dage_siden=3)
    foerste = tap(client, token, "uaendret")
    with time_machine.travel(NU + dt.timedelta(days=2)):
        svar = Client().post(side(token), {"svar": "ledig", "set_id": ""}, follow=True)
        igen = " ".join(svar.content.decode().split())
    assert foerste == igen
    assert Ledigmelding.objects.count() == 2, "and a forwarded link cannot say something else"


def test_a_newer_answer_is_shown_before_it_is_overwritten(client, melder, afdeling, token):
    gammel = melder.report(afdeling, ledig=False, dage_siden=3)
    melder.report(afdeling, ledig=True, dage_siden=1)
    vist = tap(client, token, "uaendret", set_id=str(gammel.klient_id))
    assert "kommet et nyere svar" in vist and "Ledig plads nu" in vist
    assert Ledigmelding.objects.count() == 2


def test_a_link_that_expired_says_so_and_writes_nothing(client, token):
    with time_machine.travel(NU + GYLDIGT):
        assert "Linket er udløbet" in seen(client, token, 410)
        assert client.post(side(token), {"svar": "ledig"}).status_code == 410
    assert not Ledigmelding.objects.exists()


def test_who_was_sent_an_expired_link_can_be_sent_a_new_one_once_a_day_and_nobody_else(client, melder, settings):
    settings.WEBADRESSE = "https://eksempel.invalid"
    afdeling = melder.afdeling(aftale={"postkasse": "tine@eksempel.dk"})
    ask(Modtager("tine@eksempel.dk", "Tine Eksempel"), [afdeling])
    token = re.search(r"/ledig/([\w-]+)/", Udgaaende.objects.get().tekst)[1]
    igen = client.post(reverse("meld_nyt", args=[token]))
    assert igen.status_code == 410 and "Linket gælder stadig" in igen.text
    with time_machine.travel(NU + GYLDIGT):
        assert "Send et nyt link" in seen(client, token, 410)
        assert "Et nyt link er sendt" in client.post(reverse("meld_nyt", args=[token])).content.decode()
        assert "allerede sendt" in client.post(reverse("meld_nyt", args=[token])).content.decode()
        ny = Udgaaende.objects.order_by("pk").last()
        assert ny.modtager == "tine@eksempel.dk" and Udgaaende.objects.count() == 2
        seen(client, re.search(r"/ledig/([\w-]+)/", ny.tekst)[1])
    assert client.post(reverse("meld_nyt", args=["findes-ikke"])).status_code == 410


def test_who_answers_for_the_afdeling_no_more_is_sent_no_new_link(client, melder, settings):
    settings.WEBADRESSE = "https://eksempel.invalid"
    afdeling = melder.afdeling(aftale={"postkasse": "tine@eksempel.dk"})
    ask(Modtager("tine@eksempel.dk", "Tine Eksempel"), [afdeling])
    token = re.search(r"/ledig/([\w-]+)/", Udgaaende.objects.get().tekst)[1]
    melder.promise(afdeling, postkasse="ny@eksempel.dk", gaelder_fra=NU.date())
    with time_machine.travel(NU + GYLDIGT):
        svar = client.post(reverse("meld_nyt", args=[token]))
    assert svar.status_code == 410 and "svarer ikke for afdelingen mere" in svar.text
    assert svar.text.count("kapacitetskoordinator") == 1 and Udgaaende.objects.count() == 1


def test_a_used_link_gives_no_receipt_for_ever(client, token):
    tap(client, token, "ledig")
    with time_machine.travel(NU + GYLDIGT):
        assert "Linket er brugt, og svaret er registreret" in seen(client, token, 410)


@pytest.mark.parametrize("forkert", ["findes-ikke", "æøå", "x" * 500, "'; DROP TABLE--"])
def test_a_link_that_was_tampered_with_says_so(client, token, forkert):
    assert "Linket er ikke helt" in seen(client, forkert, 410)
    assert "Linket er ikke helt" in seen(client, token[:-1] + "A" * 2, 410)


def test_the_token_is_kept_nowhere(token):
    assert token not in str(Meldelink.objects.values().get())


def test_a_tilbud_that_has_closed_is_not_confirmed(client, melder, afdeling, token):
    Statusfakta.objects.create(
        tilbud=afdeling.tilbud, status="lukket", gaelder_fra=tid.today(), registreret_by=melder.register.by
    )
    assert "Tilbuddet er ikke i drift" in seen(client, token) and "Ja, ledig plads nu" not in seen(client, token)
    assert "ikke i drift" in tap(client, token, "ledig")
    assert not Ledigmelding.objects.exists()


@pytest.mark.parametrize("felter", [{}, {"svar": "måske"}, {"svar": "ledig", "set_id": "ikke et id"}])
def test_an_answer_that_cannot_be_read_is_asked_for_again(client, token, felter):
    assert client.post(side(token), felter).status_code == 200
    assert not Ledigmelding.objects.exists()


def test_the_page_needs_no_cookie_and_tells_nobody_its_address(token):
    client = Client(enforce_csrf_checks=True)
    svar = client.get(side(token))
    assert svar.headers["Referrer-Policy"] == "no-referrer" and "noindex" in svar.headers["X-Robots-Tag"]
    assert client.post(side(token), {"svar": "ledig", "set_id": ""}).status_code == 302
    assert not client.cookies


def test_it_is_written_down_who_reported_what(client, melder, afdeling):
    tine = melder.register.person(Rolle.TILBUDSLEDER, melder.register.hjoerring)
    tap(client, new_link(afdeling, tine.navn, tine), "ledig")
    haendelse = Haendelse.objects.get(verbum="meld ledige pladser")
    assert haendelse.by == tine == Ledigmelding.objects.get().registreret_by
    assert haendelse.efter["svar"] == "ledig"


def test_how_many_looked_is_a_band_and_never_a_small_number(client, afdeling, token, monkeypatch):
    spurgt = []
    monkeypatch.setattr(efterspoergsel, "_TAELLERE", [lambda *hvad: spurgt.append(hvad) or {afdeling.pk: 3}])
    assert "<strong>Færre end 5</strong>" in tap(client, token, "ledig")
    assert spurgt[-1] == ([afdeling.pk], dt.date(2026, 10, 1), dt.date(2026, 11, 27))
    monkeypatch.setattr(efterspoergsel, "_TAELLERE", [lambda *_: {afdeling.pk: 12}])
    assert "<strong>10-19</strong>" in seen(client, token)


def test_one_button_tells_the_coordinator_that_a_fact_is_wrong(client, melder, afdeling, token):
    melder.register.person(Rolle.KAPACITETSKOORDINATOR, melder.register.hjoerring)
    tap(client, token, "ledig")
    for _ in range(3):
        svar = client.post(reverse("meld_forkert", args=[token]), follow=True)
    assert "skrevet til dem, der kan rette det" in svar.content.decode()
    brev = Udgaaende.objects.get()
    assert brev.modtager == "kapacitetskoordinator.860@eksempel.dk" and "Prøvevej 1" in brev.tekst


def test_without_a_coordinator_the_secretariat_is_told(client, melder, afdeling, token):
    melder.register.person(Rolle.SEKRETARIAT, melder.register.sekretariat)
    client.post(reverse("meld_forkert", args=[token]))
    assert Udgaaende.objects.get().modtager == "sekretariat.sekretariat@eksempel.dk"


def test_a_real_mail_carries_a_link_for_each_afdeling_and_the_link_works(client, melder, afdeling, smtp, settings):
    settings.WEBADRESSE = "https://eksempel.invalid"
    anden = melder.afdeling("Solsikken")
    melder.report(anden, ledig=False, dage_siden=2)
    ask(Modtager("tine@eksempel.dk", "Tine Eksempel"), [afdeling, anden])
    udbakke.send_due()
    (brev,) = smtp.postkasse.breve
    tekst = brev.get_content().replace("\u00a0", " ")
    tokens = re.findall(r"https://eksempel.invalid/ledig/([\w-]+)/", tekst)
    assert len(tokens) == 2 and "Solsikken, Hovedhuset (sidst meldt: ingen ledig plads, 24. november 2026)" in tekst
    tap(client, tokens[1], "uaendret")
    assert Ledigmelding.objects.first().afdeling == anden


def test_two_reports_of_the_same_second_both_stand_and_one_counts(client, melder, afdeling):
    tokens = [new_link(afdeling, "Tine"), new_link(afdeling, "Steen")]
    tap(client, tokens[0], "ledig")
    tap(client, tokens[1], "ikke_ledig")
    nyeste = max(Ledigmelding.objects.values_list("klient_id", flat=True), key=UUID.__int__)
    assert Ledigmelding.objects.count() == 2 and Ledigmelding.objects.first().klient_id == nyeste
