"""The checks as a page of prose, written from the registry itself."""

from collections.abc import Iterator

from socialaftale.regler.kontrol import (
    Bemaerkningssag,
    Indsendelsessag,
    Kontrol,
    Objektivsag,
    checks_for,
)
from socialaftale.regler.kontrol.emner import Beregningssag, Indberetningssag, Linjesag, Tilbudssag
from socialaftale.regler.parametre.kontrollister import kontrollister

AFSNIT = {
    "Den enkelte takstlinje": Linjesag,
    "Beregningen (afdelingen)": Beregningssag,
    "Tilbuddet": Tilbudssag,
    "Hele indberetningen": Indberetningssag,
    "Objektiv finansiering": Objektivsag,
    "Indsendelsen": Indsendelsessag,
    "Styringsaftalegruppens bemærkninger": Bemaerkningssag,
}
INDLEDNING = """# Kontrollerne

Siden er skrevet af kontrollerne selv (`socialaftale.regler.kontrol.dokument`) og må ikke rettes i hånden.

Hvert fund har en alvor: *fejl* skal rettes; *kræver forklaring* skal rettes eller forklares; *opmærksom* er til \
orientering; *kan ikke afgøres* betyder, at kontrollen mangler et tal. En begrundelse tæller kun, når den siger noget \
og nævner det, den begrunder.
"""


def render_markdown() -> str:
    """The whole page `docs/regler/kontroller.md`."""
    afsnit = [_section(titel, emne) for titel, emne in AFSNIT.items()]
    return "\n".join([INDLEDNING, *afsnit, _limits()])


def _section(titel: str, emne: type) -> str:
    return "\n".join([f"## {titel}\n", *(_entry(kontrol) for kontrol in checks_for(emne))])


def _entry(kontrol: Kontrol) -> str:
    return (
        f"### {kontrol.id} {kontrol.titel}\n\n{kontrol.naar}\n\n"
        f"- Hvad gør du: {kontrol.hvad_goer_du}\n- Kilde: {kontrol.kilde}.\n"
    )


def _limits() -> str:
    return "\n".join(["## Ord og grænser, som ingen aftale fastsætter\n", *_rows()]) + "\n"


def _rows() -> Iterator[str]:
    lister = kontrollister()
    yield "| Navn | Værdi | Kilde | Sikkerhed |\n|---|---|---|---|"
    for navn in type(lister.graenser).model_fields:
        graense = getattr(lister.graenser, navn)
        yield f"| {navn} | {graense.vaerdi} {graense.enhed} | {graense.kilde} | {graense.sikkerhed} |"
    for enhed, spaend in lister.takstspaend.items():
        yield f"| takst i {enhed} | {spaend.lavest}-{spaend.hoejest} kr. | {spaend.kilde} | {spaend.sikkerhed} |"
    for navn, liste in [("uklare ord", lister.uklare_ord), ("uklare navne", lister.uklare_navne)]:
        yield f"| {navn} | {', '.join(liste.ord)} | {liste.kilde} | {liste.sikkerhed} |"
