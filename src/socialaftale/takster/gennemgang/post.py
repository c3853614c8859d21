"""The mail of the review: one for each driftsherre, with its remarks and the day the answers are due."""

import datetime as dt
from collections.abc import Iterable

from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Organisation

from ..runde.models import Takstrunde
from ..runde.post import recipients
from .models import Bemaerkning


def mail_remarks(runde: Takstrunde, bemaerkninger: Iterable[Bemaerkning], frist: dt.date) -> None:
    """Queue one mail for each driftsherre that has a remark among these."""
    pr_driftsherre: dict[Organisation, list[Bemaerkning]] = {}
    for bemaerkning in bemaerkninger:
        pr_driftsherre.setdefault(bemaerkning.indsendelse.driftsherre, []).append(bemaerkning)
    for driftsherre, egne in pr_driftsherre.items():
        for adresse in recipients(driftsherre):
            queue_mail(adresse, f"Takster {runde.aar}: bemærkninger til {driftsherre}", _text(runde, egne, frist))


def _text(runde: Takstrunde, egne: list[Bemaerkning], frist: dt.date) -> str:
    linjer = [f"- {bemaerkning.sted}: {bemaerkning.tekst}" for bemaerkning in egne]
    return "\n\n".join(
        [
            f"Taksterne for {runde.aar} er gennemgået. Der er {len(egne)} at svare på senest {dato(frist)}:",
            "\n".join(linjer),
            "Svar på siden under Takster, eller ret taksten og indsend tilbuddet igen.",
        ]
    )
