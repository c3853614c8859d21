"""The pages where the parties write: what is typed badly is explained, kept, and never a server error."""

import csv
import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.models import Haendelse
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.actions.faelles import version_of
from socialaftale.tilbud.models import Aendring, Indskrivning, Portaludtraek, Stamfakta, Tilbud
from socialaftale.tilbud.portal import labels, values_of
from socialaftale.tilbud.queries import read_billeder
from socialaftale.tilbud.status import Status

IDAG = f"{tid.today():%d.%m.%Y}"
SAERE = ["", "31.02.2026", "i morgen", "99.99.9999", "0001-01-01", "9999-12-31", "1e9", "٣", "NaN", "\x00"]


@pytest.fixture
def leder(register, client):
    bruger = register.person(Rolle.TILBUDSLEDER, register.hjoerring)
    client.force_login(bruger)
    return bruger


def places(tilbud: Tilbud, godkendte: str, normerede: str) -> dict[str, str]:
    kode = tilbud.afdelinger.get().pladsgrupper.get().kode
    return {f"godkendte_{kode}": godkendte, f"normerede_{kode}": normerede}


def proposal(tilbud: Tilbud, **felter: str) -> dict[str, str]:
    grund = {"version": str(version_of(tilbud)), "art": "pladser", "gaelder_fra": IDAG, "begrundelse": "Ny fløj"}
    return grund | places(tilbud, "14", "14") | felter


def test_a_proposal_from_page_to_queue_to_register(client, register, leder):
    tilbud = register.tilbud()
    svar = client.post(f"/tilbud/{tilbud.kode}/aendring/", proposal(tilbud), follow=True)
    assert "Ændringen er foreslået" in svar.text and "Lærkehuset" in svar.text
    client.force_login(register.person(Rolle.SEKRETARIAT, register.sekretariat))
    sag = f"/aendringer/{Aendring.objects.get().pk}/"
    assert "Pladser før og efter" in client.get(sag).text
    client.post(sag, {"godkend": "ja", "svar": ""})
    assert "<strong>14</strong>" in client.get(f"/tilbud/{tilbud.kode}/").text


@pytest.mark.parametrize("dato", SAERE)
def test_odd_days_are_explained_and_nothing_typed_is_lost(client, register, leder, dato):
    tilbud = register.tilbud()
    svar = client.post(f"/tilbud/{tilbud.kode}/aendring/", proposal(tilbud, gaelder_fra=dato, begrundelse="Skal blive"))
    assert svar.status_code == 200
    assert "Der er noget, der skal rettes" in svar.text and "Skal blive" in svar.text
    assert not Aendring.objects.exists()


@pytest.mark.parametrize("antal", ["-1", "1.5", "1,5", "1000", "99999999999999999999", "mange", "NaN", "", "\x00"])
def test_odd_numbers_are_explained(client, register, leder, antal):
    tilbud = register.tilbud()
    svar = client.post(f"/tilbud/{tilbud.kode}/aendring/", proposal(tilbud, **places(tilbud, antal, antal)))
    assert svar.status_code == 200 and "Der er noget, der skal rettes" in svar.text
    assert not Aendring.objects.exists()


def test_a_cpr_number_in_the_reason_is_stopped_and_a_false_alarm_can_be_released(client, register, leder):
    tilbud = register.tilbud()
    adresse, felter = f"/tilbud/{tilbud.kode}/aendring/", proposal(tilbud, begrundelse="Sag 010190-1234 flytter")
    svar = client.post(adresse, felter)
    assert "CPR-nummer" in svar.text and "flytter" in svar.text
    assert '<input type="checkbox" name="frigiv_cpr"' in svar.text
    assert not Aendring.objects.exists()
    client.post(adresse, felter | {"frigiv_cpr": "on"})
    assert Aendring.objects.get().begrundelse == "Sag 010190-1234 flytter"
    (frigivelse,) = Haendelse.objects.filter(verbum=cpr.FRIGIVET)
    assert (frigivelse.by, frigivelse.efter) == (leder, {"felter": ["begrundelse"]})


