"""Print every benchmark, one after the other; those whose data is not there say so.

python -m benchmarks [--data FOLDER]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

BENCHMARKS: dict[str, tuple[str, ...]] = {
    "claims": (),
    "own": (),
    "main_text": ("--data", "{data}"),
    "attribution": ("--corpus", "{data}/polnear/data/dev"),
    "reader": ("--data", "{data}"),
    "quantities": ("--data", "{data}"),
    "peers": ("--data", "{data}"),
    "casualties": ("--data", "{data}"),
    "times": ("--data", "{data}"),
    "places": ("--data", "{data}"),
    "linking": ("--data", "{data}"),
    "stories": ("--data", "{data}"),
    "scale": ("--data", "{data}", "--sizes", "1000"),
    "judging": ("--data", "{data}"),
    "speed": (),
}


def main() -> None:
    """Run each benchmark in a process of its own, so that none warms another."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    data = parser.parse_args().data
    for name, options in BENCHMARKS.items():
        print(f"\n== {name}", flush=True)
        if options and not data.is_dir():
            print(f"left out: there is no {data}; give the folder of the corpora with --data")
            continue
        told = [option.format(data=data) for option in options]
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *told], check=True)  # noqa: S603 - our own modules


if __name__ == "__main__":
    main()
