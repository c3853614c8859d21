import re
from copy import copy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialaftale.parter.roller import PARTSROLLER, UDVALGSROLLER, Rolle
from socialaftale.takster.indhold import dump
from socialaftale.takster.models import Indberetningsversion, Takstbilag, Tilbudsindberetning
from socialaftale.tilbud.models import Stamfakta, Statusfakta, Tilbud
from tests.tilbud.conftest import make_register

from .conftest import KANARIE, KANARIEBELOEB, make_report

pytestmark = pytest.mark.usefixtures("efteraar_2026")

KANARIER = (KANARIE, "123.457", str(KANARIEBELOEB))
SER_KORT = (Rolle.SEKRETARIAT, Rolle.STYRINGSAFTALEGRUPPE)
SER_FULDT = (Rolle.TAKSTINDBERETTER, Rolle.GODKENDER)


def visit(bruger=None) -> Client:
    client = Client()
    if bruger is not None:
        client.force_login(bruger)
    return client


def pages(hus) -> list[str]:
    kode = hus.tilbud.kode
    sider = [reverse(side, args=[kode, 2026]) for side in ("takst", "takst_hvad_hvis", "takst_udvikling")]
    sider += [reverse(side, args=["860", 2026]) for side in ("takster_driftsherre", "takster_indeks")]
    sider += [reverse("takst_hvad_hvis", args=[kode, 2026]) + "?belaegning=98", reverse("takster") + "?aar=2026"]
    return sider


def text(svar) -> str:
    return svar.content.decode().replace("\xa0", " ")


def leaked(svar) -> bool:
    return any(kanarie in text(svar) for kanarie in KANARIER)


def everyone(hus):
    """Every role: at Hjørring, which runs the tilbud, at Aalborg, which does not, and in a body."""
    yield "anonym", None
    for rolle in PARTSROLLER:
        if rolle == Rolle.SEKRETARIAT:
            yield rolle, hus.person(rolle, hus.register.sekretariat)
            continue
        egen = hus.indberetter if rolle == Rolle.TAKSTINDBERETTER else hus.person(rolle, hus.register.hjoerring)
        yield rolle, egen
        yield f"{rolle} i Aalborg", hus.person(rolle, hus.register.aalborg)
    for rolle in UDVALGSROLLER:
        yield rolle, hus.member(rolle)


@pytest.fixture
def bekraeftet(hus):
    """Confirmed in both years, with a newer draft, and published: all that can be seen is there to be seen."""
    hus.confirm(2025)
    hus.confirm(2026, takst_loen="3700000")
    hus.save(2026, takst_loen="3900000")
    for aar in (2025, 2026):
        hus.publish(aar)
    return hus


def test_no_cost_line_leaves_the_driftsherre_on_any_page(bekraeftet):
    for hvem, bruger in everyone(bekraeftet):
        client = visit(bruger)
        for side in [*pages(bekraeftet), f"/tilbud/{bekraeftet.tilbud.kode}/"]:
            assert not leaked(client.get(side)) or hvem in SER_FULDT, (hvem, side)


def test_the_driftsherre_follows_a_krone_down_to_the_cost_line_and_its_source(bekraeftet):
    side = text(visit(bekraeftet.indberetter).get(pages(bekraeftet)[0]))
    for led in ("Gennemsnitstakst", "Takstgrundlag", KANARIE, "123.457 kr.", "Serviceloven § 174", "antaget"):
        assert led in side


def test_reviewers_see_the_confirmed_takst_down_to_the_basis_total(bekraeftet):
    for hvem, bruger in everyone(bekraeftet):
        if hvem in SER_KORT:
            side = text(visit(bruger).get(pages(bekraeftet)[0]))
            assert "Takstgrundlag" in side
            assert "1.134 kr. pr. døgn" in side, "the confirmed version, not the newer draft of 1.193"
            assert "ikke delt sit grundlag" in side