def test_a_released_name_is_saved_and_the_log_names_the_field_not_the_number(client, register, leder):
    tilbud = register.tilbud()
    felter = {"version": version_of(tilbud), "gaelder_fra": IDAG, "navn": "Hus 010190-1234", "landsdaekning": "ingen"}
    assert "CPR-nummer" in client.post(f"/tilbud/{tilbud.kode}/ret/stam/", felter).text
    client.post(f"/tilbud/{tilbud.kode}/ret/stam/", felter | {"frigiv_cpr": "on"})
    assert "<h1>Hus 010190-1234</h1>" in client.get(f"/tilbud/{tilbud.kode}/").text
    assert Haendelse.objects.get(verbum=cpr.FRIGIVET).efter == {"felter": ["navn"]}


@pytest.mark.parametrize("version", ["0", "-5", "abc", "", "99999999999999999999999"])
def test_an_old_or_odd_version_is_said(client, register, leder, version):
    tilbud = register.tilbud()
    svar = client.post(f"/tilbud/{tilbud.kode}/aendring/", proposal(tilbud, version=version))
    assert svar.status_code == 200 and "Der er noget, der skal rettes" in svar.text


def test_every_part_can_be_corrected_from_its_page(client, register, leder):
    tilbud = register.tilbud()
    oversigt = client.get(f"/tilbud/{tilbud.kode}/ret/").text
    for del_kode in ("stam", "maalgruppe", tilbud.afdelinger.get().kode, tilbud.ydelser.get().kode):
        assert f"/ret/{del_kode}/" in oversigt
        assert client.get(f"/tilbud/{tilbud.kode}/ret/{del_kode}/").status_code == 200
    felter = {"version": version_of(tilbud), "gaelder_fra": IDAG, "navn": "Svalehuset", "landsdaekning": "ingen"}
    client.post(f"/tilbud/{tilbud.kode}/ret/stam/", felter)
    assert "<h1>Svalehuset</h1>" in client.get(f"/tilbud/{tilbud.kode}/").text


def test_two_at_once_the_second_sees_what_holds_and_keeps_what_she_wrote(client, register, leder):
    tilbud = register.tilbud()
    felter = {"version": version_of(tilbud), "gaelder_fra": IDAG, "landsdaekning": "ingen"}
    client.post(f"/tilbud/{tilbud.kode}/ret/stam/", felter | {"navn": "Svalehuset"})
    svar = client.post(f"/tilbud/{tilbud.kode}/ret/stam/", felter | {"navn": "Uglehuset"})
    assert "En anden har ændret" in svar.text
    assert "Svalehuset" in svar.text and "Uglehuset" in svar.text
    igen = felter | {"navn": "Uglehuset", "version": version_of(tilbud)}
    assert f'name="version" value="{version_of(tilbud)}"' in svar.text
    client.post(f"/tilbud/{tilbud.kode}/ret/stam/", igen)
    assert Stamfakta.objects.latest("pk").navn == "Uglehuset"


def test_ages_the_wrong_way_round_are_explained(client, register, leder):
    tilbud = register.tilbud()
    felter = {"version": version_of(tilbud), "gaelder_fra": IDAG, "alder_fra": "30", "alder_til": "20"}
    svar = client.post(f"/tilbud/{tilbud.kode}/ret/maalgruppe/", felter)
    assert svar.status_code == 200 and "Alder fra må ikke være højere" in svar.text


def test_a_step_that_is_not_next_is_no_server_error(client, register, leder):
    assert client.get(f"/tilbud/{register.tilbud().kode}/skridt/inscribe/").status_code == 404
    assert client.get(f"/tilbud/{register.tilbud('B').kode}/skridt/findesikke/").status_code == 404


def test_the_secretariat_inscribes_from_the_page(client, register, leder):
    tilbud = register.tilbud(status=Status.INDMELDT)
    assert client.get(f"/tilbud/{tilbud.kode}/skridt/inscribe/").status_code == 403
    client.force_login(register.person(Rolle.SEKRETARIAT, register.sekretariat))
    assert "Indskriv i aftalen" in client.get(f"/tilbud/{tilbud.kode}/").text
    svar = client.post(f"/tilbud/{tilbud.kode}/skridt/inscribe/", {"gaelder_fra": IDAG}, follow=True)
    assert "Tilbuddet er nu aktiv" in svar.text


