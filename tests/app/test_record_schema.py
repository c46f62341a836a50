"""docs/record.schema.json says what the records are.

python -m tests.app.test_record_schema          writes it anew: read the difference before you commit it
"""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from app.extraction import Extracts
from extract.readers import read_object
from schema.statement import Record
from tests.app.conftest import BRIDGE, FERRIES

FILE = Path(__file__).parents[2] / "docs" / "record.schema.json"


def generated() -> str:
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Record.model_json_schema()}
    return json.dumps(described, indent=1, ensure_ascii=False) + "\n"


def test_the_schema_in_the_docs_is_that_of_the_models() -> None:
    assert FILE.read_text(encoding="utf-8") == generated()


@pytest.mark.parametrize("given", [BRIDGE, FERRIES], ids=lambda given: str(given["publisher"]))
def test_records_keep_the_schema(extractor: Extracts, given: dict[str, str]) -> None:
    record = extractor.extract(read_object(given))
    jsonschema.validate(record.model_dump(mode="json"), json.loads(FILE.read_text(encoding="utf-8")))


if __name__ == "__main__":
    FILE.write_text(generated(), encoding="utf-8")
