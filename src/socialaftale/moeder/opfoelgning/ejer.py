"""Who owns a follow-up: a person, an organisation or a function that we know, else the words that were written."""

import datetime as dt

from socialaftale.parter.models import Bruger, Funktion, Funktionspost, Organisation, Rolletildeling, Udvalg

Ejer = Bruger | Organisation | Funktion
FELTER: dict[type[Ejer], str] = {Bruger: "person", Organisation: "organisation", Funktion: "funktion"}


def owner_choices(udvalg: Udvalg, den: dt.date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return who can own a follow-up of the body on a day, in groups, each with the code that `owner_of` reads."""
    roller = Rolletildeling.objects.filter(udvalg=udvalg).select_related("bruger").few_in_force(den)
    personer = sorted({rolle.bruger for rolle in roller}, key=lambda bruger: (bruger.navn, bruger.pk))
    organisationer = list(Organisation.objects.i_omraade(udvalg.omraade, den))
    funktioner = Funktion.objects.filter(organisation__in=organisationer).select_related("organisation")
    funktioner = sorted(funktioner, key=lambda funktion: (funktion.organisation.sortering, funktion.art))
    grupper = (("Udvalgets medlemmer", personer), ("Organisationer", organisationer), ("Funktioner", funktioner))
    return [(navn, [(code_of(ejer), str(ejer)) for ejer in ejere]) for navn, ejere in grupper if ejere]


def code_of(ejer: Ejer) -> str:
    return f"{FELTER[type(ejer)]}-{ejer.pk}"


def owner_of(kode: str) -> Ejer | None:
    """Return who a code from `owner_choices` means."""
    felt, _, pk = kode.partition("-")
    model = next((model for model, navn in FELTER.items() if navn == felt), None)
    return model.objects.filter(pk=pk).first() if model and pk.isdecimal() else None


def functions_of(bruger: Bruger, den: dt.date) -> list[int]:
    """Return the keys of the functions that the person fills on the day."""
    return [post.funktion_id for post in Funktionspost.objects.filter(bruger=bruger).few_in_force(den)]
