"""Reads across several models: the page of a meeting, mandates, delegations, what is still to be done."""

import datetime as dt
from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet

from socialaftale.faelles import tid
from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.regler import kompetence
from socialaftale.regler.kompetence import Afslag, Delegering, Mandat, Sag

from .besvarelse.svar import answers, carries_delegation, unanswered
from .forberedelse.raekkefoelge import FAST
from .gaeldende.queries import endings
from .models import Beslutning, Dagsordenspunkt, Delegation, Indstilling, Moede, Moedetid, Opfoelgning
from .permissions import is_asked_to_read, reads_agenda
from .querysets import TIDSFELTER
from .status import Mandatart, Resultat, Svarart


@dataclass(frozen=True)
class Punktvisning:
    """A point as one reader sees it: `fuldt` with all about it, `tekst` with what it says, else its decision alone."""

    punkt: Dagsordenspunkt
    beslutning: Beslutning | None
    tidligere: list[Beslutning]
    fuldt: bool
    tekst: bool = True

    def answer_to(self, indstilling: Indstilling) -> str:
        """Return what the newest decision, or old minutes, answer an item, in Danish; empty where all is answered."""
        if indstilling.svar:
            return indstilling.svar
        if resultat := answers(self.beslutning).get(indstilling.pk):
            return Resultat(resultat).label
        return str(Resultat.IKKE_UDTRYKKELIGT.label) if indstilling in unanswered(self.punkt, self.beslutning) else ""

    @property
    def viser_led(self) -> bool:
        """Tell whether the items are shown: to who reads what the point says, and to all where they have answers."""
        return self.fuldt or self.tekst or bool(self.beslutning and self.beslutning.art != Svarart.SAMLET)

    @property
    def delegerer(self) -> bool:
        """Tell whether the body may give competence away by the decision."""
        egen = self.beslutning and self.beslutning.mandat == Mandatart.EGEN and self.punkt.emne
        return bool(egen) and carries_delegation(self.beslutning)


@dataclass(frozen=True)
class Delegationsvisning:
    """A delegation with the decision that gave it, and whether it is in force on the day asked about."""

    delegation: Delegation
    i_kraft: bool
    venter: bool


def current_time(moede: Moede) -> Moedetid:
    """Return when and where the meeting is, as known now."""
    tider = moede.tider.order_by("-gaelder_fra", "-registreret_at")
    return tider.select_related("registreret_by")[0]


def read_times(moede: Moede) -> list[Moedetid]:
    """Set when and where a meeting is, as `in_order` does; return the times it was moved away from, latest first."""
    nu, *tidligere = moede.tider.order_by("-gaelder_fra", "-registreret_at")
    for felt in TIDSFELTER:
        setattr(moede, felt, getattr(nu, felt))
    return tidligere


def newest_decision(punkt: Dagsordenspunkt) -> Beslutning | None:
    return punkt.beslutninger.order_by("-nr").first()


def read_points(moede: Moede, bruger: Bruger | AnonymousUser | None) -> list[Punktvisning]:
    """Return the points that the person may see: all of an agenda that she reads, else the open ones.

    Of these, what they say from the release of the agenda, and what was decided when the meeting is over.
    """
    punkter = moede.punkter.prefetch_related("indstillinger", "senere_aendringer").order_by("nummer")
    beslutninger = Beslutning.objects.select_related("delegation__fra_udvalg", "registreret_by")
    beslutninger = Prefetch("beslutninger", beslutninger.prefetch_related("indstillingssvar"))
    if reads_agenda(bruger, moede):
        opfoelgninger = Prefetch("opfoelgninger", Opfoelgning.objects.order_by("frist", "pk"))
        return [_shown(punkt, True) for punkt in punkter.prefetch_related("gaester", beslutninger, opfoelgninger)]
    if moede.afsluttet_at:
        viste = [_shown(punkt, False) for punkt in punkter.prefetch_related(beslutninger)]
    else:
        viste = [Punktvisning(punkt, None, [], False) for punkt in punkter]
    tekst = bool(moede.frigivet_at) or is_asked_to_read(bruger, moede)
    return [
        aabent for aabent in (_open_part(moede, vist, tekst) for vist in viste) if aabent.tekst or aabent.beslutning
    ]


