"""Made-up minutes of the form that DAS uses: what they say is known, how they are printed varies."""

import textwrap
from dataclasses import dataclass, field
from random import Random

ORD = (
    "pladser borgere tilbud takster kommuner arbejdsgruppe forslag budget overblik indsats kvalitet støtte plan "
    "visitation overgange pårørende fælles ledige behov krav opgave ramme proces viden praksis samarbejde faglig ny "
    "god drøftelse"
).split()
AFSNIT = ("Økonomi", "Videre proces")
NAVNE = ("Aalborg", "Hjørring", "Region Nordjylland", "Sekretariatet", "Birkehuset")
VERBER = {
    "godkender": "blev godkendt",
    "drøfter": "blev drøftet",
    "tager til efterretning": "blev taget til efterretning",
}


@dataclass
class Opfundet:
    """A point as it is meant. `besvaret` are the numbers of the items that the decision answers."""

    nummer: int
    titel: str
    aaben: bool
    sagsnummer: str = ""
    resume: str = ""
    sagsfremstilling: list[str] = field(default_factory=list)
    afsnit: list[tuple[str, str]] = field(default_factory=list)
    indstilling: list[str] = field(default_factory=list)
    bilag: list[str] = field(default_factory=list)
    beslutning: list[str] = field(default_factory=list)
    besvaret: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Tryk:
    """How minutes are printed."""

    bredde: int
    linjer_pr_side: int
    sidebrud: str
    overskrift: str
    resume: str
    led: str
    bilag: str
    titel_paa_linjen: bool


def make_print(froe: Random) -> Tryk:
    return Tryk(
        bredde=froe.choice((72, 88, 104)),
        linjer_pr_side=froe.randint(12, 40),
        sidebrud=froe.choice(("\f", "")),
        overskrift=froe.choice(("{}", "{}:", "{upper}")),
        resume=froe.choice(("Resume", "Resumé")),
        led=froe.choice(("{}. ", "{}) ", "- ", "• ")),
        bilag=froe.choice(("- ", "• ", "{}. ")),
        titel_paa_linjen=froe.random() < 0.3,
    )


def make_points(froe: Random) -> list[Opfundet]:
    """Return 3 to 9 points; now and then a number is missing or stands twice, and any part may be missing."""
    punkter, nummer = [], 0
    for _ in range(froe.randint(3, 9)):
        nummer += froe.choice((1, 1, 1, 1, 1, 0, 2)) if nummer else 1
        punkter.append(_point(froe, nummer))
    return punkter


def _point(froe: Random, nummer: int) -> Opfundet:
    punkt = Opfundet(
        nummer, f"{froe.choice(('Godkendelse', 'Orientering', 'Status'))} om {_words(froe, 4, 14)}", froe.random() < 0.7
    )
    if froe.random() < 0.8:
        punkt.sagsnummer = f"20{froe.randint(20, 26)}-{froe.randint(0, 999999):06d}"
    if froe.random() < 0.8:
        punkt.resume = _sentences(froe, 3)
    if froe.random() < 0.8:
        punkt.sagsfremstilling = [_sentences(froe, 5) for _ in range(froe.randint(1, 4))]
        punkt.sagsfremstilling += [f"• {_words(froe, 3, 25)}" for _ in range(froe.randint(0, 4))]
        punkt.sagsfremstilling[-1] = punkt.sagsfremstilling[-1].rstrip(".") + "."
        punkt.afsnit = [(navn, _sentences(froe, 4)) for navn in AFSNIT if froe.random() < 0.3]
    if froe.random() < 0.85:
        _recommend(froe, punkt)
    punkt.bilag = [f"Bilag {_words(froe, 2, 16)}" for _ in range(froe.choice((0, 0, 1, 2, 5)))]
    punkt.beslutning += [f"{froe.choice(NAVNE)} indledte punktet med {_words(froe, 4, 20)}."] * froe.choice((0, 0, 1))
    punkt.beslutning = punkt.beslutning or [_sentences(froe, 2)]
    return punkt


