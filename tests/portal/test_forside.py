import pytest

from socialaftale.parter.indlaes import load_file
from socialaftale.tilbud.eksempel.indlaes import load_example


@pytest.fixture
def region(db):
    omraade = load_file("nordjylland")
    load_example(omraade, 2026)
    return omraade


def test_the_front_page_is_danish_and_leads_to_the_search(client, db):
    html = client.get("/").text
    assert '<html lang="da">' in html
    assert 'action="/tilbud/"' in html
    assert 'name="q"' in html


def test_the_public_sees_how_much_there_is_and_that_it_is_invented(client, region):
    html = client.get("/").text
    assert "<strong>1.785</strong>" in html
    assert "<strong>636</strong>" in html
    assert "Eksempeldata" in html
    assert "Det skal du gøre nu" not in html


def test_a_person_with_nothing_to_do_is_told_so(client, mette):
    client.force_login(mette)
    assert "Der venter ikke noget på dig" in client.get("/").text
