"""The wheel as page, drawing and calendar: reckoned from meetings, rules and deadlines."""

import datetime as dt
import math

import pytest
from icalendar import Calendar

from socialaftale.aftaler.aarshjul import krog, tegning
from socialaftale.aftaler.aarshjul.queries import EMNER, wheel
from socialaftale.aftaler.indsats import actions as indsats
from socialaftale.aftaler.udmelding import actions as udmeldinger
from socialaftale.moeder import actions as moeder
from socialaftale.regler.aarshjul import Aarsdag

from .conftest import Hus

SIDE = "/aftalen/aarshjul/"


def call(hus: Hus, dato: dt.date):
    hvornaar = moeder.Tidspunkt(dato)
    return moeder.call_meeting(udvalg=hus.nord.udvalg, form="ordinaert", hvornaar=hvornaar, by=hus.mette)


def days(hus: Hus, rolle: str = "", aar: int = 2026, bruger=None) -> dict[str, Aarsdag]:
    return {dag.kode: dag for dag in wheel(hus.nord.omraade, aar, rolle, bruger)}


def test_a_moved_meeting_moves_and_a_cancelled_one_goes(hus: Hus):
    moede = call(hus, dt.date(2026, 11, 20))
    kode = f"moede-{moede.pk}"
    assert days(hus, "das")[kode].fra == dt.date(2026, 11, 20)
    nyt = {"moede": moede, "grund": "Ferie", "by": hus.mette}
    moeder.move_meeting(hvornaar=moeder.Tidspunkt(dt.date(2026, 12, 4)), aflyst=False, **nyt)
    assert days(hus, "das")[kode].fra == dt.date(2026, 12, 4)
    assert kode not in days(hus, "visitator")
    moeder.move_meeting(hvornaar=moeder.Tidspunkt(dt.date(2026, 12, 4)), aflyst=True, **nyt)
    assert kode not in days(hus, "das")


def test_the_takst_round_is_reckoned_and_a_floor_above_may_say_it(hus: Hus, monkeypatch):
    frist = days(hus, "takstindberetter")["takst-2027-1"]
    assert frist.fra > dt.date(2026, 10, 15)
    assert "Frist for indberetning" in frist.navn
    dag = dt.date(2026, 11, 2)
    runde = Aarsdag("takstrunde-2027", "Rundens frist", "takster", dag, dag, ("takstindberetter",), "Runden")
    monkeypatch.setattr(krog, "_PROVIDERS", {"takster": [lambda omraade, aar: [runde] if aar == 2026 else []]})
    assert [dag.navn for dag in days(hus).values() if dag.emne == "takster"] == ["Rundens frist"]


def test_deadlines_of_udmeldinger_come_to_those_who_answer(hus: Hus):
    oplysninger = udmeldinger.Oplysninger("Unge", "ny", 2026, dt.date(2026, 2, 2), dt.date(2026, 10, 30))
    udmeldinger.register_announcement(omraade=hus.nord.omraade, oplysninger=oplysninger, by=hus.mette)
    assert "udmelding-unge-2026-bidrag" in days(hus, "visitator")
    assert "udmelding-unge-2026-kkr" not in days(hus, "visitator")
    assert "udmelding-unge-2026-kkr" in days(hus, "kkr")


def test_deliverables_of_a_draft_are_for_the_area_alone(hus: Hus):
    under = indsats.add_focus_area(aftale=hus.aftale, titel="Data", vision="", by=hus.mette)
    initiativ = indsats.add_initiative(fokusomraade=under, titel="Tal", beskrivelse="", by=hus.mette)
    felter = {"titel": "Opgørelse", "frist": dt.date(2027, 6, 1), "by": hus.mette}
    indsats.add_deliverable(initiativ=initiativ, **felter)
    kode = "leverance-2027-28-1a-1"
    assert kode in days(hus, "tovholder", 2027, hus.mette)
    assert kode not in days(hus, "tovholder", 2027)
    hus.write()
    assert kode in days(hus, "tovholder", 2027)


def test_every_row_has_its_mark_at_its_angle(hus: Hus):
    dage = list(days(hus).values())
    hjul = tegning.draw(2026, dage, EMNER, dt.date(2026, 7, 2))
    assert len(hjul.prikker) == len(dage)
    assert {ring.emne for ring in hjul.ringe} == {dag.emne for dag in dage}
    for dag, prik in zip(dage, hjul.prikker, strict=True):
        assert bool(prik.sti) != dag.er_en_dag
        vinkel = math.atan2(prik.x - tegning.MIDTE, tegning.MIDTE - prik.y) % (2 * math.pi)
        foer = (dag.fra - dt.date(2026, 1, 1)).days
        assert vinkel / (2 * math.pi) * 365 == pytest.approx(foer, abs=0.5)
    assert hjul.i_dag
    assert tegning.draw(2027, [], EMNER, dt.date(2026, 7, 2)).i_dag is None


def test_the_page_has_the_drawing_its_table_and_the_calendar(hus: Hus, client):
    call(hus, dt.date(2026, 11, 20))
    side = client.get(f"{SIDE}?rolle=das&aar=2026").text
    assert 'role="img"' in side
    assert "20. november 2026" in side.replace("\u00a0", " ")
    assert "nye tilbud meldes ind" not in side
    kalender = Calendar.from_ical(client.get(f"{SIDE}nordjylland.ics?rolle=das").content)
    events = {str(event["uid"]): event for event in kalender.walk("VEVENT")}
    (moede,) = [event for uid, event in events.items() if "moede-" in uid]
    assert moede.decoded("dtstart") == dt.date(2026, 11, 20)
    assert moede.decoded("dtend") == dt.date(2026, 11, 21)
    assert {str(event["summary"]) for event in events.values()} >= {"Den nye aftale gælder"}
    assert len(events) == len(list(kalender.walk("VEVENT"))), "each id is used once"


@pytest.mark.parametrize("valg", ["aar=nej", "aar=1", "rolle=x", "omraade=findes-ikke", "rolle=%00&aar=99999", ""])
def test_nonsense_in_the_address_is_met_with_a_page(hus: Hus, client, valg):
    for sti in (SIDE, f"{SIDE}nordjylland.ics"):
        assert client.get(f"{sti}?{valg}").status_code == 200


def test_an_area_without_rules_and_meetings_says_what_to_do(hus: Hus, fiktivland, client):
    assert "Der er intet på årshjulet" in client.get(f"{SIDE}?omraade=fiktivland").text
    assert client.get(f"{SIDE}findes-ikke.ics").status_code == 404