def test_the_inscription_is_answered_by_one_tap_a_line(client, register, leder):
    register.tilbud("Lærkehuset")
    register.tilbud("Naboens", driftsherre=register.aalborg)
    sekretariat = register.person(Rolle.SEKRETARIAT, register.sekretariat)
    client.force_login(sekretariat)
    client.post("/indskrivning/", {"aar": tid.today().year + 1, "frist": IDAG})
    runde = Indskrivning.objects.get()
    client.force_login(leder)
    siden = client.get(f"/indskrivning/{runde.pk}/").text
    assert "Lærkehuset" in siden and "Naboens" not in siden and "1 af 1 mangler svar" in siden
    linje = runde.linjer.get(driftsherre=register.hjoerring)
    client.post(f"/indskrivning/linje/{linje.pk}/", {"svar": "bekraeftet", "version": 1, "bemaerkning": ""})
    assert "Alle linjer er besvaret" in client.get(f"/indskrivning/{runde.pk}/").text
    naboens = runde.linjer.get(driftsherre=register.aalborg)
    assert client.get(f"/indskrivning/linje/{naboens.pk}/").status_code == 403


def test_the_secretariat_sees_who_has_not_answered_and_moves_the_deadline(client, register):
    register.tilbud("Lærkehuset")
    register.tilbud("Naboens", driftsherre=register.aalborg)
    sekretariat = register.person(Rolle.SEKRETARIAT, register.sekretariat)
    client.force_login(sekretariat)
    assert "Åbn årets indskrivning herunder" in client.get("/indskrivning/").text
    client.post("/indskrivning/", {"aar": tid.today().year + 1, "frist": IDAG})
    runde = Indskrivning.objects.get()
    adresse = f"/indskrivning/{runde.pk}/"
    siden = client.get(adresse).text
    assert "Svar pr. driftsherre" in siden and "Ingen takstansvarlig" in siden
    kun = client.get(adresse, {"driftsherre": "851"}).text
    assert "Naboens" in kun and "Lærkehuset" not in kun
    svar = client.post(adresse, {"frist": "01.02.2020"})
    assert "Fristen er allerede gået" in svar.text and 'value="01.02.2020"' in svar.text
    om_lidt = tid.today() + dt.timedelta(days=30)
    assert "Fristen er flyttet" in client.post(adresse, {"frist": f"{om_lidt:%d.%m.%Y}"}, follow=True).text
    runde.refresh_from_db()
    assert runde.frist == om_lidt


def test_a_deadline_that_has_passed_is_said_and_a_late_answer_still_counts(client, register, leder):
    register.tilbud("Lærkehuset")
    runde = Indskrivning.objects.create(
        omraade=register.omraade, aar=2026, frist=dt.date(2026, 1, 15), aabnet_at=tid.now(), aabnet_by=register.by
    )
    linje = runde.linjer.create(tilbud=Tilbud.objects.get(), driftsherre=register.hjoerring)
    siden = client.get(f"/indskrivning/{runde.pk}/").text.replace("\xa0", " ")
    assert "Fristen var 15. januar 2026" in siden
    assert "Svar pr. driftsherre" not in siden and "Flyt fristen" not in siden, "they are the secretariat's"
    client.post(f"/indskrivning/linje/{linje.pk}/", {"svar": "bekraeftet", "version": 1, "bemaerkning": ""})
    assert "Alle linjer er besvaret" in client.get(f"/indskrivning/{runde.pk}/").text


def test_the_line_leads_only_where_the_person_may_go(client, register, leder):
    tilbud = register.tilbud("Lærkehuset")
    runde = Indskrivning.objects.create(
        omraade=register.omraade, aar=2026, frist=tid.today(), aabnet_at=tid.now(), aabnet_by=register.by
    )
    linje = runde.linjer.create(tilbud=tilbud, driftsherre=register.hjoerring)
    ret = f"/tilbud/{tilbud.kode}/ret/"
    assert ret in client.get(f"/indskrivning/linje/{linje.pk}/").text
    client.force_login(register.person(Rolle.SEKRETARIAT, register.sekretariat))
    assert ret not in client.get(f"/indskrivning/linje/{linje.pk}/").text


@pytest.mark.parametrize("aar", ["1999", "2500", "abc", "", "-1"])
def test_an_odd_year_opens_nothing(client, register, aar):
    client.force_login(register.person(Rolle.SEKRETARIAT, register.sekretariat))
    svar = client.post("/indskrivning/", {"aar": aar, "frist": IDAG})
    assert "Der er noget, der skal rettes" in svar.text and not Indskrivning.objects.exists()
    assert "større end" not in svar.text and "Denne værdi" not in svar.text


