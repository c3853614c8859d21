"""The example region's round: played through the actions up to today, and nothing of what lies ahead."""

import datetime as dt

import time_machine

from socialaftale.drift.eksempeldata import loaders
from socialaftale.faelles.models import Udgaaende
from socialaftale.parter.models import Funktion, Organisation
from socialaftale.takster.eksempel.runde import load_round
from socialaftale.takster.gennemgang.queries import read_remarks
from socialaftale.takster.gennemgang.stilling import Stilling
from socialaftale.takster.models import Forklaring, Indsendelse, Linjeafgoerelse, Takstrunde
from socialaftale.takster.queries import tilbud_in_year
from socialaftale.takster.runde import queries
from socialaftale.takster.styring.paamindelser import remind

HJOERRING, LAESOE, MORSOE, REBILD, BROENDERSLEV, JAMMERBUGT = "860", "825", "773", "840", "810", "849"
MARIAGERFJORD, THISTED, VESTHIMMERLAND = "846", "787", "820"
DEN_BYGGER_PAA = [f"socialaftale.{app}.eksempeldata" for app in ("parter", "moeder", "tilbud", "takster")]


def load(dag: dt.date) -> Takstrunde:
    with time_machine.travel(dt.datetime.combine(dag, dt.time(10), dt.UTC)):
        for loader in loaders():
            if loader.__module__ in DEN_BYGGER_PAA:
                loader()
    return Takstrunde.objects.get()


def submitted_by(runde: Takstrunde, kode: str) -> list[Indsendelse]:
    return list(Indsendelse.objects.of_round(runde).newest().filter(driftsherre__kode=kode))


def test_a_newcomer_finds_a_round_with_one_of_everything_and_hjoerring_still_to_submit(db):
    runde = load(dt.date(2026, 11, 26))
    _has_one_of_everything(runde)
    _bears_its_days(runde)
    _numbers_cannot_be_called()


def _has_one_of_everything(runde: Takstrunde) -> None:
    datoer = queries.read_dates(runde)
    assert datoer.dage == (dt.date(2026, 10, 20), dt.date(2026, 10, 27), dt.date(2026, 11, 3), dt.date(2026, 12, 18))
    mangler = {
        part.kode: tilbud_in_year(runde.omraade, 2027, part).count() - len(submitted_by(runde, part.kode))
        for part in Organisation.objects.i_omraade(runde.omraade).parter()
    }
    assert {kode: antal for kode, antal in mangler.items() if antal} == {HJOERRING: 10, MORSOE: 3, VESTHIMMERLAND: 2}
    sene = [et for et in Indsendelse.objects.of_round(runde) if queries.stop_of(et, datoer).dage_for_sent]
    assert {JAMMERBUGT, MARIAGERFJORD} <= {et.driftsherre.kode for et in sene}
    assert queries.statements(runde)[Organisation.objects.get(kode=LAESOE).pk].art == "nul"
    assert all(et.foreloebig and not hasattr(et, "budgetbekraeftelse") for et in submitted_by(runde, REBILD))
    assert all(et.foreloebig and et.budgetbekraeftelse for et in submitted_by(runde, BROENDERSLEV))
    assert [et.nr for et in submitted_by(runde, MARIAGERFJORD)].count(2) == 1
    lovede = Forklaring.objects.exclude(eftersendes_senest=None).values_list("eftersendes_senest", flat=True)
    assert set(lovede) == {dt.date(2026, 11, 2)}
    stillinger = {et.stand.stilling for et in read_remarks(runde)}
    assert stillinger == {Stilling.NY, Stilling.SENDT, Stilling.BESVARET, Stilling.AFKLARET}
    assert set(Linjeafgoerelse.objects.values_list("udfald", flat=True)) == {"indstillet"}
    assert Udgaaende.objects.filter(emne__contains="bemærkninger til").count() == 4
    assert Udgaaende.objects.filter(emne__contains="har behandlet taksterne fra").count() == 10
    assert Udgaaende.objects.filter(emne="Takster 2027: ring til 5 driftsherrer").exists()
    assert remind(runde) == 0, "what was due is written"


def _bears_its_days(runde: Takstrunde) -> None:
    assert runde.aabnet_at == dt.datetime(2026, 9, 1, 7, tzinfo=dt.UTC)
    assert {et.indsendt_at for et in submitted_by(runde, REBILD)} == {dt.datetime(2026, 10, 20, 21, 52, tzinfo=dt.UTC)}
    for et in Indsendelse.objects.filter(nr=1).select_related("version__indberetning"):
        foerste = et.version.indberetning.versioner.select_related("registreret_by").order_by("nr")[0]
        assert runde.aabnet_at < foerste.registreret_at < et.indsendt_at
        assert foerste.registreret_by.navn != "Systemet"


def _numbers_cannot_be_called() -> None:
    numre = list(Funktion.objects.filter(art__startswith="takstansvarlig").values_list("telefon", flat=True))
    assert len(set(numre)) == 13
    assert all(nummer.startswith("00 ") and nummer.endswith("(opfundet)") for nummer in numre)


def test_on_an_earlier_day_what_lies_ahead_has_not_happened(db):
    runde = load(dt.date(2026, 10, 18))
    assert {et.driftsherre.kode for et in Indsendelse.objects.of_round(runde)} == {BROENDERSLEV, THISTED, MARIAGERFJORD}
    assert read_remarks(runde) == []
    assert not Linjeafgoerelse.objects.exists()


def test_after_the_meeting_of_das_the_takster_are_approved_and_loading_again_adds_nothing(db):
    runde = load(dt.date(2027, 1, 11))
    assert Linjeafgoerelse.objects.filter(udfald="godkendt").exists()
    assert load_round(runde.omraade) == 0
