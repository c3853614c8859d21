"""What lies in an evidence pack, as far as the person sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from socialaftale.faelles.haendelser import events_of
from socialaftale.moeder.models import Beslutning
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access
from socialaftale.regler.parametre import Udgave, all_regelsaet
from socialaftale.regler.takst.opgave import Indberetning, TilbudIndberetning
from socialaftale.tilbud.models import Tilbud

from ..bilag.models import Takstbilag
from ..gennemgang.queries import Bemaerket, read_remarks
from ..indhold import load
from ..models import Forklaring, Indberetningsversion, Indsendelse, Linjeafgoerelse, Tilbudsindberetning
from ..permissions import Indblik, insight
from ..queries import as_indberetning, driftsherre_of, find_row
from ..runde.queries import find_round
from ..synlighed import short_report
from ..takstblad import missing_takster


@dataclass(frozen=True)
class Evidens:
    """`takster` are kroner by line id as they were submitted. `fuldt` tells whether the basis is in it."""

    tilbud: Tilbud
    aar: int
    fuldt: bool
    indberetning: Indberetning
    forrige: TilbudIndberetning | None
    takster: dict[str, str]
    udgave: Udgave
    version: Indberetningsversion
    spor: dict[str, list[dict[str, Any]]]


def read_evidence(tilbud: Tilbud, aar: int, bruger: Bruger) -> Evidens | None:
    """The evidence of the version that the driftsherre stands by last; None where there is none."""
    indberetning = Tilbudsindberetning.objects.filter(tilbud=tilbud, aar=aar).first()
    version = indberetning and indberetning.versioner.newest_confirmed().first()
    if indberetning is None or version is None:
        return None
    driftsherre, adgang = driftsherre_of(tilbud, aar), access(bruger)
    fuldt = insight(adgang, driftsherre) == Indblik.FULDT or version.delt
    hele = as_indberetning(driftsherre, tilbud.omraade, aar, [load(version.indhold)])
    takster = missing_takster(hele) | _reported(hele.tilbud[0])
    vist = hele.tilbud[0] if fuldt else short_report(hele.tilbud[0], takster)
    raekke = find_row(tilbud, aar, adgang)
    return Evidens(
        tilbud=tilbud,
        aar=aar,
        fuldt=fuldt,
        indberetning=hele.model_copy(update={"tilbud": (vist,), "regelsaet": version.regelsaet_id}),
        forrige=raekke.blad.forrige if raekke and raekke.blad else None,
        takster={linje: str(takst) for linje, takst in takster.items()},
        udgave=all_regelsaet()[version.regelsaet_id],
        version=version,
        spor=_trail(indberetning, bruger, egen=insight(adgang, driftsherre) == Indblik.FULDT),
    )


def _reported(tilbud: TilbudIndberetning) -> dict[str, Any]:
    linjer = (linje for beregning in tilbud.beregninger for linje in beregning.linjer)
    return {linje.id: linje.takst_kr for linje in linjer if linje.takst_kr is not None}


def _trail(indberetning: Tilbudsindberetning, bruger: Bruger, egen: bool) -> dict[str, list[dict[str, Any]]]:
    tilbud = indberetning.tilbud
    runde = find_round(tilbud.omraade, indberetning.aar)
    bemaerkninger = read_remarks(runde, [tilbud.pk]) if runde else []
    bilag = Takstbilag.objects.filter(omraade=tilbud.omraade, aar=indberetning.aar)
    return {
        "indsendelser": [_submission(et) for et in indberetning.indsendelser.select_related("driftsherre")],
        "forklaringer": [_explanation(et) for et in indberetning.forklaringer.order_by("skrevet_at", "pk")],
        "bemaerkninger": [_remark(et) for et in bemaerkninger if et.er_sendt or not egen],
        "afgoerelser": _decisions(indberetning, bruger),
        "takstbilag": [{"udgave": et.nr, "sha256": et.sha256, "udgivet": _at(et.udgivet_at)} for et in bilag],
        "haendelser": [
            {"tidspunkt": _at(et.at), "handling": et.verbum, "rolle": et.rolle, "efter": et.efter}
            for et in events_of(indberetning)
        ],
    }


def _submission(indsendelse: Indsendelse) -> dict[str, Any]:
    return {
        "nr": indsendelse.nr,
        "kvittering": indsendelse.kvittering,
        "driftsherre": indsendelse.driftsherre.navn,
        "indsendt": _at(indsendelse.indsendt_at),
        "frist": indsendelse.frist.isoformat(),
        "gaelder_fra": indsendelse.gaelder_fra.isoformat(),
        "foreloebig": indsendelse.foreloebig,
        "sha256": indsendelse.kort_sha256,
    }


def _explanation(forklaring: Forklaring) -> dict[str, Any]:
    felter = ("kontrol", "beregning", "linje", "felt", "tekst", "indhold_sha256")
    senest = forklaring.eftersendes_senest
    return {felt: getattr(forklaring, felt) for felt in felter} | {
        "skrevet": _at(forklaring.skrevet_at),
        "eftersendes_senest": senest.isoformat() if senest else None,
    }


def _remark(et: Bemaerket) -> dict[str, Any]:
    bemaerkning = et.bemaerkning
    return {
        "sted": bemaerkning.sted,
        "linje": bemaerkning.linje,
        "kontrol": bemaerkning.kontrol,
        "tekst": bemaerkning.tekst,
        "paa_vegne_af": bemaerkning.myndighed.navn,
        "skrevet": _at(bemaerkning.skrevet_at),
        "indhold_sha256": bemaerkning.indhold_sha256,
        "staar": et.stand.stilling.label,
        "trin": [
            {
                "trin": str(trin.get_art_display()),
                "tekst": trin.tekst,
                "paa_vegne_af": trin.myndighed.navn,
                "tidspunkt": _at(trin.gjort_at),
            }
            for trin in et.trin
        ],
    }


def _decisions(indberetning: Tilbudsindberetning, bruger: Bruger) -> list[dict[str, Any]]:
    """The outcomes of decisions that the person may see, the newest row of each point."""
    synlige = Beslutning.objects.newest().visible_to(bruger).values("pk")
    raekker = Linjeafgoerelse.objects.filter(
        linje__indsendelse__indberetning=indberetning, beslutning__in=synlige
    ).select_related("linje__indsendelse", "beslutning__punkt__moede__udvalg")
    return [_decision(et) for et in _in_order(raekker)]


def _in_order(raekker: Iterable[Linjeafgoerelse]) -> list[Linjeafgoerelse]:
    return sorted(raekker, key=lambda et: (et.beslutning.registreret_at, et.linje.nr))


def _decision(et: Linjeafgoerelse) -> dict[str, Any]:
    punkt = et.beslutning.punkt
    return {
        "udvalg": punkt.moede.udvalg.navn,
        "punkt": str(punkt),
        "mandat": str(et.beslutning.get_mandat_display()),
        "registreret": _at(et.beslutning.registreret_at),
        "indsendelse": et.linje.indsendelse.nr,
        "linje": et.linje.linje,
        "indhold_sha256": et.linje.indhold_sha256,
        "udfald": str(et.get_udfald_display()),
        "betingelse": et.betingelse,
    }


def _at(oejeblik: Any) -> str:
    return str(oejeblik.isoformat())