def test_a_shared_basis_is_seen_by_reviewers_and_by_nobody_else(bekraeftet):
    Indberetningsversion.objects.update(delt=True)
    for hvem, bruger in everyone(bekraeftet):
        set_ = leaked(visit(bruger).get(pages(bekraeftet)[0]))
        assert set_ == (hvem in SER_FULDT + SER_KORT), hvem


def test_who_may_open_the_pages(bekraeftet):
    for hvem, bruger in everyone(bekraeftet):
        status = {side: visit(bruger).get(side).status_code for side in pages(bekraeftet)[:5]}
        ventet = 200 if hvem in SER_FULDT + SER_KORT else 302 if bruger is None else 403
        assert set(status.values()) == {ventet}, (hvem, status)


def test_a_draft_is_the_driftsherres_own(hus):
    hus.save(2026)
    sekretaer = hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat)
    assert "ikke bekræftet takster" in text(visit(sekretaer).get(pages(hus)[0]))
    assert "1.119" in text(visit(hus.indberetter).get(pages(hus)[0]))


def test_nobody_is_told_how_many_findings_there_are_in_what_she_may_not_see(hus):
    hus.save(linje={"indhold": ""})
    listen, aaret = reverse("takster_driftsherre", args=["860", 2026]), reverse("takster") + "?aar=2026"
    assert "åbne bemærkninger" in text(visit(hus.indberetter).get(listen))
    sekretaer = visit(hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat))
    assert "åbne bemærkninger" not in text(sekretaer.get(listen)), "0 would say that the draft has none"
    assert re.search(r'data-title="Åbne bemærkninger"[^>]*></td>', text(sekretaer.get(aaret)))
    hus.confirm()
    assert "åbne bemærkninger" in text(sekretaer.get(listen)) and "i det, der er bekræftet" in text(
        sekretaer.get(listen)
    )


def test_a_taken_over_tilbud_does_not_bring_the_old_driftsherres_costs_along(bekraeftet):
    stam = Stamfakta.objects.get(tilbud=bekraeftet.tilbud)
    stam.pk, stam.driftsherre, stam.gaelder_fra = None, bekraeftet.register.aalborg, stam.gaelder_fra.replace(year=2026)
    stam.save()
    ny = bekraeftet.person(Rolle.TAKSTINDBERETTER, bekraeftet.register.aalborg)
    svar = visit(ny).get(reverse("takst_udvikling", args=[bekraeftet.tilbud.kode, 2026]))
    assert "Årsbroen kan ikke vises" in text(svar), "it would show what the old driftsherre has not shared"


def test_the_list_says_what_to_do_now(hus):
    client = visit(hus.indberetter)
    assert "hent takstskemaet" in text(client.get(pages(hus)[3]))
    hus.save(2026, linje={"indhold": ""})
    side = text(client.get(pages(hus)[3]))
    assert "Forklar" in side
    assert "1.119 kr." in side


def test_findings_stand_with_severity_place_and_remedy(hus):
    hus.save(2026, linje={"indhold": ""})
    side = text(visit(hus.indberetter).get(pages(hus)[0]))
    assert "Kræver forklaring" in side
    assert "det står ikke, hvad taksten dækker" in side
    assert f'href="#linje-{hus.tilbud.kode}-takst"' in side
    assert f'id="linje-{hus.tilbud.kode}-takst"' in side


def test_what_if_answers_on_the_page_and_as_a_fragment_and_stores_nothing(hus):
    hus.save(2026)
    client = visit(hus.indberetter)
    adresse = reverse("takst_hvad_hvis", args=[hus.tilbud.kode, 2026]) + "?belaegning=100&loen=10"
    hel, stykke = client.get(adresse), client.get(adresse, headers={"hx-request": "true"})
    for svar in (hel, stykke):
        assert "1.191 kr." in text(svar), "(3.650.000 × 1,1 + 123.457) × 1,05 ÷ 3.650 = 1.190,5"
        assert "+72 kr." in text(svar)
    assert "<html" in text(hel)
    assert "<html" not in text(stykke)
    assert Indberetningsversion.objects.count() == 1


