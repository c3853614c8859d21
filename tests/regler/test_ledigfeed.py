"""What a source system sends is read post by post, and each fault says where it is."""

import json
from pathlib import Path

import pytest

from socialaftale.regler.feed import Ulaeselig
from socialaftale.regler.ledigfeed import FLEST, LEDIGFEED, Forsendelse

SKEMA = Path(__file__).parents[2] / "docs/skema/ledigmelding-1.json"
POST = {"afdeling": "BCDF2345", "svar": "ledig", "observeret_at": "2026-11-26T08:00:00+01:00"}


def read(**felter):
    (laest,) = LEDIGFEED.read_json(json.dumps({"meldinger": [POST | felter]}).encode())
    return laest


def test_the_published_schema_is_the_one_that_is_read():
    assert json.loads(SKEMA.read_text(encoding="utf-8")) == Forsendelse.model_json_schema()


def test_a_post_is_read():
    post = read(ledig_fra="2027-01-01", tilbudt=2).post
    assert (post.svar, str(post.ledig_fra), post.tilbudt) == ("ledig", "2027-01-01", 2)


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        (
            {"svar": "måske"},
            "»svar« skal være et af: ledig, ikke_ledig, uaendret, ubemandet, reserveret,",
        ),
        ({"observeret_at": "2026-11-26T08:00:00"}, "»observeret_at« skal have en tidszone"),
        ({"observeret_at": "2027-02-29T08:00:00Z"}, "»observeret_at« kan ikke læses."),
        ({"tilbudt": -1}, "»tilbudt« kan ikke læses."),
        ({"tilbudt": 1000}, "»tilbudt« kan ikke læses."),
        ({"borger": "0101901234"}, "»borger« kendes ikke."),
        ({"id": "ikke et id"}, "»id« kan ikke læses."),
    ],
)
def test_a_post_that_cannot_be_read_says_which_field_and_why(felter, fejl):
    laest = read(**felter)
    assert laest.post is None and fejl in laest.fejl
    assert "0101901234" not in laest.fejl


@pytest.mark.parametrize("raw", [b"", b"[1]", b"{}", b'{"meldinger": 3}', b"\xff\xfe"])
def test_what_is_no_feed_is_refused_whole(raw):
    with pytest.raises(Ulaeselig):
        LEDIGFEED.read_json(raw)


def test_too_many_posts_are_refused():
    with pytest.raises(Ulaeselig, match=f"højst {FLEST}"):
        LEDIGFEED.read_json(json.dumps({"meldinger": [POST] * (FLEST + 1)}).encode())


def test_a_post_that_is_no_object_is_told_and_the_next_is_read():
    laeste = LEDIGFEED.read_json(json.dumps({"meldinger": [3, POST]}).encode())
    assert [bool(en.post) for en in laeste] == [False, True]


def test_a_file_is_read_with_or_without_ids():
    fil = (
        "\ufeffafdeling;svar;ledig_fra;observeret_at\nBCDF2345;ledig;2027-01-01;2026-11-26T08:00:00Z\nBCDF2346;nej;;x\n"
    )
    god, daarlig = LEDIGFEED.read_csv(fil.encode())
    assert god.post.klient_id("1") == god.post.klient_id("1") != god.post.klient_id("2")
    assert daarlig.post is None and daarlig.nr == 2


@pytest.mark.parametrize("raw", [b"", b"navn;svar\n", "æ".encode("latin-1")])
def test_a_file_without_its_heading_is_refused(raw):
    with pytest.raises(Ulaeselig):
        LEDIGFEED.read_csv(raw)


@pytest.mark.parametrize(("felt", "ventet"), [("A=1, B=2", {"A": 1, "B": 2}), ("", {}), ("A", None), ("A=-1", None)])
def test_subgroups_in_a_file_are_codes_with_numbers(felt, ventet):
    hoved = "afdeling;svar;observeret_at;undergrupper"
    (laest,) = LEDIGFEED.read_csv(f"{hoved}\nBCDF2345;ledig;2026-11-26T08:00:00+01:00;{felt}".encode())
    assert (laest.post and laest.post.undergrupper) == ventet
    assert bool(laest.fejl) == (ventet is None)
