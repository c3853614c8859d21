"""The takstskema on the site: out filled, in by upload, back with its findings."""

import re
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from socialaftale.faelles.models import Fil
from socialaftale.parter.roller import Rolle
from socialaftale.takster import queries, skema
from socialaftale.takster.models import Indberetningsversion, Indlaesning
from socialaftale.takster.takstskema import Forventet, read_takstskema
from socialaftale.tilbud.models import Stamfakta

from .conftest import KANARIE
from .test_views import text, visit

pytestmark = pytest.mark.usefixtures("efteraar_2026")


@pytest.fixture(autouse=True)
def filer(settings, tmp_path):
    settings.FILER = tmp_path


def download(client, aar: int = 2026, kode: str = "860") -> bytes:
    return client.get(reverse("takstskema_hent", args=[kode, aar])).content


def upload(client, raw: bytes, navn: str = "skema.xlsx", aar: int = 2026, kode: str = "860", **felter):
    adresse = reverse("takstskema_indlaes", args=[kode, aar])
    return client.post(adresse, {"fil": SimpleUploadedFile(navn, raw)} | felter, follow=True)


def changed(raw: bytes, overskrift: str, vaerdi, ark: str = "Linjer") -> bytes:
    """The workbook with the first row's cell below a heading filled in."""
    bog = openpyxl.load_workbook(BytesIO(raw))
    celle = find(bog, ark, overskrift)
    celle.value = vaerdi
    ud = BytesIO()
    bog.save(ud)
    return ud.getvalue()


def find(bog, ark: str, overskrift: str):
    for raekke in bog[ark].iter_rows():
        for celle in raekke:
            if celle.value == overskrift:
                return bog[ark].cell(celle.row + 1, celle.column)
    raise LookupError(f"{overskrift} på {ark}")


def test_the_first_skema_is_filled_from_the_register(hus):
    raw = download(visit(hus.indberetter))
    laesning = read_takstskema(raw, "skema.xlsx", Forventet(2026, "860"))
    (tilbud,) = skema.read_skema(hus.register.hjoerring, hus.register.omraade, 2026).ny.tilbud
    assert (tilbud.id, tilbud.navn) == (hus.tilbud.kode, "Lærkehuset")
    assert [(et.pladser, et.art) for et in tilbud.beregninger] == [(10, "doegn")]
    assert laesning.kort, "every field has its cell"


def test_next_years_skema_starts_from_last_years_report(hus):
    hus.confirm(2025)
    indhold = skema.read_skema(hus.register.hjoerring, hus.register.omraade, 2026)
    (beregning,) = indhold.ny.tilbud[0].beregninger
    (linje,) = beregning.linjer
    assert (linje.takst_kr, linje.takst_forrige_kr) == (None, 1119)
    assert (beregning.belaegning.procent, beregning.belaegning.procent_forrige) == (None, 97)
    assert indhold.forrige.aar == 2025


def test_out_and_in_again_says_the_same_and_makes_no_version(hus):
    hus.save(2026)
    client = visit(hus.indberetter)
    svar = upload(client, download(client))
    assert "siger det samme" in text(svar)
    assert Indberetningsversion.objects.count() == 1


def test_a_changed_skema_becomes_a_draft_with_its_findings(hus):
    hus.save(2026)
    client = visit(hus.indberetter)
    svar = upload(client, changed(download(client), "Hvad dækker taksten?", None))
    assert "1 tilbud er gemt som kladde" in text(svar)
    celle = find(openpyxl.load_workbook(BytesIO(download(client))), "Linjer", "Hvad dækker taksten?").coordinate
    assert re.search(rf"Linjer {celle}:</strong> [^<]*det står ikke, hvad taksten dækker", text(svar))
    version = Indberetningsversion.objects.newest().get()
    assert (version.nr, version.kilde, version.status) == (2, "skema", "kladde")
    assert "indhold" not in version.indhold["beregninger"][0]["linjer"][0]


def test_the_same_file_twice_is_said_and_gives_nothing_new(hus):
    hus.save(2026)
    client = visit(hus.indberetter)
    raw = changed(download(client), "Takst", 1200)
    upload(client, raw)
    svar = upload(client, raw)
    assert "allerede indlæst" in text(svar)
    assert (Indlaesning.objects.count(), Indberetningsversion.objects.count()) == (1, 2)


