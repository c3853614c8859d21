"""The driftsherre's pages of an open round: what to do and by when, choosing and submitting, receipts, statements."""

import datetime as dt

import pytest
from django.urls import reverse

from socialaftale.faelles.visning import kr
from socialaftale.parter.roller import Rolle
from socialaftale.takster.models import Budgetbekraeftelse, Erklaering, Indsendelse, Takstbilag
from socialaftale.takster.opgaver import tasks_of
from tests.takster.test_views import text, visit

from .conftest import AAR, BUDGET, FRIST, FU, GENNEMGANG

HOEJ = "4500000"


def address(navn, rum, *args):
    return reverse(navn, args=["860", AAR, *args])


def mine(rum):
    return text(visit(rum.hus.indberetter).get(address("takster_driftsherre", rum)))


def submit(rum, *versioner, **felter):
    client = visit(rum.hus.indberetter)
    koder = {version.indberetning.tilbud.kode: version.nr for version in versioner}
    data = {"tilbud": list(koder)} | {f"version-{kode}": nr for kode, nr in koder.items()} | felter
    return client.post(address("takstrunde_indsend", rum), data, follow=True)


def test_the_front_page_says_what_to_do_and_by_when(rum):
    rum.go_to(dt.date(2026, 10, 15))
    (opgave,) = tasks_of(rum.hus.indberetter)
    assert "indsend 1 tilbud" in opgave.tekst
    assert "20.\xa0oktober 2026, om 5 dage" in opgave.hvorfor and "1 tilbud er ikke begyndt" in opgave.hvorfor
    rum.save()
    (opgave,) = tasks_of(rum.hus.indberetter)
    assert "1 tilbud er klar til at indsende" in opgave.hvorfor
    assert opgave.href == address("takstrunde_indsend", rum)
    rum.submit()
    assert tasks_of(rum.hus.indberetter) == []


def test_after_the_deadline_the_pages_say_where_a_late_report_goes(rum):
    rum.go_to(FRIST)
    assert "i dag er sidste dag" in mine(rum)
    rum.go_to(FRIST + dt.timedelta(days=1))
    side = mine(rum)
    assert "Fristen var 20. oktober 2026, i går" in side
    assert "Styringsaftalegruppen 27. oktober 2026" in side
    rum.go_to(GENNEMGANG)
    assert "Forretningsudvalget 3. november 2026" in mine(rum)
    rum.go_to(FU)
    assert "et møde efter runden" in mine(rum)
    assert "selv om fristen er gået" in tasks_of(rum.hus.indberetter)[0].tekst


def test_the_list_shows_where_each_tilbud_stands_and_what_to_do(rum):
    assert "Ikke begyndt" in mine(rum)
    rum.save(takst_loen=HOEJ)
    assert "Mangler forklaring" in mine(rum) and "Forklar 1 forhold." in mine(rum)
    indsendelse = rum.submit()
    side = mine(rum)
    assert "Alt er indsendt" in side and indsendelse.kvittering in side
    assert "Bekræft" not in side, "in an open round one submits"


def test_before_the_button_it_is_said_that_documents_can_be_asked_for(rum):
    rum.save()
    side = text(visit(rum.hus.indberetter).get(address("takstrunde_indsend", rum)))
    assert side.index("søge aktindsigt") < side.index("Indsend de valgte tilbud")
    assert "foreløbige" in side and "Godkendt af" in side


def test_what_is_chosen_is_submitted_and_the_receipt_shows_what_was_frozen(rum):
    rum.go_to(BUDGET - dt.timedelta(days=2))
    version = rum.save()
    svar = submit(rum, version, foreloebig="on", godkendt_af="Socialchef Ida Holm")
    indsendelse = Indsendelse.objects.get()
    side = text(svar)
    assert "1 tilbud er indsendt." in side
    for vist in (indsendelse.kvittering, indsendelse.kort_sha256, "Socialchef Ida Holm", "kl. 12.00", "overholdt"):
        assert vist in side
    assert "Døgntakst" in side and kr(rum.line(indsendelse).takst_kr).replace("\xa0", " ") in side
    assert "Ja, budgettet var ikke vedtaget" in side
    assert indsendelse.foreloebig and indsendelse.godkendt_af == "Socialchef Ida Holm"


def test_the_receipt_is_for_the_driftsherre_and_those_who_review_and_nobody_else(rum):
    indsendelse = rum.submit()
    adresse = reverse("takstkvittering", args=[indsendelse.kvittering])
    fremmed = rum.hus.person(Rolle.TAKSTINDBERETTER, rum.hus.register.aalborg)
    for bruger, status in ((rum.hus.indberetter, 200), (rum.sekretaer, 200), (fremmed, 403), (None, 302)):
        assert visit(bruger).get(adresse).status_code == status
    assert visit(rum.hus.indberetter).get(reverse("takstkvittering", args=["FIND-ESIK-KE"])).status_code == 404


