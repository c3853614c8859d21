from django.urls import path

from . import views

urlpatterns = [
    path("", views.indgang, name="takstoverblik"),
    path("<str:kode>/<int:aar>/overhead/", views.overhead, name="takstoverblik_overhead"),
    path("<str:kode>/<int:aar>/priser/", views.priser, name="takstoverblik_priser"),
    path("<str:kode>/<int:aar>/simulering/", views.simulering, name="takstoverblik_simulering"),
]
