"""The points that bring the budget to DAS, and from DAS to KKR. Every figure is read from its row."""

from socialaftale.faelles.visning import kr
from socialaftale.moeder.krog import Forslag, register_builder
from socialaftale.moeder.models import Dagsordenspunkt, Moede
from socialaftale.moeder.status import Resultat, Verbum
from socialaftale.parter.roller import Rolle

from .models import Budgetaar
from .queries import Budgetvisning, key_of, shown_budget

VIDERE = (Resultat.GODKENDT, Resultat.INDSTILLET, Resultat.EFTERRETNING, Resultat.BETINGET)
DAS_SIGER = (
    (Verbum.EFTERRETNING.value, "budgettet og det forventede regnskab"),
    (Verbum.INDSTILLER.value, "KKR, at budgettet godkendes"),
)
KKR_SIGER = ((Verbum.GODKENDER.value, "budgettet"),)


@register_builder
def budget_points(moede: Moede) -> list[Forslag]:
    """One point for each year that is ready: for DAS, and for KKR when DAS has said its word; once in each body."""
    moede = Moede.objects.in_order().get(pk=moede.pk)
    rolle = moede.udvalg.rolle
    if moede.aflyst or rolle not in (Rolle.DAS, Rolle.KKR):
        return []
    andre = Moede.objects.in_order().filter(udvalg=moede.udvalg, aflyst=False).exclude(pk=moede.pk)
    taget = set(Dagsordenspunkt.objects.filter(moede__in=andre.values("pk")).values_list("noegle", flat=True))
    aarene = Budgetaar.objects.filter(omraade=moede.udvalg.omraade, klar_at__isnull=False).order_by("aar")
    viste = [shown_budget(et) for et in aarene.select_related("omraade") if key_of(et) not in taget]
    if rolle == Rolle.DAS:
        return [draft(vist, DAS_SIGER) for vist in viste]
    return [draft(vist, KKR_SIGER) for vist in viste if _recommended(vist)]


def _recommended(vist: Budgetvisning) -> bool:
    das = vist.beslutninger.get(Rolle.DAS)
    return das is not None and das.says(VIDERE)


def draft(vist: Budgetvisning, indstillinger: tuple[tuple[str, str], ...]) -> Forslag:
    """The point in words."""
    opgoerelse = vist.opgoerelse
    resume = f"Udgifterne er {kr(opgoerelse.udgifter)}, og kommunerne betaler {kr(opgoerelse.at_dele)} tilsammen."
    if opgoerelse.mindreforbrug is not None:
        resume += f" Mindreforbruget er {kr(opgoerelse.mindreforbrug)}."
    linjer = [
        f"{vist_post.post}: {tal.get_art_display()} {kr(tal.beloeb_kr)}. {tal.forklaring}"
        for vist_post in vist.poster
        for tal in vist_post.tal.values()
    ]
    andele = [f"{andel.navn}: {kr(andel.kroner, 0)}" for andel in vist.andele]
    return Forslag(
        noegle=key_of(vist.budgetaar),
        titel=f"Sekretariatets budget for {vist.budgetaar.aar}",
        resume=resume,
        sagsfremstilling="\n\n".join(filter(None, ["\n".join(linjer), "\n".join(andele)])),
        indstillinger=indstillinger,
    )
