from django.urls import path

from . import views

urlpatterns = [path("moeder/<int:pk>/afslut/", views.afslut, name="moede_afslut")]
