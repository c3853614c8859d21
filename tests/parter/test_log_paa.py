"""Signing in, in one step and in two, and what is refused."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache

from socialaftale.parter.models import LOKAL, Bruger
from socialaftale.parter.permissions import Rolle

KODE = "en lang dansk sætning"
LOG_PAA = "/konto/log-paa/"


@pytest.fixture(autouse=True)
def forget_attempts(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; argon2 is the library's
    cache.clear()


@pytest.fixture
def admin(nord) -> Bruger:
    bruger = nord.person(Rolle.LOKALADMINISTRATOR, nord.kommune)
    bruger.set_password(KODE)
    bruger.save()
    return bruger


def sign_in(client, bruger, kode=KODE):
    return client.post(LOG_PAA, {"login": bruger.email, "password": kode})


def signed_in(client) -> bool:
    return client.get("/konto/").status_code == 200


def totp_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def activate_totp(client) -> str:
    """Turn the second step on as the person who is signed in, and return its secret."""
    client.post("/konto/bekraeft/", {"password": KODE})
    secret = re.search(r'class="noegle">(\w+)<', client.get("/konto/totrin/til/").text)[1]
    svar = client.post("/konto/totrin/til/", {"code": totp_code(secret)}, follow=True)
    assert "Genoprettelseskoder" in svar.text
    return secret


def test_a_person_signs_in_with_email_whatever_its_case_and_password(client, admin):
    assert client.post(LOG_PAA, {"login": admin.email.upper(), "password": KODE}).status_code == 302
    assert signed_in(client)


def test_the_pages_are_danish_and_in_our_layout(client, admin):
    side = client.get(LOG_PAA).text
    assert "<h1>Log på</h1>" in side and "Adgangskode" in side and 'class="skipnav"' in side
    assert "E-mail eller adgangskode er forkert" in sign_in(client, admin, "forkert").text


def test_the_answer_does_not_tell_whether_an_address_is_known(client, admin):
    ukendt = client.post(LOG_PAA, {"login": "ukendt@eksempel.dk", "password": "forkert"}).text
    kendt = sign_in(client, admin, "forkert").text
    fejl = [re.search(r'role="alert".*?</ul>', side, re.S)[0] for side in (ukendt, kendt)]
    assert fejl[0] == fejl[1]


def test_too_many_attempts_are_stopped(client, admin):
    for _ in range(5):
        sign_in(client, admin, "forkert")
    assert "Vent fem minutter" in sign_in(client, admin).text
    assert not signed_in(client)


def test_nobody_signs_up(client, db):
    for adresse in ("/konto/signup/", "/accounts/signup/", "/konto/opret/"):
        svar = client.post(adresse, {"email": "x@eksempel.dk", "password1": KODE})
        assert svar.status_code == 404
    assert not Bruger.objects.filter(udsteder=LOKAL).exists()


def test_a_closed_user_is_out_at_once_and_cannot_come_back(client, admin):
    sign_in(client, admin)
    Bruger.objects.filter(pk=admin.pk).update(aktiv=False)
    assert not signed_in(client)
    assert "lukket" in client.post(LOG_PAA, {"login": admin.email, "password": KODE}, follow=True).text


def test_a_person_of_another_issuer_with_the_same_address_is_another_person(client, admin):
    Bruger.objects.create(
        udsteder="https://idp.eksempel.dk", subjekt="17", email=admin.email, navn="En anden", password="!"
    )
    assert sign_in(client, admin).status_code == 302
    assert int(client.session["_auth_user_id"]) == admin.pk


def test_a_session_ends_after_a_working_day(client, admin, settings):
    sign_in(client, admin)
    assert settings.SESSION_COOKIE_AGE == 9 * 3600
    assert client.session.get_expire_at_browser_close()


class TestTwoSteps:
    def test_what_a_role_opens_asks_for_the_second_step(self, client, admin, nord, settings):
        settings.KRAEV_TOTP = True
        sign_in(client, admin)
        brugere = f"/organisation/{nord.kommune.kode}/brugere/"
        assert client.get(brugere).headers["Location"] == "/konto/totrin/"
        assert client.get("/kontakter/").status_code == 200, "what everyone with a role may read does not ask"
        activate_totp(client)
        assert client.get(brugere).status_code == 200

    def test_the_code_is_asked_for_at_the_next_sign_in(self, client, admin):
        sign_in(client, admin)
        secret = activate_totp(client)
        client.logout()
        svar = sign_in(client, admin)
        assert svar.headers["Location"].startswith("/konto/totrin/kode/")
        assert not signed_in(client)
        assert "forkert eller udløbet" in client.post("/konto/totrin/kode/", {"code": "000000"}).text
        cache.clear()  # a code is good once; the next half minute's code is not here yet
        client.post("/konto/totrin/kode/", {"code": totp_code(secret)})
        assert signed_in(client)

    def test_a_recovery_code_works_once(self, client, admin):
        sign_in(client, admin)
        activate_totp(client)
        kode = Authenticator.objects.get(user=admin, type="recovery_codes").wrap().get_unused_codes()[0]
        assert kode in client.get("/konto/totrin/koder/").text
        for ventet in (True, False):
            client.logout()
            sign_in(client, admin)
            client.post("/konto/totrin/kode/", {"code": kode})
            assert signed_in(client) is ventet

    def test_the_qr_code_needs_no_exception_from_the_content_security_policy(self, client, admin):
        sign_in(client, admin)
        client.post("/konto/bekraeft/", {"password": KODE})
        side = client.get("/konto/totrin/til/").text
        assert "<svg" in side and "data:image" not in side and "<?xml" not in side
        assert not re.search(r'\sstyle="|<style|<script>', side)


def test_the_first_password_is_chosen_by_link_and_weak_ones_are_refused(client, admin, nord):
    client.force_login(admin)
    client.post(f"/organisation/{nord.kommune.kode}/brugere/", {"navn": "Ida Ny", "email": "ida@eksempel.dk"})
    ida = Bruger.objects.get(email="ida@eksempel.dk")
    side = client.post(f"/organisation/bruger/{ida.pk}/nulstil/").text
    link = re.search(r">http://testserver(/konto/ny-adgangskode/[^<]+)<", side)[1]
    client.logout()
    svagt = client.post(link, {"new_password1": "kort", "new_password2": "kort"})
    assert "mindst 12 tegn" in svagt.text
    client.post(link, {"new_password1": KODE, "new_password2": KODE})
    assert sign_in(client, ida).status_code == 302
    assert signed_in(client)
    assert client.get(link).status_code == 410


def test_a_person_changes_her_own_password(client, admin):
    sign_in(client, admin)
    ny = "en helt anden sætning"
    assert "&lt;" not in client.get("/konto/adgangskode/").text
    svar = client.post("/konto/adgangskode/", {"oldpassword": KODE, "password1": ny, "password2": ny}, follow=True)
    assert "Adgangskoden er skiftet" in svar.text
    client.logout()
    assert sign_in(client, admin).status_code == 200
    cache.clear()
    assert sign_in(client, admin, ny).status_code == 302


def test_a_visitor_who_hammers_gets_a_danish_page(client, admin, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    svar = [sign_in(client, admin, "forkert") for _ in range(2)][1]
    assert svar.status_code == 429
    assert "Vent fem minutter" in svar.text
