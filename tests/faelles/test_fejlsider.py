import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import path

from socialaftale.config import urls as alle
from socialaftale.faelles import fejlsider


def raiser(fejl):
    def view(request):
        raise fejl

    return view


urlpatterns = [
    *alle.urlpatterns,
    path("400/", raiser(SuspiciousOperation("x"))),
    path("403/", raiser(PermissionDenied("Kun sekretariatet kan åbne runden."))),
    path("500/", raiser(ZeroDivisionError())),
]
handler400, handler403, handler404, handler500 = alle.handler400, alle.handler403, alle.handler404, alle.handler500


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("sti", "status", "tekst"),
    [
        ("/400/", 400, "Forespørgslen kunne ikke læses"),
        ("/403/", 403, "Kun sekretariatet kan åbne runden."),
        ("/findes-ikke/", 404, "Siden findes ikke"),
        ("/500/", 500, "Intet er gemt"),
    ],
)
def test_an_error_page_says_what_and_what_to_do_in_danish(client, db, sti, status, tekst):
    client.raise_request_exception = False
    svar = client.get(sti)
    assert svar.status_code == status
    assert tekst in svar.text
    assert "Til forsiden" in svar.text
    assert "<script" not in svar.text


def test_a_403_without_a_reason_still_explains_itself(rf):
    assert "lokaladministrator" in fejlsider.forbidden(rf.get("/"), PermissionDenied()).text


def test_a_stale_form_is_explained(db):
    from django.test import Client

    svar = Client(enforce_csrf_checks=True).post("/", {})
    assert svar.status_code == 403
    assert "genindlæs siden" in svar.text
