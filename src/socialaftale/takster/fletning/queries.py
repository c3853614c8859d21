"""What an uploaded takstskema means for a report that may have moved on since the file was fetched."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import read_billeder

from ..indhold import load
from ..indtast.skelnen import Skel
from ..models import Indberetningsversion, Indlaesning
from ..queries import area_of, last_year_of, register_day, tilbud_in_year
from ..skema import read_start_numbers, read_stored, start_of
from ..takstskema import Laesning
from .traer import Forskel, as_tree, differences

TIDLIGERE = 3  # earlier uploads of the same workbook that are read again to see what it said then


@dataclass(frozen=True)
class Filtilbud:
    """One tilbud of a file: as it was when the two parted (`foer`), as it stands here, and as the file has it.

    `nr` is the number of the version here, 0 where there is none.
    """

    tilbud: Tilbud
    nr: int
    foer: TilbudIndberetning
    her: TilbudIndberetning
    der: TilbudIndberetning

    @cached_property
    def forskelle(self) -> list[Forskel]:
        return differences(as_tree(self.foer), as_tree(self.her), as_tree(self.der))

    @property
    def er_rettet_i_filen(self) -> bool:
        return any(et.skel in (Skel.DER, Skel.BEGGE) for et in self.forskelle)

    @property
    def er_rettet_her(self) -> bool:
        return any(et.skel in (Skel.HER, Skel.BEGGE) for et in self.forskelle)

    @property
    def skal_vaelges(self) -> bool:
        """Both have moved: a person says what is to stand."""
        return self.er_rettet_i_filen and self.er_rettet_her

    @property
    def kan_gemmes(self) -> bool:
        """Only the file has moved, or there is nothing here yet."""
        return not self.er_rettet_her and (self.er_rettet_i_filen or self.nr == 0)


def compare_file(
    driftsherre: Organisation, aar: int, laesning: Laesning, hvem: int, foer_pk: int = 0
) -> list[Filtilbud]:
    """Every tilbud of a file that could be read, against what stands here.

    `hvem` (primary key) uploads it; earlier uploads of the same workbook by the same person count as what it was
    filled from, where they were taken in. `foer_pk` is the upload itself where it is kept already.
    """
    if laesning.indberetning is None:
        return []
    omraade = area_of(driftsherre)
    filens = {et.id: et for et in laesning.indberetning.tilbud}
    alle = list(tilbud_in_year(omraade, aar, driftsherre).filter(kode__in=filens))
    versioner = list(Indberetningsversion.objects.for_aar([et.pk for et in alle], aar).order_by("nr"))
    begyndelser = _beginnings(alle, aar, driftsherre, omraade)
    tidligere = _earlier(driftsherre, aar, laesning, hvem, foer_pk)
    numre = read_start_numbers(laesning.udgangspunkt)
    fundne = []
    for tilbud in alle:
        egne = [et for et in versioner if et.indberetning.tilbud_id == tilbud.pk]
        kendte = {et.nr: et for et in egne}
        nyeste = egne[-1] if egne else None
        start = kendte.get(numre.get(tilbud.kode, 0))
        foer = _taken_in(tidligere, tilbud, egne, hvem) or (load(start.indhold) if start else begyndelser[tilbud.kode])
        her = load(nyeste.indhold) if nyeste else begyndelser[tilbud.kode]
        fundne.append(Filtilbud(tilbud, nyeste.nr if nyeste else 0, foer, her, filens[tilbud.kode]))
    return fundne


def _beginnings(
    alle: list[Tilbud], aar: int, driftsherre: Organisation, omraade: Aftaleomraade
) -> dict[str, TilbudIndberetning]:
    billeder = read_billeder(Tilbud.objects.filter(pk__in=[et.pk for et in alle]), register_day(aar))
    forrige = last_year_of(billeder, aar, driftsherre, omraade)
    return {billede.kode: start_of(billede, forrige, (driftsherre, omraade, aar)) for billede in billeder}


Tidligere = list[tuple[Indlaesning, Mapping[str, TilbudIndberetning]]]


def _earlier(driftsherre: Organisation, aar: int, laesning: Laesning, hvem: int, foer_pk: int) -> Tidligere:
    """Earlier uploads of the same workbook by the same person that could be read, the latest first."""
    if not laesning.udgangspunkt:
        return []
    alle = Indlaesning.objects.filter(driftsherre=driftsherre, aar=aar, indlaest_by=hvem).select_related("fil")
    if foer_pk:
        alle = alle.filter(pk__lt=foer_pk)
    tilbud = tilbud_in_year(area_of(driftsherre), aar, driftsherre)
    laeste = ((et, read_stored(et, tilbud)) for et in alle.order_by("-pk")[:TIDLIGERE])
    return [
        (indlaesning, {et.id: et for et in tidligere.indberetning.tilbud})
        for indlaesning, tidligere in laeste
        if tidligere.indberetning and tidligere.udgangspunkt == laesning.udgangspunkt
    ]


def _taken_in(
    tidligere: Tidligere, tilbud: Tilbud, versioner: list[Indberetningsversion], hvem: int
) -> TilbudIndberetning | None:
    """What the workbook said of the tilbud when it was last taken in; None where it was not."""
    for indlaesning, indhold in tidligere:
        gemt = any(
            et.kilde == Indberetningsversion.Kilde.SKEMA
            and et.registreret_by_id == hvem
            and et.registreret_at >= indlaesning.indlaest_at
            for et in versioner
        )
        if gemt and tilbud.kode in indhold:
            return indhold[tilbud.kode]
    return None
