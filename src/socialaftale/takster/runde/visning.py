"""How a takst round is said on its pages: where a tilbud stands, what is left of the time, where a report goes."""

import datetime as dt
import re

from socialaftale.faelles import tid
from socialaftale.faelles.visning import dato
from socialaftale.regler.kontrol import Fund
from socialaftale.regler.rundestop import Led, Stop, next_stop

from ..gennemgang.queries import Bemaerket
from ..gennemgang.stilling import Stilling
from .queries import Datoer
from .stand import Trin

MAERKER = {
    Trin.IKKE_BEGYNDT: "warning",
    Trin.KLADDE: "warning",
    Trin.SKAL_FORKLARES: "warning",
    Trin.KLAR: "info",
    Trin.INDSENDT: "success",
    Trin.BEMAERKNING: "warning",
    Trin.INDSTILLET: "success",
    Trin.GODKENDT: "success",
    Trin.BETINGET: "success",
    Trin.UDSAT: "warning",
    Trin.AFVIST: "error",
}
"""How the badge of each step is coloured."""


def finding_id(fund: Fund) -> str:
    """Where on the tilbud's page a finding stands."""
    return re.sub(r"[^\w-]+", "-", f"fund-{fund.kontrol}-{fund.linje or fund.beregning}-{fund.felt}").rstrip("-")


def write_remark(et: Bemaerket) -> str:
    """Where a remark stands, as the driftsherre meets it."""
    if not et.stand.findes:
        return "Linjen er ikke længere i det, I har indsendt"
    if et.stand.stilling is Stilling.SENDT:
        return "Rettet, venter på gennemgangen" if et.stand.aendret else "Venter på jeres svar"
    if et.stand.stilling is Stilling.BESVARET:
        return "Besvaret, venter på gennemgangen"
    if et.stand.stilling is Stilling.FASTHOLDT:
        return "Fastholdt" if et.stand.aendret else "Fastholdt: svar, eller ret taksten"
    return et.stand.stilling.label.capitalize()


def write_days_left(frist: dt.date) -> str:
    """`om 5 dage`, `i dag er sidste dag`, `for 2 dage siden`."""
    dage = (frist - tid.today()).days
    if dage == 0:
        return "i dag er sidste dag"
    if dage == 1:
        return "i morgen"
    if dage == -1:
        return "i går"
    return f"om {dage} dage" if dage > 0 else f"for {-dage} dage siden"


def write_stop(stop: Stop, datoer: Datoer) -> str:
    """Where a report is taken up: `Styringsaftalegruppen 27. oktober 2026`, or that it waits until after the round."""
    if stop.led is Led.SENERE:
        return "et møde efter runden"
    udvalg = datoer.udvalg.get(stop.led) or {Led.GENNEMGANG: "gennemgangen", Led.INDSTILLING: "indstillingen"}[stop.led]
    return f"{udvalg} {dato(stop.dato)}" if stop.dato else f"{udvalg}, når mødet er indkaldt"


def write_late(stop: Stop) -> str:
    """`3 dage efter fristen`; empty for what came in time."""
    if not stop.dage_for_sent:
        return ""
    return "1 dag efter fristen" if stop.dage_for_sent == 1 else f"{stop.dage_for_sent} dage efter fristen"


def write_deadline(datoer: Datoer) -> str:
    """By when a report is to be submitted, and once the day is past where one that comes now goes."""
    frist = datoer.frist
    if tid.today() <= frist:
        return f"Fristen er {dato(frist)}, {write_days_left(frist)}. Dagen tælles med til og med midnat."
    nu = next_stop(tid.today(), datoer.dage)
    return (
        f"Fristen var {dato(frist)}, {write_days_left(frist)}. I kan stadig indsende: det bliver mærket som forsinket "
        f"og går til {write_stop(nu, datoer)}."
    )


MOEDER = {
    Led.GENNEMGANG: "gennemgår taksterne. Har nogen et spørgsmål, får I en mail",
    Led.INDSTILLING: "indstiller taksterne",
    Led.AFGOERELSE: "afgør taksterne. I får svaret i en mail",
}


def write_next_meeting(datoer: Datoer) -> str:
    """What happens next with what is submitted: `27. oktober 2026: Styringsaftalegruppen gennemgår taksterne ...`."""
    kommende = [(dag, led) for led in MOEDER if (dag := datoer.dage.of(led)) and dag >= tid.today()]
    if not kommende:
        return ""
    dag, led = min(kommende, key=lambda et: et[0])
    return f"{dato(dag).capitalize()}: {datoer.udvalg[led]} {MOEDER[led]}."
