from django.urls import path

from . import views

urlpatterns = [
    path("moeder/beslutninger/", views.soeg, name="beslutninger"),
]
