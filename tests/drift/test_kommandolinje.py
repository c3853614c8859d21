import os
import re
import subprocess
import sys

import pytest

from socialaftale.drift import server_kommando
from socialaftale.drift.kommandolinje import main


def test_an_unknown_command_is_explained_in_danish_with_status_2(capsys):
    with pytest.raises(SystemExit) as fejl:
        main(["findesikke"])
    assert fejl.value.code == 2
    assert "Kommandoen kunne ikke forstås" in capsys.readouterr().err


@pytest.mark.parametrize(
    "valg",
    [
        ["takst", "skema", "--aar", "i år", "--driftsherre", "860", "ud.xlsx"],
        ["takst", "skema", "--aar"],
        ["demo", "--port", "80a"],
        ["takst", "beregn", "fil", "--jsn"],
        ["takstbilag", "importer", "fil", "--aar", "2O26"],
    ],
)
def test_what_is_typed_wrong_is_explained_without_english(capsys, valg):
    with pytest.raises(SystemExit):
        main(valg)
    besked = capsys.readouterr().err.splitlines()[0]
    assert not re.search("invalid|value|expected|argument|choose|required|unrecognized", besked), besked


def test_help_lists_the_commands_and_needs_no_django():
    kode = (
        "import sys; from socialaftale.drift.kommandolinje import main\n"
        "try: main(['--hjaelp'])\nfinally: print('django' in sys.modules)"
    )
    svar = subprocess.run(
        [sys.executable, "-c", kode], env=os.environ | {"PYTHONPATH": "src"}, capture_output=True, text=True, check=True
    )
    for kommando in ("demo", "start", "arbejder", "fordel"):
        assert kommando in svar.stdout
    assert svar.stdout.strip().endswith("False")


def test_a_process_that_will_not_stop_is_not_left_behind(monkeypatch):
    kode = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('klar', flush=True); time.sleep(60)"
    )
    proces = subprocess.Popen([sys.executable, "-c", kode], stdout=subprocess.PIPE)
    proces.stdout.readline()
    vent = proces.wait
    monkeypatch.setattr(proces, "wait", lambda timeout: vent(timeout=0.3))
    server_kommando._stop([proces])
    assert vent(timeout=5) < 0
