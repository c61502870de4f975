from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "vongtay.home"