def extract(*raekker: dict[str, str]) -> SimpleUploadedFile:
    ud = io.StringIO()
    skriver = csv.DictWriter(ud, list(labels().values()), delimiter=";")
    skriver.writeheader()
    for raekke in raekker:
        skriver.writerow({labels()[noegle]: vaerdi for noegle, vaerdi in raekke.items()})
    return SimpleUploadedFile("udtræk.csv", ud.getvalue().encode())


def upload(client, fil) -> str:
    return client.post("/tilbud/nyt/", {"organisation": "860", "fil": fil}, follow=True).text


def test_a_draft_starts_from_a_row_of_the_extract(client, register, leder):
    raekke = {
        "portal_id": "X7",
        "navn": "Uglehuset",
        "kommune": "Hjørring",
        "lovgrundlag": "SEL § 66, stk. 1, nr. 6",
        "normerede": "8",
        "godkendte": "9",
        "maalgrupper": "Autismespektrum; Opfundet gruppe",
        "ydelser": "Ophold",
        "ydelsestyper": "Ophold",
        "adresse": "Prøvevej 2",
        "alder_fra": "6",
        "alder_til": "17",
    }
    assert 'href="/tilbud/nyt/"' in client.get("/tilbud/").text
    siden = upload(client, extract(raekke))
    assert "Ikke i registeret" in siden
    udtraek = Portaludtraek.objects.get()
    siden = client.post(f"/tilbud/udtraek/{udtraek.pk}/kladde/0/", follow=True).text
    assert "Opfundet gruppe" in siden and "oprettet som kladde" in siden
    (ny,) = read_billeder(Tilbud.objects.all(), tid.today())
    assert (ny.navn, ny.normerede, ny.godkendte, ny.status) == ("Uglehuset", 8, 9, Status.KLADDE)
    assert [lov.kode for lov in ny.lovgrundlag] == ["bl-43-3"]
    assert ny.maalgruppenavne == ("Autismespektrum",)


def test_the_extract_shows_where_portal_and_register_differ(client, register, leder):
    tilbud = register.tilbud(tilbudsportal_id="X1", p_nummer="1000000001")
    ens = values_of(read_billeder([tilbud], tid.today())[0], {})
    assert "Ens</span>" in upload(client, extract(ens))
    siden = upload(client, extract(ens | {"normerede": "12"}))
    assert "registeret »10«, portalen »12«" in siden
    assert "Felter, der ikke er ens" in client.get(f"/tilbud/{tilbud.kode}/tilbudsportalen/").text


def test_the_template_is_read_back(client, register, leder):
    hoved = client.get("/tilbud/udtraek/skabelon.csv").content
    assert "ingen rækker" in upload(client, SimpleUploadedFile("tom.csv", hoved))


@pytest.mark.parametrize(
    ("navn", "indhold", "besked"),
    [
        ("x.csv", b"", "tom"),
        ("x.csv", b"\x00\x01\x02", "ikke tekst"),
        ("x.csv", b"a;b\n1;2\n", "mangler overskriften"),
        ("x.csv", b"Tilbuddets navn;Tilbuddets navn\na;b\n", "to gange"),
        ("x.csv", b"Tilbuddets navn;Tilbuds-id\n;X1\n", "Række 2 har intet navn"),
        ("x.csv", ("Tilbuddets navn\n" + "a\n" * 2001).encode(), "flere end 2000"),
        ("x.xlsx", b"ikke et regneark", "kan ikke læses"),
        ("x.xlsm", b"PK", "CSV eller XLSX"),
        ("x.exe", b"MZ", "CSV eller XLSX"),
        ("uden-endelse", b"a", "CSV eller XLSX"),
    ],
)
def test_a_bad_file_is_explained(client, register, leder, navn, indhold, besked):
    assert besked in upload(client, SimpleUploadedFile(navn, indhold))
    assert not Portaludtraek.objects.exists()


def test_a_zip_bomb_is_not_unpacked(client, register, leder):
    import zipfile

    fil = io.BytesIO()
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as arkiv:
        arkiv.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    assert "fylder for meget" in upload(client, SimpleUploadedFile("x.xlsx", fil.getvalue()))


