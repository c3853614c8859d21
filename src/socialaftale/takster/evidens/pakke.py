"""The evidence pack as a ZIP: the same evidence gives the same bytes. `regler.evidens` checks it."""

import hashlib
import io
import json
import zipfile
from typing import Any

from socialaftale.regler.evidens import BEREGNING, INDBERETNING, MANIFEST, REGELSAET, SKEMA, TAKSTER
from socialaftale.regler.parametre import path_of
from socialaftale.regler.takst.beregn import compute_indberetning

from ..indhold import dump
from .queries import Evidens

TIDSPUNKT = (1980, 1, 1, 0, 0, 0)
LAES_MIG = """Evidenspakke: {tilbud}, takster {aar}

Pakken indeholder indberetningen, sidste års indberetning, regelsættet, beregningen af hver takst trin for trin,
indsendelser med kvittering, forklaringer, bemærkninger, afgørelser og hændelser.

Sådan regner du efter på en anden maskine:

    socialaftale evidens kontroller PAKKE.zip

Kommandoen bruger ingen database. Den siger for hver fil, om den er uændret, og for hver takst, om den kommer ud igen.
{grundlag}
"""
UDEN_GRUNDLAG = "Driftsherren har ikke delt sit takstgrundlag, så taksterne kan ikke regnes efter af denne pakke.\n"


def build_pack(evidens: Evidens) -> bytes:
    """The whole pack."""
    filer = _files(evidens)
    manifest = {
        "skema": SKEMA,
        "tilbud": evidens.tilbud.kode,
        "aar": evidens.aar,
        "version": evidens.version.nr,
        "sha256_af_versionen": evidens.version.sha256,
        "regelsaet": {"id": evidens.udgave.regelsaet.id, "sha256": evidens.udgave.sha256},
        "med_grundlag": evidens.fuldt,
        "filer": {navn: hashlib.sha256(indhold).hexdigest() for navn, indhold in sorted(filer.items())},
    }
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as pakke:
        for navn, indhold in sorted((filer | {MANIFEST: _json(manifest)}).items()):
            pakke.writestr(zipfile.ZipInfo(navn, TIDSPUNKT), indhold, zipfile.ZIP_DEFLATED)
    return ud.getvalue()


def _files(evidens: Evidens) -> dict[str, bytes]:
    indberetning = evidens.indberetning
    som_json = indberetning.model_dump(mode="json", exclude={"tilbud"}) | {
        "tilbud": [dump(tilbud) for tilbud in indberetning.tilbud]
    }
    ord_ = {"tilbud": indberetning.tilbud[0].navn, "aar": evidens.aar}
    laes_mig = LAES_MIG.format(**ord_, grundlag="" if evidens.fuldt else UDEN_GRUNDLAG)
    return {
        "LAES-MIG.txt": laes_mig.encode(),
        INDBERETNING: _json(som_json),
        "forrige.json": _json(dump(evidens.forrige) if evidens.forrige else None),
        REGELSAET: path_of(evidens.udgave.regelsaet.id).read_bytes(),
        BEREGNING: _json(compute_indberetning(indberetning).as_dict()),
        TAKSTER: _json(evidens.takster),
        **{f"{navn}.json": _json(raekker) for navn, raekker in evidens.spor.items()},
    }


def _json(indhold: Any) -> bytes:
    return (json.dumps(indhold, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
