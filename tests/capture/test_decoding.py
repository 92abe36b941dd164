"""Decoding: text of any encoding, kept exactly as decoded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture.decoding import decode_text, is_binary

TEXTS = {
    "windows-1252": "Le port de Tarsis a été fermé après une tempête, a indiqué l’autorité – “demain”.",
    "windows-1250": "Port w Tarsis został zamknięty w niedzielę po burzy, jak podało biuro portowe.",
    "windows-1254": "Liman pazar günü fırtına nedeniyle kapatıldı, liman ofisi açıkladı.",
    "windows-1257": "Osta Tarsis svētdien pēc vētras tika slēgta, paziņoja ostas birojs. Kuģi aizgāja.",
    "windows-1251": "Гавань Тарсиса была закрыта в воскресенье после шторма, сообщила администрация порта.",
    "windows-1256": "أغلق ميناء ترسيس يوم الأحد بعد عاصفة، حسبما ذكر مكتب الميناء في بيان.",
    "windows-1253": "Το λιμάνι της Ταρσού έκλεισε την Κυριακή μετά από καταιγίδα.",
    "koi8-r": "Гавань Тарсиса была закрыта в воскресенье после шторма, сообщила администрация порта.",
    "shift-jis": "タルシス港は日曜日、嵐のため閉鎖されたと港湾事務所が発表した。",
    "gb18030": "塔西斯港周日因风暴关闭，港务局在一份声明中说。",
    "utf-16": "The harbour of Tarsis – “closed”.",
    "utf-16-le": "The harbour of Tarsis – “closed”.",
    "utf-16-be": "The harbour of Tarsis – “closed”.",
    "utf-32": "The harbour of Tarsis – “closed”.",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_encoding(encoding: str) -> None:
    """A text in any usual encoding comes back letter for letter."""
    assert decode_text((TEXTS[encoding] * 3).encode(encoding)) == TEXTS[encoding] * 3


@given(st.text())
def test_utf8_comes_first(text: str) -> None:
    """UTF-8 comes back as it is, with its line breaks, unless its zero bytes make it UTF-16."""
    assert "\x00" in text or decode_text(text.encode()) == text


def test_mark_of_utf8_stays() -> None:
    """The offsets are those of a plain read of the file, in which the mark is a character."""
    assert decode_text("\ufeffRain".encode()) == "\ufeffRain"


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    """A file cut within a letter loses that letter and no other."""
    text = TEXTS["windows-1251"]
    assert decode_text(text.encode()[:-2]) == text[:-2] + "\ufffd"


def test_declared_encoding() -> None:
    """What a page says of its encoding is believed where it fits, and no nonsense of it raises."""
    text = TEXTS["koi8-r"] * 3
    for declared in ("koi8-r", "x-nonsense", "rot13", "hex", "ascii", ""):
        assert decode_text(text.encode("koi8-r"), declared) == text


@given(st.binary(max_size=2000))
def test_any_bytes(payload: bytes) -> None:
    """No bytes make it raise."""
    text = decode_text(payload)
    assert text is None or is_binary(text) in {True, False}
