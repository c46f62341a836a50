"""docs/graph.md, made from `schema.graph_schema`: `python -m tests.codebook` writes it anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from schema.graph_schema import NODES, RELATIONSHIPS, VERSION, Property

PAGE = Path(__file__).parents[1] / "docs" / "graph.md"
OPENING = f"""\
# The graph

Every label, relationship type and property of the graph in Neo4j (version {VERSION}). The embedded store keeps the same
in tables. A property that has no value is absent; spans are parallel lists of starts and ends, half-open, in Unicode
code points of the article's text. Every node has a unique `id` and a readable `name`, which Neo4j Browser shows.

```
(:Publisher)<-[:PUBLISHED_BY]-(:Article)<-[:REPORTED_IN]-(:Statement)
(:Actor)-[:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY]->(:Statement)
(:Statement)-[:CLAIMS|MENTIONS]->(:Triple)-[:SUBJECT|OBJECT]->(:Actor)
(:Statement)-[:ADDRESSED_TO|ABOUT|VIA|CANDIDATE]->(:Actor)    (:Statement)-[:REPORTED_BY]->(:Statement)
(:Actor)-[:WROTE]->(:Article)-[:HAS_TEXT]->(:ArticleText)     (:Actor)-[:SPEAKS_FOR|PART_OF]->(:Actor)
(:Actor)-[:JOINED_TO]->(:Actor)<-[:NAMES]-(:Article)-[:EXTRACTED_BY]->(:Run)    (:Decision)    (:Meta)
```

An actor with `JOINED_TO` is another name of the one that it leads to: statements lead to that one, and only `NAMES`
says which article uses which name. What people decided of names stands in `Decision`.

Only `SAID` and `CLAIMS` assert: what a speaker denied, asked, wished, believed or did not say hangs on another type.

Full-text indexes: `statementWords` on the words of contents, `actorNames` on names and aliases. Both hold our own words
(NFKC, case-folded, without diacritics and marks) between single spaces, so ask them in lower case and without accents.
Text that must hold both words of a phrase: `CALL db.index.fulltext.queryNodes('statementWords', '"old harbour"')`.
"""


def _table(properties: Iterable[Property]) -> str:
    rows = "".join(f"| `{one.name}` | {one.type} | {one.meaning} |\n" for one in properties)
    return f"\n| property | type | meaning |\n|---|---|---|\n{rows}" if rows else ""


def render() -> str:
    nodes = "".join(f"\n### {node.label}\n\n{node.meaning}\n{_table(node.properties)}" for node in NODES)
    relationships = "".join(
        f"\n### {one.type}\n\n`(:{one.start})-[:{one.type}]->(:{one.end})` {one.meaning}\n{_table(one.properties)}"
        for one in RELATIONSHIPS
    )
    return f"{OPENING}\n## Nodes\n{nodes}\n## Relationships\n{relationships}"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
