"""What a meeting put off comes back on the body's next agenda, until it is taken up again."""

from .. import krog
from ..models import Beslutning, Dagsordenspunkt, Moede
from ..status import Resultat, Svarart
from .svar import answers

_KAN_VAERE_UDSAT = (Resultat.UDSAT, Resultat.PR_INDSTILLING)


@krog.register_builder
def postponed_points(moede: Moede) -> list[krog.Forslag]:
    """Return the points, or the items of them, that an earlier meeting of the body put off.

    A matter that a floor above builds points of, comes back from there.
    """
    i_udvalget = {"punkt__moede__udvalg": moede.udvalg, "punkt__moede__afsluttet_at__isnull": False}
    nyeste = (
        Beslutning.objects.newest()
        .filter(resultat__in=_KAN_VAERE_UDSAT, **i_udvalget)
        .exclude(punkt__moede=moede)
        .select_related("punkt")
    )
    nyeste = nyeste.prefetch_related("indstillingssvar", "punkt__indstillinger").order_by(
        "punkt__moede", "punkt__nummer"
    )
    taget_op = Dagsordenspunkt.objects.filter(moede__udvalg=moede.udvalg).exclude(moede=moede).exclude(noegle="")
    noegler = set(taget_op.values_list("noegle", flat=True))
    return [et for et in map(_again, nyeste) if et and et.noegle not in noegler]


def _again(beslutning: Beslutning) -> krog.Forslag | None:
    punkt, svarene = beslutning.punkt, answers(beslutning)
    helt = beslutning.resultat == Resultat.UDSAT and beslutning.art != Svarart.LED
    ledene = [led for led in punkt.indstillinger.all() if helt or svarene.get(led.pk) == Resultat.UDSAT]
    if krog.has_pages(punkt.emne) or not (helt or ledene):
        return None
    return krog.copy_of(punkt, f"udsat-{punkt.pk}", ledene)
