"""Stays without names: what happened is added, what was wrong taken back, months rest on them, and they go in time."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from socialaftale.faelles import indsigt
from socialaftale.faelles.models import Haendelse
from socialaftale.kapacitet.belaegning.models import Maanedsbelaegning
from socialaftale.kapacitet.belaegning.queries import read_months
from socialaftale.kapacitet.belaegning.sletning import erase_old_stays
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.ophold.actions import add_step, begin, take_back
from socialaftale.kapacitet.ophold.grupper import read_groups
from socialaftale.kapacitet.ophold.indsat import save_lines
from socialaftale.kapacitet.ophold.models import Ophold, Opholdsskridt
from socialaftale.kapacitet.ophold.tal import kept_since, read_stays
from socialaftale.parter.roller import Rolle
from socialaftale.regler.belaegningsdage import Maanedstal, on_day
from socialaftale.regler.opholdslinjer import read_stay_lines
from socialaftale.tilbud.models import Pladsgruppe
from socialaftale.tilbud.registrering import NyPladsgruppe, write_pladsgruppe

from .conftest import NU, OKT, delivery

pytestmark = pytest.mark.django_db
DAG = dt.date(2026, 11, 26)


def start(maaler, dag=dt.date(2026, 9, 1), nr=None, **felter) -> Ophold:
    gruppe = Pladsgruppe.objects.get(pk=maaler.gruppe.pk)
    klient_id = delivery(nr) if nr else delivery(Opholdsskridt.objects.count() + 1000)
    return begin(pladsgruppe=gruppe, klient_id=klient_id, dag=dag, by=maaler.leder, **felter)


def step(maaler, ophold, handling, dag, nr=None) -> Opholdsskridt:
    klient_id = delivery(nr) if nr else delivery(Opholdsskridt.objects.count() + 2000)
    return add_step(ophold=ophold, klient_id=klient_id, handling=handling, dag=dag, by=maaler.leder)


def other_unit(maaler, pladser=5) -> Pladsgruppe:
    """One more pladsgruppe in the same afdeling."""
    ny = NyPladsgruppe("sel-107", "doegn", pladser, pladser)
    return write_pladsgruppe(maaler.tilbud.afdelinger.get(), ny, maaler.melder.register.told())


def today(maaler, dag=DAG, kendt_at=None):
    return on_day([tal for _, tal in read_stays([maaler.gruppe.pk], kendt_at).get(maaler.gruppe.pk, [])], dag)


def test_a_stay_has_a_reference_of_our_own_and_nothing_about_a_person(maaler):
    ophold = start(maaler)
    assert len(ophold.reference) == 8 and ophold.dataansvarlig == maaler.melder.register.hjoerring
    tekstfelter = {
        felt.name for felt in Ophold._meta.get_fields() if felt.get_internal_type() in ("CharField", "TextField")
    }
    assert tekstfelter == {"reference"}
    assert Haendelse.objects.get(verbum="begynd ophold").efter is None


def test_what_is_delivered_twice_is_once(maaler):
    assert start(maaler, nr=1) == start(maaler, nr=1)
    ophold = Ophold.objects.get()
    assert step(maaler, ophold, "stop", DAG, nr=2) == step(maaler, ophold, "stop", DAG, nr=2)
    assert Opholdsskridt.objects.count() == 2


def test_the_day_counts_places_used_away_blocked_and_outside(maaler):
    start(maaler, art=(2, True, False))
    vaek = start(maaler)
    step(maaler, vaek, "fravaer", DAG)
    start(maaler, art=(1, False, True))
    assert today(maaler) == (2, 1, 3, 2, 1)


def test_what_is_taken_back_does_not_count_and_can_still_be_found(maaler, nu):
    ophold = start(maaler)
    step(maaler, ophold, "stop", dt.date(2026, 11, 20))
    foer = dt.datetime.now(dt.UTC)
    nu.shift(60)
    assert today(maaler).borgere == 0
    take_back(ophold=ophold, by=maaler.leder)
    assert today(maaler).borgere == 1 and today(maaler, kendt_at=foer).borgere == 0
    take_back(ophold=ophold, by=maaler.leder)
    assert today(maaler).borgere == 0, "the stay itself was a mistake"
    with pytest.raises(ValidationError, match="ikke mere"):
        take_back(ophold=ophold, by=maaler.leder)


@pytest.mark.parametrize(
    ("handling", "dag", "grund"),
    [
        ("stop", dt.date(2026, 8, 31), "før opholdets første dag"),
        ("stop", dt.date(2026, 11, 27), "ligger i fremtiden"),
        ("hjemme", DAG, "allerede væk eller hjemme"),
        ("start", DAG, "én gang"),
        ("varsel", DAG, "efter i dag"),
        ("varsel", dt.date(2030, 1, 1), "to år"),
    ],
)
def test_what_cannot_happen_is_told(maaler, handling, dag, grund):
    ophold = start(maaler)
    with pytest.raises(ValidationError, match=grund):
        step(maaler, ophold, handling, dag)


@pytest.mark.parametrize(
    ("dag", "grund"), [(dt.date(2026, 11, 27), "fremtiden"), (dt.date(2024, 1, 1), "ikke i drift")]
)
def test_a_stay_begins_while_the_tilbud_is_open_and_never_ahead(maaler, dag, grund):
    with pytest.raises(ValidationError, match=grund):
        start(maaler, dag=dag)


@pytest.mark.parametrize("rolle", [Rolle.TAKSTINDBERETTER, Rolle.GODKENDER, Rolle.VISITATOR, Rolle.SEKRETARIAT])
def test_only_who_answers_for_the_tilbud_comes_near_a_stay(maaler, rolle):
    register = maaler.melder.register
    anden = register.person(rolle, register.sekretariat if rolle == Rolle.SEKRETARIAT else register.hjoerring)
    ophold = start(maaler)
    with pytest.raises(PermissionDenied):
        take_back(ophold=ophold, by=anden)
    client = Client()
    client.force_login(anden)
    adresser = [reverse("et_ophold", args=[ophold.reference]), reverse("tilbuddets_ophold", args=[maaler.tilbud.kode])]
    assert [client.get(adresse).status_code for adresse in adresser] == [403, 403]


def test_months_rest_on_stays_from_the_month_after_the_first_and_what_is_reported_counts_before(maaler, nu):
    start(maaler)
    assert kept_since([maaler.gruppe.pk]) == {maaler.gruppe.pk: dt.date(2026, 12, 1)}
    nu.move_to(dt.datetime(2027, 2, 3, 12, tzinfo=dt.UTC))
    dec, jan = dt.date(2026, 12, 1), dt.date(2027, 1, 1)
    tal = read_months([maaler.gruppe.pk], [OKT, dec, jan, dt.date(2027, 2, 1)])[maaler.gruppe.pk]
    assert tal == {dec: Maanedstal(1, 31), jan: Maanedstal(1, 31)}
    client = Client()
    client.force_login(maaler.leder)
    maaned = reverse("belaegning_maaned", args=[maaler.melder.register.hjoerring.kode, "2026-12"])
    side = client.get(maaned).content.decode()
    assert "Alle enheder er meldt" in side and "1 borger, 31 pladsdage. Skriv kun, hvis det skal rettes." in side
    assert f'name="{maaler.gruppe.kode}-dage" value=' not in side, "a saved copy would stand before the stays"
    maaler.report(dec, Maanedstal(9, 279))
    assert read_months([maaler.gruppe.pk], [dec])[maaler.gruppe.pk][dec] == Maanedstal(9, 279)


def test_an_old_stay_is_deleted_and_its_months_stay(maaler, nu):
    gammel, ny = start(maaler), start(maaler)
    step(maaler, gammel, "stop", dt.date(2026, 11, 20))
    nu.move_to(NU + dt.timedelta(days=30))
    blivende = start(maaler, dag=dt.date(2026, 12, 20))
    step(maaler, ny, "stop", dt.date(2026, 12, 25))
    maaneder = [dt.date(2026, 12, 1), dt.date(2027, 1, 1)]
    nu.move_to(NU + dt.timedelta(days=400))
    foer = read_months([maaler.gruppe.pk], maaneder)
    assert erase_old_stays() == 0
    nu.move_to(dt.datetime(2029, 2, 1, 12, tzinfo=dt.UTC))
    assert erase_old_stays() == 2 and erase_old_stays() == 0
    assert list(Ophold.objects.all()) == [blivende]
    assert (
        read_months([maaler.gruppe.pk], maaneder)
        == foer
        == {maaler.gruppe.pk: {maaneder[0]: Maanedstal(2, 37), maaneder[1]: Maanedstal(1, 31)}}
    )
    assert set(Maanedsbelaegning.objects.values_list("kilde", flat=True)) == {"ophold"}


def test_what_was_taken_back_whole_is_deleted_after_a_month(maaler, nu):
    take_back(ophold=start(maaler), by=maaler.leder)
    assert erase_old_stays() == 0
    nu.move_to(NU + dt.timedelta(days=31))
    assert erase_old_stays() == 1


def test_the_leader_keeps_a_stay_on_the_page_and_every_look_is_written_down(maaler):
    client = Client()
    client.force_login(maaler.leder)
    adresse = reverse("tilbuddets_ophold", args=[maaler.tilbud.kode])
    assert "Ingen ophold er skrevet ind" in client.get(adresse).content.decode()
    felter = {"klient_id": str(delivery(5)), "pladsgruppe": maaler.gruppe.kode, "dag": "01.11.2026", "pladser": "1"}
    side = client.post(adresse, felter, follow=True).content.decode()
    ophold = Ophold.objects.get()
    assert "Opholdet er begyndt" in side and ophold.reference in side
    skridt = {"klient_id": str(delivery(6)), "handling": "varsel", "dag": "24.12.2026"}
    side = client.post(reverse("et_ophold", args=[ophold.reference]), skridt, follow=True).content.decode()
    assert "Varslet sidste dag" in side
    assert "Varslet" in client.get(adresse).content.decode()
    sidste = {"skridt": str(delivery(6))}
    side = client.post(reverse("ophold_tag_tilbage", args=[ophold.reference]), sidste, follow=True).content.decode()
    assert "tæller ikke længere" in side and "Varslet sidste dag</" not in side.split("Skriv mere")[0]
    assert {et.side for et in indsigt.seen_by(ophold)} == {"tilbuddets ophold", "et ophold"}


@pytest.mark.parametrize(
    ("felter", "grund"),
    [
        ({"dag": "31.02.2026"}, "en dag, der findes"),
        ({"pladser": "0"}, "1"),
        ({"dag": "01.01.2030"}, "fremtiden"),
        ({"pladsgruppe": "X"}, "X"),
    ],
)
def test_what_cannot_be_typed_is_told(maaler, felter, grund):
    client = Client()
    client.force_login(maaler.leder)
    data = {"klient_id": str(delivery(5)), "pladsgruppe": maaler.gruppe.kode, "dag": "01.11.2026", "pladser": "1"}
    side = client.post(reverse("tilbuddets_ophold", args=[maaler.tilbud.kode]), data | felter).content.decode()
    assert "Der er noget, der skal rettes" in side and grund in side
    assert not Ophold.objects.exists()


def test_the_checker_finds_nothing_after_use_and_what_is_too_old(maaler, nu):
    ophold = start(maaler)
    step(maaler, ophold, "stop", dt.date(2026, 11, 20))
    assert [brud.invariant.id for brud in check()] == []
    nu.move_to(dt.datetime(2029, 2, 1, 12, tzinfo=dt.UTC))
    assert [brud.invariant.id for brud in check()] == ["B4"]
    Opholdsskridt.objects.filter(handling="stop").update(dag=dt.date(2026, 1, 1))
    assert [brud.invariant.id for brud in check()] == ["B5"]


def paste(maaler, tekst, browser=None, **felter):
    browser = browser or Client()
    browser.force_login(maaler.leder)
    adresse = reverse("indsaet_ophold", args=[maaler.tilbud.kode])
    svar = browser.post(adresse, {"indsendelse": delivery(7), "indsat": tekst} | felter, follow=True)
    return " ".join(svar.content.decode().split())


def saved(maaler, tekst, browser=None):
    """Press what shows the lines, and then what saves them."""
    vist = paste(maaler, tekst, browser)
    return paste(maaler, tekst, browser, gem="ja", vist=re.search(r'name="vist" value="(\w+)"', vist)[1])


def test_a_paste_is_shown_before_it_is_saved_and_gives_a_receipt_with_each_reference(maaler):
    tekst = "Hovedhuset\tbegyndt\t01.11.2026\t2\tja\n\tspærret\t02.11.2026"
    vist = paste(maaler, tekst)
    assert "Gem 2 linjer" in vist and "Intet er gemt endnu" in vist and not Ophold.objects.exists()
    assert "Gem 2 linjer" in paste(maaler, tekst, gem="ja"), "what was not shown is not saved"
    browser = Client()
    kvittering = saved(maaler, tekst, browser)
    assert all(et.reference in kvittering for et in Ophold.objects.all()) and today(maaler) == (1, 0, 2, 2, 1)
    assert indsigt.seen_by(Ophold.objects.first()).filter(side="indsatte ophold").exists()
    browser.cookies.clear()
    assert saved(maaler, tekst, browser).count("/ophold/") == kvittering.count("/ophold/"), "twice is once"
    assert Ophold.objects.count() == 2
    mere = f"{Ophold.objects.first().reference.lower()};slut;20.11.2026"
    assert "Gemt" in saved(maaler, mere) and today(maaler) == (0, 0, 0, 0, 1) and check() == []


@pytest.mark.parametrize(
    ("tekst", "besked"),
    [
        ("Hovedhuset;begyndt;01.11.2026\nVest;begyndt;01.11.2026", "Linje 2: enheden findes ikke her"),
        ("Hovedhuset;begyndt;01.12.2026", "Linje 1: Første dag kan ikke ligge i fremtiden"),
        ("AB12CD34;slut;01.11.2026", "Linje 1: der er intet ophold med den reference her"),
        (
            "Hovedhuset;begyndt;01.11.2026\nIda 010190-1234;begyndt;01.11.2026",
            "Linje 2, kolonne 1: det kan være",
        ),
        ("Hovedhuset;begyndt;i går", "Linje 1, kolonnen dag"),
        ("", "Indsæt mindst én linje"),
    ],
)
def test_what_cannot_be_is_told_by_line_and_nothing_is_saved(maaler, tekst, besked):
    vist = paste(maaler, tekst)
    assert besked in vist and "Gem " not in vist and not Ophold.objects.exists()
    assert tekst.split("\n")[-1] in vist, "what was pasted survives"


def sheet(maaler, tekst, press, browser=None, **felter):
    """Paste in a press of its own, see the lines, and save them with these ticks."""
    egen = {"indsendelse": delivery(press)}
    vist = paste(maaler, tekst, browser, **egen)
    maerke = re.search(r'name="vist" value="(\w+)"', vist)[1]
    return vist, paste(maaler, tekst, browser, gem="ja", vist=maerke, **egen | felter)


TO_LINJER = "Hovedhuset\tbegyndt\t01.11.2026\nHovedhuset\tspærret\t02.11.2026"


def test_the_same_sheet_in_a_new_press_begins_nothing_again_and_gives_the_references_again(maaler):
    sheet(maaler, TO_LINJER, 7)
    foer = list(Ophold.objects.all())
    vist, kvittering = sheet(maaler, TO_LINJER.replace("Hovedhuset", maaler.gruppe.kode.lower()), 8)
    assert vist.count("Står der allerede fra 26. november 2026") == 2 and "Alle linjer står der allerede" in vist
    assert list(Ophold.objects.all()) == foer and "Intet nyt er gemt" in kvittering
    assert all(ophold.reference in vist and ophold.reference in kvittering for ophold in foer)
    assert {et.side for et in indsigt.seen_by(foer[0])} == {"indsatte ophold"}


def test_a_sheet_that_has_grown_writes_the_new_lines_alone(maaler):
    sheet(maaler, TO_LINJER, 7)
    ophold = Ophold.objects.first()
    slut = f"{ophold.reference}\tslut\t20.11.2026"
    sheet(maaler, slut, 8)
    vist, kvittering = sheet(maaler, f"{TO_LINJER}\n{slut}\nHovedhuset\tbegyndt\t03.11.2026", 9)
    assert vist.count("Står der allerede fra") == 3
    assert len(re.findall(r"Skriv linje \d én gang til", vist)) == 2, "nobody leaves twice"
    assert Opholdsskridt.objects.count() == 4 and kvittering.count("Stod der allerede") == 3
    assert [et.dag.day for et in Opholdsskridt.objects.order_by("pk")] == [1, 2, 20, 3]


def test_two_people_may_begin_on_the_same_day_where_she_says_so(maaler):
    sheet(maaler, TO_LINJER, 7)
    sheet(maaler, TO_LINJER, 8, igen=["1", "77", "²", "9" * 5000])
    assert today(maaler) == (2, 0, 2, 0, 1)
    sheet(maaler, TO_LINJER, 8, igen=["1"])
    assert today(maaler) == (2, 0, 2, 0, 1), "the same press twice is once"


def test_a_line_twice_in_one_sheet_is_asked_about(maaler):
    en = "Hovedhuset\tbegyndt\t01.11.2026"
    vist, _ = sheet(maaler, f"{en}\n{en}", 7)
    assert "Siger det samme som linje 1" in vist and Ophold.objects.count() == 1
    sheet(maaler, f"{en}\n{en}", 8, igen=["2"])
    assert Ophold.objects.count() == 2, "the first is there, and the second was ticked"
    vist, _ = sheet(maaler, f"{en}\n{en}", 9)
    assert vist.count("Står der allerede fra") == 2 and Ophold.objects.count() == 2


def test_what_was_taken_back_may_be_pasted_again_without_a_tick(maaler):
    sheet(maaler, TO_LINJER, 7)
    take_back(ophold=Ophold.objects.first(), by=maaler.leder)
    assert "Står der allerede fra" in sheet(maaler, TO_LINJER, 8)[0]
    assert Ophold.objects.count() == 3 and today(maaler) == (1, 0, 1, 0, 1)


def test_what_another_wrote_since_the_lines_were_shown_is_told_and_not_written_twice(maaler):
    vist = paste(maaler, TO_LINJER)
    maerke = re.search(r'name="vist" value="(\w+)"', vist)[1]
    sheet(maaler, TO_LINJER, 8)
    igen = paste(maaler, TO_LINJER, gem="ja", vist=maerke)
    assert igen.count("Står der allerede fra") == 2 and Ophold.objects.count() == 2
    linjer, grupper = read_stay_lines(TO_LINJER)[0], read_groups([maaler.tilbud], DAG)
    felter = {"tilbud": maaler.tilbud, "grupper": grupper, "linjer": linjer, "by": maaler.leder}
    with pytest.raises(ValidationError, match="Linje 1: Står der allerede fra"):
        save_lines(indsendelse=delivery(9), **felter)
    assert len(save_lines(indsendelse=delivery(9), igen=[1, 2], **felter)) == 2


@pytest.mark.parametrize("andet", ["dag", "enhed", "art"])
def test_a_page_sent_again_with_something_else_is_told_so_and_keeps_what_stands(maaler, andet):
    anden = other_unit(maaler)
    client = Client()
    client.force_login(maaler.leder)
    adresse = reverse("tilbuddets_ophold", args=[maaler.tilbud.kode])
    felter = {"klient_id": str(delivery(5)), "pladsgruppe": maaler.gruppe.kode, "dag": "01.11.2026", "pladser": "1"}
    client.post(adresse, felter)
    nyt = {"dag": {"dag": "02.11.2026"}, "enhed": {"pladsgruppe": anden.kode}, "art": {"spaerring": "on"}}[andet]
    side = client.post(adresse, felter | nyt).content.decode()
    assert "gemt før med et andet indhold" in side and Ophold.objects.get().skridt.get().dag == dt.date(2026, 11, 1)


@pytest.mark.parametrize("andet", ["dag", "ophold"])
def test_a_step_sent_again_with_something_else_is_told_so(maaler, andet):
    en, to = start(maaler), start(maaler)
    step(maaler, en, "stop", DAG, nr=2)
    with pytest.raises(ValidationError, match="et andet indhold"):
        step(maaler, *((to, "stop", DAG) if andet == "ophold" else (en, "stop", dt.date(2026, 11, 25))), nr=2)
    assert Opholdsskridt.objects.count() == 3


def test_a_button_pressed_twice_takes_one_thing_back(maaler):
    ophold = start(maaler)
    step(maaler, ophold, "stop", dt.date(2026, 11, 20))
    client = Client()
    client.force_login(maaler.leder)
    side = client.get(reverse("et_ophold", args=[ophold.reference])).content.decode()
    felter = {"skridt": re.search(r'name="skridt" value="([\w-]+)"', side)[1]}
    for _ in range(2):
        client.post(reverse("ophold_tag_tilbage", args=[ophold.reference]), felter)
    assert today(maaler).borgere == 1 and Opholdsskridt.objects.count() == 3


@pytest.mark.parametrize("skridt", ["", "x", str(delivery(1)), "9" * 5000])
def test_taking_back_what_is_not_there_is_told(maaler, skridt):
    ophold = start(maaler, nr=7)
    client = Client()
    client.force_login(maaler.leder)
    adresse = reverse("ophold_tag_tilbage", args=[ophold.reference])
    side = client.post(adresse, {"skridt": skridt}, follow=True).content.decode()
    assert "Der er ikke noget at tage tilbage" in side and Opholdsskridt.objects.count() == 1


def test_what_something_later_rests_on_is_not_taken_back_before_it(maaler):
    ophold = start(maaler, nr=1)
    vaek = step(maaler, ophold, "fravaer", dt.date(2026, 11, 1))
    step(maaler, ophold, "hjemme", dt.date(2026, 11, 3))
    for klient_id in (vaek.klient_id, delivery(1)):
        with pytest.raises(ValidationError, match="Tag det tilbage først"):
            take_back(ophold=ophold, skridt=klient_id, by=maaler.leder)


def test_no_stay_begins_in_a_unit_without_places(maaler):
    with pytest.raises(ValidationError, match="ingen pladser"):
        begin(pladsgruppe=other_unit(maaler, 0), klient_id=delivery(1), dag=DAG, by=maaler.leder)


@pytest.mark.parametrize("hvem", ["Hovedhuset", ""])
def test_a_line_that_fits_several_units_asks_for_the_code(maaler, hvem):
    other_unit(maaler)
    assert "flere enheder passer. Skriv enhedens kode" in paste(maaler, f"{hvem};begyndt;01.11.2026")
    assert "Gem 1 linje" in paste(maaler, f"{maaler.gruppe.kode};begyndt;01.11.2026")


def test_a_stay_that_was_a_mistake_gives_no_month_a_figure(maaler, nu):
    take_back(ophold=start(maaler), by=maaler.leder)
    dec = dt.date(2026, 12, 1)
    nu.move_to(dt.datetime(2027, 2, 3, 12, tzinfo=dt.UTC))
    assert kept_since([maaler.gruppe.pk]) == {} and read_months([maaler.gruppe.pk], [dec]) == {}
    assert erase_old_stays() == 1
    assert read_months([maaler.gruppe.pk], [dec]) == {}, "nothing was known of that month"


def test_a_stay_that_ended_lately_can_still_be_found_and_mended(maaler, nu):
    ophold, gammelt = start(maaler), start(maaler)
    step(maaler, ophold, "stop", dt.date(2026, 11, 20))
    step(maaler, gammelt, "stop", dt.date(2026, 9, 20))
    client = Client()
    client.force_login(maaler.leder)
    side = client.get(reverse("tilbuddets_ophold", args=[maaler.tilbud.kode])).content.decode()
    assert ophold.reference in side and gammelt.reference not in side
    assert indsigt.seen_by(ophold).exists() and not indsigt.seen_by(gammelt).exists()


def test_a_stay_says_where_it_is(maaler):
    client = Client()
    client.force_login(maaler.leder)
    side = client.get(reverse("et_ophold", args=[start(maaler).reference])).content.decode()
    assert "Lærkehuset" in side and maaler.gruppe.navn in side


def test_a_number_parted_over_two_cells_is_found_too(maaler):
    vist = paste(maaler, "Hovedhuset\tbegyndt\t01.11.2026\t1\tnej\t010190\t1234")
    assert "Linje 1, kolonne 6: det kan være et CPR-nummer" in vist
