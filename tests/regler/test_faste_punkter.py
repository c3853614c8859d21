"""Which points stand on every agenda, by the day of the meeting."""

import datetime as dt

from socialaftale.regler.faste_punkter import FastePunkter, all_rules, standing_points

DAG = dt.date(2026, 10, 23)


def rule(omraade: str, fra: dt.date, *punkter: dict) -> FastePunkter:
    kilde = {"kilde": "Prøve", "sikkerhed": "antaget"}
    return FastePunkter(id="x", omraade=omraade, gaelder_fra=fra, punkter=[kilde | punkt for punkt in punkter])


EVT = {"noegle": "eventuelt", "titel": "Eventuelt", "plads": "sidst"}


def test_agenda_and_minutes_come_first_and_other_business_and_the_next_meeting_last():
    faste = [(p.noegle, p.plads) for p in standing_points("nordjylland", "das", DAG)]
    assert faste == [
        ("dagsorden", "foerst"),
        ("referat", "foerst"),
        ("eventuelt", "sidst"),
        ("naeste-moede", "sidst"),
    ]


def test_every_value_says_where_it_stands_and_none_claims_more_than_was_seen():
    assert all(p.kilde and p.sikkerhed == "antaget" for regel in all_rules() for p in regel.punkter)


def test_the_areas_own_rule_goes_before_the_common_one_from_its_day_on():
    alle = [
        rule("", dt.date(2025, 1, 1), EVT),
        rule("nord", dt.date(2026, 10, 23), EVT | {"titel": "Andet", "udvalg": ["das"]}),
    ]
    assert [p.titel for p in standing_points("nord", "das", DAG, alle)] == ["Andet"]
    assert standing_points("nord", "fu", DAG, alle) == ()
    assert [p.titel for p in standing_points("nord", "das", DAG - dt.timedelta(days=1), alle)] == ["Eventuelt"]
    assert [p.titel for p in standing_points("syd", "das", DAG, alle)] == ["Eventuelt"]
    assert standing_points("syd", "das", dt.date(2024, 1, 1), alle) == ()
