from django.urls import path
from django.views.i18n import set_language

from vongtay.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.change_password, name="password"),
    path("language/", set_language, name="language"),
]
