"""What can be done about the requirements: tell where the agreement meets one."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.raekke import save_registered
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from ..aftale.models import Aftale
from ..permissions import SKRIV
from .models import Kravevidens
from .queries import list_for


@dataclass(frozen=True)
class Sagt:
    """What is told: the answer, where it stands, and a page of ours (/...) or of others (https://...)."""

    svar: str
    tekst: str
    link: str = ""
    frigivet: list[str] = field(default_factory=list)


@transaction.atomic
def tell(*, aftale: Aftale, krav: str, sagt: Sagt, by: Bruger) -> Kravevidens:
    """Append what is told of a requirement. Raises ValidationError on an unknown one or a link that is none."""
    rolle = require(by, SKRIV, omraade=aftale.omraade)
    if krav not in {en.kode for en in list_for(aftale).krav}:
        raise ValidationError("Kravet findes ikke på listen for aftalen.")
    if (sagt.link and not sagt.link.startswith(("https://", "/"))) or sagt.link.startswith("//"):
        raise ValidationError("Linket skal begynde med https:// eller med / for en side her.")
    raekke = Kravevidens(aftale=aftale, krav=krav, svar=sagt.svar, tekst=sagt.tekst.strip(), link=sagt.link.strip())
    save_registered(raekke, by)
    record("skriv kravevidens", aftale, by=by, rolle=rolle, efter={"krav": krav, "svar": sagt.svar})
    if sagt.frigivet:
        record(cpr.FRIGIVET, aftale, by=by, rolle=rolle, efter={"felter": sagt.frigivet})
    return raekke
