"""Objective financing: do the takst, the cases and the two budget changes tell the same story?"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.kontrol.fund import Alvor, Svar
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.parametre.kontrollister import kontrollister
from socialaftale.regler.talformat import kroner, percent


class Objektivsag(NamedTuple):
    """Two budget years of a tilbud paid partly per case, partly by all municipalities.

    Takster are kroner per case; the changes are kroner from last year to this. None where it is not known.
    """

    tilbud: str
    navn: str
    takst_forrige_kr: Decimal
    takst_kr: Decimal
    sager_forrige: Decimal
    sager: Decimal
    aendring_ialt_kr: Decimal | None
    aendring_objektiv_kr: Decimal | None

    @property
    def sted(self) -> tuple[str, str, str]:
        return (self.tilbud, "", "")

    @property
    def aendring_takstdel_kr(self) -> Decimal:
        """takst × cases this year less last year, kroner."""
        return self.takst_kr * self.sager - self.takst_forrige_kr * self.sager_forrige


@kontrol(
    Objektivsag,
    "H1",
    titel="Budgettets dele går ikke op",
    naar="Ændringen i budgettet er ikke summen af ændringen i den objektive del og i takst gange sager.",
    kilde="Børnehusbekendtgørelsen, BEK 1153/2013 § 5; Børnehus Nord 2026, DAS 17.11.2025, punkt 6",
    hvad_goer_du="Ret budgettet, den objektive finansiering, taksten eller antallet af sager, så de hænger sammen.",
)
def parts_do_not_reconcile(sag: Objektivsag) -> Iterator[Svar]:
    """Says by how many kroner."""
    if sag.aendring_ialt_kr is None or sag.aendring_objektiv_kr is None:
        besked = f"{sag.navn}: ændringen i budgettet eller i den objektive finansiering mangler."
        yield Svar(Alvor.KAN_IKKE_AFGOERES, "aendring_ialt_kr", besked)
        return
    ventet = sag.aendring_ialt_kr - sag.aendring_objektiv_kr
    forskel = abs(sag.aendring_takstdel_kr - ventet)
    if forskel > sag.sager:
        besked = (
            f"{sag.navn}: takst gange sager ændrer sig {kroner(sag.aendring_takstdel_kr)}, men budgettet lader "
            f"{kroner(ventet)} tilbage til den del. Tallene mangler {kroner(forskel)} i at gå op."
        )
        yield Svar(Alvor.KRAEVER_FORKLARING, "takst_kr", besked)


@kontrol(
    Objektivsag,
    "H2",
    titel="Den objektive del følger ikke 60/40",
    naar="Den objektive finansiering ændrer sig med en anden andel af budgettets ændring end loven siger.",
    kilde="Børnehusbekendtgørelsen, BEK 1153/2013 § 5: 60 % objektivt, 40 % pr. sag; en nyere kan afvige (antaget)",
    hvad_goer_du="Fordel budgettet med den lovbestemte andel, eller skriv, hvad afvigelsen er (fx over-/underskud).",
)
def share_not_kept(sag: Objektivsag) -> Iterator[Svar]:
    """The objective part's change over the whole change."""
    if not sag.aendring_ialt_kr or sag.aendring_objektiv_kr is None:
        return
    ventet = 100 - kontrollister().graenser.boernehus_takstandel.vaerdi
    andel = sag.aendring_objektiv_kr * 100 / sag.aendring_ialt_kr
    if abs(andel - ventet) > 1:
        besked = f"{sag.navn}: den objektive del bærer {percent(andel)} af ændringen og ikke {percent(ventet)}."
        yield Svar(Alvor.KRAEVER_FORKLARING, "aendring_objektiv_kr", besked)
