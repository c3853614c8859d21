import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from socialaftale.faelles.haendelser import events_of
from socialaftale.parter.roller import PARTSROLLER, UDVALGSROLLER, Rolle
from socialaftale.regler.parametre import UkendtRegelsaet
from socialaftale.takster import actions
from socialaftale.takster.bilag.actions import publish_edition
from socialaftale.takster.models import Indberetningsversion, Takstbilag
from socialaftale.takster.status import UlovligtSkridt

from .conftest import make_report

pytestmark = pytest.mark.usefixtures("efteraar_2026")


def numbers(hus) -> list[tuple[int, str]]:
    return list(Indberetningsversion.objects.order_by("nr").values_list("nr", "status"))


def test_every_change_is_a_version_and_the_newest_says_where_it_stands(hus):
    kladde = hus.save()
    actions.confirm_version(version=kladde, by=hus.indberetter)
    hus.save(takst_loen="4000000")
    assert numbers(hus) == [(1, "kladde"), (2, "bekraeftet"), (3, "kladde")]
    assert Indberetningsversion.objects.newest().get().nr == 3
    assert Indberetningsversion.objects.newest_confirmed().get().nr == 2


def test_the_same_report_twice_gives_no_new_version(hus):
    assert hus.save() == hus.save()
    assert hus.save(pladser="10.00").nr == 1, "10 and 10.00 are the same number"
    assert numbers(hus) == [(1, "kladde")]


def test_a_version_remembers_the_rule_set_it_was_reported_under(hus):
    version = hus.save()
    assert version.regelsaet_id == "nordjylland-takst-2025-26-2"
    assert len(version.regelsaet_sha256) == len(version.sha256) == 64


def test_a_year_without_rules_is_refused_in_words(hus):
    with pytest.raises(UkendtRegelsaet, match="intet regelsæt for takstår 2035"):
        hus.save(aar=2035)


def test_only_the_newest_draft_can_be_confirmed(hus):
    gammel = hus.save()
    ny = hus.save(takst_loen="4000000")
    with pytest.raises(UlovligtSkridt, match="nyere version"):
        actions.confirm_version(version=gammel, by=hus.indberetter)
    bekraeftet = actions.confirm_version(version=ny, by=hus.indberetter)
    with pytest.raises(UlovligtSkridt, match="er bekræftet"):
        actions.confirm_version(version=bekraeftet, by=hus.indberetter)


def test_sharing_is_kept_when_the_figures_change(hus):
    delt = actions.share_basis(version=hus.save(), delt=True, by=hus.indberetter)
    assert delt.delt
    assert actions.share_basis(version=delt, delt=True, by=hus.indberetter) == delt
    assert hus.save(takst_loen="4000000").delt
    assert [h.verbum for h in events_of(delt.indberetning)] == ["gem takster", "del grundlag", "gem takster"]


def test_each_event_says_who_and_what_changed_without_the_contents(hus):
    version = hus.confirm()
    haendelse = events_of(version.indberetning)[0]
    assert (haendelse.by, haendelse.verbum) == (hus.indberetter, "bekræft takster")
    assert haendelse.foer["status"] == "kladde"
    assert haendelse.efter == {"nr": 2, "sha256": version.sha256, "status": "bekraeftet", "delt": False}


@pytest.mark.parametrize("rolle", [*PARTSROLLER, *UDVALGSROLLER])
def test_who_may_report(hus, rolle):
    bruger = hus.indberetter
    if rolle in UDVALGSROLLER:
        bruger = hus.member(rolle)
    elif rolle != Rolle.TAKSTINDBERETTER:
        bruger = hus.person(rolle, hus.register.hjoerring)
    if rolle in (Rolle.TAKSTINDBERETTER, Rolle.GODKENDER):
        assert hus.save(by=bruger).nr == 1
    else:
        with pytest.raises(PermissionDenied):
            hus.save(by=bruger)


def test_a_reporter_of_another_party_may_not(hus):
    fremmed = hus.person(Rolle.TAKSTINDBERETTER, hus.register.aalborg)
    with pytest.raises(PermissionDenied):
        hus.save(by=fremmed)
    version = hus.save()
    for action in (
        lambda: actions.confirm_version(version=version, by=fremmed),
        lambda: actions.share_basis(version=version, delt=True, by=fremmed),
    ):
        with pytest.raises(PermissionDenied):
            action()


def test_the_secretariat_may_import_for_all_but_not_report(hus):
    sekretaer = hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat)
    felter = {"tilbud": hus.tilbud, "aar": 2026, "indhold": make_report(hus.tilbud), "by": sekretaer}
    with pytest.raises(PermissionDenied):
        actions.save_version(**felter, kilde="web")
    version = actions.save_version(**felter, kilde="import")
    assert actions.confirm_version(version=version, by=sekretaer).status == "bekraeftet"


def test_a_report_of_another_tilbud_is_refused(hus):
    andet = hus.register.tilbud("Bøgehuset")
    with pytest.raises(ValueError, match=f"for {andet.kode}"):
        actions.save_version(tilbud=hus.tilbud, aar=2026, indhold=make_report(andet), kilde="skema", by=hus.indberetter)


def test_a_year_is_published_once_by_the_secretariat(hus):
    omraade = hus.register.omraade
    with pytest.raises(PermissionDenied):
        publish_edition(omraade=omraade, aar=2026, grund="", by=hus.indberetter)
    sekretaer = hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat)
    with pytest.raises(ValidationError, match="ingen godkendte takster"):
        publish_edition(omraade=omraade, aar=2026, grund="", by=sekretaer)
    hus.confirm(2026)
    foerste = publish_edition(omraade=omraade, aar=2026, grund="", by=sekretaer)
    with pytest.raises(ValidationError, match="Intet er ændret siden udgave 1"):
        publish_edition(omraade=omraade, aar=2026, grund="Igen", by=sekretaer)
    assert Takstbilag.objects.count() == events_of(foerste).count() == 1


def test_two_versions_cannot_have_the_same_number(hus):
    version = hus.save()
    version.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()
    assert numbers(hus) == [(1, "kladde")]
