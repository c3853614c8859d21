from django.urls import path

from . import views

urlpatterns = [
    path("moeder/aarsplan/", views.mit_omraade, name="aarsplan_mit"),
    path("moeder/aarsplan/<slug:kode>/", views.aarsplan, name="aarsplan"),
]