def test_two_submits_at_once_and_the_back_button_give_the_same_receipt(rum):
    version = rum.save()
    foerste, anden = submit(rum, version), submit(rum, version)
    assert Indsendelse.objects.count() == 1
    assert foerste.redirect_chain == anden.redirect_chain
    assert "1 tilbud er indsendt." in text(anden)


def test_resubmission_has_its_own_number_and_the_old_receipt_says_so(rum):
    foerste = rum.submit()
    submit(rum, rum.save(linje={"indhold": "Bolig, kost og kørsel."}))
    anden = Indsendelse.objects.exclude(pk=foerste.pk).get()
    assert anden.nr == 2
    client = visit(rum.hus.indberetter)
    assert "indsendt igen siden" in text(client.get(reverse("takstkvittering", args=[foerste.kvittering])))
    begge = text(client.get(address("takstkvitteringer", rum)))
    assert foerste.kvittering in begge and anden.kvittering in begge


def test_what_is_missing_is_said_for_each_tilbud_with_a_link_and_nothing_is_submitted(rum):
    version = rum.save(takst_loen=HOEJ)
    svar = submit(rum, version, godkendt_af="Ida Holm")
    side = text(svar)
    assert "skal rettes eller forklares først" in side
    assert f'href="{reverse("takst", args=[rum.hus.tilbud.kode, AAR])}#fund-V2-' in side
    assert not Indsendelse.objects.exists()
    assert Erklaering.objects.count() == 0


def test_some_are_submitted_and_the_others_wait(rum):
    andet = rum.hus.register.tilbud("Solhuset")
    klar = rum.save()
    rum.save(andet)
    side = text(visit(rum.hus.indberetter).get(address("takstrunde_indsend", rum)))
    assert "Det mangler" in side and "Solhuset" in side
    submit(rum, klar)
    assert [et.indberetning.tilbud for et in Indsendelse.objects.all()] == [rum.hus.tilbud]
    assert "1 af 2" in mine(rum)


def test_a_version_that_was_not_read_is_not_submitted(rum):
    laest = rum.save()
    rum.save(linje={"indhold": "Bolig, kost og kørsel."})
    svar = submit(rum, laest)
    assert "nyere version" in text(svar)
    assert not Indsendelse.objects.exists()


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"tilbud": []}, "Vælg mindst ét tilbud"),
        ({"tilbud": ["FREMMED"]}, "står ikke på listen"),
        ({"godkendt_af": "Ida 010203-1234"}, "CPR-nummer"),
        ({"version": "nul"}, "Siden er for gammel"),
        ({"version": "99"}, "Siden er for gammel"),
    ],
)
def test_nonsense_is_answered_in_words_and_submits_nothing(rum, felter, besked):
    version = rum.save()
    kode = rum.hus.tilbud.kode
    nr = felter.pop("version", version.nr)
    data = {"tilbud": [kode], f"version-{kode}": nr} | felter
    svar = visit(rum.hus.indberetter).post(address("takstrunde_indsend", rum), data)
    assert svar.status_code == 200 and besked in text(svar)
    assert not Indsendelse.objects.exists()


def test_a_released_false_alarm_in_the_name_of_who_approved_is_accepted(rum):
    submit(rum, rum.save(), godkendt_af="Sag 010203-1234", frigiv_cpr="on")
    assert Indsendelse.objects.get().godkendt_af == "Sag 010203-1234"


def test_the_day_the_takster_hold_from_is_only_asked_within_the_year_or_after_an_edition(rum):
    version = rum.save()
    client, adresse = visit(rum.hus.indberetter), address("takstrunde_indsend", rum)
    assert "gælder fra" not in text(client.get(adresse))
    submit(rum, version, gaelder_fra="1.5.2027")
    assert Indsendelse.objects.get().gaelder_fra == dt.date(2027, 1, 1), "it was not asked, so it is not heard"
    Takstbilag.objects.create(
        omraade=rum.runde.omraade, aar=AAR, nr=1, indhold={}, sha256="0" * 64, udgivet_by=rum.sekretaer
    )
    ny = rum.save(linje={"indhold": "Bolig, kost og kørsel."})
    assert "gælder fra" in text(client.get(adresse))
    assert "en dag i 2027" in text(submit(rum, ny, gaelder_fra="31.12.2026"))
    submit(rum, ny, gaelder_fra="1.5.2027")
    assert Indsendelse.objects.get(nr=2).gaelder_fra == dt.date(2027, 5, 1)


