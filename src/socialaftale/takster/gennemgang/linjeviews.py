"""The pages of one line and of one tilbud for those who review. Nothing is computed here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from socialaftale.parter.permissions import access_of, adgang

from ..models import Indsendelse
from ..runde.permissions import SE_RUNDE
from . import sider
from .bord import read_table, was_gone_through
from .forskel import compare
from .historie import read_history
from .ligestillede import read_peers
from .linjeside import earlier_submissions, read_submission, year_bridge
from .opslag import find_line, find_submission
from .stilling import Stilling


@adgang(SE_RUNDE)
def linje(request: HttpRequest, pk: int) -> HttpResponse:
    """A line with its findings, its way from last year, its peers, its history and what was said about it."""
    raekke = find_line(request, pk)
    indsendt = read_submission(raekke.indsendelse)
    om = indsendt.on(raekke)
    bro = year_bridge(indsendt, raekke, access_of(request))
    kontekst = sider.frame(request, indsendt) | {
        "om": om,
        "linje": raekke,
        "gennemset": was_gone_through(raekke),
        "nu": sider.line_now(raekke, indsendt),
        "bro": sider.bridge_of(om, bro, raekke.indsendelse.runde.aar),
        "blandt": sider.among_peers(read_peers(read_table(raekke.indsendelse.runde), raekke)),
        "historie": read_history(raekke),
        "tidligere": earlier_submissions(raekke),
    }
    return render(request, "takster/gennemgang/linje.jinja", kontekst)


@adgang(SE_RUNDE)
def tilbud(request: HttpRequest, kode: str, aar: int) -> HttpResponse:
    """A tilbud as it was last submitted: what opened again, what is changed since it was seen, and the rest folded."""
    indsendelse = find_submission(request, indberetning__tilbud__kode=kode, indberetning__aar=aar)
    indsendt = read_submission(indsendelse)
    bord = read_table(indsendelse.runde)
    foer = bord.foer.get(indsendelse.indberetning_id)
    foerste = Indsendelse.objects.prefetch_related("linjer").get(pk=foer.pk) if foer else None
    forskelle = compare(foerste, indsendelse) if foerste else []
    kontekst = sider.frame(request, indsendt) | {
        "foer": foerste,
        "foer_set": bool(foer and foer.er_set),
        "aendrede": [et for et in forskelle if et.er_aendret],
        "uaendrede": [et for et in forskelle if not et.er_aendret],
        "linjer": list(indsendelse.linjer.all()),
        "genaabnede": [et for et in indsendt.bemaerkninger if et.stand.stilling is Stilling.GENAABNET],
        "andre": [et for et in indsendt.bemaerkninger if et.stand.stilling is not Stilling.GENAABNET],
    }
    return render(request, "takster/gennemgang/tilbud.jinja", kontekst)
