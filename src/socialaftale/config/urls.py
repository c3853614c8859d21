"""Every address of the site. Each app brings its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("socialaftale.portal.urls")),
    path("", include("socialaftale.parter.urls")),
    path("", include("socialaftale.moeder.importering.urls")),
    path("", include("socialaftale.moeder.besvarelse.urls")),
    path("", include("socialaftale.moeder.fremmoede.urls")),
    path("", include("socialaftale.moeder.opfoelgning.urls")),
    path("", include("socialaftale.moeder.rettelser.urls")),
    path("", include("socialaftale.moeder.udgave.urls")),
    path("", include("socialaftale.moeder.forberedelse.urls")),
    path("", include("socialaftale.moeder.gennemsyn.urls")),
    path("", include("socialaftale.moeder.soegning.urls")),
    path("", include("socialaftale.moeder.bilag.urls")),
    path("", include("socialaftale.moeder.gaeldende.urls")),
    path("", include("socialaftale.moeder.aarsplan.urls")),
    path("", include("socialaftale.moeder.takstaar.urls")),
    path("", include("socialaftale.moeder.datoer.urls")),
    path("", include("socialaftale.moeder.oparl.urls")),
    path("", include("socialaftale.moeder.urls")),
    path("", include("socialaftale.tilbud.urls")),
    path("", include("socialaftale.kapacitet.urls")),
    path("", include("socialaftale.aftaler.urls")),
    path("", include("socialaftale.takster.importering.urls")),
    path("", include("socialaftale.takster.urls")),
    path("", include("socialaftale.pladssoegning.urls")),
]

handler400 = "socialaftale.faelles.fejlsider.bad_request"
handler403 = "socialaftale.faelles.fejlsider.forbidden"
handler404 = "socialaftale.faelles.fejlsider.not_found"
handler500 = "socialaftale.faelles.fejlsider.server_error"
