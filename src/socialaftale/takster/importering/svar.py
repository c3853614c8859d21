"""One answer about a file, as a form sends it: which tilbud it is, a draft of a new one, left out, or taken back."""

from collections.abc import Callable

from django.http import QueryDict

from socialaftale.parter.models import Bruger
from socialaftale.regler.takst.opgave import Enhed, Linjetype
from socialaftale.tilbud.models import Tilbud

from . import actions
from .forms import KladdeForm, UdeladForm
from .laesning.typer import Felt
from .models import Takstimport
from .queries import review


def answer(post: QueryDict, takstimport: Takstimport, by: Bruger) -> str:
    """Carry the answer out; return what is wrong with it in Danish, or an empty text."""
    svar = _SVAR.get(post.get("svar", ""))
    noegler = post.getlist("noegle")
    if svar is None or not noegler:
        return "Vælg først, hvad svaret gælder."
    return svar(post, takstimport, by)


def _tilbud(post: QueryDict, takstimport: Takstimport, by: Bruger) -> str:
    tilbud = Tilbud.objects.filter(omraade=takstimport.omraade, kode=post.get("tilbud", "")).first()
    if tilbud is None:
        return "Vælg et tilbud på listen."
    actions.choose_tilbud(takstimport=takstimport, noegle=str(post["noegle"]), tilbud=tilbud, by=by)
    return ""


def _draft(post: QueryDict, takstimport: Takstimport, by: Bruger) -> str:
    form = KladdeForm(post)
    tilbud = next((et for et in review(takstimport).tilbud if et.noegle == post["noegle"]), None)
    if tilbud is None or not form.is_valid():
        return "Vælg beliggenhedskommunen."
    try:
        actions.draft_tilbud(takstimport=takstimport, tilbud=tilbud, kommune=form.cleaned_data["kommune"], by=by)
    except ValueError as fejl:
        return str(fejl)
    return ""


def _leave_out(post: QueryDict, takstimport: Takstimport, by: Bruger) -> str:
    form = UdeladForm(post)
    if not form.is_valid():
        return " ".join(str(fejl) for fejl in form.errors["begrundelse"])
    felter = {"begrundelse": form.cleaned_data["begrundelse"], "frigivet": form.frigivne}
    for noegle in post.getlist("noegle"):
        actions.leave_out(takstimport=takstimport, noegle=noegle, by=by, **felter)
    return ""


def _undo(post: QueryDict, takstimport: Takstimport, by: Bruger) -> str:
    for noegle in post.getlist("noegle"):
        actions.undo_choice(takstimport=takstimport, noegle=noegle, by=by)
    return ""


_SVAR: dict[str, Callable[[QueryDict, Takstimport, Bruger], str]] = {
    "tilbud": _tilbud,
    "kladde": _draft,
    "udelad": _leave_out,
    "fortryd": _undo,
}


def columns_from(post: QueryDict) -> dict[str, Felt]:
    """What the form says that each header means; anything that is no field is left as it is."""
    kendte = set(Felt)
    valgte = ((navn.removeprefix("felt:"), str(felt)) for navn, felt in post.items() if navn.startswith("felt:"))
    return {overskrift: Felt(felt) for overskrift, felt in valgte if felt in kendte}


def lines_from(post: QueryDict) -> dict[str, tuple[Linjetype, Enhed]]:
    """What the form says that each line is, by line key."""
    felter = zip(post.getlist("linje"), post.getlist("type"), post.getlist("enhed"), strict=False)
    return {
        noegle: (Linjetype(linjetype), Enhed(enhed))
        for noegle, linjetype, enhed in felter
        if linjetype in set(Linjetype) and enhed in set(Enhed)
    }
