"""Minutes are read into points; nothing is lost, and nothing is said that the minutes do not say."""

from random import Random

import pytest
from husregler import ROD
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.omfang import FRISK_FROE, antal
from tests.regler.referater import Opfundet, make_points, make_print, print_minutes

from socialaftale.regler.referat.daekning import check_coverage
from socialaftale.regler.referat.laes import UlaeseligtReferat, as_json, read_minutes
from socialaftale.regler.referat.typer import IKKE_UDTRYKKELIGT, Punkt, Referat

AEGTE = [fil for mappe in ROD.parents[:2] if (fil := mappe / "shared/documents/das-referat-2025-11-17.txt").exists()]
LED_PR_PUNKT = [1, 1, 1, 4, 2, 1, 4, 3, 1, 1, 1, 1, 1, 1, 3, 1, 1, 0, 0]
BILAG_PR_PUNKT = [0, 1, 0, 4, 2, 2, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0]


def one(tekst: str) -> str:
    return " ".join(tekst.split())


def read(*linjer: str) -> Referat:
    """Read minutes whose first line is the head; every import asks that nothing is lost."""
    return read_minutes("\n".join(["Møde i DAS Social den 17.03.2025", "", *linjer]))


def point(*linjer: str, titel: str = "Punkt 1. Takster") -> Punkt:
    return read(titel, "Åben", "", *linjer).punkter[0]


def results(punkt: Punkt) -> list[str]:
    return [led.resultat for led in punkt.indstilling]


def assert_as_meant(punkter: list[Opfundet], referat: Referat) -> None:
    assert [et.nummer for et in referat.punkter] == [et.nummer for et in punkter]
    for meant, laest in zip(punkter, referat.punkter, strict=True):
        assert one(laest.titel.tekst) == one(meant.titel)
        assert (laest.aaben, laest.sagsnummer.tekst) == (meant.aaben, meant.sagsnummer)
        assert one(laest.resume.tekst) == one(meant.resume)
        assert one(laest.sagsfremstilling.tekst) == one(" ".join(meant.sagsfremstilling))
        assert [(one(et.overskrift.tekst), one(et.tekst.tekst)) for et in laest.afsnit] == meant.afsnit
        assert [one(led.tekst.tekst) for led in laest.indstilling] == meant.indstilling
        assert [one(et.tekst) for et in laest.bilag] == meant.bilag
        assert one(laest.beslutning.tekst) == one(" ".join(meant.beslutning))
        assert {led.nummer for led in laest.indstilling if led.resultat != IKKE_UDTRYKKELIGT} == meant.besvaret


@pytest.mark.parametrize("froe", [*range(antal(8, 1000)), FRISK_FROE])
def test_made_up_minutes_are_read_as_they_were_meant(froe):
    rng = Random(froe)
    punkter, tryk = make_points(rng), make_print(rng)
    kilde = print_minutes(punkter, tryk)
    referat = read_minutes(kilde)
    assert check_coverage(kilde, referat) == []
    assert (referat.udvalg, str(referat.dato)) == ("DAS Social", "2025-03-17")
    assert_as_meant(punkter, referat)


STUMPER = st.sampled_from(
    [
        "Punkt 1.",
        "Punkt 2: Takster",
        "Åben",
        "Lukket",
        "Resumé",
        "Sagsfremstilling:",
        "Indstilling",
        "Bilag",
        "Beslutning:",
        "Beslutning: Godkendt.",
        "Det indstilles, at DAS",
        "1. godkender",
        "2) drøfter",
        "at DAS",
        "- bilag",
        "• punkt 1",
        "Til stede:",
        "Anna Ek, Bo Lund",
        "Side 3 af 4",
        "\f",
        "",
        "",
        "29.2.2025",
        "mandag den 1. maj 2026",
        "Kl. 9-8",
        "I alt 7",
        "2025-123456",
    ]
)


@given(st.lists(st.one_of(STUMPER, st.text(max_size=30)), max_size=40))
@settings(max_examples=antal(30, 20_000), deadline=None)
def test_no_text_whatever_loses_a_character(linjer):
    kilde = "\n".join(linjer)
    try:
        referat = read_minutes(kilde)
    except UlaeseligtReferat as fejl:
        assert "ingen punkter" in str(fejl)
        return
    assert check_coverage(kilde, referat) == []
    assert [kilde[et["fra"] : et["til"]] for et in as_json(referat)["uplaceret"]] == [
        et["tekst"] for et in as_json(referat)["uplaceret"]
    ]


