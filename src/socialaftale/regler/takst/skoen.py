"""The takst after a change where only the short report is known: an estimate from its own figures, and marked as one.

Overhead: takst × (100 + new) ÷ (100 + old). That is a little too much, since depreciation, interest, supervision and
carried results bear no overhead. Occupancy: takst × old ÷ new; the price of an hour does not depend on it.
Source: the takst formula (`grundlag`, `dage`), seen from outside.
"""

from collections.abc import Mapping
from decimal import Decimal

from socialaftale.regler.belaegning import budgeted_occupancy
from socialaftale.regler.forklaring import Art, KanIkkeBeregnes, Led, add, divide, entered, multiply, subtract
from socialaftale.regler.overheadniveau import overhead_of
from socialaftale.regler.takst.opgave import Enhed, Linje, Linjetype, Takstberegning
from socialaftale.regler.takst.simulering import (
    SPOERGSMAAL,
    Belaegningsgulv,
    FaellesOverhead,
    Linjevirkning,
    Spoergsmaal,
    Takstaar,
    new_occupancy,
    volumes_of,
)

SELVSTAENDIGE = (Linjetype.TILLAEG, Linjetype.OBJEKTIV)
"""They are not made of the common basis, so nothing moves them."""

OVERHEAD_MANGLER = "Overhead er ikke oplyst i procent, og der er intet fuldt grundlag."
BELAEGNING_MANGLER = "Belægningen i taksten er ikke oplyst."
INTET_SALG = "Ingen linje har både en takst og et antal pladser eller timer."
DIREKTE = Led("Direkte omkostninger", Decimal(100), "procent", Art.REGEL, kilde="Takstformlen", sikkerhed="verificeret")
UDEN_BELAEGNING = Led("Faktor", Decimal(1), "", Art.REGEL, kilde="Timer sælges uden belægning", sikkerhed="antaget")


def estimated_effect(
    beregning: Takstberegning, spoergsmaal: Spoergsmaal, takstaar: Takstaar
) -> tuple[Linjevirkning, ...]:
    """Each line that has a takst and a volume, as reported and as it would be, unrounded.

    Raises KanIkkeBeregnes where the short report does not say enough.
    """
    faktor = factor(beregning, spoergsmaal, takstaar)
    saa = estimated_takster(beregning, faktor, isinstance(spoergsmaal, Belaegningsgulv))
    maengder = volumes_of(beregning, takstaar)
    linjer = tuple(Linjevirkning(linje, *saa[linje], maengde) for linje, maengde in maengder.items() if linje in saa)
    if not linjer:
        raise KanIkkeBeregnes(INTET_SALG)
    return linjer


def factor(beregning: Takstberegning, spoergsmaal: Spoergsmaal, takstaar: Takstaar) -> Led:
    """What a takst is multiplied by; 1,02 is 2 % up. Raises KanIkkeBeregnes where the old level is not stated."""
    if isinstance(spoergsmaal, FaellesOverhead):
        gammel = overhead_of(beregning)
        if gammel is None:
            raise KanIkkeBeregnes(OVERHEAD_MANGLER)
        ny = Led("Fælles overhead", spoergsmaal.procent, "procent", Art.INDTASTET, kilde=SPOERGSMAAL)
        foer = entered("Overhead i dag", gammel, "procent", "overhead_procent")
        return divide("Faktor", _with_overhead("efter", ny), _with_overhead("i dag", foer), "")
    if beregning.art == "ambulant":
        return Led("Faktor", Decimal(1), "", Art.REGEL, kilde="Timer sælges uden belægning", sikkerhed="verificeret")
    regler = takstaar.regelsaet.belaegning
    try:
        nu = budgeted_occupancy(beregning.belaegning, regler, takstaar.aar)
    except KanIkkeBeregnes:
        raise KanIkkeBeregnes(BELAEGNING_MANGLER) from None
    return divide("Faktor", nu, new_occupancy(beregning.belaegning, spoergsmaal, regler, takstaar.aar), "")


def _with_overhead(hvornaar: str, overhead: Led) -> Led:
    return add(f"Direkte omkostninger og overhead {hvornaar}", [DIREKTE, overhead], "procent")


def estimated_takster(beregning: Takstberegning, faktor: Led, kun_pladser: bool) -> Mapping[str, tuple[Led, Led]]:
    """By line id: the takst as reported and as estimated. With `kun_pladser` the price of an hour stays."""
    nu = {
        linje.id: entered("Takst", linje.takst_kr, "kr.", f"linjer[{nr}].takst_kr")
        for nr, linje in enumerate(beregning.linjer)
        if linje.takst_kr is not None
    }
    foelger = [linje for linje in beregning.linjer if linje.id in nu and linje.type is not Linjetype.FORHANDLET]
    par = {linje.id: (nu[linje.id], _after(linje, nu[linje.id], faktor, kun_pladser)) for linje in foelger}
    basis = [par[linje.id] for linje in foelger if linje.type is Linjetype.BASIS]
    if len(basis) == 1:
        for linje in beregning.linjer:
            if linje.type is Linjetype.FORHANDLET and linje.id in nu:
                par[linje.id] = (nu[linje.id], _with_basis(nu[linje.id], *basis[0]))
    return par


def _after(linje: Linje, nu: Led, faktor: Led, kun_pladser: bool) -> Led:
    staar = linje.type in SELVSTAENDIGE or (kun_pladser and linje.enhed is Enhed.TIME)
    return nu if staar else multiply("Skønnet takst", [nu, faktor], "kr.")


def _with_basis(nu: Led, basis_nu: Led, basis_saa: Led) -> Led:
    """A negotiated takst holds the basistakst and moves with it; the place's own cost bears no overhead."""
    return add("Skønnet takst", [nu, subtract("Ændring i basistaksten", basis_saa, basis_nu, "kr.")], "kr.")
