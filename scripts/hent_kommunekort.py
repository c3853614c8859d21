"""Write the outlines of a region's municipalities as JSON, from the npm package react-denmark-map (MIT, Martin Polley).

    npm pack react-denmark-map@1.0.0 && tar xzf react-denmark-map-1.0.0.tgz
    python scripts/hent_kommunekort.py package/dist/esm/index.js src/socialaftale/tilbud/data/kommunekort.json

The outlines are drawing units, not coordinates. The result is data of ours with
credit; the package is not needed again.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

NORDJYLLAND = ["773", "787", "810", "813", "820", "825", "840", "846", "849", "851", "860"]
OMRIDS = re.compile(r'display_name:"([^"]+)",code:"(\d+)",d:"([^"]+)"')


def main(kilde: str, maal: str) -> None:
    fundet = {kode: (navn, d) for navn, kode, d in OMRIDS.findall(Path(kilde).read_text(encoding="utf-8"))}
    kommuner = [{"kode": k, "navn": fundet[k][0], "omrids": fundet[k][1]} for k in NORDJYLLAND]
    kort = {"kilde": "react-denmark-map 1.0.0, Martin Polley, MIT", "udsnit": _view_box(kommuner), "kommuner": kommuner}
    Path(maal).parent.mkdir(parents=True, exist_ok=True)
    Path(maal).write_text(json.dumps(kort, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _view_box(kommuner: list[dict[str, str]]) -> str:
    """Return `x y width height` round all outlines, with a little air."""
    xs, ys = zip(*(p for k in kommuner for p in _points(k["omrids"])), strict=True)
    return f"{min(xs) - 40:.0f} {min(ys) - 40:.0f} {max(xs) - min(xs) + 80:.0f} {max(ys) - min(ys) + 80:.0f}"


def _points(omrids: str) -> Iterator[tuple[float, float]]:
    """Follow an SVG path of M, m, l, c and Z; the end points of its pieces are close enough for a frame."""
    x = y = start_x = start_y = 0.0
    for kommando, argumenter in re.findall(r"([MmlcZ])([^MmlcZ]*)", omrids):
        tal = [float(t) for t in re.findall(r"-?\d+(?:\.\d+)?", argumenter)]
        if kommando == "Z":
            x, y = start_x, start_y
        trin = 6 if kommando == "c" else 2
        for n in range(0, len(tal), trin):
            dx, dy = tal[n + trin - 2 : n + trin]
            x, y = (dx, dy) if kommando == "M" else (x + dx, y + dy)
            yield x, y
        if kommando in "Mm":
            start_x, start_y = x, y


if __name__ == "__main__":
    main(*sys.argv[1:])
