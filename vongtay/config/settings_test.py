"""The settings of the tests: the same, but with data of their own and quick password hashes."""

import atexit
import os
import shutil
import tempfile

if "VONGTAY_DATA" not in os.environ:
    os.environ["VONGTAY_DATA"] = tempfile.mkdtemp(prefix="vongtay-data-")
    atexit.register(shutil.rmtree, os.environ["VONGTAY_DATA"], ignore_errors=True)
os.environ["VONGTAY_POOL"] = "0"

from vongtay.config.settings import *  # noqa: F403  # the folder must be chosen before the settings are read

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405  # static files are not collected for tests
