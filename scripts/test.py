"""What `make test` runs: style, types, migrations, then the suite on SQLite and, where one is reachable, PostgreSQL.

Says at the end what it left out. With KRAEV_ALT=1 (as in .ci/run) leaving anything out is a failure.
With --fuld the counts that the issues name are used, and the result is kept as JSON in var/proev/.
"""

import argparse
import json
import os
import re
import secrets
import subprocess
import sys
import time
from pathlib import Path
from shutil import which

ROD = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
BIN = Path(PYTHON).parent
BROWSERE = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

HOVEDREJSER = ("test_hele_runden.py", "test_ledighed.py")
"""The journeys that are walked on both engines."""

UDEN_DATABASE = ("tests/regler", "tests/dommer", "tests/takster/test_takstskema_*")
"""These ask no database, so one run of them is enough, whatever the counts."""

SIDER_OG_FILER = (
    *("tests/*sider.py", "tests/*_views.py", "tests/*/test_forside.py", "tests/test_adgang.py", "tests/*_evidens.py"),
    *("tests/takster/test_sammenligning.py", "tests/takster/test_eksempelrunde.py", "tests/takster/test_skema*.py"),
    *("tests/*bilag_filer.py", "tests/*bilag_indhold.py", "tests/*sag_filer.py", "tests/*import_kommando.py"),
    *("tests/*import_laesning.py", "tests/*genspil.py", "tests/*forespoergsler.py", "tests/*oparl.py"),
    *("tests/*papir.py", "tests/*udgave.py", "tests/*aarshjul.py", "tests/*referatfil.py", "tests/*gamle_referater.py"),
)
"""These look at what is shown. In `make test` PostgreSQL answers every address once (test_omraader) instead."""

HELE_RUNDEN = "rejser/test_hele_runden.py::test_a_round_from_opening_to_the_published_figure"
VANDRING = "takster/runde/test_vandring.py::test_random_rounds_keep_their_promises_and_can_always_be_brought_home"
KUN_PAA_SQLITE = (
    f"{HELE_RUNDEN}[1280]",
    "test_omraader.py::test_neither_area_sees_the_others_rows_on_any_address",
    f"{VANDRING}[fast]",
)
KUN_PAA_POSTGRES = (f"{HELE_RUNDEN}[390]", f"{VANDRING}[frisk]", "test_omraader.py::test_every_address_answers_at_home")
"""In `make test` each of these is run once, where both engines are there. In full both run them all."""

SKABELON = "socialaftale_proeveskabelon"
"""The database on PostgreSQL that the test databases are copied from. See `tests/conftest.py`."""


def deselected(*proever: str) -> list[str]:
    return [f"--deselect=tests/{proeve}" for proeve in proever]


def left_out_on_postgres(fuld: bool) -> list[str]:
    """Return pytest's options: in full only what asks no database and what a browser sees is left to SQLite."""
    rejser = [str(fil.relative_to(ROD)) for fil in sorted(ROD.glob("tests/rejser/test_*.py"))]
    udeladt = [*UDEN_DATABASE, *(fil for fil in rejser if Path(fil).name not in HOVEDREJSER)]
    if fuld:
        return [f"--ignore-glob={moenster}" for moenster in udeladt]
    return [*(f"--ignore-glob={moenster}" for moenster in (*udeladt, *SIDER_OG_FILER)), *deselected(*KUN_PAA_SQLITE)]


