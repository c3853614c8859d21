from django.urls import path

from . import views

urlpatterns = [
    path("moeder/punkt/<int:pk>/bilag/", views.bilag, name="punkt_bilag"),
    path("moeder/bilag/<int:pk>/", views.hent, name="bilag_hent"),
    path("moeder/bilag/<int:pk>/ret/", views.ret, name="bilag_ret"),
    path("moeder/bilag/<int:pk>/fjern/", views.fjern, name="bilag_fjern"),
]
