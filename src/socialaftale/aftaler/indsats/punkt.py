"""Points for an agenda about the initiatives, built from what is known; and what a decision on a deliverable means."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from socialaftale.faelles.haendelser import record
from socialaftale.faelles.visning import dato
from socialaftale.moeder.krog import Forslag, Henvisning, register_builder, register_effect, register_links
from socialaftale.moeder.models import Beslutning, Dagsordenspunkt, Moede
from socialaftale.moeder.status import GODKENDELSER, Verbum
from socialaftale.parter.models import Bruger
from socialaftale.regler import kompetence

from .models import Initiativ, Leverance, Leveranceafgoerelse
from .queries import EMNE, EMNE_LEVERANCE, Fremdrift, Initiativvisning, Leverancevisning, current_agreement, progress


@register_builder
def initiative_points(moede: Moede) -> list[Forslag]:
    """For the body that carries the focus areas out: one point with the status of all, and one for each deliverable
    that was handed in and waits for its decision. Figures come from the same read as the page."""
    moede = Moede.objects.in_order().get(pk=moede.pk)
    sag = kompetence.table_for(moede.udvalg.omraade.kode).find(EMNE)
    if moede.aflyst or sag is None or moede.udvalg.kort not in sag.udvalg:
        return []
    aftale = current_agreement(moede.udvalg.omraade, moede.dato)
    fremdrift = progress(aftale, None) if aftale else None
    if fremdrift is None or not fremdrift.alle:
        return []
    venter = [(vist, lev) for vist in fremdrift.alle for lev in vist.leverancer if lev.venter]
    return [status_point(fremdrift), *(deliverable_point(vist, lev) for vist, lev in venter)]


def status_point(fremdrift: Fremdrift) -> Forslag:
    """The point about all initiatives, in words."""
    antal = ", ".join(f"{antal} {ord_.lower()}" for ord_, antal in fremdrift.counts())
    stille = sum(1 for vist in fremdrift.alle if vist.stand.stille_siden)
    sene = sum(len(vist.stand.forsinkede) for vist in fremdrift.alle)
    resume = f"Aftalen har {_count(len(fremdrift.alle), 'initiativ')}: {antal}."
    resume += f" Der er intet hørt længe om {stille} af dem." if stille else ""
    resume += f" {_count(sene, 'leverance')} er ikke afleveret til tiden." if sene else ""
    afsnit = []
    for omraade, viste in fremdrift.omraader:
        afsnit.append("\n".join([f"Fokusområde {omraade}", *(_line(vist) for vist in viste)]))
    return Forslag(
        noegle=f"initiativer-{fremdrift.aftale.kode}",
        titel=f"Status på initiativerne i {fremdrift.aftale}",
        emne=EMNE,
        emne_id=fremdrift.aftale.kode,
        resume=resume,
        sagsfremstilling="\n\n".join(afsnit),
        indstillinger=((Verbum.EFTERRETNING.value, "status på initiativerne"),),
    )


def _count(antal: int, ord_: str) -> str:
    flertal = "r" if ord_.endswith("e") else "er"
    return f"{antal} {ord_}{'' if antal == 1 else flertal}"


def _line(vist: Initiativvisning) -> str:
    stand = vist.stand
    saetninger = [f"{vist.initiativ}: {vist.ord[0].lower()}", stand.hvorfor]
    if stand.sidste:
        sidste = f"{stand.sidste.tekst}, {dato(stand.sidste.dato)}"
        saetninger[1:] = [sidste] if stand.sidste.tekst == stand.hvorfor else [stand.hvorfor, f"Senest: {sidste}"]
    linje = "- " + " ".join(f"{en.removesuffix('.')}." for en in saetninger)
    linje += f" Intet hørt siden {dato(stand.stille_siden)}." if stand.stille_siden else ""
    return linje + "".join(f" »{en.titel}« skulle være afleveret {dato(en.frist)}." for en in stand.forsinkede)


def deliverable_point(vist: Initiativvisning, lev: Leverancevisning) -> Forslag:
    """The point that asks for a decision on a product that was handed in."""
    produkt = lev.produkt
    ord_ = f"{vist.initiativ} har afleveret »{lev.leverance}«, udgave {produkt.udgave}, {dato(produkt.afleveret_at)}."
    return Forslag(
        noegle=f"leverance-{lev.leverance.kode}",
        titel=f"Leverance til godkendelse: {lev.leverance}",
        emne=EMNE_LEVERANCE,
        emne_id=lev.leverance.kode,
        resume=f"{ord_} {produkt.note}",
        indstillinger=((Verbum.GODKENDER.value, f"»{lev.leverance}«"),),
    )


def mark_deliverable(beslutning: Beslutning, by: Bruger, vedlagt: object) -> None:
    """Write what the decision means for the deliverable, and which issue it is about. A correction writes anew."""
    leverance = _deliverable_of(beslutning.punkt)
    if leverance is None:
        return
    produkt = leverance.produkter.filter(afleveret_at__lte=beslutning.registreret_at).order_by("-udgave").first()
    godkendt = beslutning.says(GODKENDELSER)
    felter = {"leverance": leverance, "produkt": produkt, "godkendt": godkendt}
    Leveranceafgoerelse.objects.update_or_create(beslutning=beslutning, defaults=felter)
    efter = {"godkendt": godkendt, "udgave": produkt.udgave if produkt else None, "beslutning": beslutning.pk}
    record("afgør leverance", leverance, by=by, efter=efter)


def point_links(punkt: Dagsordenspunkt, bruger: Bruger | AnonymousUser) -> list[Henvisning]:
    """The page of the initiative that a point is about, or of the whole agreement's progress."""
    omraade = punkt.moede.udvalg.omraade
    leverance = _deliverable_of(punkt)
    koder = [leverance.initiativ.kode] if leverance else [punkt.emne_id]
    synlige = Initiativ.objects.visible_to(bruger).filter(fokusomraade__aftale__omraade=omraade)
    if fundet := synlige.filter(kode__in=koder).first():
        return [Henvisning("Se initiativet", reverse("initiativ", args=[omraade.kode, fundet.kode]))]
    if synlige.filter(fokusomraade__aftale__kode=punkt.emne_id).exists():
        return [Henvisning("Se fremdriften", reverse("fremdrift", args=[omraade.kode, punkt.emne_id]))]
    return []


def _deliverable_of(punkt: Dagsordenspunkt) -> Leverance | None:
    if punkt.emne != EMNE_LEVERANCE:
        return None
    i_omraadet = Leverance.objects.filter(initiativ__fokusomraade__aftale__omraade=punkt.moede.udvalg.omraade)
    return i_omraadet.select_related("initiativ").filter(kode=punkt.emne_id).first()


register_effect(EMNE_LEVERANCE, mark_deliverable)
for emne in (EMNE, EMNE_LEVERANCE):
    register_links(emne, point_links)