class Koersel:
    """Counts what passed and failed step by step, and remembers what was left out.

    With `fil` every finished step is kept there, and a step that passed there before is not run again.
    """

    def __init__(self, fil: Path | None = None) -> None:
        self.fil = fil
        self.trin: dict[str, dict[str, float]] = json.loads(fil.read_text())["trin"] if fil and fil.exists() else {}
        self.udeladt: list[str] = []

    def step(self, navn: str, *kommando: str, **miljoe: str) -> None:
        if self._begins(navn):
            start = time.monotonic()
            status = subprocess.run(kommando, cwd=ROD, env=os.environ | miljoe, check=False).returncode
            self._ends(navn, int(status == 0), int(status != 0), start)

    def pytest(self, navn: str, *valg: str, **miljoe: str) -> None:
        if not self._begins(navn):
            return
        start = time.monotonic()
        taalmodig = ["--timeout=1800"] if os.environ["OMFANG"] == "fuld" else []
        kommando = [PYTHON, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *taalmodig, *valg]
        proces = subprocess.Popen(kommando, cwd=ROD, env=os.environ | miljoe, stdout=subprocess.PIPE, text=True)
        slutlinje = ""
        for linje in proces.stdout or ():
            print(linje, end="", flush=True)
            slutlinje = linje if re.search(r"\d+ (passed|failed|error)", linje) else slutlinje
        antal = {ord_: int(n) for n, ord_ in re.findall(r"(\d+) (passed|failed|error)", slutlinje)}
        fejlet = antal.get("failed", 0) + antal.get("error", 0)
        self._ends(navn, antal.get("passed", 0), fejlet or int(proces.wait() != 0), start)

    def wait_for(self, navn: str, proces: subprocess.Popen) -> None:
        """A step that was begun earlier, beside another."""
        if self._begins(navn):
            start = time.monotonic()
            self._ends(navn, int(proces.wait() == 0), int(proces.wait() != 0), start)

    def leave_out(self, hvad: str) -> None:
        self.udeladt.append(hvad)
        if os.environ.get("KRAEV_ALT"):
            self._ends(hvad, 0, 1, time.monotonic())

    def finish(self) -> int:
        bestaaet, fejlet = (int(sum(trin[navn] for trin in self.trin.values())) for navn in ("passed", "failed"))
        print("\n" + ("Udeladt: " + "; ".join(self.udeladt) + "." if self.udeladt else "Intet er udeladt."))
        print(f"{bestaaet} passed, {fejlet} failed", flush=True)
        return 1 if fejlet else 0

    def _begins(self, navn: str) -> bool:
        faerdig = self.trin.get(navn, {"failed": 1})["failed"] == 0
        print(f"\n== {navn}" + (" (bestået tidligere)" if faerdig else ""), flush=True)
        return not faerdig

    def _ends(self, navn: str, passed: int, failed: int, start: float) -> None:
        sekunder = round(time.monotonic() - start, 1)
        self.trin[navn] = {"passed": passed, "failed": failed, "sekunder": sekunder}
        print(f"{'FEJL' if failed else 'ok'}: {navn} ({sekunder} s)", flush=True)
        if self.fil:
            self.fil.parent.mkdir(parents=True, exist_ok=True)
            indhold = {
                "commit": self.fil.stem,
                "froe": os.environ["FROE"],
                "udeladt": self.udeladt,
                "trin": self.trin,
            }
            self.fil.write_text(json.dumps(indhold, ensure_ascii=False, indent=1) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--fuld", action="store_true")
    fuld = parser.parse_args().fuld
    koersel = Koersel(_kept() if fuld else None)
    os.environ["OMFANG"] = "fuld" if fuld else "kort"
    os.environ.setdefault("FROE", str(secrets.randbelow(1_000_000)))
    print(f"FROE={os.environ['FROE']} OMFANG={os.environ['OMFANG']}")
    koersel.step("Stil (ruff)", str(BIN / "ruff"), "check", "--quiet", ".")
    koersel.step("Form (ruff format)", str(BIN / "ruff"), "format", "--quiet", "--check", ".")
    koersel.step("Typer (mypy, streng i regler)", PYTHON, "-m", "mypy", "src/socialaftale/regler", DEBUG="1")
    koersel.step("Migrationer", PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "-v0", DEBUG="1")
    browser = _browser()
    if not browser:
        koersel.leave_out("rejser i en browser (installér chromium-headless-shell)")
    uden_browser = [] if browser else ["--ignore=tests/rejser"]
    uden_regneark = [] if which("soffice") else ["--ignore=tests/takster/test_takstskema_libreoffice.py"]
    if uden_regneark:
        koersel.leave_out("takstskemaet gennem LibreOffice (installér libreoffice-calc)")
    postgres = _postgres()
    skabelon = _begin_template(postgres) if postgres else None
    hos_den_anden = deselected(*KUN_PAA_POSTGRES) if postgres and not fuld else []
    koersel.pytest("Prøver på SQLite", "--nomigrations", *hos_den_anden, *uden_browser, *uden_regneark)
    if postgres and skabelon:
        koersel.wait_for("Migrationer på PostgreSQL", skabelon)
        print("\nPå PostgreSQL køres databasens prøver og hovedrejserne, ikke regnekernen og de andre sider igen.")
        miljoe = {"DATABASE_URL": postgres, "PROEVE_SKABELON": SKABELON}
        koersel.pytest("Prøver på PostgreSQL", *left_out_on_postgres(fuld), *uden_browser, **miljoe)
    else:
        koersel.leave_out("prøver på PostgreSQL (sæt PROEVE_POSTGRES til en adresse)")
    return koersel.finish()


def _browser() -> str:
    return os.environ.get("BROWSER_STI") or next((sti for navn in BROWSERE if (sti := which(navn))), "")


def _postgres() -> str:
    """Return the address of a PostgreSQL where we may create a database, or an empty text."""
    valgt = os.environ.get("PROEVE_POSTGRES")
    forslag = (
        [valgt]
        if valgt
        else ["postgres:///postgres?host=/var/run/postgresql", "postgres://postgres@127.0.0.1/postgres"]
    )
    return next((adresse for adresse in forslag if _may_create(adresse)), "")


def _begin_template(adresse: str) -> subprocess.Popen:
    """Begin to migrate an empty database, beside the tests on SQLite. The test databases are copies of it."""
    import psycopg

    with psycopg.connect(adresse.replace("postgres:", "postgresql:", 1), autocommit=True) as forbindelse:
        forbindelse.execute(f"drop database if exists {SKABELON} with (force)")
        forbindelse.execute(f"create database {SKABELON}")
    dens = re.sub(r"(?<=/)\w+(?=\?|$)", SKABELON, adresse, count=1)
    kommando = [PYTHON, "manage.py", "migrate", "-v0"]
    return subprocess.Popen(kommando, cwd=ROD, env=os.environ | {"DATABASE_URL": dens, "DEBUG": "1"})


def _may_create(adresse: str) -> bool:
    import psycopg

    try:
        with psycopg.connect(adresse.replace("postgres:", "postgresql:", 1), connect_timeout=3) as forbindelse:
            svar = forbindelse.execute("select rolcreatedb or rolsuper from pg_roles where rolname = current_user")
            return bool((svar.fetchone() or [False])[0])
    except psycopg.Error:
        return False


def _kept() -> Path:
    """Where the full run of this commit is kept; its seed stays the same when the run goes on."""
    git = ("git", "rev-parse", "HEAD")
    commit = subprocess.run(git, cwd=ROD, capture_output=True, text=True, check=False).stdout.strip()
    fil = ROD / "var/proev" / f"{commit[:12]}.json"
    froe = json.loads(fil.read_text())["froe"] if fil.exists() else str(secrets.randbelow(10**6))
    os.environ.setdefault("FROE", froe)
    return fil


if __name__ == "__main__":
    sys.exit(main())
