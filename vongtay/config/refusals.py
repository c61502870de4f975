"""Sentences that stop a start: one for each cause that a person can cure, with the cure in it."""

import errno


class CannotStart(SystemExit):
    """A start that can't go on: its sentence names the cause and the cure, and is all that is printed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


def for_os_error(error: OSError, place: object) -> CannotStart:
    """Give the sentence for an error of the operating system: a full or read-only disk, a missing right.

    `place` is named where the error itself names none.
    """
    where = error.filename or place
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return CannotStart(f"Đĩa đã đầy (khi ghi {where}): hãy dọn ít nhất 1 GB rồi chạy lại.")
    if error.errno == errno.EROFS:
        return CannotStart(f"Đĩa chứa {where} chỉ cho đọc: hãy đặt VONGTAY_DATA vào một thư mục ghi được rồi chạy lại.")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return CannotStart(
            f"Không có quyền với {where}: hãy chạy bằng người dùng sở hữu thư mục này, "
            "hoặc đặt VONGTAY_DATA vào một thư mục khác."
        )
    return CannotStart(f"Hệ điều hành từ chối ({error.strerror}: {where}).")
