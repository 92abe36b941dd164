"""Decoding: bytes to text, kept exactly as decoded, so that offsets stay those of the file."""

from __future__ import annotations

import codecs
import re

from onrecord.tables import load_table

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# How much of a large file the encoding is guessed from.
SAMPLE = 2**18

# What is no letter of any alphabet and stands in texts of all languages, with ASCII.
TYPOGRAPHIC = re.compile("[\x00-\x7f€‚„…†‡‰‹‘’“”•–—™›\xa0£§©«\xad®°±´¶·»½¼×÷]+")
# That share of the letters beyond ASCII must be of the language's alphabet.
OF_ALPHABET = 0.97
HIGH_LINE = re.compile(rb"[^\n]{0,200}[\x80-\xff][^\n]{0,200}")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")

# A file of which more than one character in a hundred is a control character is not text.
CONTROLS_OF_TEXT = 0.01
# A UTF-8 file may be cut or damaged; that many of its characters beyond ASCII must be whole.
WHOLE = 0.8
# Of UTF-16 without a mark, that share of the characters must be ASCII.
WIDE = 0.7


def decode_text(payload: bytes, declared: str | None = None) -> str | None:
    """Decode `payload`, or return None where it is text in no known encoding.

    UTF-8 comes first, and its mark stays, as in a plain read of the file; `declared` is the encoding that a
    page names for itself.

    >>> decode_text("Qasr – “rain”".encode("windows-1252"))
    'Qasr – “rain”'
    """
    for mark, encoding in MARKS:
        if payload.startswith(mark):
            return _decode(payload, encoding)
    wide = _wide_encoding(payload)
    if wide is not None:
        return _decode(payload, wide)
    text = _decode(payload, "utf-8")
    if text is None and declared is not None:
        text = _decode(payload, declared)
    return _guess(payload) if text is None else text


def is_binary(text: str) -> bool:
    r"""Answer whether a decoded payload is no text after all.

    >>> is_binary("\x00\x01\x02 PNG"), is_binary("Rain\n")
    (True, False)
    """
    sample = text if len(text) <= 2 * SAMPLE else text[:SAMPLE] + text[-SAMPLE:]
    return len(CONTROL.findall(sample)) > CONTROLS_OF_TEXT * len(sample)


def _decode(payload: bytes, encoding: str) -> str | None:
    try:
        return payload.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide_encoding(payload: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero bytes of its ASCII characters, all on one side."""
    sample = payload[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= WIDE * len(sample) / 2 or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _guess(payload: bytes) -> str | None:
    return _damaged_utf8(payload) or _by_alphabet(payload) or _charset_normalized(payload)


def _damaged_utf8(payload: bytes) -> str | None:
    text = payload.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond = sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))
    return text if beyond - broken > WHOLE * beyond else None


def _by_alphabet(payload: bytes) -> str | None:
    """Decode by the code page in which the bytes beyond ASCII are the letters of one language, or typographic signs."""
    sample = _sample(payload)
    for row in load_table("onrecord.capture", "alphabets.tsv"):
        text = _decode(sample, row["encoding"])
        if text is None:
            continue
        letters = TYPOGRAPHIC.sub("", text)
        of_alphabet = sum(letter in row["letters"] for letter in letters.lower())
        if of_alphabet >= OF_ALPHABET * len(letters.lower()):
            return _decode(payload, row["encoding"])
    return None


def _sample(payload: bytes) -> bytes:
    """Return a short payload whole, and of a long one the surroundings of its bytes beyond ASCII."""
    return payload if len(payload) <= SAMPLE else b"\n".join(HIGH_LINE.findall(payload[: 8 * SAMPLE])[:1000])


def _charset_normalized(payload: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few files need it, and it costs a tenth of a second

    best = from_bytes(_sample(payload)).best()
    return None if best is None else _decode(payload, best.encoding)
