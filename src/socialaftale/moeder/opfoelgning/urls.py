from django.urls import path

from . import views

urlpatterns = [path("moeder/opfoelgning/<int:pk>/", views.vis, name="opfoelgning_en")]
