"""The page on which a person chooses where a file and the report both have moved."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from socialaftale.parter.permissions import adgang, require

from ..indtast.skelnen import Skel
from ..models import Indlaesning
from ..oversigt import counted
from ..permissions import INDBERET
from ..queries import area_of, tilbud_in_year
from ..skema import read_stored
from . import actions, visning
from .queries import Filtilbud, compare_file
from .traer import as_tree

FIL, HER = "fil", "her"


@adgang(INDBERET)
def flet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what changed here, there and in both, place by place; nothing is written over without a choice."""
    indlaesning = get_object_or_404(Indlaesning.objects.select_related("fil", "driftsherre"), pk=pk)
    part = indlaesning.driftsherre
    require(request.user, INDBERET, part)
    laesning = read_stored(indlaesning, tilbud_in_year(area_of(part), indlaesning.aar, part))
    alle = compare_file(part, indlaesning.aar, laesning, indlaesning.indlaest_by_id, indlaesning.pk)
    venter = [et for et in alle if et.skal_vaelges]
    fejl = ""
    if request.method == "POST":
        try:
            valg = {et.tilbud.kode: _chosen(request, et) for et in venter}
            nye = actions.merge_file(indlaesning=indlaesning, tilbud=venter, valg=valg, by=request.user)
            messages.success(request, f"{counted(len(nye), 'tilbud', 'tilbud')} er gemt, som du har valgt.")
            return redirect("takster_driftsherre", part.kode, indlaesning.aar)
        except ValidationError as uenighed:
            fejl = uenighed.messages[0]
    kontekst = {
        "indlaesning": indlaesning,
        "part": part,
        "aar": indlaesning.aar,
        "tilbud": [(et, _rows(request, et)) for et in venter],
        "urettede": [et for et in alle if et.er_rettet_her and not et.er_rettet_i_filen],
        "fejl": fejl,
    }
    return render(request, "takster/fletning/flet.jinja", kontekst)


def _name(et: Filtilbud, nr: int) -> str:
    return f"valg-{et.tilbud.kode}-{nr}"


def _rows(request: HttpRequest, et: Filtilbud) -> list[dict[str, object]]:
    """Every place where the two differ, with what is chosen: what was posted, else the side that alone has changed."""
    traer = [as_tree(rapport) for rapport in (et.der, et.her, et.foer)]
    forvalgt = {Skel.DER: FIL, Skel.HER: HER}
    return [
        {
            "navn": _name(et, nr),
            "sted": visning.write_place(forskel.sti, *traer),
            "hvem": visning.HVEM[forskel.skel],
            "begge": forskel.skel is Skel.BEGGE,
            "foer": visning.write_there(forskel.foer),
            "her": visning.write_there(forskel.her),
            "der": visning.write_there(forskel.der),
            "valgt": request.POST.get(_name(et, nr), forvalgt.get(forskel.skel, "")),
        }
        for nr, forskel in enumerate(et.forskelle)
    ]


def _chosen(request: HttpRequest, et: Filtilbud) -> actions.Valgt:
    svar = {forskel.sti: request.POST.get(_name(et, nr), "") for nr, forskel in enumerate(et.forskelle)}
    nr = request.POST.get(f"version-{et.tilbud.kode}", "")
    fra_filen = frozenset(sti for sti, valgt in svar.items() if valgt == FIL)
    besvaret = frozenset(sti for sti, valgt in svar.items() if valgt in (FIL, HER))
    return actions.Valgt(int(nr) if nr.isdecimal() else -1, fra_filen, besvaret)