def test_a_workbook_is_read_as_the_csv_is(client, register, leder):
    from openpyxl import Workbook

    bog = Workbook()
    bog.active.append(["Tilbuddets navn", "Tilbuds-id", "Normerede pladser i alt", "Postnummer"])
    bog.active.append(["Uglehuset", "X7", 12, 9800])
    fil = io.BytesIO()
    bog.save(fil)
    upload(client, SimpleUploadedFile("x.xlsx", fil.getvalue()))
    assert Portaludtraek.objects.get().raekker == [
        {"navn": "Uglehuset", "portal_id": "X7", "normerede": "12", "postnummer": "9800"}
    ]


def test_the_portal_page_marks_what_changed_since_it_was_entered(client, register, leder):
    tilbud = register.tilbud(tilbudsportal_id="X1")
    sti = f"/tilbud/{tilbud.kode}/tilbudsportalen/"
    assert "Endnu ikke mærket" in client.get(sti).text
    assert client.post(sti).status_code == 302
    assert "(ændret)" not in client.get(sti).text
    felter = {"version": version_of(tilbud), "gaelder_fra": IDAG, "navn": "Svalehuset", "landsdaekning": "ingen"}
    client.post(f"/tilbud/{tilbud.kode}/ret/stam/", felter | {"tilbudsportal_id": "X1"})
    siden = client.get(sti).text
    assert "Tilbuddets navn (ændret)" in siden and "Indtastet sidst: Lærkehuset" in siden


def test_another_party_sees_neither_the_portal_page_nor_the_extract(client, register, leder):
    tilbud = register.tilbud()
    upload(client, extract({"navn": "Uglehuset"}))
    client.force_login(register.person(Rolle.TILBUDSLEDER, register.aalborg))
    for sti in (f"/tilbud/{tilbud.kode}/tilbudsportalen/", f"/tilbud/{tilbud.kode}/ret/",
                f"/tilbud/udtraek/{Portaludtraek.objects.get().pk}/"):  # fmt: skip
        assert client.get(sti).status_code == 403


def test_an_afdeling_a_pladsgruppe_and_a_ydelse_are_added_from_the_page(client, register, leder):
    tilbud = register.tilbud()

    def add(hvad: str, **felter: str) -> str:
        sti = f"/tilbud/{tilbud.kode}/tilfoej/{hvad}/"
        assert client.get(sti).status_code == 200
        felter |= {"version": str(version_of(tilbud)), "gaelder_fra": IDAG}
        return client.post(sti, felter, follow=True).text

    assert "Ny afdeling er tilføjet" in add("afdeling", navn="Østhuset", kommune=str(register.aalborg.pk))
    ny = tilbud.afdelinger.latest("pk")
    assert "tilføjet" in add("pladsgruppe", afdeling=ny.kode, lovgrundlag="sel-104", form="dag")
    assert "tilføjet" in add("ydelse", navn="Samvær", ydelsestype="aktivitet-og-samvaer", til_salg="ja")
    (billede,) = read_billeder([tilbud], tid.today())
    assert [afdeling.navn for afdeling in billede.afdelinger] == ["Hovedhuset", "Østhuset"]
    assert billede.normerede == 10 and len(billede.lovgrundlag) == 2 and len(billede.ydelser) == 2
    naboens = register.tilbud("Andet").afdelinger.get()
    assert "skal rettes" in add("pladsgruppe", afdeling=naboens.kode, lovgrundlag="sel-104", form="dag")
    assert client.get(f"/tilbud/{tilbud.kode}/tilfoej/kælder/").status_code == 404


def test_another_driftsherre_takes_the_same_tilbud_over(client, register, leder):
    tilbud = register.tilbud()
    sti = f"/tilbud/{tilbud.kode}/overtagelse/"
    assert client.get(sti).status_code == 403
    client.force_login(register.person(Rolle.SEKRETARIAT, register.sekretariat))
    svar = client.post(sti, {"driftsherre": register.region.pk, "gaelder_fra": IDAG}, follow=True)
    assert "Region Nordjylland" in svar.text
    igen = client.post(sti, {"driftsherre": register.region.pk, "gaelder_fra": IDAG}, follow=True)
    assert "allerede den driftsherre" in igen.text
    assert Stamfakta.objects.filter(tilbud=tilbud).count() == 2