def _recommend(froe: Random, punkt: Opfundet) -> None:
    """Items about different things; the decision answers some of them in so many words."""
    for nr in range(1, froe.randint(2, 6)):
        verbum = froe.choice(list(VERBER))
        ting = f"{('xylofon', 'trompet', 'violin', 'klarinet', 'fagot')[nr - 1]}planen"
        led = f"{verbum} {ting} {_words(froe, 2, 18)}"
        if verbum.endswith("efterretning"):
            led = f"tager {ting} {_words(froe, 2, 18)} til efterretning"
        punkt.indstilling.append(led)
        if froe.random() < 0.6:
            punkt.besvaret.add(nr)
            punkt.beslutning.append(f"{ting.capitalize()} {VERBER[verbum]}.")


def _words(froe: Random, mindst: int, hoejst: int) -> str:
    antal = froe.randint(mindst, hoejst)
    return (
        " ".join(froe.choice(ORD) if froe.random() < 0.93 else froe.choice(NAVNE) for _ in range(antal - 1)) + " igen"
    )


def _sentences(froe: Random, hoejst: int) -> str:
    return " ".join(f"{froe.choice(NAVNE)} har {_words(froe, 4, 25)}." for _ in range(froe.randint(1, hoejst)))


def print_minutes(punkter: list[Opfundet], tryk: Tryk, hoved: str = "Mødet den 17.03.2025 DAS Social") -> str:
    """Return the minutes as text, with what stands on every page also in the middle of points."""
    linjer: list[str] = []
    for punkt in punkter:
        linjer += [hoved, "", *_printed(punkt, tryk)]
    sider, side = [], []
    for nr, linje in enumerate(linjer):
        side.append(linje)
        if len(side) >= tryk.linjer_pr_side and linje not in ("", hoved, *AFSNIT) and not _in_title(linjer, nr):
            sider.append(side)
            side = []
    sider.append(side)
    tekst = ""
    for nr, side in enumerate(sider, 1):
        tekst += "\n".join([*side, "", f"Side {nr} af {len(sider)}", ""]) + (tryk.sidebrud or "\n")
    return tekst


def _in_title(linjer: list[str], nr: int) -> bool:
    """Return whether a page must not end here: a title that is cut by a page cannot be told from a heading."""
    return any(linje.startswith("Punkt") for linje in linjer[max(0, nr - 5) : nr + 1])


def _printed(punkt: Opfundet, tryk: Tryk) -> list[str]:
    def wrapped(tekst: str, mark: str = "") -> list[str]:
        return textwrap.wrap(mark + tekst, tryk.bredde, break_on_hyphens=False)

    def heading(navn: str) -> list[str]:
        return ["", tryk.overskrift.format(navn, upper=navn.upper()), ""]

    linjer = ["Åben" if punkt.aaben else "Lukket", ""]
    titel = f"Punkt {punkt.nummer}. {punkt.titel}" if tryk.titel_paa_linjen else punkt.titel
    linjer += [*([] if tryk.titel_paa_linjen else [f"Punkt {punkt.nummer}.", ""]), *wrapped(titel), ""]
    linjer += [punkt.sagsnummer, ""] if punkt.sagsnummer else []
    linjer += [*heading(tryk.resume), *wrapped(punkt.resume)] if punkt.resume else []
    if punkt.sagsfremstilling:
        linjer += heading("Sagsfremstilling")
        for stykke in punkt.sagsfremstilling:
            linjer += [*wrapped(stykke), ""]
        for overskrift, tekst in punkt.afsnit:
            linjer += ["", overskrift, "", *wrapped(tekst)]
    if punkt.indstilling:
        linjer += [*heading("Indstilling"), "Det indstilles, at styregruppen", ""]
        for nr, led in enumerate(punkt.indstilling, 1):
            linjer += wrapped(led, tryk.led.format(nr))
    if punkt.bilag:
        linjer += heading("Bilag")[:-1]
        for nr, bilag in enumerate(punkt.bilag, 1):
            linjer += wrapped(bilag, tryk.bilag.format(nr))
    linjer += heading("Beslutning")
    for stykke in punkt.beslutning:
        linjer += [*wrapped(stykke), ""]
    return linjer
