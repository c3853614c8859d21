"""Reads the signed cases: a clean starting point, what is changed in it, what the checks must say, and the mending."""

import copy
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from socialaftale.regler.kontrol import Fund, check_indberetning
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.opgave import Indberetning

MAPPE = Path(__file__).parent
NOEGLER = ("kontrol", "alvor", "tilbud", "beregning", "linje", "felt")


class Sag(NamedTuple):
    """One case of a file. `forventet` are the findings it must give; `rettelser` mend it."""

    fil: Path
    navn: str
    par: dict[str, Any]
    forventet: list[dict[str, str]]
    rettelser: list[dict[str, Any]]

    def findings(self, rettet: bool = False) -> list[Fund]:
        par = patched(self.par, self.rettelser) if rettet else self.par
        ny = Indberetning.model_validate(par["ny"])
        forrige = Indberetning.model_validate(par["forrige"]) if par.get("forrige") else None
        return check_indberetning(ny, forrige, regelsaet_for(ny.aar, ny.omraade).regelsaet)


def case_files() -> list[Path]:
    """Every case file; the starting points and the cases with an input type of their own are not among them."""
    return [*sorted(MAPPE.glob("indsigelser-*/*.toml")), *sorted(MAPPE.glob("kontroller/*.toml"))]


def cases(fil: Path) -> list[Sag]:
    """The cases of one file."""
    data = tomllib.loads(fil.read_text(encoding="utf-8"))
    return [_case(fil, data, sag) for sag in data["sag"]]


def starting_point(navn: str) -> dict[str, Any]:
    """`forrige` and `ny` of a clean pair."""
    data = tomllib.loads((MAPPE / "udgangspunkt" / f"{navn}.toml").read_text(encoding="utf-8"))
    return {"forrige": data["forrige"], "ny": data["ny"]}


def _case(fil: Path, data: dict[str, Any], sag: dict[str, Any]) -> Sag:
    navn = sag.get("udgangspunkt", data.get("udgangspunkt"))
    par = starting_point(navn) if navn else {"forrige": data.get("forrige"), "ny": data["ny"]}
    return Sag(fil, sag["navn"], patched(par, sag.get("aendringer", [])), sag["forventet"], sag.get("rettelser", []))


def patched(par: dict[str, Any], aendringer: list[dict[str, Any]]) -> dict[str, Any]:
    """A copy with each change made: `sti` is a dotted path, `vaerdi` what to put there, `slet` or `kopi` instead."""
    par = copy.deepcopy(par)
    for aendring in aendringer:
        *vej, sidste = aendring["sti"].split(".")
        sted: Any = par
        for led in vej:
            sted = sted[int(led) if isinstance(sted, list) else led]
        _change(sted, int(sidste) if isinstance(sted, list) else sidste, aendring)
    return par


def _change(sted: Any, led: Any, aendring: dict[str, Any]) -> None:
    if aendring.get("slet"):
        del sted[led]
    elif aendring.get("kopi"):
        sted.append(copy.deepcopy(sted[led]) | aendring.get("vaerdi", {}))
    elif isinstance(sted, list) and led == len(sted):
        sted.append(aendring["vaerdi"])
    else:
        sted[led] = aendring["vaerdi"]