def test_the_coverage_check_sees_what_is_lost_doubled_or_changed():
    kilde = "Punkt 1. Takster\n\nBeslutning\nGodkendt."
    referat = read_minutes(kilde)
    assert check_coverage(kilde, referat) == []
    assert check_coverage(kilde + " Og mere.", referat) == ["7 tegn står ingen steder, det første ved tegn 39."]
    assert "står ingen steder" in check_coverage(kilde, read_minutes(kilde[:-1]))[0]
    dobbelt = Referat(**{**vars(referat), "uplaceret": referat.skabelon[:1]})
    assert "står to steder" in check_coverage(kilde, dobbelt)[0]
    assert "er ikke, som den står" in check_coverage(kilde.replace("Godkendt", "Afvistes"), referat)[0]


@pytest.mark.parametrize("fil", AEGTE)
def test_the_real_minutes_lie_whole_in_their_places(fil):
    kilde = fil.read_text(encoding="utf-8")
    referat = read_minutes(kilde)
    assert check_coverage(kilde, referat) == []
    assert (referat.udvalg, str(referat.dato), str(referat.naeste_moede)) == ("DAS Social", "2025-11-17", "2026-02-23")
    assert [punkt.nummer for punkt in referat.punkter] == list(range(1, 20))
    assert [len(punkt.indstilling) for punkt in referat.punkter] == LED_PR_PUNKT
    assert [len(punkt.bilag) for punkt in referat.punkter] == BILAG_PR_PUNKT
    assert all(punkt.aaben and punkt.titel and punkt.beslutning for punkt in referat.punkter)
    assert referat.uplaceret == referat.noter == ()


@pytest.mark.parametrize("fil", AEGTE)
def test_what_the_real_minutes_do_not_say_is_not_inferred(fil):
    punkter = read_minutes(fil.read_text(encoding="utf-8")).punkter
    assert results(punkter[4]) == ["godkendt", IKKE_UDTRYKKELIGT]
    assert results(punkter[14]) == ["taget til efterretning", IKKE_UDTRYKKELIGT, "taget til efterretning"]
    assert len(punkter[6].for_sig_selv) >= 2, "the decisions of point 7 answer no item"
    noter = {punkt.nummer: punkt.noter for punkt in punkter if punkt.noter}
    assert set(noter) == {6, 8, 13}
    assert "-105.600" in noter[6][0]
    assert "134.420" in noter[6][0]
    assert "punkt 3, men" in noter[8][0]
    assert "punkt 7" in noter[8][0]
    assert noter[13] == ("Programmet overlapper: »Kl. 10.45-11.15« og »Kl. 11.00-11.15«.",)


def test_the_keys_are_those_that_were_promised():
    svar = as_json(read("Punkt 1. Takster", "Resume", "Kort.", "Beslutning", "Godkendt."))
    assert {"udvalg", "dato", "til_stede", "fravaerende", "naeste_moede", "punkter", "uplaceret"} <= set(svar)
    lovet = {"nummer", "titel", "aaben", "sagsnummer", "resume", "sagsfremstilling", "afsnit", "indstilling", "bilag"}
    assert lovet | {"beslutning", "noter"} <= set(svar["punkter"][0])


# The head


def test_names_body_and_day_are_read_from_labels():
    referat = read_minutes(
        "REFERAT\nUdvalg: Forretningsudvalget, voksne\nDato: Mandag den 3. november 2025\nSted: Teams\n\n"
        "Til stede:\nAnna Ek, Aalborg\n• Bo Lund\n\nFraværende med afbud: Carl Dam, Dorte Holm\n\n"
        "1. Takster\nBeslutning\nGodkendt."
    )
    assert (referat.udvalg, str(referat.dato)) == ("Forretningsudvalget, voksne", "2025-11-03")
    assert [et.tekst for et in referat.til_stede] == ["Anna Ek, Aalborg", "Bo Lund"]
    assert [et.tekst for et in referat.fravaerende] == ["Carl Dam", "Dorte Holm"]
    assert [et.tekst for et in referat.uplaceret] == ["Sted: Teams"]


@pytest.mark.parametrize(
    ("linje", "udvalg", "dato"),
    [
        (
            "Referat fra møde i Den Administrative Gruppe den 17. november 2025",
            "Den Administrative Gruppe",
            "2025-11-17",
        ),
        ("Mødet den 17-11-2025 FU Børn og Unge", "FU Børn og Unge", "2025-11-17"),
        (
            "Styringsaftalegruppen, mandag den syttende november 2025 kl. 9.00 - 11.00",
            "Styringsaftalegruppen",
            "2025-11-17",
        ),
        ("KKR Nordjylland 2025-11-17", "KKR Nordjylland", "2025-11-17"),
    ],
)
def test_the_ways_a_head_says_body_and_day(linje, udvalg, dato):
    referat = read_minutes(f"{linje}\n\nPunkt 1. Takster\n\nBeslutning\nGodkendt.")
    assert (referat.udvalg, str(referat.dato)) == (udvalg, dato)


