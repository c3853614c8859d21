from django.urls import path

from . import views

urlpatterns = [
    path("<slug:omraade>/<int:aar>/udgiv/", views.udgiv, name="takstbilag_udgiv"),
]
