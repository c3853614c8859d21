"""`make bench`: every figure beside what is asked of it, all measured in one run; the result as JSON in var/bench/."""

import importlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

MODULER = ("kerne", "libreoffice", "takstskema", "sider", "sag", "pladssoegning", "dagsorden", "moedesoegning")
MAPPE = Path(__file__).resolve().parents[1] / "var" / "bench"


def main(valgte: list[str]) -> int:
    resultat = {}
    for modul in valgte or MODULER:
        print(f"== {modul}", flush=True)
        maalinger = importlib.import_module(f"bench.{modul}").maal()
        for en in maalinger:
            dom = f" ({en.krav}: {'holdt' if en.holdt else 'IKKE holdt'})" if en.krav else ""
            print(f"  {en.navn}: {en.vaerdi:g} {en.enhed}{dom}", flush=True)
        resultat[modul] = [en._asdict() for en in maalinger]
    MAPPE.mkdir(parents=True, exist_ok=True)
    fil = MAPPE / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    fil.write_text(json.dumps(resultat, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if all(en["holdt"] for liste in resultat.values() for en in liste) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