def test_a_day_that_does_not_exist_and_a_missing_body_are_notes():
    assert read_minutes("Møde i DAS den 29.2.2025\n\nPunkt 1. A\n\nBeslutning\nB.").noter == (
        "Datoen »29.2.2025« findes ikke.",
    )
    assert len(read_minutes("Punkt 1. A\n\nBeslutning\nB.").noter) == 2


def test_a_table_of_contents_is_unplaced_and_no_agenda():
    referat = read(
        "Dagsorden",
        "Punkt 1 Takster 2",
        "Punkt 2 Næste møde 3",
        "",
        "Punkt 1 Takster",
        "",
        "Beslutning",
        "Godkendt.",
        "",
        "Punkt 2 Næste møde",
        "",
        "Den 22. maj 2026.",
    )
    assert [punkt.titel.tekst for punkt in referat.punkter] == ["Takster", "Næste møde"]
    assert [et.tekst for et in referat.uplaceret] == ["Punkt 1 Takster 2", "Punkt 2 Næste møde 3"]
    assert str(referat.naeste_moede) == "2026-05-22"


def test_names_that_stand_last_belong_to_the_meeting():
    referat = read("Punkt 1. Takster", "", "Beslutning", "Godkendt.", "", "Til stede: Anna Ek; Bo Lund")
    assert [et.tekst for et in referat.til_stede] == ["Anna Ek", "Bo Lund"]
    assert referat.punkter[0].beslutning.tekst == "Godkendt."


# The points


@pytest.mark.parametrize(
    "begyndelse",
    [
        "Punkt 3.\n\nTakster",
        "Punkt 3: Takster",
        "Pkt. 3 Takster",
        "PUNKT 3 - Takster",
        "Dagsordenspunkt 3\nTakster",
        "Ad 3. Takster",
        "Punkt nr. 3 Takster",
        "Punkt 3. (åben) Takster",
        "Punkt 3. Takster (åben)",
        "Åben\n\nPunkt 3.\n\nTakster",
    ],
)
def test_the_ways_a_point_begins(begyndelse):
    punkt = read(*begyndelse.split("\n"), "", "Beslutning", "Godkendt.").punkter[0]
    assert (punkt.nummer, punkt.titel.tekst, punkt.beslutning.tekst) == (3, "Takster", "Godkendt.")
    assert punkt.aaben is (True if "ben" in begyndelse else None)


def test_a_reference_to_a_point_in_a_sentence_begins_none():
    tekst = [
        "Vi har lovet at arbejde videre med det forslag om en gruppe, som blev drøftet under",
        "punkt 3. Det er godt.",
    ]
    assert (
        len(read("Punkt 1. Takster", "", "Resumé", *tekst, "", "Punkt 2 blev udsat.", "Beslutning", "Ja.").punkter) == 1
    )


def test_a_missing_and_a_doubled_number_are_notes_and_both_points_stand():
    referat = read(
        "Punkt 1. A",
        "",
        "Beslutning",
        "Ja.",
        "",
        "Punkt 3. B",
        "",
        "Beslutning",
        "Ja.",
        "",
        "Punkt 3. C",
        "",
        "Beslutning",
        "Ja.",
    )
    assert [punkt.titel.tekst for punkt in referat.punkter] == ["A", "B", "C"]
    assert referat.noter == ("Punkt 2 mangler.", "Punkt 3 står 2 gange.")


def test_missing_parts_are_empty_and_said():
    punkt = read("Punkt 1.", "", "Resume", "", "Sagsfremstilling").punkter[0]
    assert (punkt.resume.tekst, punkt.indstilling, punkt.bilag, punkt.beslutning.tekst) == ("", (), (), "")
    assert len(punkt.noter) == 3


def test_headings_in_any_case_and_order_and_text_on_their_line():
    punkt = point(
        "BESLUTNING: Godkendt.",
        "",
        "Bilag: Ingen",
        "",
        "RESUME: Kort.",
        "",
        "SAGSFREMSTILLING",
        "Lang.",
        "",
        "Forretningsudvalgets indstilling:",
        "at DAS godkender taksterne",
    )
    assert (punkt.beslutning.tekst, punkt.resume.tekst, punkt.sagsfremstilling.tekst) == ("Godkendt.", "Kort.", "Lang.")
    assert (punkt.bilag, results(punkt)) == ((), ["godkendt"])


