"""What the worker does: tells of new places within minutes, and forgets what need not be remembered."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from socialaftale.faelles import arbejde, tid
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.parter.permissions import may
from socialaftale.regler.matchregler import rules

from .behov import in_words
from .models import Soegeagent, Soegning
from .permissions import SOEG
from .queries import Fund, anything_new, find_places, show, sight_for
from .tekster import vacancy

HVER = dt.timedelta(minutes=1)
SJAELDENT = dt.timedelta(hours=6)
FLEST_I_EN_MAIL = 10
BREV = """Der er kommet en plads, der passer på din søgning {kode}:

{pladser}

Der søges efter: {kriterier}
{link}
Du får besked til og med {udloeber:%d.%m.%Y}. Stop på søgningens side.
"""


@arbejde.every(HVER)
def tell_of_new_places() -> int:
    """Write to those whose search a new place fits, and return how many mails."""
    i_gang = Soegeagent.objects.filter(stoppet_at=None, udloeber__gte=tid.today()).order_by("set_at", "pk")
    return sum(_look(pk) for pk in list(i_gang.values_list("pk", flat=True)))


@transaction.atomic
def _look(pk: int) -> bool:
    """Look at one search again; what was told is written in the same transaction as the mail."""
    agent = lock_row(Soegeagent.objects.select_related("soegning__soegt_by", "soegning__organisation"), pk=pk)
    soegning, nu = agent.soegning, tid.now()
    if agent.stoppet_at or not anything_new(soegning.omraade_id, agent.set_at):
        return False
    if not may(soegning.soegt_by, SOEG, soegning.organisation):
        agent.stoppet_at = nu
        agent.save(update_fields=["stoppet_at"])
        return False
    blik = sight_for(soegning, nu)
    passer = find_places(soegning.kriterier, blik).passer
    nye = show([et for et in passer if et.plads.id not in agent.kendte], blik)
    agent.kendte, agent.set_at = [et.plads.id for et in passer], nu
    agent.save(update_fields=["kendte", "set_at"])
    if nye:
        queue_mail(soegning.soegt_by.email, _subject(nye), _letter(agent, nye))
    return bool(nye)


def _subject(nye: list[Fund]) -> str:
    return "En ny plads passer på din søgning" if len(nye) == 1 else f"{len(nye)} nye pladser passer på din søgning"


def _letter(agent: Soegeagent, nye: list[Fund]) -> str:
    soegning = agent.soegning
    linjer = [
        f"- {f.sted.navn}: {vacancy(f.sted)}. Telefon {f.sted.oplyst.telefon or '(spørg driftsherren)'}" for f in nye
    ]
    return BREV.format(
        kode=soegning.kode,
        pladser="\n".join(linjer[:FLEST_I_EN_MAIL]),
        kriterier="; ".join(sagt for _, sagt in in_words(soegning.kriterier)) or "alle pladser",
        link=settings.WEBADRESSE + reverse("find_plads_svar", args=[soegning.kode]) if settings.WEBADRESSE else "",
        udloeber=agent.udloeber,
    )


@arbejde.every(SJAELDENT)
def forget_old_searches() -> int:
    """Delete searches that are past the days they are kept, and return how many."""
    dage = rules().opbevaring
    uden = Soegning.objects.filter(notat=None, soegt_at__lt=tid.now() - dt.timedelta(days=dage.soegning_dage))
    med = Soegning.objects.filter(notat__isnull=False, soegt_at__lt=tid.now() - dt.timedelta(days=dage.notat_dage))
    pks = [*uden.values_list("pk", flat=True)[:500], *med.values_list("pk", flat=True)[:500]]
    Soegning.objects.filter(pk__in=pks).delete()
    return len(pks)
