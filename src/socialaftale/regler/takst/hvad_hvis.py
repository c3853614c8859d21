"""What if: the same calculation with another occupancy, overhead, number of places or wage level."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.takst.felter import Antal, Data, Procent
from socialaftale.regler.takst.opgave import Grundlag, Kategori, OverheadProcent, Takstberegning


class Aendring(Data):
    """What is changed; an empty field is left as it is. `loen_procent` is the change of all wages in per cent."""

    belaegning_procent: Procent | None = Field(None, title="Belægning i taksten")
    overhead_procent: Procent | None = Field(None, title="Overhead i procent")
    pladser: Antal | None = Field(None, title="Normerede pladser")
    loen_procent: Annotated[Decimal, Field(ge=-50, le=100, max_digits=6, decimal_places=2)] | None = Field(
        None, title="Ændring i løn, procent"
    )


def with_change(beregning: Takstberegning, aendring: Aendring) -> Takstberegning:
    """The calculation as it would be. Places on levels, packages and phases follow the total in proportion.

    Raises KanIkkeBeregnes where there is no basis to change.
    """
    if beregning.grundlag is None:
        raise KanIkkeBeregnes("Der er intet fuldt grundlag at regne videre på. Udfyld grundlaget først.")
    felter: dict[str, Any] = {"grundlag": _basis(beregning.grundlag, aendring)}
    if aendring.belaegning_procent is not None:
        felter["belaegning"] = beregning.belaegning.model_copy(update={"procent": aendring.belaegning_procent})
    if aendring.pladser is not None:
        felter |= _places(beregning, aendring.pladser)
    return beregning.model_copy(update=felter)


def _basis(grundlag: Grundlag, aendring: Aendring) -> Grundlag:
    felter: dict[str, Any] = {}
    if aendring.overhead_procent is not None:
        felter["overhead"] = OverheadProcent(procent=aendring.overhead_procent)
    if aendring.loen_procent is not None:
        faktor = 1 + aendring.loen_procent / 100
        felter["omkostninger"] = tuple(
            post.model_copy(update={"beloeb_kr": REGNING.multiply(post.beloeb_kr, faktor)})
            if post.kategori is Kategori.LOEN
            else post
            for post in grundlag.omkostninger
        )
    return grundlag.model_copy(update=felter)


def _places(beregning: Takstberegning, pladser: Decimal) -> dict[str, Any]:
    felter: dict[str, Any] = {"pladser": pladser}
    for navn in ("niveauer", "pakker", "faser"):
        poster = getattr(beregning.struktur, navn, None)
        if poster and beregning.pladser:
            faktor = REGNING.divide(pladser, beregning.pladser)
            nye = tuple(post.model_copy(update={"pladser": REGNING.multiply(post.pladser, faktor)}) for post in poster)
            felter["struktur"] = beregning.struktur.model_copy(update={navn: nye})  # type: ignore[union-attr]
    return felter