def test_an_unknown_heading_is_a_section_but_never_in_a_decision():
    punkt = point(
        "Sagsfremstilling",
        "",
        "Lang.",
        "",
        "Økonomi",
        "",
        "Intet at bemærke.",
        "",
        "Beslutning",
        "",
        "Samarbejdsmodel",
        "",
        "Den blev godkendt.",
    )
    assert [(et.overskrift.tekst, et.tekst.tekst) for et in punkt.afsnit] == [("Økonomi", "Intet at bemærke.")]
    assert punkt.beslutning.tekst == "Samarbejdsmodel\n\nDen blev godkendt."


def test_two_decisions_are_both_kept_and_noted():
    punkt = point("Beslutning", "Godkendt.", "", "Beslutning", "Sendes ud.")
    assert one(punkt.beslutning.tekst) == "Godkendt. Sendes ud."
    assert punkt.noter == ("Punktet har 2 beslutninger. De står efter hinanden.",)


def test_what_another_body_decided_is_told_of_and_is_not_this_decision():
    punkt = point(
        "Sagsfremstilling", "Lang.", "", "Beslutning fra FU den 3. marts", "FU udsatte.", "", "Beslutning", "Ja."
    )
    assert [(et.overskrift.tekst, et.tekst.tekst) for et in punkt.afsnit] == [
        ("Beslutning fra FU den 3. marts", "FU udsatte.")
    ]
    assert (punkt.beslutning.tekst, punkt.noter) == ("Ja.", ())


def test_a_numbered_sub_point_begins_no_point():
    referat = read(
        "Punkt 1. Takster",
        "",
        "Sagsfremstilling",
        "",
        "Lang.",
        "",
        "Punkt 1.1 Sene takster",
        "",
        "Kort.",
        "",
        "Beslutning",
        "Ja.",
    )
    assert [et.overskrift.tekst for et in referat.punkter[0].afsnit] == ["Punkt 1.1 Sene takster"]


def test_a_hyphen_at_the_end_of_a_line_stays():
    assert (
        point("Resume", "Hele lands-", "delen og region-", "erne.").resume.tekst
        == "Hele lands-\ndelen og region-\nerne."
    )


# Recommendations


@pytest.mark.parametrize(
    "linjer",
    [
        ["Det indstilles, at DAS", "1. godkender A", "• med et underpunkt", "2. drøfter B"],
        ["Det indstilles, at DAS", "a) godkender A", "• med et underpunkt", "b) drøfter B"],
        ["Sekretariatet indstiller", "at DAS godkender A", "• med et underpunkt", "at DAS drøfter B"],
        ["Det indstilles, at DAS", "1)", "godkender A", "• med et underpunkt", "2)", "drøfter B"],
    ],
)
def test_the_styles_of_a_recommendation(linjer):
    punkt = point("Indstilling", *linjer, "", "Beslutning", "Ja.")
    assert [one(led.tekst.tekst).removeprefix("at DAS ") for led in punkt.indstilling] == [
        "godkender A • med et underpunkt",
        "drøfter B",
    ]


@pytest.mark.parametrize(
    ("beslutning", "svar"),
    [
        ("Godkendt.", "--"),
        ("Indstillingen blev tiltrådt.", "gd"),
        ("Taksterne blev godkendt. Rapporten blev drøftet.", "gd"),
        ("1. Godkendt.\n2. Drøftet.", "gd"),
        ("Ad 2: Drøftet.", "-d"),
        ("Gruppen anbefaler taksterne godkendt.", "--"),
        ("Bo Lund bemærkede, at taksterne tidligere blev godkendt.", "--"),
        ("Taksterne blev ikke godkendt.", "--"),
        ("Punktet blev udsat.", "uu"),
        ("Der var opbakning til taksterne.", "--"),
        ("", "--"),
    ],
)
def test_only_what_a_decision_says_in_so_many_words_is_a_result(beslutning, svar):
    punkt = point(
        "Indstilling", "1. godkender taksterne", "2. drøfter rapporten", "", "Beslutning", *beslutning.split("\n")
    )
    navne = {"g": "godkendt", "d": "drøftet", "u": "udsat", "-": IKKE_UDTRYKKELIGT}
    assert results(punkt) == [navne[tegn] for tegn in svar]


