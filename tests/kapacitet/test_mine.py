"""A signed-in leader answers for one or all of hers, pastes from a sheet, and takes it back within ten minutes."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from socialaftale.kapacitet import opgaver
from socialaftale.kapacitet.actions import Post, report, take_back
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.melding import Afsendelse, Nytsvar
from socialaftale.kapacitet.models import Ledigmelding
from socialaftale.kapacitet.queries import ledighed_nu
from socialaftale.parter.roller import Rolle

from .conftest import NU

pytestmark = pytest.mark.django_db
MINE = "/ledige-pladser/mine/"


@pytest.fixture(autouse=True)
def nu():
    with time_machine.travel(NU, tick=False):
        yield


@pytest.fixture
def tine(melder, client):
    tine = melder.register.person(Rolle.TILBUDSLEDER, melder.register.hjoerring)
    client.force_login(tine)
    return tine


@pytest.fixture
def to(melder, tine):
    """Two afdelinger that she leads; one said no, one has not answered."""
    lyng, sol = (melder.afdeling(navn, aftale={"leder": tine}) for navn in ("Lyngen", "Solsikken"))
    melder.report(lyng, ledig=False, dage_siden=24)
    return lyng, sol


def seen(svar) -> str:
    return " ".join(svar.content.decode().split())


def fields(client) -> dict[str, str]:
    """What the form holds as it stands on the page."""
    return dict(re.findall(r'name="(set-[^"]+)" value="([^"]*)"', client.get(MINE).content.decode()))


def save(client, **felter) -> str:
    return seen(
        client.post(MINE, fields(client) | {navn.replace("_", "-"): v for navn, v in felter.items()}, follow=True)
    )


def test_the_page_shows_which_ones_are_to_be_answered_now(client, melder, to, tine):
    melder.report(melder.afdeling("Frisk", aftale={"leder": tine}), dage_siden=1)
    side = seen(client.get(MINE))
    assert opgaver.tasks_of(tine)[0].tekst == "Bekræft de ledige pladser i 2 afdelinger"
    assert side.count("Svar nu") == 2 and "Svar nu" not in side[side.index("Frisk, Hovedhuset") :][:200]


def test_all_unchanged_is_one_tap(client, melder, to):
    lyng, _ = to
    assert "1 svar er gemt" in save(client, alle="1")
    assert Ledigmelding.objects.first().afdeling == lyng and Ledigmelding.objects.count() == 2
    assert check() == []


def test_each_afdeling_gets_its_own_answer(client, to):
    lyng, sol = to
    vist = save(
        client, **{f"svar_{lyng.kode}": "ledig", f"fra_{lyng.kode}": "01.02.2027", f"svar_{sol.kode}": "ikke_ledig"}
    )
    assert "2 svar er gemt" in vist
    nu = ledighed_nu([lyng.pk, sol.pk])
    assert nu[lyng.pk].ledig_fra == dt.date(2027, 2, 1) and nu[sol.pk].svar == "ikke_ledig"
    assert nu[sol.pk].bekraeftet_af == "Prøve tilbudsleder"


@pytest.mark.parametrize(
    ("svar", "fra", "besked"),
    [("ledig", "01.02.2020", "Dagen er gået"), ("ikke_ledig", "01.02.2027", "En dag hører til et ja"),
     ("ledig", "31.02.2027", "Skriv en dag"), ("måske", "", "Vælg et af svarene")],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_is_saved_of_all_that_was_sent(client, to, svar, fra, besked):
    lyng, sol = to
    vist = save(client, **{f"svar_{lyng.kode}": svar, f"fra_{lyng.kode}": fra, f"svar_{sol.kode}": "ledig"})
    assert besked in vist
    assert Ledigmelding.objects.count() == 1


def test_a_newer_answer_is_not_overwritten_unseen(client, melder, to):
    lyng, _ = to
    foer = fields(client)
    melder.report(lyng, ledig=True)
    vist = seen(client.post(MINE, foer | {f"svar-{lyng.kode}": "uaendret"}))
    assert "kommet et nyere svar" in vist and Ledigmelding.objects.count() == 2


def test_a_paste_is_shown_before_it_is_saved_and_what_could_not_be_placed_says_why(client, to):
    lyng, _ = to
    tekst = "Afdeling\tSvar\tDag\nlyngen\tja\t01.02.2027\nSolsikken\tnej\nUkendt\tja\nLyngen\tnej\nSolsikken\tmåske"
    vist = seen(client.post(reverse("ledige_indsaet"), {"tekst": tekst}))
    assert "2 svar er sat ind" in vist and Ledigmelding.objects.count() == 1
    assert "Linje 4, Ukendt: Du svarer ikke for en afdeling med det navn" in vist
    assert "Linje 5, Lyngen: Står to gange" in vist and "Linje 6, Solsikken: Svaret skal være" in vist
    assert 'value="01.02.2027"' in vist
    save(client, kilde="ark", **{f"svar_{lyng.kode}": "ledig", f"fra_{lyng.kode}": "01.02.2027"})
    assert Ledigmelding.objects.first().kilde == "ark"


@pytest.mark.parametrize(("tekst", "besked"), [("", "Indsæt mindst én linje"), ("x" * 600_000, "Det er for meget")])
def test_a_paste_of_nothing_or_far_too_much_is_told(client, to, tekst, besked):
    assert besked in seen(client.post(reverse("ledige_indsaet"), {"tekst": tekst}))


def test_ten_megabytes_are_refused_with_what_to_do(client, to):
    svar = client.post(reverse("ledige_indsaet"), {"tekst": "x" * 10_000_000})
    assert svar.status_code == 413 and "intet er gemt. Gå tilbage, og send færre linjer ad gangen" in svar.text


def test_what_was_saved_can_be_taken_back_and_the_old_answer_keeps_its_age(client, melder, to):
    lyng, sol = to
    save(client, **{f"svar_{lyng.kode}": "ledig", f"svar_{sol.kode}": "ledig"})
    noegle = re.search(r'name="meldinger" value="([^"]+)"', client.get(MINE).content.decode())[1]
    vist = seen(client.post(reverse("ledige_fortryd"), {"meldinger": noegle}, follow=True))
    assert "2 svar er fortrudt" in vist and "Fortryd det" not in vist
    nu = ledighed_nu([lyng.pk, sol.pk])
    assert nu[lyng.pk].svar == "ikke_ledig" and nu[lyng.pk].observeret_at == NU - dt.timedelta(days=24)
    assert nu[sol.pk].svar == ""
    assert check() == []


def test_after_ten_minutes_it_stands(client, melder, tine, to):
    lyng, _ = to
    save(client, **{f"svar_{lyng.kode}": "ledig"})
    noegle = re.search(r'name="meldinger" value="([^"]+)"', client.get(MINE).content.decode())[1]
    with time_machine.travel(NU + dt.timedelta(minutes=10, seconds=1)):
        assert "Fortryd det" not in seen(client.get(MINE))
        vist = seen(client.post(reverse("ledige_fortryd"), {"meldinger": noegle}, follow=True))
    assert "mere end ti minutter" in vist and ledighed_nu([lyng.pk])[lyng.pk].svar == "ledig"


def test_nobody_takes_back_what_another_reported(melder, tine, to):
    lyng, _ = to
    (melding,) = report(poster=[Post(lyng, Nytsvar("ledig"), Afsendelse("side", "Tine"))], by=tine)
    karl = melder.register.person(Rolle.KAPACITETSKOORDINATOR, melder.register.hjoerring)
    assert take_back(meldinger=[melding], by=karl) == 0
    with time_machine.travel(NU + dt.timedelta(hours=1)), pytest.raises(ValidationError):
        take_back(meldinger=[melding], by=tine)


def test_a_leader_reports_for_her_own_party_only(melder, tine):
    fremmed = melder.afdeling("Fremmed", driftsherre=melder.register.aalborg)
    with pytest.raises(PermissionDenied):
        report(poster=[Post(fremmed, Nytsvar("ledig"), Afsendelse("side", "Tine"))], by=tine)


def test_the_coordinator_answers_for_all_of_her_party(client, melder, to):
    karl = melder.register.person(Rolle.KAPACITETSKOORDINATOR, melder.register.hjoerring)
    melder.afdeling("Fremmed", driftsherre=melder.register.aalborg)
    client.force_login(karl)
    vist = seen(client.get(MINE))
    assert "Lyngen" in vist and "Solsikken" in vist and "Fremmed" not in vist


def test_the_coordinator_sees_whom_she_answers_for_before_all_are_left_unchanged(client, melder, to):
    """One tap says that she knows: of another's afdeling she is shown the list, and saves it in her own name."""
    lyng, _ = to
    client.force_login(melder.register.person(Rolle.KAPACITETSKOORDINATOR, melder.register.hjoerring))
    assert "Vælg mindst ét svar" in save(client, alle="1") and Ledigmelding.objects.count() == 1
    vist = seen(client.get(MINE))
    assert "Bekræft alle uændret" not in vist and "Ledes af Prøve tilbudsleder" in vist
    vist = seen(client.get(f"{MINE}?uaendret=1"))
    assert '<option value="uaendret" selected>' in vist and "1 svar er sat ind" in vist
    assert "Gem svar som Prøve kapacitetskoordinator" in vist and Ledigmelding.objects.count() == 1
    save(client, **{f"svar_{lyng.kode}": "uaendret"})
    assert Ledigmelding.objects.first().bekraeftet_af == "Prøve kapacitetskoordinator"


