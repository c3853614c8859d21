"""The public part of the meetings as objects in the shape of OParl 1.1 (https://schema.oparl.org/1.1/).

Everything is read as everyone reads it: what the pages do not show to all is not here. An address never changes; an
annex that was removed stays as `deleted`. Where OParl has no word for a Danish matter, the field has our own name.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Udvalg

from ..bilag.models import Punktbilag
from ..models import Moede
from ..queries import Punktvisning, read_points
from .aendret import Aendret, meetings_modified, points_modified

SKEMA = "https://schema.oparl.org/1.1/"
PR_SIDE = 50
Objekt = dict[str, Any]
Absolut = Callable[[str], str]


class Oparl:
    """Makes the objects; `absolut` makes a whole address of a path."""

    def __init__(self, absolut: Absolut) -> None:
        self._absolut = absolut

    def url(self, navn: str, *args: object) -> str:
        return self._absolut(reverse(navn, args=args))

    def _base(self, art: str, navn: str, *args: object) -> Objekt:
        return {"id": self.url(navn, *args), "type": f"{SKEMA}{art}"}

    def system(self) -> Objekt:
        om = {"oparlVersion": SKEMA, "name": "Socialaftale", "body": self.url("oparl_omraader")}
        return self._base("System", "oparl") | om | {"website": self._absolut("/")}

    def body(self, omraade: Aftaleomraade) -> Objekt:
        """An area of agreement. People are not given out, and papers are the annexes of points."""
        lister = {"organization": self.url("oparl_udvalgene", omraade.kode)}
        lister |= {"meeting": self.url("oparl_moeder", omraade.kode), "legislativeTerm": []}
        return self._base("Body", "oparl_omraade", omraade.kode) | {"name": omraade.navn} | lister

    def organization(self, udvalg: Udvalg) -> Objekt:
        om = {"name": udvalg.navn, "shortName": udvalg.kort, "organizationType": "Gremium"}
        om |= {"body": self.url("oparl_omraade", udvalg.omraade.kode)}
        om |= {"meeting": f"{self.url('oparl_moeder', udvalg.omraade.kode)}?udvalg={udvalg.pk}"}
        return self._base("Organization", "oparl_udvalg", udvalg.pk) | om

    def meeting(self, moede: Moede, aendret: Aendret) -> Objekt:
        """A meeting from `in_order`, without its points; `aendret` says when each meeting last changed."""
        om: Objekt = {"name": str(moede), "cancelled": moede.aflyst, "meetingState": _state(moede)}
        om |= {"start": _instant(moede.dato, moede.fra_kl), "end": _instant(moede.dato, moede.til_kl)}
        om |= {"organization": [self.url("oparl_udvalg", moede.udvalg_id)], "web": self.url("moede", moede.pk)}
        om["modified"] = _local(aendret.get(moede.pk))
        if moede.sted:
            om["location"] = {"type": f"{SKEMA}Location", "description": moede.sted}
        if moede.eksempeldata:
            om["eksempeldata"] = True
        return self._base("Meeting", "oparl_moede", moede.pk) | om

    def whole_meeting(self, moede: Moede) -> Objekt:
        """A meeting with the points, and of each the annexes, that everyone may see."""
        bilag: dict[int, list[Punktbilag]] = {}
        for et in public_annexes().filter(punkt__moede=moede).order_by("nr"):
            bilag.setdefault(et.punkt_id, []).append(et)
        tider = points_modified(moede)
        punkter = [self.agenda_item(vist, bilag.get(vist.punkt.pk, []), tider) for vist in read_points(moede, None)]
        aendret = meetings_modified(Moede.objects.filter(pk=moede.pk))
        return self.meeting(moede, aendret) | {"agendaItem": punkter}

    def agenda_item(self, vist: Punktvisning, bilag: Sequence[Punktbilag], aendret: Aendret) -> Objekt:
        punkt, beslutning = vist.punkt, vist.beslutning
        om: Objekt = {"meeting": self.url("oparl_moede", punkt.moede_id), "number": str(punkt.nummer)}
        om |= {"order": punkt.nummer, "name": punkt.titel, "public": True}
        if punkt.sagsnr:
            om["sagsnr"] = punkt.sagsnr
        if vist.viser_led:
            om["indstilling"] = [
                {"nummer": led.nummer, "tekst": led.words(), "svar": vist.answer_to(led)}
                for led in punkt.indstillinger.all()
            ]
        if vist.tekst and punkt.taget_af_at:
            om["taget_af_dagsordenen"] = punkt.taget_af_fordi
        if vist.tekst:
            om |= {"resume": punkt.resume, "sagsfremstilling": punkt.sagsfremstilling}
        if beslutning:
            om |= {"result": beslutning.get_resultat_display(), "resolutionText": beslutning.tekst}
        om |= {"auxiliaryFile": [self.file(et, aendret) for et in bilag], "modified": _local(aendret.get(punkt.pk))}
        om |= {"web": f"{self.url('moede', punkt.moede_id)}#punkt-{punkt.pk}"}
        return self._base("AgendaItem", "oparl_punkt", punkt.pk) | om

    def file(self, bilag: Punktbilag, aendret: Aendret) -> Objekt:
        """An annex; one that was renamed changed no later than its point did."""
        om: Objekt = {"name": str(bilag), "agendaItem": [self.url("oparl_punkt", bilag.punkt_id)]}
        om |= {"created": _local(bilag.registreret_at), "modified": _local(aendret.get(bilag.punkt_id))}
        om |= {"sha256": bilag.sha256}
        if bilag.fil is None:
            om |= {"deleted": True, "grund": bilag.fjernet_fordi}
        else:
            hent = self.url("bilag_hent", bilag.pk)
            om |= {"fileName": bilag.fil.navn, "size": bilag.fil.stoerrelse, "accessUrl": hent, "downloadUrl": hent}
        return self._base("File", "oparl_bilag", bilag.pk) | om


def public_annexes() -> QuerySet[Punktbilag]:
    """Return the annexes that everyone may see."""
    return Punktbilag.objects.visible_to(None).select_related("fil", "punkt__moede")


def _state(moede: Moede) -> str:
    if moede.aflyst:
        return "aflyst"
    if moede.afsluttet_at:
        return "afholdt"
    return "indkaldt" if moede.frigivet_at else "terminsat"


def _instant(dag: dt.date, klokken: dt.time | None) -> str | None:
    return dt.datetime.combine(dag, klokken, tid.KOEBENHAVN).isoformat() if klokken else dag.isoformat()


def _local(at: dt.datetime | None) -> str | None:
    return at.astimezone(tid.KOEBENHAVN).isoformat(timespec="seconds") if at else None
