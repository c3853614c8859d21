"""The explanation as the platform drafts it: what the driftsherre starts from instead of an empty field."""

from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.bro import Aargang
from socialaftale.regler.takst.forklaringstekst import as_text, draft_explanation

from .takstblad import Takstblad

HUL = "[mangler:"
HOEJST_TEGN = 4000
AFKORTET = f"{HUL} resten af forslaget kunne ikke være her]"


def draft_text(blad: Takstblad, aar: int, omraade: str) -> str:
    """One sentence a line, gaps marked `[mangler: ...]`, never longer than the field it goes into."""
    ny = Aargang(blad.ny, aar, regelsaet_for(aar, omraade).regelsaet)
    forrige = blad.forrige and Aargang(blad.forrige, aar - 1, regelsaet_for(aar - 1, omraade).regelsaet)
    linjer = as_text(draft_explanation(ny, forrige)).splitlines()
    tekst = "\n".join(linjer)
    while len(tekst) > HOEJST_TEGN:
        linjer = [*linjer[: -2 if linjer[-1] == AFKORTET else -1], AFKORTET]
        tekst = "\n".join(linjer)
    return tekst


def gaps(tekst: str) -> list[str]:
    """The lines of an explanation where something is still missing."""
    return [linje for linje in tekst.splitlines() if HUL in linje]
