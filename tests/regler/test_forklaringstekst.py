"""The drafted explanation: plain Danish, a sentence for each cause with its kroner, gaps marked and never invented."""

from decimal import Decimal
from typing import Any

from tests.sager.laeser import patched, starting_point

from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.bro import Aargang
from socialaftale.regler.takst.forklaringstekst import Saetning, as_text, draft_explanation
from socialaftale.regler.takst.opgave import Indberetning

A = "ny.tilbud.0.beregninger.0."
B = "ny.tilbud.0.beregninger.1."


def draft(navn: str, *aendringer: dict[str, Any], med_forrige: bool = True) -> list[Saetning]:
    par = patched(starting_point(navn), list(aendringer))
    ny, forrige = (
        Aargang(indberetning.tilbud[0], indberetning.aar, regelsaet_for(indberetning.aar).regelsaet)
        for indberetning in (Indberetning.model_validate(par[side]) for side in ("ny", "forrige"))
    )
    return draft_explanation(ny, forrige if med_forrige else None)


def of_line(saetninger: list[Saetning], linje: str) -> list[str]:
    return [saetning.tekst for saetning in saetninger if saetning.linje == linje]


def test_a_line_is_a_headline_and_its_causes() -> None:
    assert of_line(draft("kort"), "basis") == [
        "Basistakst (Hus A) stiger 3 % fra 1.500 kr. til 1.545 kr. pr. døgn.",
        "Pris- og lønfremskrivning hæver taksten 45 kr.",
    ]


def test_the_reporter_s_own_words_follow_the_cause() -> None:
    aarsager = [{"art": "direkte", "kroner": "45", "tekst": "Vågen nattevagt i weekenden."}]
    tekster = of_line(draft("kort", {"sti": f"{A}linjer.0.aarsager", "vaerdi": aarsager}), "basis")
    assert tekster[1] == "Direkte omkostninger hæver taksten 45 kr.: vågen nattevagt i weekenden."


def test_what_nobody_explained_is_a_gap_with_its_kroner() -> None:
    saetninger = draft("kort", {"sti": f"{A}linjer.0.takst_kr", "vaerdi": "1600"})
    (gab,) = [saetning for saetning in saetninger if saetning.mangler]
    assert gab.tekst == "[mangler: årsagen til 55 kr. af ændringen i Basistakst (Hus A)]"
    assert (gab.linje, gab.kroner) == ("basis", Decimal(55))


def test_a_cause_that_needs_words_and_has_none_is_a_gap() -> None:
    aarsager = [{"art": "overhead", "kroner": "45"}]
    tekster = of_line(draft("kort", {"sti": f"{A}linjer.0.aarsager", "vaerdi": aarsager}), "basis")
    assert tekster[1] == "Overhead hæver taksten 45 kr. [mangler: hvad der er sket]"


def test_places_and_occupancy_are_said_where_they_changed() -> None:
    saetninger = draft(
        "kort", {"sti": f"{A}pladser", "vaerdi": "10"}, {"sti": f"{A}belaegning.procent", "vaerdi": "95"}
    )
    assert [saetning.tekst for saetning in saetninger if not saetning.linje] == [
        "Hus A reduceres fra 12 til 10 pladser.",
        "Belægningen i Hus A ændres fra 96 % til 95 %. Den faktiske belægning var 95 % i 2023 og 97 % i 2024.",
    ]


def test_changed_hours_ask_what_it_means_for_those_already_placed() -> None:
    tekster = of_line(draft("kort", {"sti": f"{B}linjer.0.timer.antal", "vaerdi": "12"}), "niveau1")
    assert tekster[1] == (
        "Timerne i Niveau 1 (Hus B) går fra 14 BRT-timer pr. uge til 12 BRT-timer pr. uge. "
        "[mangler: hvorfor, og hvad det betyder for de indplacerede]"
    )


def test_a_line_that_is_gone_and_one_that_came() -> None:
    saetninger = draft(
        "kort", {"sti": f"{A}linjer.2.id", "vaerdi": "ny"}, {"sti": f"{A}linjer.2.takst_forrige_kr", "slet": True}
    )
    assert of_line(saetninger, "ledsagelse") == [
        "Tillæg for ledsagelse er ikke med i år. [mangler: hvad der er kommet i stedet]"
    ]
    assert of_line(saetninger, "ny")[0].endswith("[mangler: sidste års takst, en bro eller en begrundelse]")


def test_a_bridged_line_says_what_replaced_it() -> None:
    bro = [{"fra_linje": "ledsagelse", "til_linje": "ny", "andel": "1"}]
    aendringer = {"sti": f"{A}linjer.2.id", "vaerdi": "ny"}, {"sti": "ny.tilbud.0.bro", "vaerdi": bro}
    assert of_line(draft("kort", *aendringer), "ledsagelse") == [
        "Tillæg for ledsagelse er afløst af Tillæg for ledsagelse."
    ]


def test_without_last_year_s_report_the_reporter_s_own_figures_are_used() -> None:
    assert of_line(draft("kort", med_forrige=False), "basis") == of_line(draft("kort"), "basis")


def test_a_full_basis_gives_the_causes_itself() -> None:
    """Constructed: overhead from 5 to 6 % and nobody stated a cause; the bridge finds both effects."""
    saetninger = draft(
        "fuld",
        {"sti": f"{A}grundlag.overhead.procent", "vaerdi": "6"},
        {"sti": f"{A}linjer.0.takst_kr", "slet": True},
        {"sti": f"{A}linjer.0.aarsager", "slet": True},
    )
    assert of_line(saetninger, "basis") == [
        "Basistakst stiger 4 % fra 1.575 kr. til 1.638 kr. pr. døgn.",
        "Pris- og lønfremskrivning hæver taksten 47 kr.",
        "Overhead hæver taksten 15 kr. [mangler: hvad der er sket]",
    ]


def test_the_text_is_one_sentence_a_line_without_double_stops() -> None:
    tekst = as_text(draft("kort"))
    assert len(tekst.split("\n")) == len(draft("kort"))
    assert ".." not in tekst
