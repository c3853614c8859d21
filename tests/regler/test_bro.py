"""The bridge between two years: one factor at a time, effects that sum to the change. Cases are `konstrueret`."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.bro import Aargang, Linjebro, bridge_tilbud
from socialaftale.regler.takst.opgave import Aarsagsart, Bro, TilbudIndberetning


def aargang(aar: int, bro: list[dict[str, Any]] | None = None, **beregning: Any) -> Aargang:
    standard = {
        "id": "B1",
        "navn": "Hus A",
        "art": "doegn",
        "pladser": "10",
        "belaegning": {"procent": "100"},
        "struktur": {"kode": "A", "linje": "L"},
    }
    tilbud = {"id": "T1", "navn": "Egely", "beregninger": [standard | beregning], "bro": bro or []}
    return Aargang(TilbudIndberetning.model_validate(tilbud), aar, regelsaet_for(aar).regelsaet)


def basis(loen: str, overhead: str = "0", **mere: Any) -> dict[str, Any]:
    omkostninger = [{"kategori": "loen", "tekst": "Løn", "beloeb_kr": loen}]
    return {
        "omkostninger": omkostninger,
        "overhead": {"metode": "procent", "procent": overhead},
        "pl_procent": "2",
    } | mere


def only_line(forrige: Aargang, ny: Aargang) -> Linjebro:
    (bro,) = bridge_tilbud(forrige, ny)
    return bro


def effects(bro: Linjebro) -> dict[str, Decimal]:
    return {str(aarsag): kroner for aarsag, kroner in bro.effekter.items() if kroner}


def test_each_factor_alone_moves_only_its_own_effect() -> None:
    forrige = aargang(2025, grundlag=basis("3650000"))
    pl = {"pl": Decimal(20)}
    uaendret = basis("3723000")  # 2 % PL af 1.000 kr.
    assert effects(only_line(forrige, aargang(2026, grundlag=uaendret))) == pl
    assert effects(only_line(forrige, aargang(2026, grundlag=basis("3796000")))) == pl | {"direkte": Decimal(20)}
    assert effects(only_line(forrige, aargang(2026, grundlag=basis("3723000", "5")))) == pl | {"overhead": Decimal(51)}
    underskud = basis("3723000", indregnet_resultat_kr="36500")
    assert effects(only_line(forrige, aargang(2026, grundlag=underskud))) == pl | {"kapital_og_resultat": Decimal(10)}
    flere_pladser = aargang(2026, grundlag=uaendret, pladser="12")
    assert effects(only_line(forrige, flere_pladser)) == pl | {"pladser": Decimal(-170)}
    lavere = aargang(2026, grundlag=uaendret, belaegning={"procent": "96"})
    assert effects(only_line(forrige, lavere)) == pl | {"belaegning": Decimal("42.5")}


def test_leap_year_is_an_effect_of_days() -> None:
    bro = only_line(aargang(2027, grundlag=basis("3650000")), aargang(2028, grundlag=basis("3723000")))
    assert bro.effekter[Aarsagsart.DAGE].quantize(Decimal("0.01")) == Decimal("-2.79")  # 1.020 × (365/366 − 1)


def test_rounding_is_the_only_rest() -> None:
    bro = only_line(aargang(2025, grundlag=basis("3651234")), aargang(2026, grundlag=basis("3801234", "3.3")))
    assert bro.fra_kr == 1000 and bro.til_kr == 1076
    assert abs(bro.rest) < Decimal("1e-20") and abs(bro.afrunding) <= 1


def test_new_structure_by_an_explicit_bridge() -> None:
    niveauer = [{"linje": "N1", "vaegt": "1", "pladser": "5"}, {"linje": "N2", "vaegt": "1.5", "pladser": "5"}]
    ny = aargang(
        2026,
        [{"fra_linje": "L", "til_linje": "N1", "andel": "0.5"}, {"fra_linje": "L", "til_linje": "N2", "andel": "0.5"}],
        grundlag=basis("3723000"),
        struktur={"kode": "B", "niveauer": niveauer},
    )
    lav, hoej = bridge_tilbud(aargang(2025, grundlag=basis("3650000")), ny)
    assert (lav.fra_kr, lav.til_kr, effects(lav)) == (1000, 816, {"pl": Decimal(20), "struktur": Decimal(-204)})
    assert (hoej.fra_kr, hoej.til_kr, effects(hoej)) == (1000, 1224, {"pl": Decimal(20), "struktur": Decimal(204)})


def test_a_line_without_counterpart_has_no_bridge() -> None:
    ny = aargang(2026, grundlag=basis("3723000"), struktur={"kode": "A", "linje": "NY"})
    assert bridge_tilbud(aargang(2025, grundlag=basis("3650000")), ny) == []


def two_houses(aar: int) -> Aargang:
    huse = []
    for hus, loen, pladser in (("A", "2190000", "6"), ("B", "2190000", "4")):
        huse.append(
            {
                "id": hus,
                "navn": f"Hus {hus}",
                "art": "doegn",
                "pladser": pladser,
                "belaegning": {"procent": "100"},
                "struktur": {"kode": "A", "linje": f"L{hus}"},
                "grundlag": basis(loen),
            }
        )
    tilbud = {"id": "T1", "navn": "Egely", "beregninger": huse}
    return Aargang(TilbudIndberetning.model_validate(tilbud), aar, regelsaet_for(aar).regelsaet)


def test_two_calculations_merged_into_one_are_bridged_as_structure() -> None:
    broer = [{"fra_linje": fra, "til_linje": "L", "andel": "1"} for fra in ("LA", "LB")]
    ny = aargang(2026, broer, grundlag=basis("4380000"))
    bro = only_line(two_houses(2025), ny)
    assert bro.fra_kr == 1200  # (6 × 1.000 + 4 × 1.500) ÷ 10
    assert (bro.til_kr, effects(bro), bro.afrunding) == (1200, {}, 0)
    dyrere = only_line(two_houses(2025), aargang(2026, broer, grundlag=basis("4745000")))
    assert effects(dyrere) == {"struktur": Decimal(100)}


def test_a_split_calculation_keeps_its_causes_in_the_house_that_stays() -> None:
    gammel = aargang(2025, id="A", struktur={"kode": "A", "linje": "LA"}, grundlag=basis("3650000"))
    ny = two_houses(2026)._replace(
        tilbud=two_houses(2026).tilbud.model_copy(
            update={"bro": (Bro(fra_linje="LA", til_linje="LB", andel=Decimal("0.4")),)}
        )
    )
    blivende, udskilt = bridge_tilbud(gammel, ny)
    assert (blivende.linje, blivende.fra_kr, blivende.til_kr) == ("LA", 1000, 1000)
    assert effects(blivende)["pl"] == 20 and sum(blivende.effekter.values()) == 0
    assert (udskilt.linje, udskilt.fra_kr, effects(udskilt)) == ("LB", 1000, {"struktur": Decimal(500)})


@given(
    loen=st.tuples(st.integers(100_000, 9_000_000), st.integers(100_000, 9_000_000)),
    overhead=st.tuples(st.integers(0, 12), st.integers(0, 12)),
    pladser=st.tuples(st.integers(1, 40), st.integers(1, 40)),
    belaegning=st.tuples(st.integers(50, 110), st.integers(50, 110)),
)
def test_effects_always_sum_to_the_change(
    loen: tuple[int, int], overhead: tuple[int, int], pladser: tuple[int, int], belaegning: tuple[int, int]
) -> None:
    aargange = [
        aargang(
            aar,
            grundlag=basis(str(loen[nr]), str(overhead[nr])),
            pladser=str(pladser[nr]),
            belaegning={"procent": str(belaegning[nr])},
        )
        for nr, aar in enumerate((2027, 2028))
    ]
    assert abs(only_line(*aargange).rest) < Decimal("1e-20")
