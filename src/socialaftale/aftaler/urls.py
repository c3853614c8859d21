"""Addresses of the agreement: each folder brings its own. The agreement's own come last, for they take any word."""

from django.urls import include, path

urlpatterns = [
    path("", include("socialaftale.aftaler.aarshjul.urls")),
    path("", include("socialaftale.aftaler.udmelding.urls")),
    path("", include("socialaftale.aftaler.overtagelse.urls")),
    path("", include("socialaftale.aftaler.krav.urls")),
    path("", include("socialaftale.aftaler.indsats.urls")),
    path("", include("socialaftale.aftaler.spoergerunde.urls")),
    path("", include("socialaftale.aftaler.temadag.urls")),
    path("", include("socialaftale.aftaler.pladsprojekt.urls")),
    path("", include("socialaftale.aftaler.sekretariatsbudget.urls")),
    path("", include("socialaftale.aftaler.partnerliste.urls")),
    path("", include("socialaftale.aftaler.forstaerket.urls")),
    path("", include("socialaftale.aftaler.bibliotek.urls")),
    path("", include("socialaftale.aftaler.indspil.urls")),
    path("", include("socialaftale.aftaler.aftale.urls")),
]