def test_a_second_after_the_deadline_is_late_and_the_last_second_is_not(rum):
    midnat = dt.datetime(2026, 10, 20, 22, tzinfo=dt.UTC)  # 00.00 on the 21st in Copenhagen, still summer time
    rum.ur.move_to(midnat - dt.timedelta(seconds=1))
    assert "overholdt" in text(submit(rum, rum.save()))
    rum.ur.move_to(midnat + dt.timedelta(seconds=1))
    assert "1 dag efter fristen" in text(submit(rum, rum.save(linje={"indhold": "Nu også kørsel."})))


def test_the_clock_change_moves_the_end_of_the_deadline_by_an_hour(rum):
    from socialaftale.takster.runde.actions import Datovalg, move_dates

    sidste = dt.date(2026, 10, 25)  # the night in which summer time ends
    datoer = Datovalg(BUDGET, sidste, *(rum.moeder[et] for et in ("styringsaftalegruppe", "fu", "das")))
    move_dates(runde=rum.runde, set_nr=1, datoer=datoer, grund="En weekend mere", by=rum.sekretaer)
    rum.ur.move_to(dt.datetime(2026, 10, 25, 22, 59, 59, tzinfo=dt.UTC))
    assert "overholdt" in text(submit(rum, rum.save()))
    rum.ur.move_to(dt.datetime(2026, 10, 25, 23, 0, 0, tzinfo=dt.UTC))
    assert "1 dag efter fristen" in text(submit(rum, rum.save(linje={"indhold": "Nu også kørsel."})))


def test_provisional_figures_are_confirmed_with_one_tap_after_the_budget(rum):
    rum.send([rum.save()], foreloebig=True)
    assert tasks_of(rum.hus.indberetter) == [], "not before the budget is adopted"
    rum.go_to(BUDGET)
    (opgave,) = tasks_of(rum.hus.indberetter)
    assert "1 tilbud er foreløbige" in opgave.tekst
    assert "Uændret efter budgetvedtagelse" in mine(rum)
    client = visit(rum.hus.indberetter)
    svar = client.post(address("takstrunde_uaendret", rum), follow=True)
    assert "1 tilbud står uændret" in text(svar) and Budgetbekraeftelse.objects.count() == 1
    svar = client.post(address("takstrunde_uaendret", rum), follow=True)
    assert "Ingen af jeres indsendte tilbud er foreløbige" in text(svar) and Budgetbekraeftelse.objects.count() == 1


def state(rum, art, **felter):
    svar = visit(rum.hus.indberetter).post(address("takstrunde_erklaer", rum), {"art": art} | felter, follow=True)
    return text(svar)


def test_a_driftsherre_states_that_it_is_finished_and_takes_it_back(rum):
    rum.submit()
    assert "I er meldt færdige" in state(rum, "faerdigmeldt", tekst="Resten lukker.")
    assert "Resten lukker." in mine(rum)
    assert "taget tilbage" in state(rum, "fortrudt")
    assert "Vi er færdige" in mine(rum)


def test_a_nil_return_is_its_own_statement_and_only_where_nothing_is_submitted(rum):
    assert "intet har at indberette" in state(rum, "nul")
    assert tasks_of(rum.hus.indberetter) == [], "nobody waits for it any more"
    state(rum, "fortrudt")
    rum.submit()
    assert "har indsendt takster i runden" in state(rum, "nul")


def test_a_statement_that_cannot_be_read_comes_back_with_its_words(rum):
    rum.submit()
    side = state(rum, "faerdigmeldt", tekst="Ring til 010203-1234")
    assert "CPR-nummer" in side and "Ring til 010203-1234" in side
    assert not Erklaering.objects.exists()


def test_others_see_neither_the_page_to_submit_nor_the_drafts(rum):
    rum.save()
    for bruger in (rum.sekretaer, rum.member(rum.hus.register.aalborg)):
        client = visit(bruger)
        assert client.get(address("takstrunde_indsend", rum)).status_code == 403
        for navn in ("takstrunde_uaendret", "takstrunde_erklaer"):
            assert client.post(address(navn, rum)).status_code == 403
    assert "Klar til at indsende" not in text(visit(rum.sekretaer).get(address("takster_driftsherre", rum)))


def test_a_year_without_a_round_has_no_page_to_submit(rum):
    client = visit(rum.hus.indberetter)
    for navn in ("takstrunde_indsend", "takstkvitteringer"):
        assert client.get(reverse(navn, args=["860", 2026])).status_code == 404


def test_what_das_approved_is_shown_on_the_list(rum):
    rum.submit()
    rum.approve()
    assert "Godkendt" in mine(rum)
