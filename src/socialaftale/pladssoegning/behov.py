"""A need as it is typed, kept and shown. Kept as codes, so that a search can be read again when names change."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from socialaftale.faelles.visning import kort_dato, tal
from socialaftale.parter.models import Organisation
from socialaftale.regler.matchregler import rules
from socialaftale.regler.pladskrav import KOEN, Behov
from socialaftale.regler.saerbehov import all_needs, names_of_needs
from socialaftale.tilbud.billede import place_name
from socialaftale.tilbud.reference import all_lovgrundlag, all_maalgrupper, same_law

Kriterier = Mapping[str, Any]
FELTER = ("tekst", "lov", "maalgrupper", "alder", "fra", "minutter", "koen", "behov", "start", "loft")
FLERE, UOPLYST = "flere", "uoplyst"


def keep(svar: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a valid form holds as what is stored: what is not asked for is left out."""
    gemt = {navn: svar.get(navn) for navn in FELTER if svar.get(navn)}
    if isinstance(gemt.get("start"), dt.date):
        gemt["start"] = gemt["start"].isoformat()
    return gemt | ({"loft": str(gemt["loft"])} if "loft" in gemt else {})


def need_of(kriterier: Kriterier) -> Behov:
    """Return the need that the rules judge by."""
    lov = all_lovgrundlag().get(kriterier.get("lov", ""))
    baand = {et.kode: et for et in rules().aldersbaand}.get(kriterier.get("alder", ""))
    start, loft, minutter = (kriterier.get(navn) for navn in ("start", "loft", "minutter"))
    return Behov(
        paragraf=lov.paragraf if lov else "",
        lovgrundlag=same_law(lov.kode) if lov else frozenset(),
        maalgrupper=tuple(all_maalgrupper()[kode].navn for kode in _groups(kriterier)),
        alder_fra=baand.fra if baand else None,
        alder_til=baand.til if baand else None,
        hoejst_minutter=int(minutter) if minutter and kriterier.get("fra") else None,
        koen=kriterier.get("koen", ""),
        behov=tuple(kode for kode in all_needs() if kode in kriterier.get("behov", ())),
        start=dt.date.fromisoformat(start) if start else None,
        loft_kr=Decimal(loft) if loft else None,
    )


def in_words(kriterier: Kriterier) -> list[tuple[str, str]]:
    """Return (what, said) of everything asked for, in the order of the form."""
    lov = all_lovgrundlag().get(kriterier.get("lov", ""))
    loft = kriterier.get("loft")
    alle = [
        ("Ord", kriterier.get("tekst", "")),
        ("Paragraf", lov.etiket if lov else ""),
        ("Målgruppe", " og ".join(all_maalgrupper()[kode].navn for kode in _groups(kriterier))),
        ("Alder", f"{kriterier['alder']} år" if kriterier.get("alder") else ""),
        ("Afstand", _distance(kriterier)),
        ("Plads til", KOEN.get(kriterier.get("koen", ""), "")),
        ("Behov", ", ".join(names_of_needs(kriterier.get("behov", ())))),
        ("Start", kort_dato(dt.date.fromisoformat(kriterier["start"])) if kriterier.get("start") else ""),
        ("Loft", f"{tal(Decimal(loft))} kr. pr. dag" if loft else ""),
    ]
    return [(hvad, sagt) for hvad, sagt in alle if sagt]


def _groups(kriterier: Kriterier) -> list[str]:
    return [kode for kode in kriterier.get("maalgrupper", ()) if kode in all_maalgrupper()]


def _distance(kriterier: Kriterier) -> str:
    fra = Organisation.objects.filter(kode=kriterier["fra"]).first() if kriterier.get("fra") else None
    if fra is None:
        return ""
    sted = place_name(fra.navn)
    return f"højst {kriterier['minutter']} minutter fra {sted}" if kriterier.get("minutter") else f"regnet fra {sted}"


def broad_group(kriterier: Kriterier) -> str:
    """Return the one broad group that the target groups lie in: its name, `flere`, or `uoplyst`."""
    grupper = {all_maalgrupper()[kode].gruppe for kode in _groups(kriterier)}
    return UOPLYST if not grupper else grupper.pop() if len(grupper) == 1 else FLERE
