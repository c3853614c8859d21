from django.urls import path

from . import views

urlpatterns = [
    path("takster/min-regning/", views.regning, name="regning"),
    path("takster/min-regning/<int:aar>/prisliste.js", views.prisfil, name="regning_prisliste"),
]
