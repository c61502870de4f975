from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "vongtay.common"
