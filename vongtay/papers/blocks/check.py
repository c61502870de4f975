"""The check code of a certificate-like paper, as a block: its QR code, the code to type, and where it is checked."""

from vongtay.papers.blocks.model import QRCode


def check_block(code: str, address: str) -> QRCode:
    """Give the block. address: where the public pages stand; without one the QR code holds the code alone."""
    where = f"Kiểm tra tại: {address}/check/" if address else "Kiểm tra tại trang “Kiểm tra văn bản” của hệ thống."
    return QRCode(
        text=f"{address}/check/{code}/" if address else code,
        lines=(f"Mã kiểm tra: {code}", where, "Trang kiểm tra chỉ trả lời: đã cấp, không có, hoặc đã thu hồi."),
        alt=f"Mã QR của mã kiểm tra {code}",
    )