def test_mistakes_are_listed_by_cell_and_the_reply_marks_them(hus):
    hus.save(2026)
    client = visit(hus.indberetter)
    raw = download(client)
    for overskrift, vaerdi in (("Takst", "cirka tusind"), ("Pladser", -3)):
        raw = changed(raw, overskrift, vaerdi)
    svar = upload(client, raw)
    assert "Filen er ikke gemt som takster" in text(svar)
    assert Indberetningsversion.objects.count() == 1
    bog = openpyxl.load_workbook(BytesIO(raw))
    for overskrift in ("Takst", "Pladser"):
        assert find(bog, "Linjer", overskrift).coordinate in text(svar)
    tilbage = client.get(reverse("takstskema_svar", args=[Indlaesning.objects.get().pk]))
    assert find(openpyxl.load_workbook(BytesIO(tilbage.content)), "Linjer", "Takst").comment


def test_a_cell_that_cannot_be_read_does_not_hide_what_else_is_wrong(hus):
    """Three mistakes of three kinds come back at once: a word for a number, a low occupancy, an undefined line."""
    hus.confirm(2025)
    hus.save(2026)
    client = visit(hus.indberetter)
    raw = changed(download(client), "Takst", "cirka tusind")
    raw = changed(raw, "Belægning i taksten", 75, ark="Afdelinger")
    raw = changed(raw, "Takstlinje", "Merpris")
    side = text(upload(client, raw))
    assert "Filen er ikke gemt som takster" in side and "”cirka tusind” er ikke et tal" in side
    assert "belægningen er 75 %, under gulvet" in side
    assert "siger ikke, hvad der betales for" in side
    assert "intet at rette" not in side
    assert Indberetningsversion.objects.filter(indberetning__aar=2026).count() == 1, "nothing was saved"
    svar = client.get(reverse("takstskema_svar", args=[Indlaesning.objects.get().pk])).content
    bog = openpyxl.load_workbook(BytesIO(svar))
    for ark, overskrift in (("Linjer", "Takst"), ("Afdelinger", "Belægning i taksten"), ("Linjer", "Takstlinje")):
        assert find(bog, ark, overskrift).comment, overskrift


def test_a_tilbud_that_cannot_be_read_does_not_hide_the_others(hus):
    """A field that must be there is empty in one tilbud; the other is checked all the same."""
    hus.save(2026)
    foerste = hus.tilbud
    hus.tilbud = hus.register.tilbud("Solgården")
    hus.save(2026, belaegning={"procent": "75"})
    client = visit(hus.indberetter)
    raw = download(client)
    bog = openpyxl.load_workbook(BytesIO(raw))
    raekke = next(r for r in bog["Afdelinger"].iter_rows(min_row=5) if r[2].value == foerste.kode)
    normerede = next(nr for nr, celle in enumerate(bog["Afdelinger"][4]) if celle.value == "Normerede pladser")
    raekke[normerede].value = None
    ud = BytesIO()
    bog.save(ud)
    side = text(upload(client, ud.getvalue()))
    assert "Filen er ikke gemt som takster" in side
    assert "belægningen er 75 %, under gulvet" in side
    assert side.count("intet at rette") == 0, "of a tilbud that was not read nothing can be said"


@pytest.mark.parametrize(
    ("raw", "navn", "besked"),
    [
        (b"%PDF-1.7 ...", "skema.xlsx", "en PDF"),
        (b"", "skema.xlsx", "Filen er tom"),
        (b"PK\x03\x04 halv", "skema.xlsx", "Gem"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "skema.xlsx", "Gem"),
        (b"a;b\n1;2\n", "skema.csv", "takstskema"),
    ],
)
def test_what_is_no_takstskema_is_refused_on_the_page_and_not_kept(hus, raw, navn, besked):
    svar = upload(visit(hus.indberetter), raw, navn)
    assert svar.status_code == 200
    assert besked in text(svar)
    assert not Indlaesning.objects.exists()
    assert not Fil.objects.exists()


