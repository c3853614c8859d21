"""How the sign-in library is fitted to us: nobody signs up, and its pages speak as ours do."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as totrin
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.contrib import messages
from django.forms import Field
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

KRAV_TIL_ADGANGSKODE = "Mindst 12 tegn. Gerne en sætning, som kun du kender."


class KontoAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "E-mail eller adgangskode er forkert. Prøv igen.",
        "too_many_login_attempts": "Der er forsøgt for mange gange. Vent fem minutter, og prøv igen.",
        "incorrect_password": "Adgangskoden er forkert. Prøv igen.",
        "enter_current_password": "Det er ikke din nuværende adgangskode. Prøv igen.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("konto")

    def add_message(self, request: HttpRequest, level: int, message_template: str = "", *rest: Any, **kw: Any) -> None:
        """Say one thing in our words, and leave out the rest: the page that follows shows it."""
        if message_template == "account/messages/password_changed.txt":
            messages.success(request, "Adgangskoden er skiftet.")


class TotrinAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Koden er forkert eller udløbet. Vent på den næste kode i appen, og prøv igen.",
    }

    def build_totp_svg(self, url: str) -> SafeString:
        """Return the QR code to stand in the page: our content security policy takes no `data:` image."""
        return mark_safe(super().build_totp_svg(url).partition("?>")[2])


class UdenPladsholder:
    """The label stands above the field; a placeholder would say it twice, and vanish when it is needed."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for felt in self.fields.values():
            felt.widget.attrs.pop("placeholder", None)


class LogPaaForm(UdenPladsholder, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail"


class BekraeftForm(UdenPladsholder, account.ReauthenticateForm):
    pass


class SkiftAdgangskodeForm(UdenPladsholder, account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = KRAV_TIL_ADGANGSKODE


class KodeForm(UdenPladsholder, totrin.AuthenticateForm):
    pass


class BekraeftKodeForm(UdenPladsholder, totrin.ReauthenticateForm):
    pass


class SlaaTilForm(UdenPladsholder, ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Kode fra appen"
