"""On a tilbud's own page: that it is in det forstærkede samarbejde, or proposed for it, and where to read why."""

from django.contrib.auth.models import AnonymousUser

from socialaftale.parter.models import Bruger
from socialaftale.tilbud.afsnit import Afsnit, register_afsnit
from socialaftale.tilbud.models import Tilbud

from .models import Samarbejdssag
from .queries import in_cooperation, since


@register_afsnit
def cooperation(tilbud: Tilbud, bruger: Bruger | AnonymousUser) -> Afsnit | None:
    """The section on the cooperation; None where the tilbud has nothing to do with it."""
    med = in_cooperation(tilbud.omraade).filter(pk=tilbud.pk).exists()
    if not med and not Samarbejdssag.objects.visible_to(bruger).filter(tilbud=tilbud).exists():
        return None
    data = {"kode": tilbud.kode, "siden": since(tilbud) if med else None}
    return Afsnit("Det forstærkede samarbejde", "aftaler/forstaerket/afsnit.jinja", data)
