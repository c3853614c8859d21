"""Each driftsherre is told once what was decided about its takster, and what to do now."""

import pytest

from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder.actions import close_meeting
from socialaftale.takster.models import Rundebesked

from .afgoerelseshjaelp import give_mailbox, name_bodies, page
from .conftest import DAS, FU
from .test_sag_punkt import DECEMBER, meet, take_over


@pytest.fixture
def to(rum):
    name_bodies(rum)
    give_mailbox(rum)
    linjer = rum.line(rum.submit()), rum.line(rum.submit(rum.another()))
    rum.go_to(DAS)
    return linjer, rum.point(rum.moeder["das"])


def mails(emne: str = "") -> list[str]:
    return [post.tekst.replace("\xa0", " ") for post in Udgaaende.objects.filter(emne__contains=emne).order_by("pk")]


def test_the_mail_says_the_outcome_and_what_to_do(rum, to):
    (_, anden), punkt = to
    rum.decide(punkt, "godkendt", {anden.pk: ("betinget", "Forklar natdækningen inden nytår")})
    (mail,) = mails("DAS har behandlet taksterne fra Hjørring")
    assert mail.startswith("DAS har den 17. november 2026 behandlet takster for 2027 fra Hjørring.")
    assert "Godkendt: 1 takst.\n" in mail
    assert "- Solgården, Hovedhuset: Døgntakst. Forklar natdækningen inden nytår" in mail
    assert "- Opfyld betingelsen." in mail


def test_who_has_nothing_to_do_is_told_so(rum, to):
    _, punkt = to
    rum.decide(punkt, "godkendt")
    assert mails()[-1].endswith("- Intet. Taksterne kommer i takstbilaget for 2027.")


def test_what_fu_recommends_waits_for_das_and_what_it_puts_off_for_its_next_meeting(rum):
    name_bodies(rum)
    give_mailbox(rum)
    rum.submit()
    anden = rum.line(rum.submit(rum.another()))
    meet(rum, "fu", DECEMBER)
    rum.go_to(FU)
    rum.decide(rum.point(rum.moeder["fu"]), "indstillet", {anden.pk: ("udsat", "Svar mangler")})
    mail = mails()[-1]
    assert "Vent på svaret fra DAS 17. november 2026." in mail
    assert "Forretningsudvalget mødes igen 11. december 2026." in mail


def test_a_correction_is_mailed_only_where_it_changes_an_answer(rum, to):
    (_, anden), punkt = to
    rum.decide(punkt, "godkendt")
    close_meeting(moede=rum.moeder["das"], by=rum.sekretaer)
    rum.decide(punkt, "godkendt", tekst="Bedre ord", rettelse="Stavefejl")
    assert len(mails()) == 1
    rum.decide(punkt, "godkendt", {anden.pk: ("udsat", "Glemt")}, rettelse="En takst var udsat")
    assert len(mails()) == 2 and "Beslutningen er rettet" in mails()[-1] and "En takst var udsat" in mails()[-1]
    rum.decide(punkt, "til_efterretning", rettelse="Intet blev afgjort")
    assert "Intet er afgjort" in mails()[-1]


def test_the_mail_is_written_with_the_decision_and_once(rum, to):
    (_, anden), punkt = to
    rum.decide(punkt, "godkendt")
    noegle = f"afgoerelse-{punkt.beslutninger.get().pk}-860-1"
    assert list(Rundebesked.objects.values_list("noegle", flat=True)) == [noegle]
    with pytest.raises(Exception, match="betingelsen"):
        rum.decide(punkt, "godkendt", {anden.pk: ("betinget", "")}, rettelse="Prøve")
    assert len(mails()) == 1, "what is not decided is not told"
    assert "takst@hjoerring.dk" in page(rum.sekretaer, f"/takster/afgoerelse/{punkt.pk}/udfald/")


def test_whoever_took_the_tilbud_over_is_told(rum, to):
    _, punkt = to
    take_over(rum)
    rum.decide(punkt, "godkendt")
    assert [post.emne for post in Udgaaende.objects.all()] == ["Takster 2027: DAS har behandlet taksterne fra Hjørring"]
    side = page(rum.sekretaer, f"/takster/afgoerelse/{punkt.pk}/udfald/")
    assert "Ingen takstansvarlig har en mailadresse hos: Aalborg." in side


def test_what_is_only_noted_as_unchanged_brings_no_mail(rum, to):
    _, punkt = to
    rum.decide(punkt, "godkendt")
    rum.decide(rum.point(rum.moeder["das"]), "godkendt")
    assert len(mails()) == 1
