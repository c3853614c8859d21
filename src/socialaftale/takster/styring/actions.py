"""What the secretariat does about the mail of a round. The rest of what it does are the round's own actions."""

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles.haendelser import record
from socialaftale.faelles.models import Udgaaende
from socialaftale.faelles.udbakke import try_again
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import require

from ..runde.models import Takstrunde
from ..runde.permissions import AABN
from .paamindelser import remind_party
from .post import mails_of


@transaction.atomic
def write_to_party(*, runde: Takstrunde, part: Organisation, by: Bruger) -> int:
    """Remind a driftsherre now, and return how many mails were written.

    Raises ValidationError where there is nobody to write to, or all have had a mail about the round today.
    """
    require(by, AABN, part, omraade=runde.omraade)
    skrevet = remind_party(runde, part, by)
    if not skrevet:
        raise ValidationError(f"Ingen mail til {part}: de har fået en i dag, eller der er ingen adresse at skrive til.")
    return skrevet


@transaction.atomic
def send_again(*, runde: Takstrunde, post: Udgaaende, by: Bruger) -> None:
    """Let a mail of the round that did not arrive be tried again at once. Raises ValidationError for another mail."""
    rolle = require(by, AABN, omraade=runde.omraade)
    if post.sendt_at or not mails_of(runde).filter(pk=post.pk).exists():
        raise ValidationError("Mailen er sendt eller hører ikke til runden.")
    try_again(post)
    record("send mail igen", runde, by=by, rolle=rolle, efter={"til": post.modtager, "emne": post.emne})
