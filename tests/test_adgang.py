"""Every address of the site, visited by everyone who can come: the page keeps what it says in `view.adgang`."""

import pytest

from socialaftale.parter.permissions import AABEN, PERSONLIG, Ret, rights
from tests.parter.conftest import make_omraade
from tests.parter.rettighedsmatrix import UDEN_ROLLE, addresses, alle_roller, answer, expected, person

SIGN_IN_IN_PROGRESS = {
    "account_login",
    "account_logout",
    "mfa_authenticate",
}  # they send a visitor on to the log-in page


def test_every_address_states_who_may_come():
    uden = [adresse for adresse, moenster in addresses() if not hasattr(moenster.callback, "adgang")]
    assert uden == [], "mark the view with @aaben, @personlig or @adgang(RET) from parter.permissions"


def test_every_right_that_a_page_asks_for_is_in_the_table():
    brugte = {m.callback.adgang for _, m in addresses() if isinstance(getattr(m.callback, "adgang", None), Ret)}
    assert brugte <= set(rights()), "register the right, or a director cannot read it on /rettigheder/"


@pytest.mark.parametrize("hvem", alle_roller())
def test_every_page_lets_in_whom_it_says_and_nobody_else(hvem, db, client):
    bruger = person(hvem, make_omraade("nord", "Nord"))
    if bruger:
        client.force_login(bruger)
    forkerte = []
    for adresse, moenster in addresses():
        ventet = expected(moenster.callback.adgang, bruger)
        for metode in ("get", "post"):
            if metode == "post" and ventet == "ind":
                continue  # a write that is allowed is tested where it lives
            svar = answer(client, metode, adresse)
            if svar != ventet and moenster.name not in SIGN_IN_IN_PROGRESS:
                forkerte.append((metode, adresse, f"ventet {ventet}, fik {svar}"))
    assert forkerte == []


@pytest.mark.parametrize("hvem", [UDEN_ROLLE, "visitator"])
def test_the_sweep_can_fail(hvem, db, client):
    """A page that says `aaben` and answers 403 would be noticed, and so would the reverse."""
    bruger = person(hvem, make_omraade("nord", "Nord"))
    client.force_login(bruger)
    assert answer(client, "get", "/organisation/findes-ikke/brugere/") == "nej"
    assert expected(AABEN, bruger) == expected(PERSONLIG, bruger) == "ind"
    assert answer(client, "get", "/rettigheder/") == "ind"
