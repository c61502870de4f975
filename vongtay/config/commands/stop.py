"""`vongtay stop`: ends the web server, the job worker and the embedded database, however they were started."""

import argparse

from vongtay.config import environment
from vongtay.config.embedded import EmbeddedServer
from vongtay.config.processes import Known
from vongtay.config.serve import sweep

PATIENCE = 90.0


def main(argv: list[str]) -> int:
    """Stop what runs, say what that was."""
    argparse.ArgumentParser(prog="vongtay stop", description=__doc__).parse_args(argv)
    data = environment.data_folder()
    if not (data / "run").is_dir():
        print("Không có gì đang chạy.")
        return 0
    # The serving process ends its own children and the database in order, so it is asked first and alone.
    served = Known(data / "run" / "serve.pid").end(patience=PATIENCE, whole_group=False)
    swept = sweep(data)
    stopped = EmbeddedServer(data).stop()
    print("Đã dừng Vòng Tay." if served or swept or stopped else "Không có gì đang chạy.")
    return 0
