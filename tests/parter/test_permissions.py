import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from socialaftale.parter import permissions
from socialaftale.parter.models import Aftaleomraade, Rolletildeling, Udvalg
from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, aaben, adgang, may, personlig, require

EGEN, ALLE = Raekkevidde.EGEN, Raekkevidde.ALLE
INDBERET = Ret("proeve.indberet", "indberette takster", "takster", {Rolle.TAKSTINDBERETTER: EGEN, Rolle.DAS: ALLE})
LAES = Ret("proeve.laes", "læse beløb", "takster", {Rolle.LAESER: ALLE})
SE = Ret("proeve.se", "se tilbud", "tilbud", {Rolle.OFFENTLIG: ALLE})
REFERAT = Ret("proeve.referat", "skrive referat", "møder", {Rolle.DAS: EGEN})


def test_own_reach_is_the_party_of_the_role_and_no_other(nord):
    bruger = nord.person(Rolle.TAKSTINDBERETTER, nord.kommune)
    assert may(bruger, INDBERET)
    assert may(bruger, INDBERET, organisation=nord.kommune)
    assert not may(bruger, INDBERET, organisation=nord.nabo)


def test_all_reach_stops_at_the_agreement_area(nord, fiktivland):
    bruger = nord.person(Rolle.DAS, nord.udvalg)
    assert may(bruger, INDBERET, organisation=nord.nabo)
    assert may(bruger, INDBERET, omraade=nord.omraade)
    assert not may(bruger, INDBERET, organisation=fiktivland.kommune)
    assert not may(bruger, INDBERET, omraade=fiktivland.omraade)


def test_a_body_role_has_its_body_for_its_own(nord, fiktivland):
    bruger = nord.person(Rolle.DAS, nord.udvalg, organisation=nord.kommune)
    andet = Udvalg.objects.create(omraade=nord.omraade, kort="das2", navn="DAS 2", rolle=Rolle.DAS)
    assert may(bruger, REFERAT, udvalg=nord.udvalg)
    assert not may(bruger, REFERAT, udvalg=andet)
    assert not may(bruger, REFERAT, udvalg=fiktivland.udvalg)
    assert not may(bruger, REFERAT, organisation=nord.kommune), "to sit in DAS for a party is no role at the party"


def test_nothing_is_held_by_nobody_the_inactive_and_the_roleless(nord):
    bruger = nord.person(Rolle.TAKSTINDBERETTER, nord.kommune)
    uden = nord.person(Rolle.VISITATOR, nord.kommune, gaelder_fra=dt.date(2999, 1, 1))
    bruger.aktiv = False
    for hvem in (None, AnonymousUser(), bruger, uden):
        assert not may(hvem, INDBERET)
        assert not may(hvem, LAES)
        assert may(hvem, SE)


def test_an_object_that_is_missing_is_nobodys(nord):
    """A caller that looked a party up and found none must not be answered as if it had asked `anywhere`."""
    reporter, direktoer = nord.person(Rolle.TAKSTINDBERETTER, nord.kommune), nord.person(Rolle.DAS, nord.udvalg)
    for bruger in (reporter, direktoer):
        assert may(bruger, INDBERET)
        assert not may(bruger, INDBERET, None)
        assert not may(bruger, INDBERET, omraade=None)
        assert not may(bruger, INDBERET, nord.kommune, udvalg=None)
    assert may(None, SE, None), "what is public is public"


def test_reading_asks_for_any_role_in_the_area(nord, fiktivland):
    bruger = nord.person(Rolle.VISITATOR, nord.kommune)
    assert may(bruger, LAES, organisation=nord.nabo)
    assert not may(bruger, LAES, organisation=fiktivland.kommune)


def test_a_role_counts_from_its_first_day_until_it_ends(nord):
    bruger = nord.person(Rolle.TAKSTINDBERETTER, nord.kommune, gaelder_fra=dt.date(2026, 3, 1))
    tid = {"gaelder_fra": dt.date(2026, 6, 1), "registreret_by": nord.by, "ophoert": True}
    Rolletildeling.objects.create(bruger=bruger, rolle=Rolle.TAKSTINDBERETTER, organisation=nord.kommune, **tid)
    holds = [may(bruger, INDBERET, nord.kommune, den=dt.date(2026, *md)) for md in ((2, 28), (3, 1), (5, 31), (6, 1))]
    assert holds == [False, True, True, False]


def test_require_says_what_is_missing(nord):
    with pytest.raises(PermissionDenied, match="indberette takster"):
        require(nord.person(Rolle.VISITATOR, nord.kommune), INDBERET)


def test_neither_area_sees_the_others_bodies_and_roles(nord, fiktivland):
    for egen, anden in ((nord, fiktivland), (fiktivland, nord)):
        bruger = egen.person(Rolle.VISITATOR, egen.kommune)
        anden.person(Rolle.GODKENDER, anden.kommune)
        anden.person(Rolle.DAS, anden.udvalg, organisation=anden.nabo)
        assert list(Aftaleomraade.objects.visible_to(bruger)) == [egen.omraade]
        assert list(Udvalg.objects.visible_to(bruger)) == [egen.udvalg]
        sete = Rolletildeling.objects.visible_to(bruger)
        assert bruger in {raekke.bruger for raekke in sete}
        assert {raekke.organisation for raekke in sete} <= {egen.kommune, egen.nabo}


@pytest.mark.parametrize(
    ("view", "svar"),
    [
        (aaben, (200, 200, 200)),
        (personlig, (302, 200, 200)),
        (adgang(INDBERET), (302, 403, 200)),
        (adgang(SE), (200,) * 3),
    ],
)
def test_decorators_ask_for_sign_in_first_and_then_for_the_right(nord, rf, view, svar):
    vist = view(lambda request: HttpResponse("vist"))
    uden, med = nord.person(Rolle.VISITATOR, nord.kommune), nord.person(Rolle.TAKSTINDBERETTER, nord.kommune)
    for bruger, status in zip((AnonymousUser(), uden, med), svar, strict=True):
        request = rf.get("/noget/")
        request.user = bruger
        try:
            assert vist(request).status_code == status
        except PermissionDenied:
            assert status == 403


def test_a_view_says_which_right_it_asks_for():
    assert adgang(INDBERET)(lambda request: HttpResponse()).adgang is INDBERET
    assert aaben(lambda request: HttpResponse()).adgang == permissions.AABEN


def test_two_rights_cannot_share_an_id(monkeypatch):
    monkeypatch.setattr(permissions, "_RETTER", {})
    permissions.register(INDBERET)
    with pytest.raises(ValueError, match="to gange"):
        permissions.register(INDBERET)
    assert permissions.rights() == [INDBERET]