def test_half_a_file_is_refused(hus):
    client = visit(hus.indberetter)
    raw = download(client)
    svar = upload(client, raw[: len(raw) // 2])
    assert "Der er noget, der skal rettes" in text(svar)
    assert not Indlaesning.objects.exists()


@pytest.mark.parametrize(
    "afbrudt",
    [b"--gra", b'--graense\r\nContent-Disposition: form-data; name="fil"; filename="skema.xlsx"\r\n\r\nPK\x03\x04'],
)
def test_an_upload_that_was_cut_off_is_asked_for_again(hus, afbrudt):
    adresse = reverse("takstskema_indlaes", args=["860", 2026])
    svar = visit(hus.indberetter).post(adresse, afbrudt, content_type="multipart/form-data; boundary=graense")
    assert "Filen kom ikke frem. Vælg den, og indlæs igen." in text(svar)
    assert not Indlaesning.objects.exists()


def test_a_file_of_another_driftsherre_or_year_is_refused(hus):
    hus.confirm(2025)
    client = visit(hus.indberetter)
    assert "2025" in text(upload(client, download(client, 2025), aar=2026))
    aalborg = hus.person(Rolle.TAKSTINDBERETTER, hus.register.aalborg)
    fremmed = visit(aalborg).get(reverse("takstskema_hent", args=["851", 2026])).content
    assert "Der er noget, der skal rettes" in text(upload(client, fremmed))
    assert not Indlaesning.objects.exists()


def test_a_tilbud_that_is_not_ones_own_is_refused_by_name(hus):
    fremmed = hus.register.tilbud("Fremmedhuset", driftsherre=hus.register.aalborg)
    raw = changed(download(visit(hus.indberetter)), "Id", fremmed.kode, ark="Tilbud")
    svar = upload(visit(hus.indberetter), raw)
    assert "Der er noget, der skal rettes" in text(svar) or "skal rettes" in text(svar)
    assert not Indberetningsversion.objects.filter(indberetning__tilbud=fremmed).exists()


def test_a_file_that_may_hold_a_cpr_number_is_not_kept_until_it_is_released(hus):
    hus.save(2026)
    client = visit(hus.indberetter)
    raw = changed(download(client), "Hvad dækker taksten?", "Ring til 010203 4567 om prisen.")
    svar = upload(client, raw)
    assert "kan indeholde et CPR-nummer" in text(svar)
    assert not Fil.objects.exists()
    celle = find(openpyxl.load_workbook(BytesIO(raw)), "Linjer", "Hvad dækker taksten?").coordinate
    assert f"Linjer {celle}: Cellen ser ud til" in text(svar), "among hundreds of cells it must be said which"
    svar = upload(client, raw, frigiv=f"Linjer!{celle}")
    assert "gemt som kladde" in text(svar)
    assert Indlaesning.objects.get().frigivne == [f"Linjer!{celle}"]


def test_only_the_reporters_of_the_party_reach_its_files(hus):
    hus.save(2026)
    client = visit(hus.indberetter)
    upload(client, changed(download(client), "Takst", 1200))
    pk = Indlaesning.objects.get().pk
    adresser = [reverse("takstskema_hent", args=["860", 2026]), reverse("takstskema_indlaes", args=["860", 2026])]
    adresser += [reverse("takstskema_indlaesning", args=[pk]), reverse("takstskema_svar", args=[pk])]
    fremmede = [hus.person(Rolle.TAKSTINDBERETTER, hus.register.aalborg)]
    fremmede += [hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat), hus.member(Rolle.STYRINGSAFTALEGRUPPE)]
    for bruger in fremmede:
        for adresse in adresser:
            svar = visit(bruger).get(adresse)
            assert svar.status_code == 403
            assert KANARIE not in text(svar)
    assert {client.get(adresse).status_code for adresse in adresser} == {200}


def test_a_predecessors_costs_are_not_in_the_new_driftsherres_skema(hus):
    hus.confirm(2025)
    stam = Stamfakta.objects.get(tilbud=hus.tilbud)
    stam.pk, stam.driftsherre, stam.gaelder_fra = None, hus.register.aalborg, stam.gaelder_fra.replace(year=2026)
    stam.save()
    indhold = skema.read_skema(hus.register.aalborg, queries.area_of(hus.register.aalborg), 2026)
    assert KANARIE not in str(indhold.ny)
    assert KANARIE not in str(indhold.forrige)
    assert indhold.ny.tilbud[0].beregninger[0].linjer[0].takst_forrige_kr == 1119
