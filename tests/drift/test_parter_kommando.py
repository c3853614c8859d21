import re

import pytest

from socialaftale.drift.kommandolinje import main
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import Rolle, access

FOERSTE = ["foerste-bruger", "--organisation", "sekretariat-nordjylland", "--navn", "Ida"]
FOERSTE += ["--email", "Ida@eksempel.dk", "--side", "https://socialaftale.eksempel.dk/"]


def test_a_new_installation_gets_its_area_and_its_first_user(db, capsys, client):
    assert main(["omraade", "nordjylland"]) == 0
    assert main(FOERSTE) == 0
    ida = Bruger.objects.get(email="ida@eksempel.dk")
    assert access(ida).has(Rolle.LOKALADMINISTRATOR) and access(ida).has(Rolle.SEKRETARIAT)
    link = re.search(r"https://socialaftale\.eksempel\.dk(/konto/ny-adgangskode/\S+)", capsys.readouterr().out)[1]
    assert "Vælg din adgangskode" in client.get(link).text


def test_the_command_line_is_no_way_round_a_local_administrator(db, capsys):
    main(["omraade", "nordjylland"])
    main(FOERSTE)
    assert main([*FOERSTE, "--email", "anden@eksempel.dk"]) == 2
    assert "har allerede en lokaladministrator" in capsys.readouterr().err
    assert not Bruger.objects.filter(email="anden@eksempel.dk").exists()


@pytest.mark.parametrize(
    ("ord_", "besked"),
    [(["omraade", "atlantis"], "Vælg blandt: nordjylland"), (FOERSTE, "Indlæs først: socialaftale omraade")],
)
def test_what_is_missing_is_said_with_what_to_do(db, capsys, ord_, besked):
    assert main(ord_) == 2
    assert besked in capsys.readouterr().err
    assert not Aftaleomraade.objects.exists()
