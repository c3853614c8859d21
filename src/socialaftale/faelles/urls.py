from django.conf import settings
from django.urls import path

from . import views

urlpatterns = []

if settings.DEBUG or settings.DEMO or settings.TESTING:
    urlpatterns += [path("galleri/", views.galleri, name="galleri")]
