"""What waits in det forstærkede samarbejde: a report that is asked for, a proposal that the panel has not answered."""

from collections.abc import Iterator

from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import Rolle, access
from socialaftale.regler import forstaerket as regel
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.queries import name_of

from .models import Samarbejdssag
from .permissions import RAPPORT, VURDER
from .queries import member_at_end_of, shown_cases


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return what the person must do. The secretariat is not asked for the driftsherrer's reports."""
    held = access(bruger)
    if not held.may(RAPPORT) and not held.may(VURDER):
        return []
    omraader = Aftaleomraade.objects.filter(pk__in=held.omraader).order_by("pk")
    return [opgave for omraade in omraader for opgave in (*_reports(omraade, bruger), *_cases(omraade, bruger))]


def _reports(omraade: Aftaleomraade, bruger: Bruger) -> Iterator[Opgave]:
    held, aar = access(bruger), tid.today().year - 1
    regler = regel.rules_for(omraade.kode, tid.today())
    fra, frist = (regel.report_opens(regler, aar), regel.report_due(regler, aar)) if regler else (None, None)
    if fra is None or frist is None or tid.today() < fra or held.has(Rolle.SEKRETARIAT) or not held.may(RAPPORT):
        return
    for tilbud in member_at_end_of(omraade, aar).exclude(samarbejdsrapporter__aar=aar).order_by("pk"):
        if held.may(RAPPORT, organisation=driftsherre_of(tilbud), omraade=omraade):
            href = reverse("forstaerket_rapport", args=[tilbud.kode, aar])
            hvorfor = (
                f"Det forstærkede samarbejde. {'Senest' if tid.today() <= frist else 'Fristen var'} {dato(frist)}."
            )
            yield Opgave(f"Send årsrapporten om {name_of(tilbud)} for {aar}", hvorfor, href, frist)


def _cases(omraade: Aftaleomraade, bruger: Bruger) -> Iterator[Opgave]:
    if not access(bruger).may(VURDER, omraade=omraade):
        return
    aabne = Samarbejdssag.objects.filter(omraade=omraade, trukket_at=None, slags=Samarbejdssag.Slags.INDMELDING)
    for vist in shown_cases(list(aabne.select_related("tilbud", "omraade").order_by("meldt", "pk")), bruger):
        if vist.er_aaben and vist.udfald == regel.Udfald.MANGLER:
            href = reverse("forstaerket_vurder", args=[vist.sag.kode])
            hvorfor = f"Indmeldt i det forstærkede samarbejde {dato(vist.sag.meldt)}."
            yield Opgave(f"Vurdér {vist.navn}", hvorfor, href)
