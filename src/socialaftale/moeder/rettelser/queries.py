"""Reads about corrections: what stood and what stands, what was taken out, and whether the minutes are approved."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from socialaftale.parter.models import Bruger
from socialaftale.regler.aftaletekst import Del
from socialaftale.regler.tekstforskel import Delforskel, compare

from ..forberedelse.faste import key_of
from ..fremmoede.models import Fremmoedeliste, Moededeltager
from ..fremmoede.queries import lists_of
from ..models import Beslutning, Dagsordenspunkt, Moede
from ..permissions import reads_agenda
from ..queries import newest_decision
from ..status import GODKENDELSER
from .models import Overstregning


@dataclass(frozen=True)
class Rettelse:
    """One version beside the one before: who wrote it, when, why, and what differs."""

    om: str
    nr: int
    ny: Beslutning | Fremmoedeliste
    forskelle: list[Delforskel]


@dataclass(frozen=True)
class Godkendelse:
    """The meeting that approved the minutes; `rettet` where they were corrected after it."""

    moede: Moede
    rettet: bool


def corrections(moede: Moede) -> list[Rettelse]:
    """Return every change of what was written of the meeting, the attendance first, then point by point."""
    lister = list(lists_of(moede).order_by("nr"))
    fundne = _pairs("Fremmøde", lister, [_list_parts(liste) for liste in lister])
    for punkt in moede.punkter.order_by("nummer"):
        raekker = list(_versions(punkt))
        fundne += _pairs(str(punkt), raekker, [_decision_parts(raekke) for raekke in raekker])
    return fundne


def _versions(punkt: Dagsordenspunkt) -> QuerySet[Beslutning]:
    raekker = punkt.beslutninger.select_related("registreret_by").order_by("nr")
    return raekker.prefetch_related("indstillingssvar__indstilling")


def _pairs(om: str, raekker: Sequence[Beslutning | Fremmoedeliste], dele: Sequence[list[Del]]) -> list[Rettelse]:
    par = zip(raekker[1:], dele, dele[1:], strict=False)
    return [Rettelse(om, ny.nr, ny, compare(foer, nu)) for ny, foer, nu in par]


def _decision_parts(beslutning: Beslutning) -> list[Del]:
    svar = [f"{et.indstilling.nummer}: {et.get_resultat_display()}" for et in beslutning.indstillingssvar.all()]
    dele = [("Resultat", beslutning.get_resultat_display()), ("Svar på indstillingerne", "\n".join(svar))]
    dele += [("Beslutning", beslutning.tekst), ("Omfang", beslutning.omfang), ("Betingelser", beslutning.betingelser)]
    return [Del(navn, tekst) for navn, tekst in dele if tekst]


def _list_parts(liste: Fremmoedeliste) -> list[Del]:
    linjer = [", ".join(filter(None, _participant(en))) for en in liste.deltagere.all()]
    naeste = f"{liste.naeste_moede:%d.%m.%Y}" if liste.naeste_moede else ""
    return [Del(navn, tekst) for navn, tekst in (("Deltagere", "\n".join(linjer)), ("Næste møde", naeste)) if tekst]


def _participant(en: Moededeltager) -> tuple[str, ...]:
    stedfortraeder = f"i stedet mødte {en.stedfortraeder}" if en.stedfortraeder else ""
    return en.hvem, en.get_status_display(), stedfortraeder, en.while_there()


def marks(moede: Moede, bruger: Bruger | AnonymousUser | None) -> list[Overstregning]:
    """Return what was taken out, as far as the person may know: of a closed point only those who read it."""
    alle = moede.overstregninger.select_related("punkt").order_by("registreret_at", "pk")
    if reads_agenda(bruger, moede):
        return list(alle)
    return [et for et in alle if et.punkt is None or et.punkt.aaben] if moede.afsluttet_at else []


def approval(moede: Moede, dato: dt.date) -> Godkendelse | None:
    """Return how the body's next meeting approved the minutes at its standing point, None where it has not."""
    senere = Moede.objects.held_or_coming(dato + dt.timedelta(days=1), dt.date.max).filter(udvalg=moede.udvalg)
    naeste = senere.exclude(form=Moede.Form.SKRIFTLIG).first()
    punkt = naeste.punkter.filter(noegle=key_of("referat")).first() if naeste else None
    beslutning = newest_decision(punkt) if punkt else None
    if naeste is None or beslutning is None or beslutning.resultat not in GODKENDELSER or not naeste.afsluttet_at:
        return None
    rettet = Beslutning.objects.filter(punkt__moede=moede, registreret_at__gt=naeste.afsluttet_at).exists()
    rettet = rettet or moede.fremmoedelister.filter(registreret_at__gt=naeste.afsluttet_at).exists()
    return Godkendelse(naeste, rettet)
