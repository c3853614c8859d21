"""The factors of the year's change: each moves one thing of a frozen calculation from last year to this."""

from collections.abc import Callable
from decimal import Decimal

from socialaftale.regler.belaegning import budgeted_occupancy
from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.parametre import Regelsaet
from socialaftale.regler.takst.dage import takst_days
from socialaftale.regler.takst.grundlag import capital_total, direct_total, pl_led
from socialaftale.regler.takst.opgave import Belaegning, Dage, Del, Grundlag, Kategori, Omkostning, Takstberegning
from socialaftale.regler.takst.voluminer import with_volumes_of

Faktor = Callable[[Takstberegning, Takstberegning], Takstberegning]
"""(so far, this year frozen) -> one factor further."""


def factors(ny: Takstberegning, regelsaet: Regelsaet, aar: int) -> list[Faktor]:
    """One change a cause, in the order of Aarsagsart; structure is what is left after the last.

    Raises KanIkkeBeregnes where neither the report nor the rule set has this year's PL.
    """
    faktor = 1 + pl_led(basis_of(ny), regelsaet, aar).vaerdi / 100
    return [
        lambda gammel, _: _with_basis(gammel, omkostninger=_times(basis_of(gammel), faktor)),
        _with_direct_costs,
        lambda gammel, ny: _with_basis(gammel, indregnet_resultat_kr=basis_of(ny).indregnet_resultat_kr),
        lambda gammel, ny: _with_basis(gammel, overhead=basis_of(ny).overhead),
        with_volumes_of,
        lambda gammel, ny: gammel.model_copy(update={"belaegning": ny.belaegning}),
        lambda gammel, ny: gammel.model_copy(update={"dage": ny.dage}),
    ]


def basis_of(beregning: Takstberegning) -> Grundlag:
    """The takst basis of a calculation that is known to have one. Raises ValueError otherwise."""
    if beregning.grundlag is None:
        raise ValueError(f"Beregningen {beregning.id} har intet takstgrundlag.")
    return beregning.grundlag


def _with_basis(beregning: Takstberegning, **felter: object) -> Takstberegning:
    return beregning.model_copy(update={"grundlag": basis_of(beregning).model_copy(update=felter)})


def _with_direct_costs(gammel: Takstberegning, ny: Takstberegning) -> Takstberegning:
    felter = ("omkostninger", "tjenestemandspension_kr", "tilsyn_kr", "oevrige_indtaegter_kr")
    skiftet = _with_basis(gammel, **{felt: getattr(basis_of(ny), felt) for felt in felter})
    samme_tillaeg = {post.linje for post in gammel.tillaeg} == {post.linje for post in ny.tillaeg}
    return skiftet.model_copy(update={"tillaeg": ny.tillaeg}) if samme_tillaeg else skiftet


def _times(grundlag: Grundlag, faktor: Decimal) -> tuple[Omkostning, ...]:
    return tuple(
        post.model_copy(update={"beloeb_kr": REGNING.multiply(post.beloeb_kr, faktor)})
        for post in grundlag.omkostninger
    )


def freeze(beregning: Takstberegning, regelsaet: Regelsaet, aar: int) -> Takstberegning:
    """The same calculation with everything that depends on the year turned into plain numbers.

    Direct costs are one sum a part in the takst year's prices; capital costs lie together with the carried result,
    because neither carries overhead.
    """
    grundlag = basis_of(beregning)
    direkte = tuple(
        Omkostning.model_construct(
            kategori=Kategori.OEVRIGE,
            tekst=f"Direkte i {del_}",
            beloeb_kr=direct_total(grundlag, regelsaet, aar, del_).vaerdi,
            del_=del_,
        )
        for del_ in Del
    )
    kapital = capital_total(grundlag, regelsaet, aar)
    frossen = grundlag.model_copy(
        update={
            "prisniveau": "takstaar",
            "omkostninger": direkte,
            "aktiver": (),
            "indregnet_resultat_kr": REGNING.add(grundlag.indregnet_resultat_kr, kapital),
        }
    )
    belaegning = budgeted_occupancy(beregning.belaegning, regelsaet.belaegning, aar).vaerdi
    dage = int(takst_days(beregning.dage, regelsaet, aar).vaerdi)
    return beregning.model_copy(
        update={
            "grundlag": frossen,
            "belaegning": Belaegning.model_construct(procent=belaegning, regnskab=(), type="almindelig"),
            "dage": Dage(basis="faste", antal=dage),
        }
    )
