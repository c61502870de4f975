"""`vongtay manage ...`: Django's own commands on our database, as the web role (VONGTAY_AS_OWNER=1: as the owner)."""

from django.core.management import execute_from_command_line


def main(argv: list[str]) -> int:
    """Run one of Django's commands."""
    execute_from_command_line(["vongtay manage", *argv])
    return 0
