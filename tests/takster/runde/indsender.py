"""One process of those that submit at the last minute: `python -m tests.takster.runde.indsender DELTAGERE.json`.

Each line of the answer is a receipt that was given after the commit. With `tael` it says what lies in the database.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path

import django


def main(argv: list[str]) -> None:
    django.setup()
    if argv == ["tael"]:
        print(json.dumps(_count()))
        return
    for bruger, version in json.loads(Path(argv[0]).read_text(encoding="utf-8")):
        print(_submit(bruger, version), flush=True)


def _submit(bruger_pk: int, version_pk: int) -> str:
    """Submit as a person would: wait and press again where another holds the database."""
    from django.db import OperationalError

    from socialaftale.parter.models import Bruger
    from socialaftale.takster.models import Indberetningsversion, Takstrunde
    from socialaftale.takster.runde.actions import Indsendelsesvalg, submit

    bruger = Bruger.objects.get(pk=bruger_pk)
    version = Indberetningsversion.objects.select_related("indberetning__tilbud__omraade").get(pk=version_pk)
    felter = {"runde": Takstrunde.objects.get(), "driftsherre": bruger.organisation, "valg": Indsendelsesvalg()}
    while True:
        try:
            (indsendelse,) = submit(versioner=[version], by=bruger, **felter)
            return f"{version.indberetning_id} {indsendelse.kvittering}"
        except OperationalError:
            time.sleep(0.1)


def _count() -> dict[str, object]:
    from socialaftale.faelles.models import Haendelse
    from socialaftale.takster.models import Indsendelse, Indsendtlinje

    pr_indberetning = Counter(Indsendelse.objects.values_list("indberetning", flat=True))
    return {
        "kvitteringer": {str(pk): kv for pk, kv in Indsendelse.objects.values_list("indberetning", "kvittering")},
        "flest": max(pr_indberetning.values(), default=0),
        "linjer": Indsendtlinje.objects.count(),
        "haendelser": Haendelse.objects.filter(verbum="indsend takster", efter__has_key="kvittering").count(),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
