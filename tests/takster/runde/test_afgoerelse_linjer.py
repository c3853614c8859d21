"""What a decision says of each line, what it leaves alone, and that it is about what the writer saw."""

import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError

from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder.actions import Svar, record_decision
from socialaftale.parter.overstregning import hide_texts
from socialaftale.takster.afgoerelse.actions import NyeIndsendelser
from socialaftale.takster.afgoerelse.models import Linjeafgoerelse
from socialaftale.takster.afgoerelse.queries import approved, settled

from .afgoerelseshjaelp import give_mailbox
from .conftest import DAS, FU

STARTER = """
import django
django.setup()
from socialaftale.moeder import krog
print([effect.__name__ for effect in krog._EFFECTS["takster"]])
"""


def test_a_decision_works_on_the_lines_as_soon_as_the_program_has_started():
    svar = subprocess.run([sys.executable, "-c", STARTER], capture_output=True, text=True, check=True)
    assert "write_outcomes" in svar.stdout, "nothing but the start itself may be needed"


def outcome_of(beslutning, linje):
    return Linjeafgoerelse.objects.get(beslutning=beslutning, linje=linje).udfald


@pytest.fixture
def to(rum):
    """Two tilbud on the table at DAS: their submissions and the point."""
    andet = rum.another()
    indsendelser = [rum.submit(), rum.submit(andet)]
    rum.go_to(DAS)
    return [rum.line(et) for et in indsendelser], rum.point(rum.moeder["das"])


def test_one_line_is_put_off_and_the_rest_approved(rum, to):
    (foerste, anden), punkt = to
    beslutning = rum.decide(punkt, "godkendt", {anden.pk: ("udsat", "Afventer svar")})
    assert outcome_of(beslutning, foerste) == "godkendt" and outcome_of(beslutning, anden) == "udsat"
    assert {indhold.linje for indhold in approved(rum.runde)} == {foerste.linje}


def test_what_was_rejected_is_not_approved_by_approving_the_rest_later(rum, to):
    (foerste, anden), punkt = to
    rum.decide(punkt, "godkendt", {anden.pk: ("afvist", "Taksten er ikke forklaret")})
    senere = rum.decide(rum.point(rum.moeder["das"]), "godkendt")
    assert outcome_of(senere, foerste) == "uaendret"
    assert not Linjeafgoerelse.objects.filter(beslutning=senere, linje=anden).exists()
    assert {indhold.linje for indhold in approved(rum.runde)} == {foerste.linje} and len(settled(rum.runde)) == 2


def test_a_rejected_line_is_approved_where_the_body_says_so(rum, to):
    (_, anden), punkt = to
    rum.decide(punkt, "godkendt", {anden.pk: ("afvist", "")})
    rum.decide(rum.point(rum.moeder["das"]), "godkendt", {anden.pk: ("godkendt", "")})
    assert anden.linje in {indhold.linje for indhold in approved(rum.runde)}


def test_mending_the_words_of_a_decision_keeps_what_it_said_of_single_lines(rum, to):
    (foerste, anden), punkt = to
    rum.decide(punkt, "godkendt", {anden.pk: ("udsat", "Afventer svar")})
    rettet = record_decision(punkt=punkt, set_nr=1, svar=Svar("godkendt", "Bedre ord"), by=rum.sekretaer)
    assert [outcome_of(rettet, linje) for linje in (foerste, anden)] == ["godkendt", "udsat"]


def test_a_decision_is_not_recorded_on_takster_that_the_writer_did_not_see(rum, to):
    (foerste, anden), punkt = to
    sete = frozenset({foerste.indsendelse_id, anden.indsendelse_id})
    ny = rum.submit(linje={"indhold": "Nu også kørsel."})
    with pytest.raises(NyeIndsendelser) as fejl:
        rum.decide(punkt, "godkendt", sete=sete)
    assert fejl.value.andre == {foerste.indsendelse_id, ny.pk} and not punkt.beslutninger.exists()
    assert rum.decide(punkt, "godkendt", sete=frozenset({ny.pk, anden.indsendelse_id}))


def test_a_body_without_mandate_settles_nothing_and_is_told_what_it_can_do(rum, to):
    rum.go_to(FU)
    with pytest.raises(ValidationError, match=r"ingen delegation.*indstillet til godkendelse"):
        rum.decide(rum.point(rum.moeder["fu"]), "godkendt")


def test_a_number_that_was_a_cpr_number_after_all_is_hidden_in_reasons_and_mails_too(rum, to):
    give_mailbox(rum)
    (foerste, _), punkt = to
    tekst = "Ring på 0101201234"
    rum.decide(punkt, "godkendt", {foerste.pk: ("udsat", tekst)}, frigivet=["grund"])
    assert tekst in Udgaaende.objects.get().tekst
    hide_texts(punkt)
    assert "0101201234" not in Linjeafgoerelse.objects.get(linje=foerste).betingelse
    assert "0101201234" not in Udgaaende.objects.get().tekst
