"""The one command line: `vongtay COMMAND ...`. Each command is loaded only when it is asked for."""

import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from vongtay.config import environment, upkeep
from vongtay.config.database import ensured


class Needs(Enum):
    """What must be there before a command's module is loaded."""

    NOTHING = "nothing: no Django, no database"
    MODELS = "Django, no database"
    TABLES = "Django and the database as the web role, bound by the row policies"
    OWNER = "Django and the database as the owner of the tables"


@dataclass(frozen=True)
class Command:
    """One command: the module whose `main(argv)` does it, what it needs, and what it is for."""

    module: str
    needs: Needs
    about: str


COMMANDS: dict[str, Command] = {
    "serve": Command("vongtay.config.serve", Needs.NOTHING, "khởi động cơ sở dữ liệu, trang web và việc nền"),
    "stop": Command("vongtay.config.commands.stop", Needs.NOTHING, "dừng tất cả"),
    "status": Command("vongtay.config.commands.status", Needs.NOTHING, "cho biết cái gì đang chạy"),
    "migrate": Command("vongtay.config.commands.migrate", Needs.NOTHING, "cập nhật bảng và dữ liệu tham chiếu"),
    "seed": Command("vongtay.home.command_seed", Needs.OWNER, "nạp thế giới mẫu, hoặc một thế giới lớn để đo"),
    "read": Command(
        "vongtay.narratives.reading.command", Needs.NOTHING, "đọc số liệu trong báo cáo (.txt, .docx, .pdf)"
    ),
    "report": Command("vongtay.reports.command", Needs.TABLES, "lập báo cáo của một cơ quan trong một kỳ"),
    "suppress": Command(
        "vongtay.reports.suppression.command", Needs.NOTHING, "che ô nhỏ trong bảng số liệu trước khi công bố"
    ),
    "law": Command("vongtay.law.command", Needs.NOTHING, "liệt kê quy định, tính ngày đến hạn"),
    "audit": Command("vongtay.home.command_audit", Needs.TABLES, "kiểm tra chuỗi nhật ký"),
    "keys": Command("vongtay.home.command_keys", Needs.OWNER, "thay khóa mã hóa"),
    "db": Command("vongtay.config.commands.db", Needs.NOTHING, "chuẩn bị, kiểm tra máy chủ PostgreSQL riêng"),
    "messages": Command("vongtay.config.commands.messages", Needs.NOTHING, "biên dịch bản dịch giao diện"),
    "docs": Command("vongtay.config.commands.docs", Needs.MODELS, "in lại docs/reference từ mã nguồn"),
    "manage": Command("vongtay.config.commands.manage", Needs.TABLES, "lệnh quản trị của Django (shell, dbshell, ...)"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the words name; give its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0
    name, *rest = words
    if name not in COMMANDS:
        print(f"Không có lệnh “{name}”.\n\n{usage()}", file=sys.stderr)
        return 2
    environment.check()
    try:
        return run(COMMANDS[name], rest)
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader (head, less) has seen enough; nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def run(command: Command, words: list[str]) -> int:
    """Load what a command needs, then the command, and run it."""
    if command.needs is Needs.NOTHING:
        return _call(command, words)
    if command.needs is Needs.MODELS or {"-h", "--help"} & set(words):
        return _call_with_django(command, words)
    with ensured() as database:
        data = environment.data_folder()
        upkeep.do_once(upkeep.migration(database), data)
        if command.needs is Needs.OWNER:
            os.environ.update(upkeep.OWNER)
        return _call_with_django(command, words)


def _call_with_django(command: Command, words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vongtay.config.settings")
    importlib.import_module("django").setup()
    return _call(command, words)


def _call(command: Command, words: list[str]) -> int:
    status = importlib.import_module(command.module).main(words)
    return int(status or 0)


def usage() -> str:
    """Give the list of commands."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name.ljust(width)}  {command.about}" for name, command in COMMANDS.items()]
    return "\n".join(["Cách dùng: vongtay LỆNH ...   (vongtay LỆNH --help để xem thêm)\n", *lines])


if __name__ == "__main__":
    sys.exit(main())