def test_what_if_is_computed_on_last_years_basis_until_the_year_has_its_own(hus):
    hus.confirm(2025)
    adresse = reverse("takst_hvad_hvis", args=[hus.tilbud.kode, 2026]) + "?loen=10"
    client = visit(hus.indberetter)
    for _ in range(2):
        side = text(client.get(adresse))
        assert "regnes på grundlaget for 2025" in side and "1.227 kr." in side and "I 2025" in side, "1.227,3"
        hus.save(2026, grundlag=None, struktur=None, linje={"takst_kr": "1150"})  # typed on the web: no basis
    hus.save(2026)
    assert "regnes på grundlaget for" not in text(client.get(adresse))
    fremmed = visit(hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat))
    assert "intet grundlag at regne på" in text(fremmed.get(adresse)), "it is not shared"


@pytest.mark.parametrize(
    ("spoergsmaal", "svar"),
    [
        ("belaegning=12.5", "kan læses på to måder"),
        ("belaegning=0", "mindst 1"),
        ("belaegning=101", "højst være 100"),
        ("pladser=abc", "er ikke et tal"),
        ("overhead=-1", "mindst 0"),
        ("loen=1e30", "er ikke et tal"),
        ("beregning=findes-ikke", "står ikke på listen"),
    ],
)
def test_what_if_refuses_nonsense_in_words(hus, spoergsmaal, svar):
    hus.save(2026)
    adresse = reverse("takst_hvad_hvis", args=[hus.tilbud.kode, 2026]) + "?" + spoergsmaal
    for headers in ({}, {"hx-request": "true"}):
        side = visit(hus.indberetter).get(adresse, headers=headers)
        assert side.status_code == 200
        assert svar in text(side)


def test_the_year_bridge_is_drawn_with_its_table_and_sums_to_the_change(hus):
    hus.confirm(2025)
    hus.save(2026, takst_loen="3900000")
    side = text(visit(hus.indberetter).get(pages(hus)[2]))
    assert "<svg" in side
    for led in ("Takst 2025", "Pris- og lønfremskrivning", "Direkte omkostninger ud over fremskrivning", "Takst 2026"):
        assert led in side
    assert "Indeks, første år er 100" in side


def test_confirming_and_sharing_by_the_buttons(hus):
    hus.save(2026)
    client, kode = visit(hus.indberetter), hus.tilbud.kode
    svar = client.post(reverse("takst_bekraeft", args=[kode, 2026]), {"version": 1}, follow=True)
    assert "Taksterne er bekræftet" in text(svar)
    svar = client.post(reverse("takst_del", args=[kode, 2026]), {"version": 2, "delt": "ja"}, follow=True)
    assert "Grundlaget er delt" in text(svar)
    assert Indberetningsversion.objects.newest().get().delt


def test_what_was_not_read_cannot_be_confirmed(hus):
    hus.save(2026)
    hus.save(2026, takst_loen="4000000")
    adresse = reverse("takst_bekraeft", args=[hus.tilbud.kode, 2026])
    svar = visit(hus.indberetter).post(adresse, {"version": 1}, follow=True)
    assert "nyere version" in text(svar)
    assert not Indberetningsversion.objects.filter(status="bekraeftet").exists()


def test_the_explanation_is_saved_as_a_draft_and_a_cpr_number_is_stopped(hus):
    hus.save(2026)
    client, adresse = visit(hus.indberetter), reverse("takst_forklaring", args=[hus.tilbud.kode, 2026])
    svar = client.post(adresse, {"tekst": "Borger 010203-1234 er flyttet.", "version": 1})
    assert "ligner" in text(svar) or "CPR" in text(svar)
    assert "er flyttet" in text(svar), "nothing typed is lost"
    svar = client.post(adresse, {"tekst": "Lønnen er steget.", "version": 1}, follow=True)
    assert "Lønnen er steget." in text(svar)
    assert Indberetningsversion.objects.newest().get().indhold["begrundelse"] == "Lønnen er steget."