def test_the_same_form_sent_again_is_registered_once_and_keeps_when_it_was_said(client, to):
    lyng, _ = to
    sendt = dict(re.findall(r'name="((?:set|klient)-[^"]+)" value="([^"]*)"', client.get(MINE).content.decode()))
    sendt |= {f"svar-{lyng.kode}": "ledig", "sagt": "2026-11-26T11:00:00.000Z"}
    for _ in range(3):
        assert "1 svar er gemt" in seen(client.post(MINE, sendt, follow=True))
    assert Ledigmelding.objects.count() == 2
    assert Ledigmelding.objects.first().observeret_at == NU - dt.timedelta(hours=1)


@pytest.mark.parametrize("sagt", ["2099-01-01T00:00:00Z", "sludder", ""])
def test_a_clock_that_is_wrong_is_set_to_ours(client, to, sagt):
    lyng, _ = to
    save(client, **{f"svar_{lyng.kode}": "ledig", "sagt": sagt})
    assert Ledigmelding.objects.first().observeret_at == NU


def test_the_front_page_says_what_is_to_be_confirmed_and_where(client, tine, to):
    (opgave,) = opgaver.tasks_of(tine)
    assert (opgave.tekst, opgave.href) == ("Bekræft de ledige pladser i 2 afdelinger", MINE)
    assert opgave.tekst in client.get("/").content.decode()
    save(client, alle="1")
    assert opgaver.tasks_of(tine)[0].tekst == "Bekræft de ledige pladser i 1 afdeling"


def test_the_number_of_queries_does_not_grow(client, melder, tine, to, django_assert_max_num_queries):
    lyng, _ = to
    melder.register.copies(lyng.tilbud, 40)
    for anden in type(lyng).objects.exclude(pk__in=[en.pk for en in to]):
        melder.promise(anden, leder=tine)
    with django_assert_max_num_queries(30):
        assert seen(client.get(MINE)).count("set-") >= 42
