"""The economy columns of the tilbudsoversigt: public, of published years only, and no cost among them."""

from decimal import Decimal

import pytest

from socialaftale.parter.roller import Rolle
from socialaftale.takster.oekonomi import read

from .conftest import KANARIE

pytestmark = pytest.mark.usefixtures("efteraar_2026")


def published(hus) -> None:
    hus.publish(2026)


def test_the_confirmed_takst_occupancy_and_overhead_of_a_published_year(hus):
    hus.confirm(2026)
    hus.save(2026, takst_loen="9000000")
    assert read("nordjylland", 2026, [hus.tilbud.kode]) == {}
    published(hus)
    (celler,) = read("nordjylland", 2026, [hus.tilbud.kode]).values()
    assert celler == {
        "takster": "Døgntakst 1.119\xa0kr. pr. døgn",
        "belaegning_i_taksten": Decimal("97.0"),
        "overhead": Decimal("5.0"),
    }
    assert KANARIE not in str(celler)


def test_another_year_and_another_area_are_empty(hus):
    hus.confirm(2026)
    published(hus)
    assert read("nordjylland", 2025, [hus.tilbud.kode]) == {}
    assert read("fiktivland", 2026, [hus.tilbud.kode]) == {}


def test_the_columns_cost_the_same_queries_for_one_and_for_many(hus, django_assert_max_num_queries):
    koder = [hus.tilbud.kode]
    hus.confirm(2026)
    for nr in range(5):
        hus.tilbud = hus.register.tilbud(f"Hus {nr}")
        hus.confirm(2026)
        koder.append(hus.tilbud.kode)
    published(hus)
    with django_assert_max_num_queries(3):
        assert len(read("nordjylland", 2026, koder)) == 6


@pytest.mark.parametrize("format_", ["csv", "json"])
def test_the_oversigt_carries_the_columns_to_everyone_and_no_cost(hus, client, format_):
    hus.confirm(2026)
    published(hus)
    svar = client.get(f"/tilbudsoversigt/fil.{format_}").content.decode()
    assert "Døgntakst 1.119\xa0kr. pr. døgn" in svar
    assert KANARIE not in svar


def test_the_takst_stands_on_the_page_and_in_the_pdf_too(hus, client):
    import pypdfium2

    hus.confirm(2026)
    published(hus)
    assert "Døgntakst 1.119 kr. pr. døgn" in client.get("/tilbudsoversigt/").text.replace("\xa0", " ")
    pdf = pypdfium2.PdfDocument(client.get("/tilbudsoversigt/fil.pdf").content)
    assert "1.119" in pdf[0].get_textpage().get_text_range()


def test_takst_and_occupancy_are_ready_for_tilbudsportalen_when_the_year_is_published(hus, client):
    hus.confirm(2026)
    client.force_login(hus.person(Rolle.TILBUDSLEDER, hus.register.hjoerring))
    sti = f"/tilbud/{hus.tilbud.kode}/tilbudsportalen/"
    assert "1.119" not in client.get(sti).text, "not published"
    published(hus)
    siden = client.get(sti).text.replace("\xa0", " ")
    assert 'value="Døgntakst 1.119 kr. pr. døgn"' in siden
    assert 'value="97,0"' in siden
    assert KANARIE not in siden
    client.post(sti)
    assert "(ændret)" not in client.get(sti).text
