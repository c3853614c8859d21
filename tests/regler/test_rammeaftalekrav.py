"""Each requirement is judged by what can be seen; what cannot be seen is told, and what is not told is never a no."""

import datetime as dt
from dataclasses import replace

import pytest

from socialaftale.regler.rammeaftalekrav import PROEVER, Fakta, Krav, Svar, all_lists, judge

FAKTA = Fakta(
    parter=12,
    ja=12,
    vedtaget_den=dt.date(2024, 12, 17),
    fra_aar=2025,
    offentliggjort=True,
    tilbud=40,
    uden_pladser=0,
    pladser={"sel-107": 30, "sel-108": 101},
    stoerste={"sel-107": 30, "sel-108": 60},
    takstregler="takst-2025-26-2",
    erklaeringer=11,
    kommuner=11,
)
TOM = Fakta(12, 0, None, 2025, False, 0, 0, {}, {}, "")


def krav(proeve: str = "", *lovgrundlag: str) -> Krav:
    felter = {"kode": "x", "gruppe": "g", "titel": "t", "kilde": "k", "sikkerhed": "verificeret"}
    return Krav(**felter, proeve=proeve, lovgrundlag=lovgrundlag)


@pytest.mark.parametrize(
    ("proeve", "aendret", "svar"),
    [
        ("vedtaget", {}, Svar.OPFYLDT),
        ("vedtaget", {"ja": 11, "vedtaget_den": None}, Svar.MANGLER),
        ("vedtaget", {"ja": 0, "vedtaget_den": None}, Svar.UAFGJORT),
        ("offentliggjort", {}, Svar.OPFYLDT),
        ("offentliggjort", {"offentliggjort": False}, Svar.MANGLER),
        ("i_tide", {}, Svar.OPFYLDT),
        ("i_tide", {"vedtaget_den": dt.date(2025, 1, 1)}, Svar.MANGLER),
        ("i_tide", {"vedtaget_den": None}, Svar.UAFGJORT),
        ("type", {}, Svar.OPFYLDT),
        ("type", {"pladser": {"sel-104": 9}}, Svar.UAFGJORT),
        ("tilbudsliste", {}, Svar.OPFYLDT),
        ("tilbudsliste", {"tilbud": 0}, Svar.MANGLER),
        ("kapacitet", {}, Svar.OPFYLDT),
        ("kapacitet", {"uden_pladser": 1}, Svar.DELVIST),
        ("kapacitet", {"tilbud": 0}, Svar.MANGLER),
        ("takstregler", {}, Svar.OPFYLDT),
        ("takstregler", {"takstregler": ""}, Svar.UAFGJORT),
        ("overtagelse", {}, Svar.OPFYLDT),
        ("overtagelse", {"erklaeringer": 10}, Svar.DELVIST),
        ("overtagelse", {"erklaeringer": 0}, Svar.UAFGJORT),
        ("store_botilbud", {}, Svar.OPFYLDT),
        ("store_botilbud", {"stoerste": {"sel-108": 100}}, Svar.OPFYLDT),
        ("store_botilbud", {"stoerste": {"sel-108": 101}}, Svar.UAFGJORT),
    ],
)
def test_what_is_seen_decides(proeve, aendret, svar):
    dom = judge(krav(proeve, "sel-107", "sel-108"), replace(FAKTA, **aendret))
    assert (dom.svar, dom.set_selv) == (svar, True)
    assert dom.hvorfor


def test_what_was_told_counts_only_where_nothing_is_seen():
    fortalt = (Svar.MANGLER, "Står ingen steder")
    assert judge(krav("offentliggjort"), FAKTA, fortalt).svar == Svar.OPFYLDT
    assert judge(krav("type", "bl-84"), FAKTA, fortalt) == (Svar.MANGLER, "Står ingen steder", False)
    assert judge(krav(), FAKTA, fortalt).svar == Svar.MANGLER
    assert judge(krav(), FAKTA).svar == Svar.UAFGJORT


def test_the_list_has_the_nine_types_and_the_findings_and_names_only_known_checks():
    (liste,) = all_lists()
    koder = [en.kode for en in liste.krav]
    assert len(koder) == len(set(koder))
    assert sum("§ 1, stk. 1, nr." in en.kilde for en in liste.krav) == 9
    assert sum(en.gruppe == "Styrelsens fund 2025" for en in liste.krav) == 4
    assert {en.proeve for en in liste.krav if en.proeve} == set(PROEVER)
    assert all(en.lovgrundlag for en in liste.krav if en.proeve in ("type", "store_botilbud"))


def test_an_empty_house_settles_only_what_it_can_see():
    for en in all_lists()[0].krav:
        dom = judge(en, TOM)
        assert dom.svar in (Svar.UAFGJORT, Svar.MANGLER, Svar.OPFYLDT)
        if not en.proeve or en.proeve == "type":
            assert dom.svar == Svar.UAFGJORT