def test_an_explanation_written_beside_a_newer_version_is_kept_on_the_page(hus):
    hus.save(2026)
    hus.save(2026, takst_loen="4000000")
    adresse = reverse("takst_forklaring", args=[hus.tilbud.kode, 2026])
    svar = visit(hus.indberetter).post(adresse, {"tekst": "Min tekst.", "version": 1})
    assert "nyere version" in text(svar)
    assert "Min tekst." in text(svar)
    assert Indberetningsversion.objects.count() == 2
    svar = visit(hus.indberetter).post(adresse, {"tekst": "Min tekst.", "version": 2}, follow=True)
    assert "er gemt" in text(svar)


@pytest.mark.parametrize("aar", [0, 1999, 2035, 999_999])
def test_a_year_without_rules_is_not_found(hus, aar):
    client = visit(hus.indberetter)
    for side in (reverse("takst", args=[hus.tilbud.kode, aar]), reverse("takster_driftsherre", args=["860", aar])):
        assert client.get(side).status_code == 404


def test_the_secretariat_publishes_a_year_and_the_reporter_cannot(hus):
    hus.confirm(2026)
    adresse = reverse("takstbilag_udgiv", args=["nordjylland", 2026])
    assert visit(hus.indberetter).post(adresse, {"vist": "x"}).status_code == 403
    client = visit(hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat))
    vist = re.search(r'name="vist" value="(\w+)"', text(client.get(adresse)))[1]
    svar = client.post(adresse, {"vist": vist}, follow=True)
    assert "Takstbilag 2026, udgave 1 er udgivet" in text(svar)
    assert Takstbilag.objects.count() == 1


def test_neither_area_sees_the_others_takster(bekraeftet):
    fremmed = make_register("fiktivland", "Fiktivland")
    sekretaer = fremmed.person(Rolle.SEKRETARIAT, fremmed.sekretariat)
    for side in pages(bekraeftet)[:5]:
        assert visit(sekretaer).get(side).status_code == 403
    assert "Hjørring<" not in text(visit(sekretaer).get(pages(bekraeftet)[-1]))


@pytest.mark.parametrize("side", ["takster", "takster_driftsherre"])
def test_lists_cost_the_same_queries_at_10_and_1000_rows(hus, side):
    adresse = reverse("takster") + "?aar=2026" if side == "takster" else reverse(side, args=["860", 2026])
    sekretaer = hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat)
    hus.confirm(2025)
    hus.confirm(2026)
    fill(hus, 9)
    faa = count_queries(visit(sekretaer), adresse)
    fill(hus, 990)
    assert count_queries(visit(sekretaer), adresse) == faa
    assert "1000" in text(visit(sekretaer).get(adresse)), "they were all counted"


def fill(hus, antal: int) -> None:
    """As many more tilbud like the first, with its reports of both years."""
    tilbud = Tilbud.objects.bulk_create(Tilbud(omraade=hus.register.omraade) for _ in range(antal))
    for model in (Stamfakta, Statusfakta):
        mal = model.objects.get(tilbud=hus.tilbud)
        model.objects.bulk_create(copied(mal, tilbud=et) for et in tilbud)
    for aar in (2025, 2026):
        mal = Indberetningsversion.objects.newest_confirmed().get(
            indberetning__aar=aar, indberetning__tilbud=hus.tilbud
        )
        hoveder = Tilbudsindberetning.objects.bulk_create(Tilbudsindberetning(tilbud=et, aar=aar) for et in tilbud)
        Indberetningsversion.objects.bulk_create(
            copied(mal, indberetning=hoved, indhold=dump(make_report(hoved.tilbud))) for hoved in hoveder
        )
    with connection.cursor() as markoer:  # autovacuum sees none of these uncommitted rows, and the planner believes it
        markoer.execute("ANALYZE")


