"""The pages on which a driftsherre takes part in a takst round: submit, receipts, statements."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import adgang, may, require

from ..afgoerelse.permissions import AKTER
from ..models import Indsendelse
from ..opslag import find_party, kendt_aar
from ..oversigt import counted
from ..permissions import SE_KORT
from ..queries import area_of
from ..status import UlovligtSkridt
from . import actions, queries, sider
from .egne import read_own
from .forms import ErklaeringForm, IndsendForm
from .models import Takstrunde
from .permissions import INDSEND


@adgang(INDSEND)
@kendt_aar
def indsend(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """Choose all or some tilbud, and submit them: frozen, with a receipt each."""
    part, runde = _own_round(request, kode, aar)
    egne = read_own(runde, part)
    form = IndsendForm(
        request.POST or None,
        egne=[et for et in egne if et.version],
        midt_i_aaret=queries.may_start_late(runde),
        initial={"tilbud": [et.kode for et in egne if et.kan_indsendes], "foreloebig": sider.before_budget(runde)},
    )
    mangler = {}
    if form.is_valid():
        try:
            return _submit(request, runde, part, form)
        except actions.KanIkkeIndsendes as fejl:
            mangler = fejl.mangler
            form.add_error(None, fejl.messages[0])
        except (ValidationError, UlovligtSkridt) as fejl:
            form.add_error(None, fejl.messages[0] if isinstance(fejl, ValidationError) else str(fejl))
    return render(request, "takster/runde/indsend.jinja", sider.submit_page(runde, part, egne, form, mangler))


@adgang(SE_KORT)
@kendt_aar
def kvitteringer(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """Every receipt of a driftsherre in the round."""
    part = find_party(request, kode)
    runde = _round(part, aar)
    alle = queries.receipts_of(runde, part)
    kontekst = {"part": part, "aar": aar, "runde": runde, "indsendelser": alle, "datoer": queries.read_dates(runde)}
    kontekst["maa_akter"] = may(request.user, AKTER, part)
    return render(request, "takster/runde/kvitteringer.jinja", kontekst | sider.WRITERS)


@adgang(SE_KORT)
def kvittering(request: HttpRequest, kvittering: str) -> HttpResponse:
    """One receipt: what was frozen, when, and where it goes. Made to be printed."""
    alle = Indsendelse.objects.select_related("runde__omraade", "driftsherre", "indberetning__tilbud", "indsendt_by")
    indsendelse = get_object_or_404(alle.select_related("version"), kvittering=kvittering.upper())
    require(request.user, SE_KORT, indsendelse.driftsherre)
    return render(request, "takster/runde/kvittering.jinja", sider.receipt_page(indsendelse))


@adgang(INDSEND)
@require_POST
@kendt_aar
def uaendret(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """The budget is adopted: every provisional submission stands unchanged, with one tap."""
    part, runde = _own_round(request, kode, aar)
    bekraeftet = actions.confirm_all(runde=runde, driftsherre=part, by=request.user)
    if bekraeftet:
        antal = counted(len(bekraeftet), "tilbud", "tilbud")
        messages.success(request, f"{antal} står uændret efter budgetvedtagelsen og er ikke længere foreløbige.")
    else:
        messages.info(request, "Ingen af jeres indsendte tilbud er foreløbige.")
    return redirect("takster_driftsherre", kode, aar)


@adgang(INDSEND)
@require_POST
@kendt_aar
def erklaer(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """State that nothing more comes, that there is nothing to report, or take it back."""
    part, runde = _own_round(request, kode, aar)
    form = ErklaeringForm(request.POST)
    if form.is_valid():
        try:
            felter = form.cleaned_data | {"frigivet": form.frigivne}
            actions.state(runde=runde, driftsherre=part, by=request.user, **felter)
            messages.success(request, sider.STATED[form.cleaned_data["art"]])
        except ValidationError as fejl:
            messages.error(request, fejl.messages[0])
        return redirect("takster_driftsherre", kode, aar)
    return render(request, "takster/runde/erklaer.jinja", {"part": part, "aar": aar, "form": form})


def _submit(request: HttpRequest, runde: Takstrunde, part: Organisation, form: IndsendForm) -> HttpResponse:
    numre = form.set_versions()
    versioner = queries.versions_read(runde, numre)
    if len(versioner) < len(numre):
        raise ValidationError("Siden er for gammel. Genindlæs den, se tallene igennem, og indsend så.")
    foer = {version.pk for version in versioner if hasattr(version, "indsendelse")}
    indsendelser = actions.submit(runde=runde, driftsherre=part, versioner=versioner, valg=form.valg(), by=request.user)
    nye = [indsendelse for indsendelse in indsendelser if indsendelse.version_id not in foer]
    messages.success(request, f"{counted(len(nye or indsendelser), 'tilbud', 'tilbud')} er indsendt.")
    if len(indsendelser) == 1:
        return redirect("takstkvittering", indsendelser[0].kvittering)
    return redirect("takstkvitteringer", part.kode, runde.aar)


def _own_round(request: HttpRequest, kode: str, aar: int) -> tuple[Organisation, Takstrunde]:
    part = find_party(request, kode, INDSEND)
    return part, _round(part, aar)


def _round(part: Organisation, aar: int) -> Takstrunde:
    runde = queries.find_round(area_of(part), aar)
    if runde is None:
        raise Http404("Takstrunden er ikke åbnet.")
    return runde
