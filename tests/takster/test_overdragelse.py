import pytest
from django.urls import reverse

from socialaftale.parter.overdragelse import shown
from socialaftale.parter.roller import Rolle

pytestmark = pytest.mark.usefixtures("efteraar_2026")


def test_the_successor_is_shown_last_years_reports_and_the_draft(hus):
    hus.confirm(2025)
    hus.save(2026)
    efterfoelger = hus.person(Rolle.GODKENDER, hus.register.hjoerring)
    ((overskrift, ting),) = shown(hus.indberetter, efterfoelger)
    assert overskrift == "Takster"
    assert [et.href for et in ting] == [reverse("takster_driftsherre", args=["860", aar]) for aar in (2026, 2025)]
    assert [et.forklaring for et in ting] == ["1 tilbud, heraf 1 som kladde", "1 tilbud, heraf 0 som kladde"]


def test_one_who_may_not_report_for_the_party_is_shown_nothing(hus):
    hus.confirm(2025)
    for bruger in (
        hus.person(Rolle.VISITATOR, hus.register.hjoerring),
        hus.person(Rolle.TAKSTINDBERETTER, hus.register.aalborg),
    ):
        assert shown(hus.indberetter, bruger) == []
