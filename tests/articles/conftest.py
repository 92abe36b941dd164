"""The cases of tests/cases as parameters of the tests that ask for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[1] / "cases"

Case = dict[str, Any]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every test that asks for a `case` those of its module's file of cases."""
    if "case" in metafunc.fixturenames:
        lines = (CASES / metafunc.module.CASES).read_text(encoding="utf-8").splitlines()
        cases = [json.loads(line) for line in lines]
        metafunc.parametrize("case", [pytest.param(case, id=case["label"], marks=_marks(case)) for case in cases])


def _marks(case: Case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=case["reason"], strict=True)] if case.get("expect") == "fail" else []
