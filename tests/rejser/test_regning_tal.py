"""What the browser makes of amounts, numbers and CPR numbers is what the core makes of them, to the øre."""

import random
from decimal import Decimal
from typing import Any

import pytest
from omfang import FAST_FROE, FRISK_FROE, antal
from playwright.sync_api import Page

from socialaftale.faelles import cpr
from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.tal import UklartTal, parse_tal
from tests.takster.regningssager import SAGER, core_oere

from .regningseksempel import make_hus, open_regning  # noqa: F401 - fixtures

BEREGN = """async ({sager, mappe}) => {
  const [{ cost }, { readKoeb }, { KanIkke }] = await Promise.all(
    ["beregn", "koeb", "tal"].map((fil) => import(`${mappe}${fil}.js`)));
  return sager.map(({ aar, pris, timepris, skrevet, pr }) => {
    const kalender = [31, aar % 4 ? 28 : 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    try {
      const { oere, maaneder } = cost(readKoeb(skrevet, { aar, kalender }, pr), pris, timepris, kalender);
      return { oere: String(oere), maaneder: maaneder.map(String) };
    } catch (fejl) {
      if (!(fejl instanceof KanIkke)) throw fejl;
      return { besked: fejl.message };
    }
  });
}"""


def in_browser(page: Page, sager: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return page.evaluate(BEREGN, {"sager": sager, "mappe": "/static/takster/regning/"})


def test_the_browser_gives_what_the_cases_are_signed_for(aabn_regning):
    sager = SAGER["regnes"]
    for sag, svar in zip(sager, in_browser(aabn_regning(), sager), strict=True):
        assert svar.get("oere") == str(sag["aar_oere"]), (sag["navn"], svar)
        assert svar["maaneder"] == [str(oere) for oere in sag["maaneder_oere"]], sag["navn"]


def test_what_cannot_be_reckoned_says_why_and_what_to_do(aabn_regning):
    sager = SAGER["regnes_ikke"]
    for sag, svar in zip(sager, in_browser(aabn_regning(), sager), strict=True):
        assert sag["besked"] in svar.get("besked", ""), (sag["navn"], svar)


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE])
def test_whatever_is_bought_the_browser_and_the_core_agree_to_the_oere(aabn_regning, froe: int):
    rng = random.Random(froe)
    sager = [random_case(rng) for _ in range(antal(400, 4000))]
    for sag, svar in zip(sager, in_browser(aabn_regning(), sager), strict=True):
        try:
            ventet = core_oere(sag)
        except KanIkkeBeregnes:
            assert "besked" in svar, (froe, sag)
            continue
        assert svar.get("oere") == str(ventet), (froe, sag, svar)
        assert sum(map(int, svar["maaneder"])) == ventet, (froe, sag)
        assert all(int(oere) >= 0 for oere in svar["maaneder"]), (froe, sag)


def random_case(rng: random.Random) -> dict[str, Any]:
    """A place or hours, for the whole year or for some days, with or without hours of some kind."""

    def timer(art: str, hoejst: int) -> dict[str, Any]:
        pr, mest = rng.choice([("dag", 24), ("uge", 168), ("aar", 8784)])
        return {"antal": rng.randint(0, min(hoejst, mest) * 100), "pr": pr, "art": art}

    def tal(hundrededele: int) -> str:
        return f"{hundrededele // 100:,}".replace(",", ".") + f",{hundrededele % 100:02}"

    aar = rng.choice([2026, 2027, 2028])
    arter = rng.choices(["ATA", "BRT"], k=2)
    timepris = {"enhed": "kr_pr_time", "art": "time", "oere": rng.randint(0, 90000), "dage": None,
                "timer": timer(arter[0], 2) if rng.random() < 0.9 else None}  # fmt: skip
    plads = {"enhed": rng.choice(["kr_pr_doegn", "kr_pr_dag"]), "art": rng.choice(["basis", "niveau", "gennemsnit"]),
             "oere": rng.randint(0, 900000), "timer": timer(arter[1], 30) if rng.random() < 0.5 else None,
             "dage": rng.choice([None, None, rng.randint(1, 366)])}  # fmt: skip
    pris = plads if rng.random() < 0.7 else timepris
    med = pris is timepris or rng.random() < 0.6
    koebte = timer(arter[0], 80)
    dage = rng.choice([None, rng.randint(1, plads["dage"] or 365 if pris is plads else 365)])
    if dage and not pris["dage"] and dage == (366 if aar == 2028 else 365):
        dage = None
    skrevet = {"antal": str(dage) if dage else "hele året", "timer": tal(koebte["antal"]) if med else "", "fra": ""}
    kerne = {"timer": skrevet["timer"]} if med else {}
    return {"aar": aar, "pris": pris, "timepris": timepris if pris is plads else None, "skrevet": skrevet,
            "pr": koebte["pr"], "kerne": kerne | ({"dage": dage} if dage else {"hele": True})}  # fmt: skip


def test_numbers_are_read_as_the_rest_of_the_site_reads_them(aabn_regning):
    svar = aabn_regning().evaluate(
        """async ({tekster, mappe}) => {
          const { parseTal } = await import(`${mappe}tal.js`);
          return tekster.map((tekst) => {
            try { const { t, n } = parseTal(tekst); return [String(t), String(n)]; }
            catch (fejl) { return fejl.message; }
          });
        }""",
        {"tekster": SAGER["tal"], "mappe": "/static/takster/regning/"},
    )
    for tekst, fundet in zip(SAGER["tal"], svar, strict=True):
        try:
            ventet = parse_tal(tekst)
        except UklartTal as fejl:
            assert fundet == str(fejl)
        else:
            assert Decimal(fundet[0]) / Decimal(fundet[1]) == ventet, tekst


def test_cpr_numbers_are_found_as_the_rest_of_the_site_finds_them(aabn_regning):
    svar = aabn_regning().evaluate(
        "async ({tekster, mappe}) => { const { mask } = await import(`${mappe}cpr.js`); return tekster.map(mask); }",
        {"tekster": SAGER["cpr"], "mappe": "/static/takster/regning/"},
    )
    assert svar == [cpr.mask(tekst) for tekst in SAGER["cpr"]]