def _open_part(moede: Moede, vist: Punktvisning, tekst: bool) -> Punktvisning:
    """What those who do not read all of an agenda see of a point: nothing of a closed one."""
    aaben = vist.punkt.aaben
    beslutning = vist.beslutning if aaben and moede.afsluttet_at else None
    return replace(vist, beslutning=beslutning, tidligere=[], tekst=aaben and tekst)


def _shown(punkt: Dagsordenspunkt, fuldt: bool) -> Punktvisning:
    raekker = sorted(punkt.beslutninger.all(), key=lambda beslutning: beslutning.nr, reverse=True)
    return Punktvisning(punkt, raekker[0] if raekker else None, raekker[1:], fuldt)


def undecided_points(moede: Moede) -> QuerySet[Dagsordenspunkt]:
    """Return the points without a decision. A standing point that recommends nothing, and one taken off, needs none."""
    mangler = moede.punkter.filter(beslutninger=None, taget_af_at=None).exclude(
        indstillinger=None, noegle__startswith=FAST
    )
    return mangler.order_by("nummer")


def unanswered_items(moede: Moede) -> list[Indstilling]:
    """Return the items of a meeting that its decisions do not answer, in the order of the agenda."""
    punkter = moede.punkter.prefetch_related("indstillinger", "beslutninger__indstillingssvar").order_by("nummer")
    viste = [_shown(punkt, True) for punkt in punkter]
    return [led for vist in viste for led in unanswered(vist.punkt, vist.beslutning)]


def open_decisions(moede: Moede) -> list[Punktvisning]:
    """Return the open points that are decided: what the chair confirms by mail."""
    viste = [_shown(punkt, False) for punkt in moede.punkter.filter(aaben=True).order_by("nummer")]
    return [vist for vist in viste if vist.beslutning]


def decisions_hash(moede: Moede) -> str:
    """Return the hash of the open points' decisions: a confirmation holds for these words and no others."""
    return redactable_sha256([_confirmed_words(vist) for vist in open_decisions(moede)])


def _confirmed_words(vist: Punktvisning) -> list[object]:
    """Return what is confirmed of one point: its title, the decision, and the answers to its items where given."""
    ord_ = [getattr(vist.beslutning, felt) for felt in ("resultat", "tekst", "omfang", "betingelser")]
    svarene = answers(vist.beslutning)
    ledene = [[led.nummer, svarene[led.pk]] for led in vist.punkt.indstillinger.all() if led.pk in svarene]
    return [vist.punkt.nummer, vist.punkt.titel, *ord_, *([ledene] if ledene else [])]


def delegations(udvalg: Udvalg) -> list[Delegering]:
    """Return what has been delegated to a body, as known now.

    It stands while the decision that gave it is still an approval, and until the day before it was taken back.
    """
    raekker = Delegation.objects.filter(til_udvalg=udvalg).select_related("fra_udvalg", "til_udvalg")
    return [delegering for delegering, _ in _as_they_stand(raekker)]


def _as_they_stand(raekker: QuerySet[Delegation]) -> list[tuple[Delegering, Delegation]]:
    """Fold the rows of each delegation: the last one given counts, cut off where it was taken back.

    It is cut off, too, where the decision that gave it was replaced or repealed.
    """
    pr_beslutning: dict[int, list[Delegation]] = {}
    for raekke in raekker.select_related("beslutning").order_by("registreret_at", "pk"):
        pr_beslutning.setdefault(raekke.beslutning_id, []).append(raekke)
    godkendte = _still_approved(pr_beslutning)
    slutter = endings({raekke.beslutning.punkt_id for alle in pr_beslutning.values() for raekke in alle[:1]})
    staaende = []
    for beslutning, alle in pr_beslutning.items():
        givet = [raekke for raekke in alle if not raekke.ophoert][-1]
        slut = [raekke.gaelder_fra for raekke in alle[alle.index(givet) :] if raekke.ophoert]
        slut += [slutter[givet.beslutning.punkt_id]] if givet.beslutning.punkt_id in slutter else []
        sidste = min([givet.udloeber, *(fra - dt.timedelta(days=1) for fra in slut)])
        if beslutning in godkendte and sidste >= givet.gaelder_fra:
            staaende.append((replace(_as_rule(givet), udloeber=sidste), givet))
    return staaende


