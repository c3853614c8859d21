from django.urls import path

from . import views

urlpatterns = [
    path("moeder/<int:pk>/udskriv/", views.udskriv, name="moede_udskriv"),
    path("moeder/<int:pk>/referat.<slug:format_>", views.offentlig_fil, name="moede_fil"),
    path("moeder/<int:pk>/referat-internt.<slug:format_>", views.intern_fil, name="moede_fil_intern"),
]
