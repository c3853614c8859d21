"""The point about takster on an agenda, drafted from the round and drafted anew until it is decided."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.dokument import as_text
from socialaftale.moeder.krog import Forslag, Henvisning, register_builder, register_links
from socialaftale.moeder.models import Dagsordenspunkt, Moede
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access
from socialaftale.regler.rundestop import Led

from ..runde.models import Takstrunde
from ..runde.permissions import SE_RUNDE
from ..runde.queries import Datoer, read_dates
from .actions import round_of
from .moedesag import EMNE, Moedesag, deciding_body, is_about_lines, next_meeting, read_meeting, recommending_body
from .permissions import AFGOER
from .queries import content_of_line, lines_on_the_table, settled
from .sag import recommendations, sections, summary
from .sagsdata import Sagsdata, read_case

HENVISNING = "Takst for takst, med pladser, står sagen i sagsfremstillingen, som punktet henviser til."


@register_builder
def takster_points(moede: Moede) -> list[Forslag]:
    """One point for each round that the meeting shall take up: its own by the round's dates, or what waits for it."""
    moede = Moede.objects.in_order().get(pk=moede.pk)
    if moede.aflyst:
        return []
    runder = Takstrunde.objects.filter(omraade=moede.udvalg.omraade, aar__gte=moede.dato.year).select_related("omraade")
    sager = (find_case(runde, moede) for runde in runder.order_by("aar"))
    return [draft(data) for data in sager if data]


def find_case(runde: Takstrunde, moede: Moede) -> Sagsdata | None:
    """The case of the round where the meeting shall take it up, else None."""
    datoer = read_dates(runde)
    sag = read_meeting(runde, moede, datoer)
    if _has_another_point(sag):
        return None
    if sag.rundens:
        return read_case(sag)
    if not _comes_next(sag, datoer) or not _has_unsettled(runde):
        return None
    data = read_case(sag)
    return data if any(linje.venter_paa is sag.led for linje in data.uafgjorte) else None


def draft(data: Sagsdata) -> Forslag:
    """The point in words."""
    return Forslag(
        noegle=key_of(data.runde),
        titel=f"Takster for {data.runde.aar}",
        emne=EMNE,
        emne_id=str(data.runde.aar),
        resume=summary(data),
        sagsfremstilling=f"{as_text(sections(data))}\n\n{HENVISNING}",
        indstillinger=tuple((verbum.value, tekst) for verbum, tekst in recommendations(data)),
    )


def point_links(punkt: Dagsordenspunkt, bruger: Bruger | AnonymousUser) -> list[Henvisning]:
    """What a point about the takster leads to: its case, the page that records its decision, and what came of it."""
    runde, held = round_of(punkt), access(bruger)
    if runde is None:
        return []
    sider = []
    besluttet = punkt.beslutninger.exists()
    if held.may(SE_RUNDE, omraade=runde.omraade):
        sag = reverse("takst_sag", args=[runde.omraade.kode, runde.aar])
        sider.append(Henvisning("Sagsfremstilling", f"{sag}?moede={punkt.moede_id}"))
        sider += [Henvisning("Takst for takst", reverse("takst_udfald", args=[punkt.pk]))] if besluttet else []
    if held.may(AFGOER, omraade=runde.omraade):
        tekst = "Ret afgørelsen af taksterne" if besluttet else "Afgør taksterne"
        sider.append(Henvisning(tekst, reverse("takst_afgoer", args=[punkt.pk]), beslutter=True))
    return sider


register_links(EMNE, point_links)


def key_of(runde: Takstrunde) -> str:
    """What the point of a round is known by on an agenda."""
    return f"takster-{runde.aar}"


def _has_another_point(sag: Moedesag) -> bool:
    """Somebody wrote a point about the takster by hand."""
    punkter = Dagsordenspunkt.objects.filter(moede=sag.moede, emne=EMNE, emne_id=str(sag.runde.aar))
    andre = punkter.exclude(noegle=key_of(sag.runde)).prefetch_related("indstillinger")
    return any(is_about_lines(punkt) for punkt in andre)


def _comes_next(sag: Moedesag, datoer: Datoer) -> bool:
    """Is it the next meeting of a body that takes takster up?"""
    udvalg = deciding_body(sag.runde) if sag.led is Led.AFGOERELSE else recommending_body(sag.runde, datoer)
    return udvalg == sag.udvalg and next_meeting(sag.runde, udvalg, tid.today()) == sag.moede


def _has_unsettled(runde: Takstrunde) -> bool:
    afgjort = settled(runde)
    return any(content_of_line(linje) not in afgjort for linje in lines_on_the_table(runde))
