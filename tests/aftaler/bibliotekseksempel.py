"""A product with an open and a closed version, for the sweeps of all addresses."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from socialaftale.aftaler.bibliotek import actions
from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger


def make_library(omraade: Aftaleomraade, ord_: str, by: Bruger) -> dict[str, Any]:
    oplysninger = actions.Oplysninger(f"{ord_} vejledning", "vejledning", f"{ord_} til ledere")
    produkt = actions.add_product(omraade=omraade, oplysninger=oplysninger, by=by)
    fil = SimpleUploadedFile("vejledning.txt", f"{ord_} i filen".encode())
    indhold = actions.Indhold(f"{ord_} er nyt", tid.today(), fil=fil, aaben=False)
    version = actions.add_version(produkt=produkt, indhold=indhold, by=by)
    return {"biblioteksprodukt": produkt.pk, "produktversion": version.pk}
