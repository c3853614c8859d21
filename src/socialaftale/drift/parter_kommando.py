"""`socialaftale omraade` and `socialaftale foerste-bruger`: an area from its file, and the one who lets others in."""

import argparse

from socialaftale.drift.inddata import UbrugeligFil
from socialaftale.drift.opslag import start_django


def add_parser(under: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the commands."""
    omraade = under.add_parser("omraade", help="indlæs et aftaleområdes parter, befolkning og udvalg; må gentages")
    omraade.add_argument("kode", metavar="KODE", help="fx nordjylland")
    omraade.set_defaults(run=run_omraade)
    foerste = under.add_parser("foerste-bruger", help="opret en parts første lokaladministrator")
    foerste.add_argument("--organisation", required=True, metavar="KODE", help="fx sekretariat-nordjylland")
    foerste.add_argument("--navn", required=True, metavar="NAVN")
    foerste.add_argument("--email", required=True, metavar="ADRESSE")
    foerste.add_argument("--side", required=True, metavar="URL", help="sidens adresse, fx https://socialaftale.dk")
    foerste.set_defaults(run=run_foerste)


def run_omraade(valg: argparse.Namespace) -> int:
    """Load the area. Raises UbrugeligFil where no file has that code."""
    start_django()
    from socialaftale.parter import indlaes
    from socialaftale.tilbud.soegning import reindex_all

    if valg.kode not in indlaes.available():
        findes = ", ".join(indlaes.available())
        raise UbrugeligFil(f"Aftaleområdet {valg.kode} findes ikke som fil. Vælg blandt: {findes}.")
    print(f"{indlaes.load_file(valg.kode)} er indlæst.")
    reindex_all()  # a party may be called something else now
    return 0


def run_foerste(valg: argparse.Namespace) -> int:
    """Create the user and print the link. Raises UbrugeligFil where she cannot be created."""
    start_django()
    from django.core.exceptions import ValidationError

    from socialaftale.parter.foerste import first_administrator
    from socialaftale.parter.models import Organisation

    organisation = Organisation.objects.filter(kode=valg.organisation).first()
    if organisation is None:
        raise UbrugeligFil(f"Organisationen {valg.organisation} findes ikke. Indlæs først: socialaftale omraade KODE")
    try:
        link = first_administrator(organisation=organisation, navn=valg.navn, email=valg.email, site=valg.side)
    except ValidationError as fejl:
        raise UbrugeligFil("\n".join(fejl.messages)) from None
    print(f"{valg.navn} er oprettet. Vælg en adgangskode inden tre døgn:\n{link}")
    return 0
