"""`vongtay migrate`: brings tables and reference data up to this version, as the owner, and says what was applied."""

import argparse

from vongtay.config import environment, upkeep
from vongtay.config.database import ensured


def main(argv: list[str]) -> int:
    """Migrate now, whatever was noted before."""
    argparse.ArgumentParser(prog="vongtay migrate", description=__doc__).parse_args(argv)
    with ensured() as database:
        step = upkeep.migration(database)
        (environment.data_folder() / "run" / f"{step.name}.stamp").unlink(missing_ok=True)
        upkeep.do_once(step, environment.data_folder())
    print("Bảng và dữ liệu tham chiếu đã đúng với bản này.")
    return 0
