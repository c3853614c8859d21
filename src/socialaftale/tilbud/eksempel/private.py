"""The invented private suppliers' tilbud: beside the totals of the agreement, which count its parties' own places."""

from ..status import Status
from .kontekst import Kontekst, write_example
from .plan import Eksempel, Gruppe, Hus, make_kode

# driftsherre, name, law, places, town, municipality
_PRIVATE = (
    ("eksempel-privat-1", "Fyrlyshuset", "sel-107", 14, ("9990", "Skagen"), "813"),
    ("eksempel-privat-1", "Mågeflugthuset", "sel-108", 11, ("9850", "Hirtshals"), "860"),
    ("eksempel-privat-2", "Skræntboligerne", "sel-107", 9, ("9500", "Hobro"), "846"),
    ("eksempel-privat-3", "Eksempelgaarden", "sel-108", 18, ("9220", "Aalborg Øst"), "851"),
)


def add_private(kontekst: Kontekst) -> None:
    """Write the tilbud of those suppliers that are loaded."""
    for nr, (driftsherre, navn, lov, pladser, (postnummer, by), kommune) in enumerate(_PRIVATE):
        if driftsherre not in kontekst.parter:
            continue
        hus = Hus("Hovedhuset", f"Opfundet Vej {nr + 1}", postnummer, by, kommune, (Gruppe(lov, "doegn", pladser),))
        et = Eksempel(
            nummer=9200 + nr, kode=make_kode("privat", nr), skabelon="privat", navn=navn, driftsherre=driftsherre,
            huse=(hus,), maalgrupper=("autisme",), alder=(18, 125), portal_id=f"X9920{nr}",
            ydelser=(("Ophold med støtte", "ophold", "ja"),),
        )  # fmt: skip
        write_example(kontekst, et, Status.AKTIV)
