"""The door for the web server."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application


class WithoutNumpy:
    """Keeps numpy out of the web process: what reads spreadsheets would take it along because it is there (17 MB a process)."""

    @staticmethod
    def find_spec(name: str, *_where: object) -> None:
        """Refuse numpy alone. Errors: ModuleNotFoundError."""
        if name == "numpy":
            raise ModuleNotFoundError(name)


sys.meta_path.insert(0, WithoutNumpy())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vongtay.config.settings")
application = get_wsgi_application()
# What is there now stays: without this the collector walks through all of it every few hundred requests (some 150 ms).
gc.collect()
gc.freeze()
