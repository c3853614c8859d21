"""The economy columns of the tilbudsoversigt: the public takster, occupancy in the takst, overhead level."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from socialaftale.faelles.tabelfiler import Celle, Kolonne, Slags
from socialaftale.faelles.visning import kr
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.oekonomi import register_kolonner

from .queries import read_public
from .synlighed import OffentligLinje, Offentligt
from .visning import ENHEDER

KOLONNER = (
    Kolonne("takster", "Takster"),
    Kolonne("belaegning_i_taksten", "Belægning i taksten", Slags.PROCENT, 1),
    Kolonne("overhead", "Overhead", Slags.PROCENT, 1),
)


def read(omraade: str, aar: int, koder: Sequence[str]) -> Mapping[str, Mapping[str, Celle]]:
    """By code of the tilbud: what is public of its takst year. Nothing for a year that is not published."""
    tilbud = Tilbud.objects.filter(omraade__kode=omraade, kode__in=koder).select_related("omraade")
    kode = {et.pk: et.kode for et in tilbud}
    return {kode[pk]: cells(offentligt) for pk, offentligt in read_public(list(tilbud), aar).items()}


def cells(offentligt: Offentligt) -> dict[str, Celle]:
    """The cells of one tilbud. Where it has several houses, the takster of each stand together after its name."""
    return {
        "takster": "; ".join(_takster(offentligt)),
        "belaegning_i_taksten": _one_decimal(offentligt.belaegning_procent),
        "overhead": _one_decimal(offentligt.overhead_procent),
    }


def _takster(offentligt: Offentligt) -> Iterator[str]:
    huse = {linje.beregning: linje.afdeling for linje in offentligt.linjer}
    for id_, hus in huse.items():
        linjer = [_line(linje) for linje in offentligt.linjer if linje.beregning == id_]
        yield from linjer if len(huse) == 1 else [f"{hus}: {' · '.join(linjer)}"]


def _line(linje: OffentligLinje) -> str:
    return f"{linje.navn} {kr(linje.takst_kr, 0)} {ENHEDER[linje.enhed]}"


def _one_decimal(procent: Decimal | None) -> Decimal | None:
    return None if procent is None else procent.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


register_kolonner(KOLONNER, read)
