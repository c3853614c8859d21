"""The meeting on one screen, going through lines, and ending the meeting with its mails. Nothing is computed here."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from socialaftale.faelles import tid
from socialaftale.parter.permissions import access_of, adgang

from .. import visning
from ..models import Indsendtlinje, Takstrunde
from ..oversigt import counted
from ..runde.queries import read_dates
from . import actions, sider
from .bord import read_table, was_gone_through
from .forms import AfslutForm, BemaerkForm
from .ligestillede import read_peers
from .linjeside import read_submission, year_bridge
from .models import Gennemgangsmoede
from .moedeplan import Orden, others_of_tilbud, plan_meeting, without_question
from .opslag import find_line, find_round
from .permissions import BEMAERK, LED_GENNEMGANG
from .post import letters
from .queries import read_remarks, unsent


@adgang(BEMAERK)
def moede(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """The line that is talked about, with what is needed beside it, and where the meeting has come to."""
    runde = find_round(request, kode, aar, BEMAERK)
    bord = read_table(runde)
    orden = Orden.DRIFTSHERRE if request.GET.get("orden") == Orden.DRIFTSHERRE else Orden.ALVOR
    plan = plan_meeting(bord, orden)
    valgt = request.GET.get("linje", "")
    pk = plan.find(int(valgt) if valgt.isdigit() else None)
    kontekst = {"runde": runde, "plan": plan, "orden": orden, "vis": visning, "linje": None}
    kontekst["leder"] = access_of(request).may(LED_GENNEMGANG, omraade=runde.omraade)
    if pk is not None:
        raekke = find_line(request, pk)
        indsendt = read_submission(raekke.indsendelse)
        om = indsendt.on(raekke)
        kontekst = sider.frame(request, indsendt) | kontekst | {
            "linje": raekke,
            "gennemset": was_gone_through(raekke),
            "om": om,
            "bro": sider.bridge_of(om, year_bridge(indsendt, raekke, access_of(request)), aar),
            "blandt": sider.among_peers(read_peers(bord, raekke)),
            "form": BemaerkForm(initial={"beregning": raekke.beregning, "linje": raekke.linje}),
            "naeste": plan.after(pk),
            "foer": plan.beside(pk)[0],
            "efter": plan.beside(pk)[1],
            "resten": len(others_of_tilbud(bord, raekke)),
            "koe": sider.queue(bord, plan, pk),
        }  # fmt: skip
    return render(request, "takster/gennemgang/moede.jinja", kontekst)


@adgang(BEMAERK)
@require_POST
def gaa_igennem(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """Say that a line, or what is left of its tilbud, was gone through without a remark; or take that back."""
    runde = find_round(request, kode, aar, BEMAERK)
    pk = request.POST.get("linje", "")
    linje = get_object_or_404(Indsendtlinje.objects.select_related("indsendelse"), pk=int(pk) if pk.isdigit() else 0)
    bord = read_table(runde)
    paa_bordet = bord.linjer.filter(pk=linje.pk).exists()
    if not paa_bordet:
        messages.warning(request, "Tilbuddet er indsendt igen imens. Se linjen, som den er nu.")
        return redirect(_meeting(runde, request, None))
    if request.POST.get("hvad") == "fortryd":
        actions.undo_go_through(linje=linje, by=request.user)
        linjens = reverse("gennemgang_linje", args=[linje.pk])
        return redirect(_meeting(runde, request, pk) if "fra" in request.POST else linjens)
    linjer = others_of_tilbud(bord, linje) if request.POST.get("hvad") == "tilbud" else [linje]
    antal = actions.go_through(runde=runde, linjer=linjer, by=request.user)
    if request.POST.get("hvad") == "tilbud":
        messages.success(request, f"{counted(antal, 'linje', 'linjer')} i tilbuddet er gået igennem.")
    ved = request.POST.get("ved", "")
    return redirect(_meeting(runde, request, ved if ved.isdigit() else None))


@adgang(BEMAERK)
def uden(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """The lines without a question, to be gone through at once: those that the page showed, and no later ones."""
    runde = find_round(request, kode, aar, BEMAERK)
    linjer = without_question(read_table(runde))
    if request.method == "POST":
        hoejst = request.POST.get("hoejst", "")
        sete = [linje for linje in linjer if hoejst.isdigit() and linje.pk <= int(hoejst)]
        antal = actions.go_through(runde=runde, linjer=sete, by=request.user)
        messages.success(request, f"{counted(antal, 'linje', 'linjer')} er gået igennem uden bemærkning.")
        return redirect("gennemgang_uden", kode, aar)
    kontekst = {"runde": runde, "grupper": sider.by_driftsherre(linjer), "antal": len(linjer), "vis": visning}
    kontekst["hoejst"] = max((linje.pk for linje in linjer), default=0)
    return render(request, "takster/gennemgang/uden.jinja", kontekst)


@adgang(LED_GENNEMGANG)
def afslut(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """Which mails go to whom with which remarks; sending them ends the meeting, where it is not ended yet."""
    runde = find_round(request, kode, aar, LED_GENNEMGANG)
    datoer = read_dates(runde)
    moedet = datoer.sat.gennemgang
    er_afsluttet = moedet is None or Gennemgangsmoede.objects.filter(moede=moedet).exists()
    venter = unsent(runde)
    form = AfslutForm(request.POST or None, fu=datoer.dage.indstilling, set_=[et.bemaerkning.pk for et in venter])
    if request.method == "POST" and form.is_valid() and _send(form, runde, None if er_afsluttet else moedet, request):
        messages.success(request, sider.write_sent(venter, er_afsluttet))
        return redirect("gennemgang_sendt", kode, aar)
    kontekst = {
        "runde": runde,
        "form": form,
        "breve": letters(runde, [et.bemaerkning for et in venter]),
        "antal": len(venter),
        "moedet": moedet,
        "er_afsluttet": er_afsluttet,
        "mangler": len(plan_meeting(read_table(runde), Orden.ALVOR).mangler),
    }
    return render(request, "takster/gennemgang/afslut.jinja", kontekst)


@adgang(BEMAERK)
def sendt(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """What each driftsherre was sent, by when it is to answer, and where its remarks stand."""
    runde = find_round(request, kode, aar, BEMAERK)
    sendte = [et for et in read_remarks(runde) if et.er_sendt]
    kontekst = {
        "runde": runde,
        "grupper": sider.sent_by_driftsherre(sendte),
        "moeder": list(runde.gennemgangsmoeder.select_related("moede__udvalg")),
        "sag": sider.case_of(runde),
        "i_dag": tid.today(),
    }
    return render(request, "takster/gennemgang/sendt.jinja", kontekst)


def _send(form: AfslutForm, runde: Takstrunde, moedet, request: HttpRequest) -> bool:
    frist = form.cleaned_data["svarfrist"]
    try:
        if moedet is None:
            actions.send_remarks(runde=runde, frist=frist, by=request.user)
        else:
            actions.close_review(runde=runde, moede=moedet, svarfrist=frist, by=request.user)
    except ValidationError as fejl:
        form.add_error(None, fejl.messages[0])
    return not form.errors


def _meeting(runde: Takstrunde, request: HttpRequest, linje: str | None) -> str:
    """The meeting's address, in the order that it is held in."""
    adresse = reverse("gennemgang_moede", args=[runde.omraade.kode, runde.aar])
    orden = "orden=driftsherre&" if request.POST.get("orden") == Orden.DRIFTSHERRE else ""
    return f"{adresse}?{orden}linje={linje}" if linje else f"{adresse}?{orden}".rstrip("?&")
