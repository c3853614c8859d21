"""How the example region's driftsherrer report, what they have been asked to adjust, and whom they have refused."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.roller import Rolle
from socialaftale.regler.adgangsvej import Vejnavn
from socialaftale.regler.afslag import reasons_on
from socialaftale.regler.belaegningsdage import first_of_month, months_back
from socialaftale.tilbud.models import Afdeling, Tilbud

from ..models import Afslagstal, Arbejdsgang
from ..overblik.actions import answer_adjustment, ask_for_adjustment
from ..overblik.queries import long_empty
from ..reservation.regler import ways_to
from .melding import LOVET
from .steder import afdelinger_of, before_now, digit, people_with

FIL = Path(__file__).parent / "overblik.toml"
AFSLAG_MAANEDER = 6


def load_overview(omraade: Aftaleomraade) -> None:
    """Load the workflows, the tasks to the driftsherrer and the months' refusals."""
    data = tomllib.loads(FIL.read_text(encoding="utf-8"))
    parter = {part.kode: part for part in Organisation.objects.i_omraade(omraade)}
    felter = {"gaelder_fra": LOVET, "registreret_by": Bruger.objects.system()}
    for post in data["arbejdsgang"]:
        if part := parter.get(post["kode"]):
            Arbejdsgang.objects.create(driftsherre=part, **{k: v for k, v in post.items() if k != "kode"}, **felter)
    _load_adjustments(omraade, data["tilpasning"])
    _load_refusals(omraade)


def _load_adjustments(omraade: Aftaleomraade, poster: list[Mapping[str, Any]]) -> None:
    """Ask those who have had a place free for long; whoever has an example coordinator first."""
    svarer = {en.organisation.kode: en for en in people_with(Rolle.KAPACITETSKOORDINATOR)}
    spoerger = people_with(Rolle.SEKRETARIAT)
    steder = dict(afd for afd in Afdeling.objects.filter(tilbud__omraade=omraade).values_list("pk", "tilbud"))
    tomme = sorted(long_empty(steder), key=lambda et: et.sted.tilbud.stam.driftsherre.kode not in svarer)
    koder = list(dict.fromkeys(et.sted.tilbud.kode for et in tomme))
    for post, kode in zip(poster, koder if spoerger else [], strict=False):
        with tid.as_of(before_now(days=post["dage_siden"])):
            frist = tid.today() + dt.timedelta(days=post["frist_dage"]) if "frist_dage" in post else None
            tilbud = Tilbud.objects.get(kode=kode)
            opgave = ask_for_adjustment(tilbud=tilbud, tekst=post["tekst"], frist=frist, by=spoerger[0])
        if "svar" in post and (by := svarer.get(opgave.driftsherre.kode)):
            with tid.as_of(before_now(days=post["dage_siden"] - 9)):
                answer_adjustment(tilpasning=opgave, svar=post["svar"], by=by)


def _load_refusals(omraade: Aftaleomraade) -> None:
    """Where people come by themselves the leader tells how many were refused."""
    koder = {afdeling.pk: afdeling.kode for afdeling, _ in afdelinger_of(omraade)}
    egne = [pk for pk, vej in ways_to(list(koder), tid.today()).items() if vej.navn == Vejnavn.SELVMOEDER]
    maaneder = months_back(first_of_month(tid.today()), AFSLAG_MAANEDER + 1)[:-1]
    Afslagstal.objects.bulk_create(
        Afslagstal(afdeling_id=pk, maaned=maaned, aarsag=aarsag, antal=1 + digit(koder[pk], f"{maaned} {aarsag}", 6))
        for pk in egne
        for maaned in maaneder
        for aarsag in list(reasons_on(maaned))[:2]
    )
