"""Capture: bytes to Document. Text dumps of any encoding, saved pages, folders, standard input."""

from onrecord.capture.finding import find_captures, printable
from onrecord.capture.opening import open_capture, open_stream, payload_id, read_payload

__all__ = ["find_captures", "open_capture", "open_stream", "payload_id", "printable", "read_payload"]
