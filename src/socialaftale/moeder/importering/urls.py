from django.urls import path

from . import views

urlpatterns = [
    path("moeder/gamle-referater/", views.oversigt, name="referatimporter"),
    path("moeder/gamle-referater/<int:pk>/", views.vis, name="referatimport"),
    path("moeder/gamle-referater/<int:pk>/fil/", views.fil, name="referatimport_fil"),
    path("moeder/gamle-referater/afklar/<int:pk>/", views.afklar, name="uklarhed"),
]
