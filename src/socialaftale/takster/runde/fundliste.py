"""The findings of a report as its driftsherre meets them: what is missing, what is answered, what is only shown."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

from socialaftale.faelles import tid
from socialaftale.regler.kontrol import Alvor, Fund

from .egne import Egettilbud
from .frys import Sted, place_hashes, place_of
from .models import Forklaring
from .queries import key_of
from .visning import finding_id

OM_DET_SAMME = {"V2", "A1"}
"""Both say how much of a change is not explained: one answer is meant for both."""


@dataclass(frozen=True)
class Visning:
    """One finding. `forklaring` was given on what stands there now, `tidligere` on something else.

    `sammen` counts the findings at its place that still ask for an answer, itself among them; `er_foerste` is the one
    that is listed first there; `om_det_samme` says that they all ask the same.
    """

    fund: Fund
    sha256: str
    forklaring: Forklaring | None
    tidligere: Forklaring | None
    sammen: int = 1
    er_foerste: bool = True
    om_det_samme: bool = False

    @property
    def id(self) -> str:
        return finding_id(self.fund)

    @property
    def er_forfalden(self) -> bool:
        """An answer promised, and today is the last day or later."""
        return bool(self.lovet and self.lovet <= tid.today())

    @property
    def lovet(self) -> dt.date | None:
        return self.forklaring.eftersendes_senest if self.forklaring else None


@dataclass(frozen=True)
class Fundliste:
    """`ret` are mistakes; `forklar` lack an answer, `lovet` have the day of one, `forklaret` have one."""

    ret: tuple[Visning, ...] = ()
    forklar: tuple[Visning, ...] = ()
    lovet: tuple[Visning, ...] = ()
    forklaret: tuple[Visning, ...] = ()
    se: tuple[Visning, ...] = ()
    kan_ikke: tuple[Visning, ...] = ()

    @property
    def alle(self) -> tuple[Visning, ...]:
        return (*self.ret, *self.forklar, *self.lovet, *self.forklaret, *self.se, *self.kan_ikke)

    @property
    def kan_besvares(self) -> tuple[Visning, ...]:
        """Those that an answer can be written to."""
        return (*self.forklar, *self.lovet, *self.forklaret)


def list_findings(et: Egettilbud) -> Fundliste:
    """Every finding on the newest version, those that only the reviewers would meet too."""
    if et.raekke.blad is None:
        return Fundliste()
    hashes = place_hashes(et.raekke.blad)
    fundet = {key_of(fund): fund for fund in (*et.mangler, *et.raekke.blad.alle_fund)}
    aabne = {key_of(fund) for fund in et.mangler}
    sammen: dict[Sted, list[str]] = defaultdict(list)
    for fund in et.mangler:
        if fund.alvor is Alvor.KRAEVER_FORKLARING:
            sammen[place_of(fund)].append(fund.kontrol)
    grupper: dict[str, list[Visning]] = {}
    steder: set[tuple[str, Sted]] = set()
    for noegle, fund in fundet.items():
        sted = place_of(fund)
        sha, svar = hashes.get(sted, ""), et.forklaret.get(noegle)
        holder = svar is not None and svar.indhold_sha256 == sha
        visning = Visning(fund, sha, svar if holder else None, None if holder else svar, len(sammen[sted]))
        visning = replace(visning, om_det_samme=set(sammen[sted]) == OM_DET_SAMME)
        gruppe = _group(visning, noegle in aabne)
        grupper.setdefault(gruppe, []).append(replace(visning, er_foerste=(gruppe, sted) not in steder))
        steder.add((gruppe, sted))
    return Fundliste(**{navn: tuple(gruppe) for navn, gruppe in grupper.items()})


def _group(visning: Visning, aabent: bool) -> str:
    alvor = visning.fund.alvor
    if alvor is Alvor.KRAEVER_FORKLARING:
        return "forklar" if aabent or visning.forklaring is None else "lovet" if visning.lovet else "forklaret"
    return {Alvor.FEJL: "ret", Alvor.OPMAERKSOM: "se", Alvor.KAN_IKKE_AFGOERES: "kan_ikke"}[alvor]
