"""The point that this floor itself proposes: what was agreed and is not done comes back."""

from socialaftale.faelles.visning import kort_dato

from .besvarelse import udsatte  # noqa: F401 - its builder is registered
from .forberedelse import (
    afgang,  # noqa: F401 - its builder is registered
    faste,  # noqa: F401 - the standing points are registered
)
from .krog import Forslag, register_builder
from .models import Moede, Opfoelgning
from .opfoelgning.models import Opfoelgningstrin
from .status import Verbum


@register_builder
def followups_point(moede: Moede) -> list[Forslag]:
    """Return one point with the body's open follow-ups: closed if one of them is, none where all is done."""
    aabne = Opfoelgning.objects.open().filter(punkt__moede__udvalg=moede.udvalg).exclude(punkt__moede=moede)
    aabne = list(aabne.select_related("punkt").prefetch_related("trin").order_by("frist", "pk"))
    if not aabne:
        return []
    linjer = [_line(en) for en in aabne]
    return [
        Forslag(
            noegle="opfoelgning",
            titel="Opfølgning",
            aaben=all(en.punkt.aaben for en in aabne),
            sagsfremstilling="\n".join(linjer),
            indstillinger=((Verbum.EFTERRETNING, "hvad der er udestående"),),
        )
    ]


def _line(en: Opfoelgning) -> str:
    """Return who does what by when, and what the deadline was at first."""
    flyttet = [trin.fra_frist for trin in en.trin.all() if trin.slags == Opfoelgningstrin.Slags.FLYTTET]
    foer = f" (flyttet fra {kort_dato(flyttet[0])})" if flyttet else ""
    return f"{en.hvad}: {en.hvem}, senest {kort_dato(en.frist)}{foer}"