def test_a_proposed_delegation_that_the_decision_does_not_mention_is_not_given():
    punkt = point(
        "Indstilling",
        "1. godkender taksterne",
        "2. afgiver kompetence til FU for sene takster",
        "",
        "Beslutning",
        "Taksterne blev godkendt.",
    )
    assert results(punkt) == ["godkendt", IKKE_UDTRYKKELIGT]


def test_a_decision_without_an_item_stands_by_itself():
    punkt = point(
        "Indstilling",
        "1. drøfter rapporten",
        "",
        "Beslutning",
        "Rapporten blev drøftet.",
        "",
        "Der var enighed om, at alle tilbud skal med.",
    )
    assert (results(punkt), punkt.for_sig_selv) == (["drøftet"], ("Der var enighed om, at alle tilbud skal med.",))


# Contradictions


UGEDAG, TAL = "Dato og ugedag passer ikke:", "Tallene går ikke op:"


@pytest.mark.parametrize(
    ("tekst", "note"),
    [
        ("Mødet er tirsdag den 3. november 2025.", f"{UGEDAG} »tirsdag den 3. november 2025« er en mandag i 2025."),
        ("Vi mødes mandag den 24. februar.", ""),
        ("Vi mødes torsdag den 24. februar.", f"{UGEDAG} »torsdag den 24. februar« er en mandag i 2025."),
        ("Fristen er den 29.2.2025.", "Datoen »29.2.2025« findes ikke."),
        ("Fristen er den 31. april.", "Datoen »31. april« findes ikke."),
        ("• Kl. 9.00-10.00: Kaffe\n• Kl. 9.30-11: Oplæg", "Programmet overlapper: »Kl. 9.00-10.00« og »Kl. 9.30-11«."),
        ("• Kl. 9.00-10.00: Kaffe\n• Kl. 10-11: Oplæg", ""),
        (
            "Taksten stiger fra 1.000 kr. til 1.100 kr., en stigning på 90 kr.",
            f"{TAL} fra 1.000 til 1.100 er 100, og der står 90.",
        ),
        ("Den falder fra 40 til 33, et fald på 17,5 %.", ""),
        ("I alt 7,3 mio. kr. + 8,3 mio. kr. = 15,6 mio. kr.", ""),
        ("Det er 1.785 + 636 = 2.431 pladser.", f"{TAL} 1.785 + 636 = 2.431. Summen er 2.421."),
        ("Voksne 10\nBørn 5\nI alt 16", f"{TAL} der står i alt 16, og posterne giver 15."),
        ("Voksne 10\nBørn 5\nI alt 15", ""),
        ("Se punkt 7.", "Der henvises til punkt 7, som referatet ikke har."),
    ],
)
def test_what_cannot_be_true_is_a_note_and_nothing_is_changed(tekst, note):
    punkt = point("Sagsfremstilling", "", *tekst.split("\n"), "", "Beslutning", "Ja.")
    assert punkt.noter == ((note,) if note else ())
    assert one(punkt.sagsfremstilling.tekst) == one(tekst)


def test_a_reference_to_the_wrong_point_names_the_right_one():
    referat = read(
        "Punkt 1. Takster",
        "Åben",
        "",
        "Resume",
        "Se forslaget om implementeringsgruppen under punkt 2.",
        "",
        "Beslutning",
        "Ja.",
        "",
        "Punkt 2. Pjece",
        "",
        "Beslutning",
        "Ja.",
        "",
        "Punkt 3. Implementeringsgruppe",
        "",
        "Beslutning",
        "Ja.",
    )
    assert referat.punkter[0].noter == ("Der henvises til punkt 2, men »implementeringsgruppen« står i punkt 3.",)


def test_a_budget_whose_parts_do_not_add_up_is_a_note():
    tekst = (
        "Sagsantallet er på 10. Det samlede budget falder med 500 kr. Den objektive finansiering falder med 400 kr. "
        "Taksten stiger fra 100 kr. til 110 kr."
    )
    note = point("Sagsfremstilling", tekst, "", "Beslutning", "Ja.").noter[0]
    assert "Så er der -100 til taksterne, men 10 sager med den nye takst giver 100." in note


def test_items_out_of_order_and_marks_that_turn_the_writing_are_notes():
    assert (
        "ikke fortløbende: 1, 3"
        in point("Indstilling", "1. godkender A", "3. drøfter B", "", "Beslutning", "Ja.").noter[0]
    )
    assert "skriveretningen" in read("Punkt 1. Anna \u202eEk", "", "Beslutning", "Ja.").noter[0]


def test_a_text_without_points_is_refused():
    with pytest.raises(UlaeseligtReferat, match="ingen punkter"):
        read_minutes("Kære alle\n\nTak for i dag.")
