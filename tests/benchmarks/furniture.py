"""How much of what people said is masked as furniture: `python -m tests.benchmarks.furniture [FILE…]`.

A line per gold file of attributions: the words of all contents, those that the furniture covers, and their share in
per cent. Without FILE: polnear-dev and gum-attribution-dev of the folder `ONRECORD_CORPORA` (../shared/data). With
`--show` also the stretches that cover words of a content.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.furniture import find_furniture
from schema.span import Furniture

WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
MOST = 0.2
"""Per cent of the words of the contents that furniture may cover."""


@dataclass
class Share:
    words: int = 0
    masked: int = 0
    articles_with_furniture: int = 0

    @property
    def per_cent(self) -> float:
        return 100 * self.masked / self.words if self.words else 0.0


def measure(path: Path, *, show: bool = False) -> Share:
    share = Share()
    for row in read_rows(path):
        furniture = find_furniture(row["text"])
        share.articles_with_furniture += bool(furniture)
        words = content_words(row)
        share.words += len(words)
        for span in furniture:
            hit = [start for start in words if span.start <= start < span.end]
            share.masked += len(hit)
            if show and hit:
                show_span(row["id"], span)
    return share


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def content_words(row: dict[str, Any]) -> set[int]:
    """Where the words of all contents start; a word of two contents counts once."""
    return {
        word.start()
        for attribution in row["attributions"]
        for start, end in attribution["content"]
        for word in WORD.finditer(row["text"], start, end)
    }


def show_span(article: str, span: Furniture) -> None:
    print(f"  {article} [{span.start}, {span.end}) {span.kind}: {span.text[:100]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    corpora = Path(os.environ.get("ONRECORD_CORPORA", "../shared/data"))
    files = arguments.files or [corpora / "polnear-dev.jsonl", corpora / "gum-attribution-dev.jsonl"]
    shares = {path.name: measure(path, show=arguments.show) for path in files}
    print(f"{'file':32}{'content words':>14}{'masked':>8}{'%':>8}{'articles':>10}")
    for name, share in shares.items():
        print(f"{name:32}{share.words:>14}{share.masked:>8}{share.per_cent:>8.3f}{share.articles_with_furniture:>10}")
    if any(share.per_cent >= MOST for share in shares.values()):
        raise SystemExit(f"furniture takes {MOST} % of the contents or more")


if __name__ == "__main__":
    main()
