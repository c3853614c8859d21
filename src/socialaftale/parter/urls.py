"""Sign-in and own account, parties and their users, contacts, bodies, and the table of rights."""

from collections.abc import Callable

from allauth.account import views as konto_views
from allauth.mfa.base import views as totrin
from allauth.mfa.recovery_codes import views as koder
from allauth.mfa.totp import views as app
from django.http import HttpResponse
from django.urls import path

from . import adgangslogviews, brugerviews, demo, frigivneviews, kontoviews, views
from .permissions import aaben, personlig


def eget(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    return personlig(kontoviews.for_password_holders(view))


urlpatterns = [
    path("konto/", kontoviews.konto, name="konto"),
    path("konto/overtaget/", kontoviews.overtaget, name="overtaget"),
    path("konto/log-paa/", aaben(konto_views.login), name="account_login"),
    path("konto/log-af/", aaben(konto_views.logout), name="account_logout"),
    path("konto/lukket/", aaben(konto_views.account_inactive), name="account_inactive"),
    path("konto/ny-adgangskode/<str:uid>/<str:token>/", kontoviews.ny_adgangskode, name="ny_adgangskode"),
    path("konto/adgangskode/", eget(konto_views.password_change), name="account_change_password"),
    path("konto/bekraeft/", eget(konto_views.reauthenticate), name="account_reauthenticate"),
    path("konto/totrin/", personlig(totrin.index), name="mfa_index"),
    path("konto/totrin/kode/", aaben(totrin.authenticate), name="mfa_authenticate"),
    path("konto/totrin/bekraeft/", eget(totrin.reauthenticate), name="mfa_reauthenticate"),
    path("konto/totrin/til/", eget(app.activate_totp), name="mfa_activate_totp"),
    path("konto/totrin/fra/", eget(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("konto/totrin/koder/", eget(kontoviews.genoprettelseskoder), name="mfa_view_recovery_codes"),
    path("konto/totrin/koder/nye/", eget(koder.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("rettigheder/", views.rettigheder, name="rettigheder"),
    path("frigivne-tekster/", frigivneviews.frigivne, name="frigivne"),
    path("frigivne-tekster/<int:pk>/overstreg/", frigivneviews.overstreg, name="overstreg"),
    path("kontakter/", views.kontakter, name="kontakter"),
    path("kontakter/<int:pk>/bekraeft/", views.bekraeft, name="bekraeft_kontakt"),
    path("kontakter/<slug:omraade>/ny-leverandoer/", views.ny_leverandoer, name="ny_leverandoer"),
    path("udvalg/", views.udvalgsliste, name="udvalgsliste"),
    path("udvalg/<int:pk>/", views.udvalg, name="udvalg"),
    path("organisation/<slug:kode>/", views.organisation, name="organisation"),
    path("organisation/<slug:kode>/funktion/<slug:art>/", views.funktion, name="funktion"),
    path("organisation/funktionspost/<int:pk>/afslut/", views.afslut_post, name="afslut_funktionspost"),
    path("organisation/<slug:kode>/brugere/", brugerviews.brugere, name="brugere"),
    path("organisation/<slug:kode>/adgangslog/", adgangslogviews.adgangslog, name="adgangslog"),
    path("organisation/<slug:kode>/adgangslog.csv", adgangslogviews.fil, name="adgangslog_fil"),
    path("organisation/bruger/<int:pk>/", brugerviews.bruger, name="bruger"),
    path("organisation/bruger/<int:pk>/nulstil/", brugerviews.nulstil, name="nulstil_bruger"),
    path("organisation/bruger/<int:pk>/luk/", brugerviews.luk, name="luk_bruger"),
    path("organisation/rolle/<int:pk>/afslut/", brugerviews.afslut_rolle, name="afslut_rolle"),
    path("demo/", demo.vaelg, name="demo"),
]
