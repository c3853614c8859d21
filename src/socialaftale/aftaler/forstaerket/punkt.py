"""Points for DAS about who enters and leaves, and the year's status; and what a decision writes in the register."""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.visning import dato
from socialaftale.moeder.krog import Forslag, Henvisning, register_builder, register_effect, register_links
from socialaftale.moeder.models import Beslutning, Dagsordenspunkt, Moede
from socialaftale.moeder.status import Verbum
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.regler import forstaerket as regel
from socialaftale.regler import kompetence
from socialaftale.tilbud.actions.dele import set_in_cooperation
from socialaftale.tilbud.queries import name_of

from .models import EMNE, Samarbejdssag
from .queries import JA, Rapportvisning, Sagsvisning, member_at_end_of, reports, shown_cases


@register_builder
def cooperation_points(moede: Moede) -> list[Forslag]:
    """For the body that decides: one point for each case that is ready, and the year's status once reports are due."""
    moede = Moede.objects.in_order().get(pk=moede.pk)
    omraade = moede.udvalg.omraade
    sagen = kompetence.table_for(omraade.kode).find(EMNE)
    if moede.aflyst or sagen is None or moede.udvalg.kort not in sagen.udvalg:
        return []
    aabne = Samarbejdssag.objects.filter(omraade=omraade, trukket_at=None).select_related("omraade", "tilbud")
    viste = shown_cases(list(aabne.select_related("meldt_af").order_by("meldt", "pk")), None)
    klar = [case_point(vist) for vist in viste if vist.klar_til_das]
    return [*klar, *_status(omraade, moede)]


def case_point(vist: Sagsvisning) -> Forslag:
    """The point about one case, in words."""
    sag = vist.sag
    hvad = "er indmeldt i" if sag.er_indmelding else "er meldt ud af"
    resume = f"{vist.navn} {hvad} det forstærkede samarbejde af {sag.meldt_af} {dato(sag.meldt)}, fra {dato(sag.fra)}."
    linjer = [
        f"- {et.kriterium.navn}: {et.vurdering.get_svar_display()}. {et.vurdering.begrundelse}"
        for et in vist.svar
        if et.vurdering
    ]
    verbum, tekst = (
        (Verbum.GODKENDER, f"at {vist.navn} kommer med i det forstærkede samarbejde")
        if sag.er_indmelding
        else (Verbum.EFTERRETNING, f"at {vist.navn} går ud af det forstærkede samarbejde {dato(sag.fra)}")
    )
    return Forslag(
        noegle=f"{EMNE}-{sag.kode}",
        titel=f"Det forstærkede samarbejde: {vist.navn}",
        emne=EMNE,
        emne_id=sag.kode,
        resume=f"{resume} {vist.ord[0]}." if sag.er_indmelding else resume,
        sagsfremstilling="\n".join([sag.begrundelse, *(["", "Ekspertpanelets vurdering:", *linjer] if linjer else [])]),
        indstillinger=((verbum.value, tekst),),
    )


def _status(omraade: Aftaleomraade, moede: Moede) -> list[Forslag]:
    """The status of the year before, when the reports are due; not again in a later meeting of the same year.

    The point is closed, for it repeats what the driftsherrer write, and that is for the area's people.
    """
    aar = moede.dato.year - 1
    regler = regel.rules_for(omraade.kode, moede.dato)
    frist = regel.report_due(regler, aar) if regler else None
    tilbud = list(member_at_end_of(omraade, aar).select_related("omraade").by_navn(dt.date(aar, 12, 31)))
    noegle = f"{EMNE}-status-{aar}"
    andre = Dagsordenspunkt.objects.filter(moede__udvalg=moede.udvalg, noegle=noegle).exclude(moede=moede)
    if frist is None or not frist <= min(moede.dato, tid.today()) or not tilbud or andre.exists():
        return []
    viste = [(name_of(et), next(vist for vist in reports(et, regler) if vist.aar == aar)) for et in tilbud]
    mangler = [navn for navn, vist in viste if not vist.rapport]
    resume = f"{len(viste) - len(mangler)} af {len(viste)} årsrapporter for {aar} er modtaget."
    resume += f" Der mangler: {', '.join(mangler)}." if mangler else ""
    return [
        Forslag(
            noegle=noegle,
            titel=f"Det forstærkede samarbejde: status for {aar}",
            aaben=False,
            emne=EMNE,
            emne_id=f"status-{aar}",
            resume=resume,
            sagsfremstilling="\n\n".join(_paragraph(navn, vist) for navn, vist in viste),
            indstillinger=((Verbum.EFTERRETNING.value, "årets status"),),
        )
    ]


def _paragraph(navn: str, vist: Rapportvisning) -> str:
    tal = "\n".join(f"- {hvad}: {vaerdi} ({kilde})" for hvad, vaerdi, kilde in vist.tal)
    if not vist.rapport:
        return f"{navn}: årsrapporten er ikke modtaget.\n{tal}"
    beder = "\nDriftsherren beder om en tidlig fælles indsats." if vist.rapport.beder_om_indsats else ""
    return f"{navn}\n{tal}\n{vist.rapport.efterspoergsel}\n{vist.rapport.baeredygtighed}{beder}"


def write_in_register(beslutning: Beslutning, by: Bruger, vedlagt: object) -> None:
    """Let the register say what was decided. A correction that takes a yes back takes the register's row back too."""
    sag = _case_of(beslutning.punkt)
    if sag is None or sag.trukket_at:
        return
    raekker = Beslutning.objects.filter(punkt=beslutning.punkt, nr__in=[beslutning.nr, beslutning.nr - 1])
    sagt_ja = set(raekker.saying(JA).values_list("nr", flat=True))
    if not sagt_ja:
        return
    ja = beslutning.nr in sagt_ja
    fra = max(sag.fra, Moede.objects.in_order().get(pk=beslutning.punkt.moede_id).dato)
    set_in_cooperation(tilbud=sag.tilbud, er_med=sag.er_indmelding == ja, gaelder_fra=fra, by=by)


def point_links(punkt: Dagsordenspunkt, bruger: Bruger | AnonymousUser) -> list[Henvisning]:
    """The page of the tilbud that a point is about, or of the whole cooperation."""
    sag = _case_of(punkt)
    if sag and Samarbejdssag.objects.visible_to(bruger).filter(pk=sag.pk).exists():
        return [Henvisning("Se sagen", reverse("forstaerket_tilbud", args=[sag.tilbud.kode]))]
    return [Henvisning("Se det forstærkede samarbejde", reverse("forstaerket"))]


def _case_of(punkt: Dagsordenspunkt) -> Samarbejdssag | None:
    egne = Samarbejdssag.objects.filter(omraade=punkt.moede.udvalg.omraade, kode=punkt.emne_id)
    return egne.select_related("tilbud", "omraade").first()


register_effect(EMNE, write_in_register)
register_links(EMNE, point_links)
