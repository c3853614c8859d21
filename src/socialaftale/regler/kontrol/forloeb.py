"""The round itself: sent in time, and every remark tied to a line, answered and decided."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from socialaftale.regler.kontrol.fund import Alvor, Svar
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import is_reason


class Indsendelsessag(NamedTuple):
    """When a report was sent and when it was due (the whole day counts). None: not sent yet."""

    driftsherre_navn: str
    indsendt: date | None
    frist: date

    @property
    def sted(self) -> tuple[str, str, str]:
        return ("", "", "")


class Bemaerkningssag(NamedTuple):
    """One remark of the review: its place, text, the driftsherre's answer and the body's decision."""

    tilbud: str
    linje: str
    tekst: str
    svar: str
    afgoerelse: str

    @property
    def sted(self) -> tuple[str, str, str]:
        return (self.tilbud, "", self.linje)


@kontrol(
    Indsendelsessag,
    "V9",
    titel="Indberetningen er kommet efter fristen",
    naar="Indberetningen er sendt senere end fristens dag.",
    kilde="Referat DAS 17.11.2025, punkt 5: for sene takster behandles for sig, hvis kompetencen er givet",
    hvad_goer_du="Send den. Det næste organ, der kan nå det, behandler den; sekretariatet siger hvornår.",
)
def late(sag: Indsendelsessag) -> Iterator[Svar]:
    """Not yet sent cannot be judged."""
    if sag.indsendt is None:
        yield Svar(Alvor.KAN_IKKE_AFGOERES, "indsendt", f"{sag.driftsherre_navn} har ikke indsendt endnu.")
    elif sag.indsendt > sag.frist:
        dage = (sag.indsendt - sag.frist).days
        besked = f"{sag.driftsherre_navn} har indsendt {dage} {'dag' if dage == 1 else 'dage'} efter fristen."
        yield Svar(Alvor.OPMAERKSOM, "indsendt", besked)


@kontrol(
    Bemaerkningssag,
    "V10",
    titel="Bemærkningen er ikke afsluttet",
    naar="En bemærkning er ikke knyttet til et tilbud, er ikke besvaret, eller der er ikke truffet afgørelse om den.",
    kilde="Referat DAS 17.11.2025, punkt 5: driftsherrerne skal forholde sig til bemærkningerne",
    hvad_goer_du="Knyt bemærkningen til tilbud og linje, svar på den, og skriv afgørelsen.",
)
def remark_open(sag: Bemaerkningssag) -> Iterator[Svar]:
    """Each missing part is one finding."""
    if not sag.tilbud:
        yield Svar(Alvor.FEJL, "tilbud", f'Bemærkningen "{sag.tekst}" er ikke knyttet til et tilbud.')
    if not is_reason(sag.svar):
        yield Svar(Alvor.KRAEVER_FORKLARING, "svar", f'Bemærkningen "{sag.tekst}" er ikke besvaret.')
    elif not sag.afgoerelse.strip():
        yield Svar(Alvor.OPMAERKSOM, "afgoerelse", f'Bemærkningen "{sag.tekst}" er besvaret, men ikke afgjort.')
