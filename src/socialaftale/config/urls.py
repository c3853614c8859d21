"""Every address of the site. Each app brings its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("socialaftale.portal.urls")),
    path("", include("socialaftale.faelles.urls")),
    path("konto/", include("allauth.urls")),
]
