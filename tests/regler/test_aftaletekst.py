"""The text of an agreement: typed, divided, compared. What was written comes back, word for word."""

import random

import pytest
from tests.omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.regler.aftaletekst import Blok, Del, UklarTekst, blocks, read_parts, write_parts
from socialaftale.regler.tekstforskel import Art, Skaebne, compare


def test_parts_come_back_as_they_were_typed():
    dele = read_parts("# Formål\nVi løfter.\n\nSammen.\n## Under\n\n- A\n- B\n# Tom")
    assert dele == [Del("Formål", "Vi løfter.\n\nSammen."), Del("Under", "- A\n- B", 2), Del("Tom", "")]
    assert read_parts(write_parts(dele)) == dele


@pytest.mark.parametrize(
    ("tekst", "besked"),
    [
        ("", "ingen overskrift"),
        ("Tekst uden overskrift\n# A", "Linje 1 står før den første overskrift"),
        ("# A\n#\nord", "Linje 2 er en overskrift uden ord"),
        ("# A\n### B", "linje 2 springer et niveau over"),
        ("## A", "linje 1 springer et niveau over"),
        ("# " + "a" * 201, "linje 1 er over 200 tegn"),
        ("# A\n" * 101, "101 overskrifter"),
        ("# A\n" + "ord " * 9000, "»A« er for lang"),
    ],
)
def test_what_cannot_be_divided_says_where_and_what_to_do(tekst, besked):
    with pytest.raises(UklarTekst, match=besked):
        read_parts(tekst)


def test_blocks_are_paragraphs_and_lists():
    tekst = "En linje\nder går videre.\n\nListe:\n- A\n  videre\n* B"
    assert list(blocks(tekst)) == [
        Blok(("En linje der går videre.",)),
        Blok(("Liste:",)),
        Blok(("A videre", "B"), liste=True),
    ]
    assert list(blocks("")) == []


def test_what_changed_is_told_by_the_word():
    (forskel,) = compare([Del("Vision", "Fokus på egenmestring og ro.")], [Del("Vision", "Fokus på mestring og ro.")])
    assert forskel.skaebne == Skaebne.AENDRET
    assert [(s.art, s.tekst.strip()) for s in forskel.stykker if s.art != Art.SAMME] == [
        (Art.VAEK, "egenmestring"),
        (Art.NY, "mestring"),
    ]


def test_a_new_heading_over_the_same_words_is_one_part():
    tekst = "Taksterne er vejledende og dækker tilbuddets egne omkostninger."
    (forskel,) = compare([Del("Grundtakst", tekst)], [Del("Basistakst", tekst)])
    assert (forskel.skaebne, forskel.hed_foer) == (Skaebne.AENDRET, "Grundtakst")


def test_parts_that_came_and_went():
    foer, nu = [Del("A", "et"), Del("B", "to tre fire")], [Del("A", "et"), Del("C", "helt andre ord")]
    assert [(d.overskrift, d.skaebne) for d in compare(foer, nu)] == [
        ("A", Skaebne.UAENDRET),
        ("B", Skaebne.SLETTET),
        ("C", Skaebne.NY),
    ]


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE], ids=["fast", "frisk"])
def test_both_texts_can_be_put_together_from_the_difference(froe):
    terning = random.Random(froe)
    for _ in range(antal(200, 4000)):
        foer = [_part(terning, nr) for nr in range(terning.randint(0, 4))]
        nu = [en if terning.random() < 0.5 else _part(terning, terning.randint(0, 5)) for en in foer]
        nu += [_part(terning, 9)] * (terning.random() < 0.3)
        dele = compare(foer, nu)
        for tekster, uden in ((foer, Art.NY), (nu, Art.VAEK)):
            samlet = ["".join(s.tekst for s in del_.stykker if s.art != uden) for del_ in dele]
            assert sorted(filter(None, samlet)) == sorted(filter(None, (en.tekst for en in tekster)))


def _part(terning: random.Random, nr: int) -> Del:
    ord_ = [
        terning.choice(["takst", "plads", "ro\n", "\n\nny", "  hul", "- punkt\n"])
        for _ in range(terning.randint(0, 12))
    ]
    return Del(f"Del {nr}", " ".join(ord_).strip())
