"""Every check has what a reader needs, the page is the registry's own, and the whole costs little."""

import time
from pathlib import Path

import pytest
from tests.sager.laeser import starting_point

from socialaftale.regler.kontrol import KONTROLLER, Kontrol, check_indberetning
from socialaftale.regler.kontrol.dokument import AFSNIT, render_markdown
from socialaftale.regler.kontrol.emner import Linjesag
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.opgave import Indberetning

SIDE = Path(__file__).parents[3] / "docs" / "regler" / "kontroller.md"


@pytest.mark.parametrize("en", KONTROLLER.values(), ids=KONTROLLER)
def test_a_check_says_what_when_whence_and_what_to_do(en: Kontrol) -> None:
    assert en.titel and en.kilde and en.emne in AFSNIT.values()
    assert en.naar.endswith(".") and en.hvad_goer_du.endswith(".")
    assert en.funktion.__doc__


def test_the_page_is_what_the_registry_says() -> None:
    assert SIDE.read_text(encoding="utf-8") == render_markdown()


def test_v1_to_v10_are_there() -> None:
    assert {f"V{nr}" for nr in range(1, 11)} <= set(KONTROLLER)


def test_an_id_is_used_once() -> None:
    with pytest.raises(ValueError, match="V1 findes to gange"):
        kontrol(Linjesag, "V1", titel="", naar="", kilde="", hvad_goer_du="")


def test_fifteen_hundred_lines_are_checked_fast() -> None:
    par = starting_point("kort")
    for side in ("forrige", "ny"):
        tilbud = par[side]["tilbud"][0]
        par[side]["tilbud"] = [tilbud | {"id": f"T{nr}", "navn": f"Egely {nr}"} for nr in range(125)]
    ny, forrige = Indberetning.model_validate(par["ny"]), Indberetning.model_validate(par["forrige"])
    start = time.process_time()
    fund = check_indberetning(ny, forrige, regelsaet_for(2026).regelsaet)
    assert sum(len(b.linjer) for t in ny.tilbud for b in t.beregninger) >= 1375
    assert time.process_time() - start < 0.8  # twice what it must cost, for a busy machine
    assert not [en for en in fund if en.er_aabent]
