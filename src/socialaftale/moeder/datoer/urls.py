from django.urls import path

from . import views

urlpatterns = [
    path("moeder/datoer/", views.oversigt, name="datofindinger"),
    path("moeder/datoer/nyt/", views.spoerg, name="datofinding_ny"),
    path("moeder/datoer/<int:pk>/", views.vis, name="datofinding"),
    path("moeder/datoer/<int:pk>/indkald/<int:forslag>/", views.indkald, name="datofinding_indkald"),
    path("moeder/datosvar/<str:token>/", views.svar, name="datosvar"),
]
