from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "vongtay.accounts"

    def ready(self) -> None:
        # The last sign-in is told by the sessions, per post; the user's row is not the web role's to write.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
