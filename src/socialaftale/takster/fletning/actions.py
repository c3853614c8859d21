"""Saving what a person chose where a file and the report both have moved."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from ..actions import save_version
from ..indtast.skelnen import Skel
from ..models import Indberetningsversion, Indlaesning, Tilbudsindberetning
from ..permissions import INDBERET
from .queries import Filtilbud
from .traer import Sti, as_report, as_tree, chosen


@dataclass(frozen=True)
class Valgt:
    """What is to stand in one tilbud: the file's at these places, the report's at the others; over which version."""

    nr: int
    fra_filen: frozenset[Sti]
    besvaret: frozenset[Sti]


@transaction.atomic
def merge_file(
    *, indlaesning: Indlaesning, tilbud: list[Filtilbud], valg: Mapping[str, Valgt], by: Bruger
) -> list[Indberetningsversion]:
    """Append a draft for each tilbud that was chosen for (by code), all or none.

    Raises PermissionDenied, and ValidationError where a place that both changed is not chosen for, a newer version came
    in between, or the two together say what no report may say.
    """
    require(by, INDBERET, indlaesning.driftsherre)
    nye = []
    for et in tilbud:
        valgt = valg.get(et.tilbud.kode)
        if valgt is None:
            continue
        _require_newest(et, indlaesning.aar, valgt.nr)
        if any(forskel.skel is Skel.BEGGE and forskel.sti not in valgt.besvaret for forskel in et.forskelle):
            raise ValidationError(f"{et.her.navn}: vælg, hvad der gælder, alle de steder, hvor begge har rettet.")
        trae = chosen(as_tree(et.her), et.forskelle, set(valgt.fra_filen))
        try:
            indhold = as_report(trae)
        except ValueError as fejl:
            raise ValidationError(f"{et.her.navn}: de to kan ikke sættes sammen sådan. Vælg en af dem helt.") from fejl
        kilde = Indberetningsversion.Kilde.SKEMA
        version = save_version(tilbud=et.tilbud, aar=indlaesning.aar, indhold=indhold, kilde=kilde, by=by)
        efter = {"tilbud": et.tilbud.kode, "nr": version.nr, "fra_filen": len(valgt.fra_filen)}
        record("flet takstskema", indlaesning, by=by, efter=efter)
        nye.append(version)
    return nye


def _require_newest(et: Filtilbud, aar: int, set_nr: int) -> None:
    indberetning, _ = Tilbudsindberetning.objects.get_or_create(tilbud=et.tilbud, aar=aar)
    lock_row(Tilbudsindberetning.objects.all(), pk=indberetning.pk)
    nyeste = indberetning.versioner.order_by("-nr").first()
    if not (nyeste.nr if nyeste else 0) == et.nr == set_nr:
        raise ValidationError(f"{et.her.navn}: der er gemt en nyere version imens. Se forskellene igen, og vælg.")
