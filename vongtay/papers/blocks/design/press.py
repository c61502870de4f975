"""Makes papers: one at once in this process, or many in parallel in processes of their own (`Press`), with the same bytes.

A process of the press knows no database and no key; it gets a job as JSON on its input, answers with two files, and ends when its
input closes, so also when the one who started it was killed.
"""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Any, Self

from vongtay.papers.blocks.design.fields import Values
from vongtay.papers.blocks.design.fill import Printing, paper
from vongtay.papers.blocks.design.shape import from_json
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.blocks.pdf import write_pdf

_LENGTH = struct.Struct(">I")


@dataclass(frozen=True)
class Job:
    """One paper to make, as plain data: this is also what is kept of an issued paper, so that it can be made again."""

    design: Any
    values: Values
    printing: Printing

    def to_json(self) -> dict[str, Any]:
        """Give the job as plain data."""
        on = self.printing.on
        return {
            "design": self.design,
            "values": self.values,
            "printing": {**asdict(self.printing), "on": on.isoformat() if on else None},
        }

    @classmethod
    def from_json(cls, data: Any) -> "Job":
        """Give the job of plain data."""
        printing = dict(data["printing"])
        printing["on"] = date.fromisoformat(printing["on"]) if printing["on"] else None
        return cls(data["design"], data["values"], Printing(**printing))


@dataclass(frozen=True)
class Files:
    """One paper, made: the Word file and the PDF."""

    docx: bytes
    pdf: bytes


def make(job: Job) -> Files:
    """Make one paper. The same job gives the same bytes."""
    sheet = paper(from_json(job.design), job.values, job.printing)
    return Files(write_docx(sheet), write_pdf(sheet))


class Press:
    """Makes many papers at once, as many side by side as there are cores; use it in a `with`."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or len(os.sched_getaffinity(0))
        self.started: list[subprocess.Popen[bytes]] = []
        self.threads = ThreadPoolExecutor(self.workers)
        self.idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()

    def __enter__(self) -> Self:
        for _one in range(self.workers):
            self._start()
        return self

    def _start(self) -> None:
        worker = subprocess.Popen([sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.started.append(worker)
        self.idle.put(worker)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.threads.shutdown(cancel_futures=True)
        for worker in self.started:
            _end(worker)

    def make_all(self, jobs: Sequence[Job]) -> Iterator[Files]:
        """Make the papers; each comes as soon as it is ready, in the order of the jobs, so that the first is kept while others are drawn."""
        waiting = [self.threads.submit(self._ask_idle, job) for job in jobs]
        try:
            for one in waiting:
                yield one.result()
        finally:
            for one in waiting:
                one.cancel()

    def _ask_idle(self, job: Job) -> Files:
        worker = self.idle.get()
        try:
            made = _ask(worker, job)
        except Exception:
            # One that stopped over a paper would fail at all that follow: another takes its place.
            self._start()
            raise
        self.idle.put(worker)
        return made


def _end(worker: "subprocess.Popen[bytes]") -> None:
    for pipe in (worker.stdin, worker.stdout):
        if pipe:
            with suppress(BrokenPipeError):
                pipe.close()
    worker.wait()


def _ask(worker: "subprocess.Popen[bytes]", job: Job) -> Files:
    assert worker.stdin is not None  # noqa: S101  # both were opened as pipes
    assert worker.stdout is not None  # noqa: S101
    _send(worker.stdin, json.dumps(job.to_json(), ensure_ascii=False).encode())
    docx, pdf = _received(worker.stdout), _received(worker.stdout)
    if docx is None or pdf is None:
        raise BrokenPipeError("Tiến trình in văn bản đã dừng giữa chừng.")
    return Files(docx, pdf)


def _send(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(_LENGTH.pack(len(content)) + content)
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytes | None:
    header = pipe.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        return None
    length = _LENGTH.unpack(header)[0]
    content = pipe.read(length)
    return content if len(content) == length else None


def _work(source: IO[bytes], answer: IO[bytes]) -> None:
    while (asked := _received(source)) is not None:
        made = make(Job.from_json(json.loads(asked)))
        _send(answer, made.docx)
        _send(answer, made.pdf)


if __name__ == "__main__":
    _work(sys.stdin.buffer, sys.stdout.buffer)