def copied(raekke, **felter):
    ny = copy(raekke)
    ny.pk = None
    ny._state = copy(raekke._state)
    for navn, vaerdi in felter.items():
        setattr(ny, navn, vaerdi)
    return ny


def count_queries(client: Client, adresse: str) -> int:
    with CaptureQueriesContext(connection) as fanget:
        assert client.get(adresse).status_code == 200
    return len(fanget)


def test_the_explanation_is_drafted_with_kroner_and_its_gaps_are_marked(hus):
    hus.confirm(2025)
    hus.save(2026, takst_loen="3900000")
    side = text(visit(hus.indberetter).get(pages(hus)[0]))
    assert "Forslaget er skrevet ud fra tallene" in side
    assert "Døgntakst stiger 6,6 % fra 1.119 kr. til 1.193 kr. pr. døgn." in side
    assert "[mangler: hvad der er sket]" in side
    assert "Der mangler oplysninger 1 sted" in side


def test_the_public_page_shows_the_list_takst_of_a_published_year_and_no_draft(bekraeftet):
    side = text(visit().get(f"/tilbud/{bekraeftet.tilbud.kode}/"))
    for vist in ("Takster 2026", "Døgntakst", "1.134 kr.", "1.119 kr.", "pr. døgn", "Bolig, personale og kost."):
        assert vist in side
    assert "1.193" not in side, "the draft"
    assert "Se, hvordan taksterne er beregnet" not in side
    assert "Se, hvordan taksterne er beregnet" in text(
        visit(bekraeftet.indberetter).get(f"/tilbud/{bekraeftet.tilbud.kode}/")
    )


def test_nothing_is_public_before_the_year_is_published(hus):
    hus.confirm(2026)
    assert "Døgntakst" not in text(visit().get(f"/tilbud/{hus.tilbud.kode}/"))


def test_a_price_of_one_place_and_the_name_behind_a_protected_address_are_never_public(hus):
    hus.tilbud = hus.register.tilbud("Krisehuset", afdeling={"beskyttet": True})
    hus.confirm(2026, linje={"type": "forhandlet", "navn": "Aftale for én plads"})
    hus.publish(2026)
    side = text(visit().get(f"/tilbud/{hus.tilbud.kode}/"))
    assert "Aftale for én plads" not in side
    hus.confirm(2026, linje={"indhold": "Ophold og vagt."})
    hus.publish(2026)
    side = text(visit().get(f"/tilbud/{hus.tilbud.kode}/"))
    assert "Ophold og vagt." in side
    assert "Hovedhuset" not in side


def test_the_list_names_both_what_to_mend_and_what_to_explain(hus):
    hus.save(2026, overhead_procent="0.06", linje={"indhold": ""})
    side = text(visit(hus.indberetter).get(pages(hus)[3]))
    assert re.search(r"Ret \d fejl, og forklar \d forhold\.", side), side


def test_the_page_of_a_tilbud_leads_to_the_takstskema_where_figures_and_causes_are_mended(hus):
    skema = reverse("takstskema_indlaes", args=["860", 2026])
    client = visit(hus.indberetter)
    assert f'href="{skema}"' in text(client.get(pages(hus)[0])), "also where nothing is reported yet"
    hus.confirm(2026, linje={"indhold": ""})
    assert f'href="{skema}"' in text(client.get(pages(hus)[0]))
    sekretaer = hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat)
    assert f'href="{skema}"' not in text(visit(sekretaer).get(pages(hus)[0])), "it cannot open it"


def test_to_a_reviewer_a_draft_is_not_confirmed_rather_than_missing(hus):
    hus.save(2026)
    side = text(visit(hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat)).get(pages(hus)[3]))
    assert "Ikke bekræftet" in side
    assert "Mangler" not in side
    assert "Det skal du nu" not in side
