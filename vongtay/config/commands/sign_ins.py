"""Prints the sign-ins of the demo world as JSON, in a process of its own so that the watching one stays small."""

import importlib
import json
import os
import sys

import django


def main() -> int:
    """Print one row per sign-in: role, body, user name, password."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vongtay.config.settings")
    django.setup()
    # Loaded by name because it needs the models, which exist only after the line above.
    demo = importlib.import_module("vongtay.home.demo")
    print(json.dumps([[row.role, row.body, row.username, row.password] for row in demo.sign_ins()], ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