def delegations_given(raekker: QuerySet[Delegation]) -> list[tuple[Delegation, dt.date]]:
    """Return these delegations, those that have run out too, each with its last day as it stands."""
    felter = ("fra_udvalg__omraade", "til_udvalg", "beslutning__punkt__moede")
    return [(raekke, delegering.udloeber) for delegering, raekke in _as_they_stand(raekker.select_related(*felter))]


def _still_approved(beslutninger: dict[int, list[Delegation]]) -> set[int]:
    punkter = Dagsordenspunkt.objects.filter(beslutninger__in=list(beslutninger)).values("pk")
    nyeste = Beslutning.objects.newest().filter(punkt__in=punkter).select_related("punkt")
    nyeste = nyeste.prefetch_related("indstillingssvar", "punkt__indstillinger")
    gaelder = [beslutning.punkt_id for beslutning in nyeste if carries_delegation(beslutning)]
    return set(Beslutning.objects.filter(pk__in=list(beslutninger), punkt__in=gaelder).values_list("pk", flat=True))


def _as_rule(raekke: Delegation) -> Delegering:
    sag = Sag(raekke.emne, raekke.emne_id)
    fra, til = raekke.fra_udvalg.kort, raekke.til_udvalg.kort
    return Delegering(raekke.pk, fra, til, sag, raekke.gaelder_fra, raekke.udloeber)


def may_decide(udvalg: Udvalg, sag: Sag, den: dt.date) -> Mandat | Afslag:
    """Tell whether the body may settle the matter on the day, and by which mandate: see `regler.kompetence`."""
    tabel = kompetence.table_for(udvalg.omraade.kode)
    return kompetence.mandate(tabel, udvalg.kort, sag, den, delegations(udvalg))


def subjects(udvalg: Udvalg) -> list[tuple[str, str]]:
    """Return (code, name) of the kinds of matter that the area has rules for."""
    return [(sag.emne, sag.navn) for sag in kompetence.table_for(udvalg.omraade.kode).sager]


def subject_name(udvalg: Udvalg, emne: str, emne_id: str) -> str:
    """Return a matter in words: `Årets takster 2027`."""
    return f"{dict(subjects(udvalg)).get(emne, emne)} {emne_id}".strip()


def shown_delegations(bruger: Bruger | AnonymousUser | None, den: dt.date) -> list[Delegationsvisning]:
    """Return the delegations whose decision the person may see, in force on the day or to come, by expiry."""
    synlige = Beslutning.objects.visible_to(bruger).values("pk")
    felter = ("fra_udvalg__omraade", "til_udvalg", "beslutning__punkt__moede")
    raekker = Delegation.objects.filter(beslutning__in=synlige).select_related(*felter)
    viste = []
    for delegering, raekke in _as_they_stand(raekker):
        raekke.udloeber = delegering.udloeber
        venter = delegering.gaelder_fra > den
        if delegering.udloeber >= den:
            viste.append(Delegationsvisning(raekke, not venter, venter))
    return sorted(viste, key=lambda vist: (vist.delegation.udloeber, vist.delegation.pk))


def open_followups(bruger: Bruger | AnonymousUser | None) -> QuerySet[Opfoelgning]:
    """Return what is not done in the bodies that the person reads, the earliest deadline first."""
    aabne = Opfoelgning.objects.visible_to(bruger).open()
    return aabne.select_related("punkt__moede__udvalg").order_by("frist", "pk")


def meetings_in(udvalg: Udvalg | None, aar: int) -> QuerySet[Moede]:
    """Return a year's meetings, of one body or of all, by date; cancelled ones too, so that nobody misses the news."""
    moeder = Moede.objects.in_order().filter(dato__year=aar)
    return moeder.filter(udvalg=udvalg) if udvalg else moeder


def years() -> list[int]:
    """Return the years that have meetings, and this one."""
    aar = {dato.year for dato in Moedetid.objects.values_list("dato", flat=True).distinct()}
    return sorted(aar | {tid.today().year})


def known_keys(moede: Moede) -> set[str]:
    """Return the keys of what was built for an agenda: what stands on it, and what somebody has taken off it."""
    egne = Dagsordenspunkt.alle.filter(Q(moede=moede) | Q(taget_af=moede))
    return set(egne.values_list("noegle", flat=True))
