"""The first local administrator of a party, made from the command line: somebody has to be there before all others."""

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.raekke import save_checked

from .actions import password_link
from .models import Bruger, Organisation, Rolletildeling
from .roller import Rolle


@transaction.atomic
def first_administrator(*, organisation: Organisation, navn: str, email: str, site: str) -> str:
    """Create a local administrator and return the link where she chooses her password.

    At a secretariat she holds that role too. Raises ValidationError where the party already has one, for then it is
    her place to create users, and where the e-mail is taken.
    """
    tildelinger = Rolletildeling.objects.filter(organisation=organisation, rolle=Rolle.LOKALADMINISTRATOR)
    if tildelinger.i_kraft(tid.today()).exists():
        raise ValidationError(f"{organisation} har allerede en lokaladministrator, som opretter brugerne.")
    bruger = Bruger(organisation=organisation, navn=navn, email=Bruger.objects.normalize_email(email))
    bruger.set_unusable_password()
    save_checked(bruger)
    er_sekretariat = organisation.art == Organisation.Art.SEKRETARIAT
    for rolle in [Rolle.LOKALADMINISTRATOR, *([Rolle.SEKRETARIAT] if er_sekretariat else [])]:
        raekke = {"gaelder_fra": tid.today(), "registreret_by": Bruger.objects.system()}
        Rolletildeling.objects.create(bruger=bruger, rolle=rolle, organisation=organisation, **raekke)
    record("opret", bruger, by=None, efter={"navn": bruger.navn, "email": bruger.email, "som": "første"})
    return password_link(bruger, site)
