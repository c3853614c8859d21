"""How the days of a date finding stand: who can, who cannot, what speaks against a day."""

from collections import Counter

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from socialaftale.parter.models import Bruger
from socialaftale.regler.aarsplan import holiday_on, rules_for
from socialaftale.regler.datovalg import Dagsvar, Svar, best_first
from socialaftale.regler.fristkalender import day_off

from ..forberedelse.frigivelse import receivers
from ..models import Datodeltager, Datofinding, Datoforslag, Datosvar, Moede
from ..permissions import readable_bodies


def bodies_of(finding: Datofinding) -> list:
    """Return the one or two bodies that are to meet."""
    return [finding.udvalg, *([finding.sammen_med] if finding.sammen_med else [])]


def findings_of(bruger: Bruger | AnonymousUser) -> QuerySet[Datofinding]:
    """Return those of the bodies that the person reads, the newest first."""
    laeser = readable_bodies(bruger)
    alle = Datofinding.objects.filter(Q(udvalg__in=laeser) | Q(sammen_med__in=laeser))
    return alle.select_related("udvalg__omraade", "sammen_med", "moede").order_by("-registreret_at", "-pk")


def asked(finding: Datofinding) -> list[Datodeltager]:
    """Return those who are asked and still sit in one of the bodies, by name."""
    sidder = {person.pk for udvalg in bodies_of(finding) for person in receivers(udvalg)}
    deltagere = finding.deltagere.select_related("person").filter(person__in=sidder)
    return sorted(deltagere, key=lambda deltager: (deltager.person.navn, deltager.pk))


def answers_of(deltager: Datodeltager) -> dict[int, str]:
    """Return what a person says now, by day."""
    return {svar.forslag_id: svar.svar for svar in deltager.svar.order_by("pk")}


def days_of(finding: Datofinding) -> list[Dagsvar]:
    """Return the days, the best first."""
    deltagere = asked(finding)
    ens = Counter(deltager.person.navn for deltager in deltagere)
    navne = {d.pk: d.person.navn if ens[d.person.navn] == 1 else f"{d.person.navn} {d.person.email}" for d in deltagere}
    sagt = {
        (svar.forslag_id, svar.deltager_id): Svar(svar.svar)
        for svar in Datosvar.objects.filter(deltager__in=deltagere).order_by("pk")
    }
    dage = []
    for forslag in finding.forslag.order_by("dato"):
        svar = {navne[d.pk]: sagt[forslag.pk, d.pk] for d in deltagere if (forslag.pk, d.pk) in sagt}
        mangler = tuple(navne[d.pk] for d in deltagere if (forslag.pk, d.pk) not in sagt)
        dage.append(Dagsvar(forslag.pk, forslag.dato, svar, mangler, tuple(_against(finding, forslag))))
    return best_first(dage)


def _against(finding: Datofinding, forslag: Datoforslag) -> list[str]:
    """Say what the calendar has that day: a day off, a holiday, other meetings of the area."""
    dag, omraade = forslag.dato, finding.udvalg.omraade
    regler = rules_for(omraade.kode)
    noter = [note for note in (day_off(dag), holiday_on(dag, regler) if regler else "") if note]
    andre = Moede.objects.held_or_coming(dag, dag).filter(udvalg__omraade=omraade)
    if finding.moede_id:
        andre = andre.exclude(udvalg__in=bodies_of(finding))
    return [*noter, *(f"{moede.udvalg} mødes" for moede in andre)]
