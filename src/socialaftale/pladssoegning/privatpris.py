"""A private price beside public ones, on the same basis: a day of the year, without VAT. Nothing of it is kept."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from socialaftale.faelles.visning import kr
from socialaftale.regler.dagspris import per_day, vat_rule_for, without_vat
from socialaftale.regler.takst.opgave import Enhed
from socialaftale.regler.tal import tal
from socialaftale.takster.visning import ENHEDER

from .steder import Sted


class Prislinje(NamedTuple):
    """One place, or what was typed, with its price for a day of the year; `forskel_kr` is how much it is above that."""

    navn: str
    pris_kr: Decimal | None
    forskel_kr: Decimal | None
    forklaring: str = ""


def price_of(sted: Sted, dag: dt.date) -> Decimal | None:
    """The lowest price of the place for each day of the year; of a private one without its VAT."""
    if sted.takst_kr is None or sted.tilbud.stam.driftsherre.art != "privat":
        return sted.takst_kr
    return without_vat(sted.takst_kr, dag)


def side_by_side(steder: Sequence[Sted], privat_kr: Decimal, enhed: Enhed, dag: dt.date) -> list[Prislinje]:
    """Return what was typed first, then the places in their order."""
    pr_dag = per_day(privat_kr, enhed, dag.year)
    if pr_dag is None:
        return []
    privat = without_vat(pr_dag, dag)
    linjer = [Prislinje("Den private pris, uden moms", privat, None, _explain(privat_kr, enhed, pr_dag, dag))]
    for sted in steder:
        pris = price_of(sted, dag)
        linjer.append(Prislinje(sted.navn, pris, None if pris is None else pris - privat))
    return linjer


def _explain(privat_kr: Decimal, enhed: Enhed, pr_dag: Decimal, dag: dt.date) -> str:
    """`3.000 kr. pr. døgn er 3.000 kr. pr. dag af året; ÷ 1,06 for momsen, som kommunen får refunderet`."""
    deler = tal(1 + vat_rule_for(dag).privat_procent / 100, 2)
    hele = f"{kr(privat_kr, 0)} {ENHEDER[enhed]} er {kr(pr_dag, 0)} pr. dag af året"
    return f"{hele}; ÷ {deler} for momsen, som kommunen får refunderet"
