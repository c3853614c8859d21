"""The session ends while somebody writes: the text is shown again, and the way back leads to the page of the form."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.takster.conftest import hus, register

__all__ = ["hus", "register"]

TEKST = "Vi har fået to nattevagter mere,\nfordi beboerne er blevet ældre. <b>"


@pytest.fixture
def svar(hus, client):
    hus.save(2026)
    adresse, side = (reverse(navn, args=[hus.tilbud.kode, 2026]) for navn in ("takst_forklaring", "takst"))
    return client.post(adresse, {"tekst": TEKST, "version": "1"}, headers={"referer": f"http://testserver{side}"}), side


def test_what_was_typed_is_shown_and_the_way_back_is_the_page_of_the_form(svar):
    html, side = svar[0].text, svar[1]
    assert "Du er logget af" in html
    assert "to nattevagter mere" in html
    assert "&lt;b&gt;" in html
    assert f"?next={side.replace('/', '%2F')}" in html


def test_a_form_without_text_leads_to_the_sign_in_and_back_to_its_page(hus, client):
    adresse, side = (reverse(navn, args=[hus.tilbud.kode, 2026]) for navn in ("takst_bekraeft", "takst"))
    svar = client.post(adresse, {"version": "1"}, headers={"referer": f"http://testserver{side}"})
    assert svar.headers["Location"].endswith(f"?next={side}")


def test_a_form_from_another_site_leads_to_the_front_page(hus, client):
    adresse = reverse("takst_bekraeft", args=[hus.tilbud.kode, 2026])
    svar = client.post(adresse, {"version": "1"}, headers={"referer": "https://ond.example/takster/"})
    assert svar.headers["Location"].endswith("?next=/")


def test_a_page_that_stood_open_too_long_does_not_say_that_a_role_is_missing(hus):
    client = Client(enforce_csrf_checks=True)
    client.force_login(hus.indberetter)
    svar = client.post(reverse("takst_forklaring", args=[hus.tilbud.kode, 2026]), {"tekst": TEKST})
    assert "Siden er for gammel" in svar.text
    assert "kopiér det, du skrev" in svar.text
    assert "ikke adgang" not in svar.text
