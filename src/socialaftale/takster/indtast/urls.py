from django.urls import path

from . import views

_RET = "takster/tilbud/<str:kode>/<int:aar>/ret"

urlpatterns = [
    path(f"{_RET}/", views.ret, name="takst_ret"),
    path(f"{_RET}/felt/", views.felt, name="takst_ret_felt"),
    path(f"{_RET}/kasser/", views.kasser, name="takst_ret_kasser"),
]
