"""Next year's report starts from last year's, never from an empty form."""

from decimal import Decimal

from socialaftale.regler.overheadniveau import overhead_of
from socialaftale.regler.takst.opgave import Linje, Takstberegning, TilbudIndberetning


def start_next_year(forrige: TilbudIndberetning, takster: dict[str, Decimal]) -> TilbudIndberetning:
    """Last year's report with its figures moved to the `forrige` fields, and what must be answered anew left open.

    `takster` holds last year's computed takster, kroner by line id; a reported takst goes before it.
    """
    beregninger = tuple(_move(beregning, takster) for beregning in forrige.beregninger)
    return forrige.model_copy(update={"beregninger": beregninger, "begrundelse": "", "bro": ()})


def _move(beregning: Takstberegning, takster: dict[str, Decimal]) -> Takstberegning:
    gammel = beregning.belaegning
    belaegning = gammel.model_copy(update={"procent": None, "procent_forrige": gammel.procent, "begrundelse": ""})
    return beregning.model_copy(
        update={
            "pladser_forrige": beregning.pladser,
            "belaegning": belaegning,
            "overhead_procent": overhead_of(beregning),
            "linjer": tuple(_move_line(linje, takster) for linje in beregning.linjer),
        }
    )


def _move_line(linje: Linje, takster: dict[str, Decimal]) -> Linje:
    return linje.model_copy(
        update={
            "takst_kr": None,
            "takst_forrige_kr": linje.takst_kr if linje.takst_kr is not None else takster.get(linje.id),
            "pladser_forrige": linje.pladser,
            "timer_forrige": linje.timer,
            "begrundelse": "",
            "aarsager": (),
        }
    )
