"""How the sign-in library is fitted to us: nobody signs up, and its pages speak as ours do."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


class KontoAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("konto")

    def add_message(self, request: HttpRequest, level: int, message_template: str = "", *rest: Any, **kw: Any) -> None:
        """Do not tell a person that she has signed in or out: the page shows it."""
        if not message_template.endswith(("logged_in.txt", "logged_out.txt")):
            super().add_message(request, level, message_template, *rest, **kw)


class TotrinAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Koden er forkert eller udløbet. Vent på den næste kode i appen, og prøv igen.",
    }

    def build_totp_svg(self, url: str) -> SafeString:
        """Return the QR code to stand in the page: our content security policy takes no `data:` image."""
        return mark_safe(super().build_totp_svg(url).partition("?>")[2])


class LogPaaForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for felt in self.fields.values():
            felt.widget.attrs.pop("placeholder", None)
        self.fields["login"].label = "E-mail"
        self.fields["password"].help_text = ""
