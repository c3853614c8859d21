"""Whom mail about free places goes to: the leader, her deputy, the driftsherre's coordinator, the secretariat.

Who has said that she is away is passed over for whom she named. Nobody needs to: the ladder lets the deputy come in by
itself, in holidays at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Funktion, Organisation, Overdragelse, Rolletildeling
from socialaftale.parter.queries import contacts, mail_addresses
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Afdeling

from ..fravaer.actions import standing
from ..models import Meldeaftale, Meldebrev
from ..steder import driftsherre_of


@dataclass(frozen=True)
class Modtager:
    """Who is asked: where, in whose name the answer will stand, and who it is where that is known."""

    adresse: str
    i_navn: str
    bruger: Bruger | None = None


def whom_to_tell(afdeling: Afdeling) -> list[str]:
    """Return who can put the afdeling's facts right: the coordinator; without one, the secretariat."""
    driftsherre = driftsherre_of(afdeling)
    funktion = mail_addresses(driftsherre, Funktion.Art.KAPACITETSKOORDINATOR) if driftsherre else []
    egne = _unique(funktion) or _in_role(Rolle.KAPACITETSKOORDINATOR, [driftsherre] if driftsherre else [])
    return egne or secretariat(afdeling.tilbud.omraade)


def coordinators(driftsherrer: Sequence[Organisation]) -> dict[int, list[str]]:
    """Return, by driftsherre, the addresses of the function, else of those who have the role; in constant reads."""
    roller = Rolletildeling.objects.i_kraft(tid.today()).filter(
        rolle=Rolle.KAPACITETSKOORDINATOR, organisation__in=driftsherrer, bruger__aktiv=True
    )
    i_rollen = defaultdict(list)
    for part, adresse in roller.order_by("bruger__navn", "pk").values_list("organisation", "bruger__email"):
        i_rollen[part].append(adresse)
    fundet = {}
    for part, kontakter in contacts(list(driftsherrer)).items():
        egne = [k for k in kontakter if k.funktion.art == Funktion.Art.KAPACITETSKOORDINATOR]
        fundet[part] = _unique(adresse for k in egne for adresse in k.adresser) or _unique(i_rollen[part])
    return fundet


def secretariat(omraade: Aftaleomraade) -> list[str]:
    return _in_role(Rolle.SEKRETARIAT, Organisation.objects.i_omraade(omraade))


def _in_role(rolle: Rolle, hos: Iterable[Organisation]) -> list[str]:
    roller = Rolletildeling.objects.i_kraft(tid.today()).filter(
        rolle=rolle, organisation__in=[part.pk for part in hos], bruger__aktiv=True
    )
    return _unique(roller.order_by("bruger__navn", "pk").values_list("bruger__email", flat=True))


def _unique(adresser: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(adresse for adresse in adresser if adresse))


@dataclass(frozen=True)
class Kartotek:
    """What is needed to say who answers: who took over from whom, who stands in, what is refused, who is away today."""

    efter: dict[int, Bruger]
    stedfortraedere: dict[int, list[Bruger]]
    afviste: set[str]
    vaek: dict[int, Bruger]

    def leaders(self, aftale: Meldeaftale) -> list[Modtager]:
        leder = self._now(aftale.leder)
        leder = self.vaek.get(leder.pk, leder) if leder else None
        fundne = [_person(leder)] if leder else []
        if not fundne and aftale.postkasse:
            fundne = [Modtager(aftale.postkasse, "Afdelingens postkasse")]
        return [en for en in fundne if en.adresse and en.adresse not in self.afviste]

    def deputies(self, aftale: Meldeaftale) -> list[Modtager]:
        egen = self._now(aftale.stedfortraeder)
        andre = [egen] if egen else self.stedfortraedere.get(aftale.leder_id or 0, [])
        return [en for en in map(_person, andre) if en.adresse and en.adresse not in self.afviste]

    def _now(self, bruger: Bruger | None) -> Bruger | None:
        """Whoever has left is followed to the one who took over."""
        if bruger is None or bruger.aktiv:
            return bruger
        naeste = self.efter.get(bruger.pk)
        return naeste if naeste and naeste.aktiv else None


def _person(bruger: Bruger) -> Modtager:
    return Modtager(bruger.email, bruger.navn, bruger)


def read_card_index() -> Kartotek:
    """Read it, in four queries."""
    efter = {en.fra_id: en.til for en in Overdragelse.objects.select_related("til").order_by("overdraget_at", "pk")}
    stedfortraedere = defaultdict(list)
    roller = Rolletildeling.objects.i_kraft(tid.today()).filter(stedfortraeder_for__isnull=False, bruger__aktiv=True)
    for tildeling in roller.select_related("bruger").order_by("bruger__navn", "pk"):
        if tildeling.bruger not in stedfortraedere[tildeling.stedfortraeder_for_id]:
            stedfortraedere[tildeling.stedfortraeder_for_id].append(tildeling.bruger)
    breve = Meldebrev.objects.order_by("dag", "pk").values_list("adresse", "besked__opgivet_at")
    sidste = dict(breve)
    afviste = {adresse for adresse, opgivet in sidste.items() if opgivet}
    vaek = {en.bruger_id: en.stedfortraeder for en in standing(tid.today()).filter(fra__lte=tid.today())}
    return Kartotek(efter, stedfortraedere, afviste, {pk: en for pk, en in vaek.items() if en.aktiv})
