"""The example articles and what must be found in them.

python -m tests.golden          writes the expected statements anew: read the difference before you commit it
"""

from __future__ import annotations

from pathlib import Path

from extract.extractor import Extractor
from extract.readers import read
from schema.statement import Record

EXAMPLES = Path(__file__).parents[1] / "examples"
ARTICLES = sorted(path for path in EXAMPLES.iterdir() if path.suffix != ".golden")


def extract_example(extractor: Extractor, path: Path) -> Record:
    [result] = read([str(path)])
    assert result.article is not None, result.error
    return extractor.extract(result.article)


def golden_file(path: Path) -> Path:
    return path.with_suffix(".golden")


def as_golden(record: Record) -> str:
    return record.model_dump_json(indent=1, exclude={"article": {"text", "extraction"}}) + "\n"


if __name__ == "__main__":
    from extract.attribution import AttributionModel

    model = Extractor(AttributionModel.load())
    for article in ARTICLES:
        golden_file(article).write_text(as_golden(extract_example(model, article)), encoding="utf-8")
