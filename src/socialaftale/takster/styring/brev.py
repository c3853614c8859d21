"""What a reminder says: the one thing to do first, by when and where; then what else waits. Reads no row."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Organisation
from socialaftale.regler.paamindelser import Gruppe, Trindag

from ..runde.models import Takstrunde
from ..runde.queries import Datoer
from ..runde.visning import write_days_left
from .udestaar import Emne, Udestaar


class Punkt(NamedTuple):
    """Something that an address hears of: whose it is, what is waited for, as whom it hears, and by which step."""

    part: Organisation
    udestaar: Udestaar
    gruppe: Gruppe
    trin: Trindag


def write_mail(runde: Takstrunde, datoer: Datoer, punkter: list[Punkt]) -> tuple[str, str]:
    """Return the subject and the text of a mail about the points, the most pressing first."""
    hoved = _to_the_secretariat if punkter[0].gruppe == "sekretariat" else _to_the_driftsherre
    emne, afsnit = hoved(runde, datoer, punkter)
    hale = "Mailen er sendt af platformen og kan ikke besvares."
    if punkter[0].gruppe != "sekretariat":
        hale += " Spørg sekretariatet, hvis du er i tvivl."
    return f"{runde}: {emne}"[:200].replace("\u00a0", " "), "\n\n".join([*afsnit, hale]).replace("\u00a0", " ")


def _to_the_driftsherre(runde: Takstrunde, datoer: Datoer, punkter: list[Punkt]) -> tuple[str, list[str]]:
    foerste, *resten = punkter
    handling = f"{foerste.udestaar.goer}{_by_when(foerste.udestaar)}"
    afsnit = [_hvorfor_dig(foerste), "Det ene, der skal gøres nu:", f"{handling[0].upper()}{handling[1:]}."]
    if foerste.udestaar.emne is Emne.INDSEND:
        afsnit += _about_the_deadline(foerste, datoer)
    afsnit.append(_where(runde, foerste))
    if resten:
        afsnit.append("Derudover venter:\n" + "\n".join(f"- {_line(punkt, foerste.part)}" for punkt in resten))
    afsnit.append(f"Er det ikke jer, der skal have mailen, så ret det under Kontakter{_link('kontakter', ': ') or '.'}")
    return handling, afsnit


def _hvorfor_dig(punkt: Punkt) -> str:
    grunde = {
        "ansvarlig": f"Du får mailen, fordi du svarer for taksterne i {punkt.part}.",
        "stedfortraeder": f"Du får mailen som stedfortræder i {punkt.part}: det, der venter, er ikke gjort endnu.",
        "leder": f"Du får mailen som godkender eller lokaladministrator i {punkt.part}: fristen er gået.",
    }
    return grunde[punkt.gruppe]


def _about_the_deadline(punkt: Punkt, datoer: Datoer) -> list[str]:
    sat = datoer.sat
    afsnit = []
    if punkt.trin.trin.fra == "flyttet" or (sat.nr > 1 and tid.day_of(sat.registreret_at) >= punkt.trin.dag):
        afsnit.append(f"Datoerne er ændret: fristen er nu {dato(sat.frist)}. Grunden er: {sat.grund}")
    if punkt.udestaar.frist >= tid.today():
        afsnit.append("Dagen tælles med til midnat. Indsend også foreløbige tal, hvis budgettet ikke er vedtaget.")
    else:
        afsnit.append(
            "I kan stadig indsende. Det bliver mærket som forsinket og går til det næste møde, der kan nå det."
        )
    return afsnit


def _by_when(udestaar: Udestaar) -> str:
    if udestaar.emne is Emne.BUDGET:
        return ""
    if udestaar.frist < tid.today():
        return f": fristen var {dato(udestaar.frist)}"
    return f" senest {dato(udestaar.frist)} ({write_days_left(udestaar.frist)})"


def _line(punkt: Punkt, kendt: Organisation) -> str:
    hvem = "" if punkt.part == kendt else f"{punkt.part}: "
    return f"{hvem}{punkt.udestaar.goer}{_by_when(punkt.udestaar)}"


def _where(runde: Takstrunde, punkt: Punkt) -> str:
    link = _link("takster_driftsherre", "", punkt.part.kode, runde.aar)
    return link or f"Log på, og vælg Takster: {punkt.part} står på listen."


def _link(side: str, foran: str, *args: object) -> str:
    """The address of a page after the text; nothing where the site does not know its own address."""
    return f"{foran}{settings.WEBADRESSE}{reverse(side, args=args)}" if settings.WEBADRESSE else ""


def _to_the_secretariat(runde: Takstrunde, datoer: Datoer, punkter: list[Punkt]) -> tuple[str, list[str]]:
    parter = list(dict.fromkeys(punkt.part for punkt in punkter))
    emne = f"ring til {len(parter)} {'driftsherre' if len(parter) == 1 else 'driftsherrer'}"
    linjer = [f"- {part}: {_missing(punkt for punkt in punkter if punkt.part == part)}" for part in parter]
    link = _link("takstrunde_mangler", "", runde.omraade.kode, runde.aar)
    return emne, [
        f"Det ene, der skal gøres nu:\n\n{emne[0].upper()}{emne[1:]}. De er skrevet til og har ikke gjort det endnu.",
        "\n".join(linjer),
        f"Ringelisten med navne og numre{': ' + link if link else ' står under Takstrunder.'}",
    ]


def _missing(punkter: Iterable[Punkt]) -> str:
    return ", ".join(f"{punkt.udestaar.tekst} ({_days(punkt.udestaar.frist)})" for punkt in punkter)


def _days(frist: dt.date) -> str:
    return f"{dato(frist)}, {write_days_left(frist)}"
