"""A log line tells what happened and where, never whom it was about."""

import io
import logging

import pytest

from vongtay.common.logs import NoFacts

NAME = "Nguyễn Thị Mẫu"
NUMBER = "0" + "12345678901"


@pytest.fixture
def written():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(NoFacts())
    loggers = []

    def write(name, level, *args, **kwargs):
        logger = logging.getLogger(name)
        if logger not in loggers:
            logger.addHandler(handler)
            logger.propagate = False
            logger.setLevel(logging.DEBUG)
            loggers.append(logger)
        logger.log(level, *args, **kwargs)
        return stream.getvalue()

    yield write
    for logger in loggers:
        logger.removeHandler(handler)
        logger.propagate = True
        logger.setLevel(logging.NOTSET)


def test_arguments_are_dropped_unless_they_can_be_no_fact(written):
    line = written("some.library", logging.WARNING, "Row %s of %d at %s failed", NAME, 7, "/cases/LS-2026-K7M2QD/")
    assert line == "Row … of 7 at /cases/LS-2026-K7M2QD/ failed\n"


def test_query_strings_are_dropped(written):
    line = written("django.request", logging.WARNING, "Not Found: %s", f"/search/?q={NAME}")
    assert NAME not in line
    assert "q=" not in written("uvicorn", logging.INFO, f"GET /search/?q={NAME.split(maxsplit=1)[0]} 200")


def test_a_path_with_a_name_is_dropped(written):
    assert "Mẫu" not in written("django.request", logging.WARNING, "Not Found: %s", f"/search/{NAME}")


def test_named_arguments_are_dropped_too(written):
    assert written("some.library", logging.ERROR, "For %(who)s: %(n)s", {"who": NAME, "n": 3}) == "For …: 3\n"


def test_numbers_of_identity_and_addresses_are_dropped_from_ready_made_lines(written):
    line = written("some.library", logging.ERROR, f"bad value {NUMBER} of someone@example.invalid")
    assert NUMBER not in line
    assert "example" not in line


def test_statements_with_their_values_are_not_logged(written):
    assert written("django.db.backends", logging.DEBUG, "insert into people values (%s)", NAME) == ""


def test_arguments_of_jobs_are_dropped(written):
    assert (
        written("procrastinate.worker", logging.INFO, f"Job remind[7](name='{NAME}') ended")
        == "Job remind[7](…) ended\n"
    )


def fail():
    try:
        int(f"duplicate key ({NAME}) already exists")
    except ValueError as low:
        raise RuntimeError(NAME) from low


def test_an_exception_is_told_by_type_and_place_without_its_values(written):
    try:
        fail()
    except RuntimeError:
        line = written("django.request", logging.ERROR, "Internal Server Error: %s", "/cases/", exc_info=True)
    assert NAME not in line
    assert "builtins.RuntimeError" in line
    assert "builtins.ValueError" in line
    assert "test_logs.py" in line
    assert "duplicate" not in line
