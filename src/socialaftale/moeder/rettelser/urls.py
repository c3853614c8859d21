from django.urls import path

from . import views

urlpatterns = [
    path("moeder/<int:pk>/rettelser/", views.rettelser, name="moede_rettelser"),
    path("moeder/<int:pk>/offentligt/", views.offentligt, name="moede_offentligt"),
]
