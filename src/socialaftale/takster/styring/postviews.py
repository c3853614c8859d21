"""The pages about the mail of a round: what is written when, what was written, and what did not arrive."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from socialaftale.faelles.models import Udgaaende
from socialaftale.parter.attempt import press
from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import adgang

from ..oversigt import counted
from ..runde.permissions import AABN
from . import actions
from .menu import tabs_of
from .opslag import find_open_round
from .paamindelser import ladder_of, read_post, upcoming
from .post import mails_of

PR_SIDE = 25


@adgang(AABN)
def paamindelser(request: HttpRequest, omraade: str, aar: int) -> HttpResponse:
    """The ladder with its days, and every mail with how it fared."""
    runde = find_open_round(request, omraade, aar, AABN)
    poster = mails_of(runde)
    kontekst = {
        "runde": runde,
        "faner": tabs_of(request, runde),
        "stige": ladder_of(runde),
        "kommende": upcoming(read_post(runde)),
        "opgivne": list(poster.filter(sendt_at=None).exclude(fejl="")[:PR_SIDE]),
        "side": Paginator(poster, PR_SIDE).get_page(request.GET.get("side")),
    }
    return render(request, "takster/styring/paamindelser.jinja", kontekst)


@adgang(AABN)
@require_POST
def skriv(request: HttpRequest, omraade: str, aar: int, kode: str) -> HttpResponse:
    """Write to a driftsherre now."""
    runde = find_open_round(request, omraade, aar, AABN)
    part = get_object_or_404(Organisation, kode=kode)
    try:
        antal = actions.write_to_party(runde=runde, part=part, by=request.user)
        messages.success(request, f"Der er skrevet til {part} ({counted(antal, 'mail', 'mails')}).")
    except ValidationError as fejl:
        messages.warning(request, fejl.messages[0])
    return redirect("takstrunde_mangler", omraade, aar)


@adgang(AABN)
@require_POST
def send_igen(request: HttpRequest, omraade: str, aar: int, pk: int) -> HttpResponse:
    """Try a mail that did not arrive once more."""
    runde = find_open_round(request, omraade, aar, AABN)
    post = get_object_or_404(Udgaaende, pk=pk)
    press(request, actions.send_again, f"Mailen til {post.modtager} bliver sendt igen nu.", runde=runde, post=post)
    return redirect("takstrunde_paamindelser", omraade, aar)
