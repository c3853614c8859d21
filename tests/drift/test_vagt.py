import os
import subprocess
import sys

import pytest

from socialaftale.drift import eksempeldata, vagt
from socialaftale.drift.models import Databasestempel
from socialaftale.faelles import tid


@pytest.mark.parametrize(
    ("demo", "adresse", "stemplet", "starter"),
    [
        (True, "127.0.0.1", True, True),
        (True, "::1", True, True),
        (True, "localhost", True, True),
        (True, "0.0.0.0", True, False),
        (True, "10.0.0.5", True, False),
        (True, "eksempel.dk", True, False),
        (True, "127.0.0.1", False, False),
        (True, "0.0.0.0", False, False),
        (False, "127.0.0.1", True, False),
        (False, "0.0.0.0", True, False),
        (False, "127.0.0.1", False, True),
        (False, "0.0.0.0", False, True),
    ],
)
def test_a_demo_starts_on_this_machine_with_invented_data_and_nowhere_else(demo, adresse, stemplet, starter):
    assert (vagt.reason_to_refuse(demo, adresse, stemplet) == "") is starter


def test_the_server_itself_refuses_a_demo_on_an_open_address(tmp_path):
    miljoe = os.environ | {"DEMO": "1", "ADRESSE": "0.0.0.0", "VAR": str(tmp_path), "PYTHONPATH": "src"}
    miljoe |= {"DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite3'}"}
    svar = subprocess.run(
        [sys.executable, "-c", "import socialaftale.config.wsgi"],
        env=miljoe,
        capture_output=True,
        text=True,
        check=False,
    )
    assert svar.returncode != 0
    assert "virker kun på denne maskine" in svar.stderr


def test_example_data_is_stamped_and_loaded_once(db, monkeypatch):
    kald = []
    monkeypatch.setattr(eksempeldata, "loaders", lambda: [lambda: kald.append(1) or "110 tilbud"])
    sagt = []
    eksempeldata.load_all(sagt.append)
    eksempeldata.load_all(sagt.append)
    assert (len(kald), sagt) == (1, ["110 tilbud"])
    assert vagt.is_stamped()


def test_example_data_is_not_mixed_with_real_people(db, django_user_model):
    django_user_model.objects.create_user("mette@eksempel.dk", navn="Mette")
    with pytest.raises(eksempeldata.IkkeTom, match="ikke tom"):
        eksempeldata.load_all(print)
    assert not vagt.is_stamped()


def test_a_stamped_database_is_refused_in_operation(db, settings):
    Databasestempel.objects.create(art="Eksempeldata", sat_at=tid.now())
    settings.DEMO = False
    with pytest.raises(vagt.ImproperlyConfigured, match="må ikke bruges i drift"):
        vagt.guard_start()
