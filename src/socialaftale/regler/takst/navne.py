"""The Danish names of kinds, as they stand inside a sentence."""

from socialaftale.regler.takst.opgave import Aarsagsart, Enhed, Periode, Timer
from socialaftale.regler.talformat import number

AARSAGSNAVN = {
    Aarsagsart.PL: "pris- og lønfremskrivning",
    Aarsagsart.DIREKTE: "direkte omkostninger",
    Aarsagsart.KAPITAL_OG_RESULTAT: "kapital og indregnet resultat",
    Aarsagsart.OVERHEAD: "overhead",
    Aarsagsart.PLADSER: "pladser",
    Aarsagsart.BELAEGNING: "belægning",
    Aarsagsart.DAGE: "dage",
    Aarsagsart.STRUKTUR: "struktur",
}

ENHEDSNAVN = {
    Enhed.DOEGN: "døgn",
    Enhed.DAG: "dag",
    Enhed.TIME: "time",
    Enhed.MAANED: "måned",
    Enhed.AAR: "år",
    Enhed.FORLOEB: "forløb",
}


def hours_text(timer: Timer) -> str:
    """`2 ATA-timer pr. uge`."""
    return f"{number(timer.antal)} {timer.art}-timer pr. {'år' if timer.pr is Periode.AAR else timer.pr}"
