"""The door for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vongtay.config.settings")
application = get_wsgi_application()
# What is there now stays: without this the collector walks through all of it every few hundred requests (some 150 ms).
gc.collect()
gc.freeze()
