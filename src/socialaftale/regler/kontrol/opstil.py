"""Setting the report up beside last year's, with indexes, so that every check is a look-up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.kontrol.emner import (
    Beregnet,
    Beregningssag,
    Gammel,
    Indberetningssag,
    Linjesag,
    Ramme,
    Tilbudssag,
)
from socialaftale.regler.parametre import Regelsaet, UkendtRegelsaet
from socialaftale.regler.takst.beregn import Linjeresultat, Takstresultat, choose_regelsaet, compute_beregning
from socialaftale.regler.takst.opgave import Bro, Indberetning, Takstberegning, TilbudIndberetning

INTET = Beregnet({})


def set_up(
    ny: Indberetning, forrige: Indberetning | None, regelsaet: Regelsaet, resultat: Takstresultat | None = None
) -> Indberetningssag:
    """The report as the checks see it; `resultat` spares computing what is already computed."""
    gamle = {tilbud.id: tilbud for tilbud in forrige.tilbud} if forrige else {}
    beregnede = _computed(resultat)
    sager = []
    for tilbud in ny.tilbud:
        ramme = _frame(ny, regelsaet, tilbud, gamle.get(tilbud.id), forrige)
        sager.append(_tilbud(ramme, beregnede))
    return Indberetningssag(ny, forrige, regelsaet, tuple(sager))


def _frame(
    ny: Indberetning,
    regelsaet: Regelsaet,
    tilbud: TilbudIndberetning,
    gammelt: TilbudIndberetning | None,
    forrige: Indberetning | None,
) -> Ramme:
    til: dict[str, list[Bro]] = defaultdict(list)
    fra: dict[str, list[Bro]] = defaultdict(list)
    for bro in tilbud.bro:
        til[bro.til_linje].append(bro)
        fra[bro.fra_linje].append(bro)
    gamle = _old_lines(gammelt, forrige) if gammelt and forrige else {}
    return Ramme(ny, regelsaet, tilbud, gammelt, forrige, gamle, _frozen(til), _frozen(fra))


def _frozen(broer: Mapping[str, list[Bro]]) -> dict[str, tuple[Bro, ...]]:
    return {linje: tuple(liste) for linje, liste in broer.items()}


def _old_lines(gammelt: TilbudIndberetning, forrige: Indberetning) -> dict[str, Gammel]:
    linjer = {}
    for beregning in gammelt.beregninger:
        beregnede = _prices_where_none_reported(beregning, forrige)
        for linje in beregning.linjer:
            takst = linje.takst_kr if linje.takst_kr is not None else beregnede.takster.get(linje.id)
            linjer[linje.id] = Gammel(beregning.id, linje, takst)
    return linjer


def _prices_where_none_reported(beregning: Takstberegning, forrige: Indberetning) -> Beregnet:
    if beregning.grundlag is None or all(linje.takst_kr is not None for linje in beregning.linjer):
        return INTET
    try:
        regelsaet = choose_regelsaet(forrige).regelsaet
    except (UkendtRegelsaet, KanIkkeBeregnes):
        return INTET
    return _compute(beregning, regelsaet, forrige.aar)


def _compute(beregning: Takstberegning, regelsaet: Regelsaet, aar: int) -> Beregnet:
    try:
        return _prices(compute_beregning(beregning, regelsaet, aar))
    except KanIkkeBeregnes as grund:
        return Beregnet({}, str(grund))


def _prices(linjer: Iterable[Linjeresultat]) -> Beregnet:
    return Beregnet({linje.linje: linje.takst_kr for linje in linjer})


def _computed(resultat: Takstresultat | None) -> dict[tuple[str, str], Beregnet]:
    if resultat is None:
        return {}
    return {
        (en.tilbud, en.beregning): Beregnet({linje.linje: linje.takst_kr for linje in en.linjer}, en.kan_ikke)
        for en in resultat.beregninger
    }


def _tilbud(ramme: Ramme, beregnede: Mapping[tuple[str, str], Beregnet]) -> Tilbudssag:
    gamle = {beregning.id: beregning for beregning in ramme.forrige.beregninger} if ramme.forrige else {}
    sager = []
    for beregning in ramme.tilbud.beregninger:
        beregnet = beregnede.get((ramme.tilbud.id, beregning.id)) or _this_year(beregning, ramme)
        sager.append(Beregningssag(ramme, beregning, gamle.get(beregning.id), beregnet))
    linjer = tuple(Linjesag(sag, linje) for sag in sager for linje in sag.ny.linjer)
    return Tilbudssag(ramme, tuple(sager), linjer)


def _this_year(beregning: Takstberegning, ramme: Ramme) -> Beregnet:
    if beregning.grundlag is None:
        return INTET
    return _compute(beregning, ramme.regelsaet, ramme.indberetning.aar)
