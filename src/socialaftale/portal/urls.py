from django.conf import settings
from django.urls import path

from . import views
from .galleri import galleri

urlpatterns = [
    path("", views.forside, name="forside"),
    path("robots.txt", views.robotter, name="robotter"),
]

if settings.DEBUG or settings.DEMO or settings.TESTING:
    urlpatterns += [path("galleri/", galleri, name="galleri")]
