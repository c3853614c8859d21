"""The agreement: its text to be read, heard and printed, its annexes, who has approved it, and how the text changed."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles.filer import file_response
from socialaftale.parter.attempt import press, submit
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.parter.permissions import aaben, access_of, adgang, require
from socialaftale.regler.aftaletekst import blocks

from ..permissions import GODKENDELSER, KRAV, SKRIV
from . import actions, queries
from .forms import AftaleForm, BilagForm, ForskelForm, GodkendelseForm, TekstForm
from .models import Aftalebilag, Aftaletekst
from .opslag import own_agreement, visible_agreement
from .pdf import as_pdf


@aaben
def liste(request: HttpRequest) -> HttpResponse:
    aftaler = queries.agreements(request.user)
    held = access_of(request)
    maa_oprette = [en for en in Aftaleomraade.objects.order_by("navn", "pk") if held.may(SKRIV, omraade=en)]
    return render(request, "aftaler/aftale/liste.jinja", {"aftaler": aftaler, "maa_oprette": maa_oprette})


@aaben
def vis(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    aftale = visible_agreement(request, omraade, kode)
    tekster = queries.texts(aftale, request.user)
    valgt = _chosen(tekster, request.GET.get("version", ""))
    held = access_of(request)
    vist = queries.shown_agreement(aftale)
    kontekst = {
        "vist": vist,
        "aftale": aftale,
        "tekster": tekster,
        "valgt": valgt,
        "dele": queries.text_parts(valgt) if valgt else [],
        "blokke": blocks,
        "bilag": queries.annexes(aftale, request.user),
        "maa_skrive": held.may(SKRIV, omraade=aftale.omraade),
        "maa_se_krav": held.may(KRAV, omraade=aftale.omraade),
        "maa_svare": {
            en.part.kode for en in vist.parter if held.may(GODKENDELSER, organisation=en.part, omraade=aftale.omraade)
        },
    }
    return render(request, "aftaler/aftale/aftale.jinja", kontekst)


@aaben
def pdf(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    """The newest text that the person may read, as a tagged PDF."""
    aftale = visible_agreement(request, omraade, kode)
    tekst = _chosen(queries.texts(aftale, request.user), request.GET.get("version", ""))
    if tekst is None:
        raise Http404
    svar = HttpResponse(as_pdf(queries.shown_agreement(aftale), tekst), content_type="application/pdf")
    svar["Content-Disposition"] = f'attachment; filename="aftale-{omraade}-{kode}-version-{tekst.nr}.pdf"'
    return svar


@aaben
def forskel(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    """What changed from one version to another; without a choice from the last but one to the newest."""
    aftale = visible_agreement(request, omraade, kode)
    tekster = queries.texts(aftale, request.user)
    if not tekster:
        raise Http404
    foerst = {"til": tekster[0].nr, "fra": tekster[min(1, len(tekster) - 1)].nr}
    form = ForskelForm(foerst | request.GET.dict(), tekster=tekster)
    form.is_valid()
    numre = {tekst.nr: tekst for tekst in tekster}
    fra, til = (numre.get(form.cleaned_data.get(felt) or foerst[felt]) for felt in ("fra", "til"))
    kontekst = {"aftale": aftale, "form": form, "fra": fra, "til": til, "dele": queries.differences(fra, til)}
    return render(request, "aftaler/aftale/forskel.jinja", kontekst)


@aaben
def bilag(request: HttpRequest, omraade: str, kode: str, nummer: int) -> FileResponse:
    """The newest issue of an annex; a closed one does not exist for the public."""
    aftale = visible_agreement(request, omraade, kode)
    fundet = Aftalebilag.objects.visible_to(request.user).filter(aftale=aftale, nummer=nummer).newest().first()
    if fundet is None or fundet.fil is None:
        raise Http404
    try:
        return file_response(fundet.fil)
    except FileNotFoundError:
        raise Http404("Filen mangler. Sekretariatet kan lægge bilaget ved igen.") from None


@adgang(SKRIV)
def ny(request: HttpRequest, omraade: str) -> HttpResponse:
    fundet = get_object_or_404(Aftaleomraade, kode=omraade)
    require(request.user, SKRIV, omraade=fundet)
    form = AftaleForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        felter = {"omraade": fundet, "titel": data["titel"], "aar": (data["fra_aar"], data["til_aar"])}
        if aftale := submit(form, actions.create_agreement, **felter, by=request.user):
            messages.success(request, "Aftalen er oprettet. Skriv nu dens tekst.")
            return redirect("aftale_tekst", omraade, aftale.kode)
    return render(request, "aftaler/aftale/ny.jinja", {"form": form, "omraade": fundet})


@adgang(SKRIV)
def tekst(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    """Write the next version. Where another saved meanwhile, both stand: what was typed, and what differs."""
    aftale = own_agreement(request, omraade, kode)
    nyeste = aftale.tekster.order_by("-nr").first()
    form = TekstForm(request.POST or None, nyeste=nyeste)
    if form.is_valid():
        felter = {"set_nr": form.cleaned_data["nr"], "version": form.version(), "by": request.user}
        if gemt := submit(form, actions.write_text, aftale=aftale, **felter):
            messages.success(request, f"Version {gemt.nr} er gemt. Den er et udkast, til du offentliggør den.")
            return redirect("aftale", omraade, kode)
    andens = form.is_bound and form.catch_up(aftale.tekster.order_by("-nr").first())
    dele = queries.compare(actions.parts_of(nyeste), getattr(form, "dele", [])) if andens and nyeste else []
    kontekst = {"form": form, "aftale": aftale, "nyeste": nyeste, "dele": dele}
    return render(request, "aftaler/aftale/tekst.jinja", kontekst)


@adgang(SKRIV)
@require_POST
def offentliggoer(request: HttpRequest, omraade: str, kode: str, nr: int) -> HttpResponse:
    aftale = own_agreement(request, omraade, kode)
    valgt = get_object_or_404(Aftaletekst, aftale=aftale, nr=nr)
    press(request, actions.publish_text, f"Version {nr} kan nu læses af alle.", tekst=valgt)
    return redirect("aftale", omraade, kode)


@adgang(SKRIV)
def nyt_bilag(request: HttpRequest, omraade: str, kode: str) -> HttpResponse:
    aftale = own_agreement(request, omraade, kode)
    form = BilagForm(request.POST or None, request.FILES or None)
    if form.is_valid() and submit(form, actions.add_annex, aftale=aftale, vedlagt=form.vedlagt(), by=request.user):
        messages.success(request, "Bilaget er lagt ved.")
        return redirect("aftale", omraade, kode)
    return render(request, "aftaler/aftale/bilag.jinja", {"form": form, "aftale": aftale})


@adgang(GODKENDELSER)
def godkendelse(request: HttpRequest, omraade: str, kode: str, part: str) -> HttpResponse:
    """Record what a party's council answered."""
    aftale = visible_agreement(request, omraade, kode)
    parten = get_object_or_404(Organisation, kode=part)
    require(request.user, GODKENDELSER, organisation=parten, omraade=aftale.omraade)
    form = GodkendelseForm(request.POST or None, aftale=aftale)
    felter = {"aftale": aftale, "part": parten, "by": request.user}
    if form.is_valid() and submit(form, actions.record_approval, svar=form.partssvar(), **felter):
        messages.success(request, f"Svaret fra {parten} er ført ind.")
        return redirect("aftale", omraade, kode)
    tidligere = aftale.godkendelser.filter(part=parten).select_related("aftaletekst", "registreret_by").order_by("-nr")
    kontekst = {"form": form, "aftale": aftale, "part": parten, "tidligere": list(tidligere)}
    return render(request, "aftaler/aftale/godkendelse.jinja", kontekst)


def _chosen(tekster: list[Aftaletekst], nr: str) -> Aftaletekst | None:
    """The version asked for, else the newest that is published, else the newest."""
    offentlige = [tekst for tekst in tekster if tekst.offentliggjort_at]
    valgte = [tekst for tekst in tekster if str(tekst.nr) == nr]
    return next(iter([*valgte, *offentlige, *tekster]), None)
