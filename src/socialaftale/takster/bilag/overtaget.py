"""An edition of an existing takstbilag that was taken over: the reports that the driftsherrer have confirmed."""

import datetime as dt

from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.bilagsvalg import Gyldighed
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.tilbud.billede import Tilbudsbillede

from ..indhold import load
from ..models import Indberetningsversion
from ..queries import as_indberetning
from ..synlighed import short_report
from ..takstblad import missing_takster
from .forudsaetninger import Forudsaetninger, read_prerequisites
from .kilde import Tilbudskilde, derived_lines


def read_confirmed(omraade: Aftaleomraade, aar: int) -> list[Tilbudskilde]:
    """Every confirmed report of the takst year, in a constant number of queries. Raises UkendtRegelsaet."""
    i_omraadet = Indberetningsversion.objects.filter(indberetning__aar=aar, indberetning__tilbud__omraade=omraade)
    versioner = {
        et.indberetning.tilbud_id: et for et in i_omraadet.newest_confirmed().select_related("indberetning__tilbud")
    }
    forud = read_prerequisites(omraade, aar, [et.indberetning.tilbud for et in versioner.values()])
    return [_source(forud, billede, versioner[pk], omraade) for pk, billede in forud.billeder.items()]


def _source(
    forud: Forudsaetninger, billede: Tilbudsbillede, version: Indberetningsversion, omraade: Aftaleomraade
) -> Tilbudskilde:
    rapport = _filled(load(version.indhold), billede, omraade, forud.aar)
    gaelder = Gyldighed(version.nr, dt.date(forud.aar, 1, 1))
    return Tilbudskilde(
        billede=billede,
        nr=version.nr,
        rapporter={version.nr: rapport},
        perioder={linje.id: (gaelder,) for beregning in rapport.beregninger for linje in beregning.linjer},
        forrige=forud.last_year_of(billede.pk, rapport, taken_over=True),
        afledt_af=derived_lines(version.indhold),
        skjulte=forud.skjulte.get(billede.pk, ()),
        i_drift=billede.pk in forud.i_drift,
        forgaengere=forud.forgaengere.get(billede.pk, ()),
    )


def _filled(
    indhold: TilbudIndberetning, billede: Tilbudsbillede, omraade: Aftaleomraade, aar: int
) -> TilbudIndberetning:
    """The short report with every takst, also those that the basis computes."""
    takster = missing_takster(as_indberetning(billede.stam.driftsherre, omraade, aar, [indhold]))
    return short_report(indhold, takster)
