"""What a source system sends of stays is read step by step, and nothing in it can be traced to a citizen."""

import json
import uuid
from pathlib import Path

import pytest

from socialaftale.faelles import cpr
from socialaftale.regler.feed import Ulaeselig
from socialaftale.regler.opholdsfeed import FLEST, OPHOLDSFEED, Opholdsforsendelse

SKEMA = Path(__file__).parents[2] / "docs/skema/ophold-1.json"
ID, ANDET = "7d444840-9dc0-41d1-b245-5ffdce74fad2", "018f3a1e-7b2c-7cc0-98c4-dc0c0c07398f"
START = {
    "id": ID, "handling": "start", "enhed": "BCDF2345", "dag": "2026-11-26",
    "observeret_at": "2026-11-26T08:00:00+01:00",
}  # fmt: skip
STOP = {felt: et for felt, et in START.items() if felt != "enhed"} | {"handling": "stop", "ophold": "bcdf2345"}


def read(post):
    (laest,) = OPHOLDSFEED.read_json(json.dumps({"ophold": [post]}).encode(), cpr.find)
    return laest


def test_the_published_schema_is_the_one_that_is_read():
    assert json.loads(SKEMA.read_text(encoding="utf-8")) == Opholdsforsendelse.model_json_schema()


def test_a_stay_is_named_by_our_reference_or_by_the_id_of_its_first_step():
    assert read(STOP).post.ophold == "BCDF2345"
    assert read(STOP | {"ophold": ANDET.upper()}).post.ophold == ANDET


@pytest.mark.parametrize(
    ("post", "fejl"),
    [
        (START | {"handling": "flyttet"}, "»handling« skal være et af: start, spaerring,"),
        (START | {"dag": "2027-02-29"}, "»dag« kan ikke læses."),
        (START | {"dag": 20261126}, "»dag« skal skrives som 2026-11-26."),
        (START | {"dag": "26.11.2026"}, "»dag« skal skrives som 2026-11-26."),
        (START | {"pladser": -1}, "»pladser« kan ikke læses."),
        (START | {"pladser": 100}, "»pladser« kan ikke læses."),
        (START | {"udenfor": "måske"}, "»udenfor« kan ikke læses."),
        (START | {"observeret_at": "2026-11-26T08:00:00"}, "»observeret_at« skal have en tidszone"),
        (START | {"observeret_at": "0001-01-01T00:00:00+14:00"}, "»observeret_at« ligger før år 2000."),
        (START | {"enhed": "\ud800"}, "»enhed« kan ikke læses."),
        (START | {"enhed": "\x00"}, "»enhed« kan ikke læses."),
        (START | {"note": "flyttede ind"}, "»note« kendes ikke."),
        ({felt: et for felt, et in START.items() if felt != "id"}, "»id« mangler."),
        ({felt: et for felt, et in START.items() if felt != "dag"}, "Til »start« hører også: dag."),
        (START | {"ophold": "BCDF2345"}, "Til »start« hører ikke: ophold."),
        (STOP | {"pladser": 2}, "Til »stop« hører ikke: pladser."),
        (STOP | {"ophold": "Ida Hansen"}, "»ophold« skal være opholdets reference"),
        (STOP | {"handling": "tag_tilbage"}, "Til »tag_tilbage« hører også: tager_tilbage."),
        ("start", "Posten kan ikke læses."),
        (None, "Posten kan ikke læses."),
        ([[[]]], "Posten kan ikke læses."),
    ],
)
def test_a_step_that_cannot_be_read_says_which_field_and_why(post, fejl):
    laest = read(post)
    assert laest.post is None and fejl in laest.fejl


@pytest.mark.parametrize(
    "felter",
    [{"ophold": "010190-1234"}, {"ophold": "0101901234"}, {"ophold": 1012901234}, {"0101901234": "x"},
     {"id": "0101901234"}, {"enhed": "0101901234"}, {"borger": "Ida 010190-1234"}],
)  # fmt: skip
def test_what_may_be_a_citizens_number_is_refused_and_never_said_again(felter):
    laest = read(STOP | felter)
    assert laest.post is None and "CPR-nummer" in laest.fejl
    assert not cpr.find(laest.fejl) and "1234" not in laest.fejl


@pytest.mark.parametrize(
    "nr",
    [
        "00000000-0000-0000-0000-000101901234",
        str(uuid.uuid5(uuid.NAMESPACE_OID, "0101901234")),
        "bb1627e2-ea23-11f1-aeb9-02fc00000001",
    ],
)
@pytest.mark.parametrize("felt", ["id", "ophold"])
def test_an_id_that_may_be_made_of_a_citizens_number_is_refused(felt, nr):
    laest = read(STOP | {felt: nr})
    assert laest.post is None and f"»{felt}« skal være et tilfældigt UUID" in laest.fejl and nr not in laest.fejl


def test_a_drawn_id_is_not_taken_for_a_number_by_its_digits():
    nr = "0101901a-0101-4901-8234-a0101901234b"
    assert cpr.find(nr), "the digits of this one could be a number"
    assert read(START | {"id": nr}).post and "CPR" not in read(START | {"id": nr, "pladser": 0}).fejl


@pytest.mark.parametrize("raw", [b"", b"[1]", b"{}", b'{"ophold": 3}', b"\xff\xfe", b"[" * 200_000])
def test_what_is_no_feed_is_refused_whole(raw):
    with pytest.raises(Ulaeselig):
        OPHOLDSFEED.read_json(raw)


def test_too_many_are_refused():
    with pytest.raises(Ulaeselig, match=f"højst {FLEST}"):
        OPHOLDSFEED.read_json(json.dumps({"ophold": [START] * (FLEST + 1)}).encode())


def test_a_file_is_read_as_the_json_is():
    fil = (
        f"id;handling;enhed;dag;pladser;udenfor;observeret_at\n{ID};start;BCDF2345;2026-11-26;2;ja;2026-11-26T08:00Z\n"
    )
    (laest,) = OPHOLDSFEED.read_csv(fil.encode())
    assert (laest.post.pladser, laest.post.udenfor, laest.post.enhed) == (2, True, "BCDF2345")
    for galt in (b"handling;dag\n", b"", "id;æ\n".encode("latin-1")):
        with pytest.raises(Ulaeselig):
            OPHOLDSFEED.read_csv(galt)
