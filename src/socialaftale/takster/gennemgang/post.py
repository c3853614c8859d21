"""The mail of the review: one for each driftsherre, with its remarks and the day the answers are due."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Organisation
from socialaftale.parter.queries import responsible_for_takster

from ..runde.models import Takstrunde
from .models import Bemaerkning


class Brev(NamedTuple):
    """The mail to one driftsherre as it goes out. Without `modtagere` it reaches nobody."""

    driftsherre: Organisation
    modtagere: list[str]
    emne: str
    bemaerkninger: list[Bemaerkning]


def letters(runde: Takstrunde, bemaerkninger: Iterable[Bemaerkning]) -> list[Brev]:
    """The mails that these remarks make, by driftsherre."""
    pr_driftsherre: dict[Organisation, list[Bemaerkning]] = {}
    for bemaerkning in bemaerkninger:
        pr_driftsherre.setdefault(bemaerkning.indsendelse.driftsherre, []).append(bemaerkning)
    ordnet = sorted(pr_driftsherre.items(), key=lambda par: (par[0].sortering, par[0].pk))
    return [
        Brev(
            driftsherre,
            responsible_for_takster([driftsherre])[driftsherre.pk],
            f"Takster {runde.aar}: bemærkninger til {driftsherre}",
            egne,
        )
        for driftsherre, egne in ordnet
    ]


def mail_remarks(runde: Takstrunde, bemaerkninger: Iterable[Bemaerkning], frist: dt.date) -> None:
    """Queue one mail for each driftsherre that has a remark among these."""
    for brev in letters(runde, bemaerkninger):
        for adresse in brev.modtagere:
            queue_mail(adresse, brev.emne, _text(runde, brev.bemaerkninger, frist))


def _text(runde: Takstrunde, egne: list[Bemaerkning], frist: dt.date) -> str:
    linjer = [f"- {bemaerkning.sted}: {bemaerkning.tekst}" for bemaerkning in egne]
    return "\n\n".join(
        [
            f"Taksterne for {runde.aar} er gennemgået. Der er {len(egne)} at svare på senest {dato(frist)}:",
            "\n".join(linjer),
            "Svar på siden under Takster, eller ret taksten og indsend tilbuddet igen.",
        ]
    )
