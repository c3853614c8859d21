"""What the secretariat must do when a body meets about takster, and when it has approved some."""

from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.moeder.models import Moede

from ..bilag.queries import draft_edition
from ..models import Takstbilag
from ..runde.models import Takstrunde
from ..runde.queries import newest_submissions
from .models import GODKENDT
from .moedesag import is_about_lines, meetings_of, points_of, short_name
from .queries import MED_MANDAT, standing


def tasks_of_decisions(runde: Takstrunde) -> list[Opgave]:
    """A meeting that has come and whose answer is not recorded; then an edition that can be published."""
    args = [runde.omraade.kode, runde.aar]
    opgaver = [
        Opgave(
            f"{runde}: før svaret fra {short_name(moede.udvalg)} ind",
            f"Mødet {'er i dag' if moede.dato == tid.today() else f'var {dato(moede.dato)}'}.",
            f"{reverse('takst_sag', args=args)}?moede={moede.pk}",
        )
        for moede in meetings_to_record(runde)
    ]
    if can_be_published(runde):
        hvad = "Godkendte takster er ikke i et takstbilag endnu."
        opgaver.append(Opgave(f"{runde}: udgiv takstbilaget", hvad, reverse("takstbilag_udgiv", args=args)))
    return opgaver


def meetings_to_record(runde: Takstrunde) -> list[Moede]:
    """The meetings of the round whose day has come, and that have said nothing of its takster yet."""
    kommet = [et for et in meetings_of(runde) if et.dato <= tid.today() and not et.afsluttet_at]
    if not kommet or not newest_submissions(runde):
        return []
    svaret = {et.moede_id for et in points_of(runde) if is_about_lines(et) and et.beslutninger.all()}
    return [moede for moede in kommet if moede.pk not in svaret]


def can_be_published(runde: Takstrunde) -> bool:
    """Whether something was approved since the newest edition that makes the next one another."""
    nye = standing(runde, udfald__in=GODKENDT, beslutning__mandat__in=MED_MANDAT)
    udgivet = Takstbilag.objects.filter(omraade=runde.omraade_id, aar=runde.aar).order_by("-nr").values("udgivet_at")
    if udgivet:
        nye = nye.filter(beslutning__registreret_at__gt=udgivet[0]["udgivet_at"])
    return nye.exists() and not draft_edition(runde.omraade, runde.aar).hindring
