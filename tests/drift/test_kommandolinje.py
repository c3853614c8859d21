import os
import subprocess
import sys

import pytest

from socialaftale.drift.kommandolinje import main


def test_an_unknown_command_is_explained_in_danish_with_status_2(capsys):
    with pytest.raises(SystemExit) as fejl:
        main(["findesikke"])
    assert fejl.value.code == 2
    assert "Kommandoen kunne ikke forstås" in capsys.readouterr().err


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
