from django.apps import AppConfig


class Questionnaires(AppConfig):
    name = "vongtay.questionnaires"
