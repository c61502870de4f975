from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "vongtay.audit"
