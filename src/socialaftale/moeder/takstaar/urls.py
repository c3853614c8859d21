from django.urls import path

from . import views

urlpatterns = [
    path("moeder/takstaar/", views.takstaar, name="takstaar"),
]
