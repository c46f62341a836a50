"""All Cypher of the Neo4j store but its schema, which stands in migrations/neo4j. Values are parameters only.

It runs as Cypher 5 and as Cypher 25. Parameters that vary in type or size stand in one map (`$batch`, `$ask`): a server
plans a text anew for every combination of their types and sizes, and planning costs more than running. A list is put
together from constant parts: where its statements come from (a source), what they must be (FILTERS) and its order.
"""

from __future__ import annotations

from schema.graph_schema import KIND_LABELS, LABELS, RELATIONSHIPS, STANCE_TYPES

SPEAKER_TYPES = "|".join(STANCE_TYPES.values())

# The schema
VERSION = "MATCH (m:Meta {id: 'onrecordSchema'}) RETURN m.version AS version"
SET_VERSION = "MERGE (m:Meta {id: 'onrecordSchema'}) SET m.name = 'onrecord schema ' + $version, m.version = $version"
FOREIGN_NODES = "MATCH (n:" + "|".join(LABELS) + ") RETURN labels(n) AS labels LIMIT 1"
AWAIT_INDEXES = "CALL db.awaitIndexes(600)"

# Writing: what is there. A node is locked before what depends on it is read, so that no other writer's count is lost.
KNOWN_ARTICLES = """
UNWIND $batch.ids AS id MATCH (a:Article {id: id})
RETURN a.id AS id, a.revision AS revision, a.sha256 AS sha256, a.earlierSha256 AS earlier,
  a.fingerprint AS fingerprint, a.statements AS statements"""
LOCK_ARTICLES = "UNWIND $batch.ids AS id MERGE (a:Article {id: id}) SET a.id = id"
RECORDS = """
UNWIND $batch.ids AS id MATCH (a:Article {id: id})-[:HAS_TEXT]->(t:ArticleText)
RETURN a.record AS record, t.text AS text, a.revision AS revision, a.earlierSha256 AS earlier,
  a.fingerprint AS fingerprint,
  COLLECT { MATCH (a)<-[:REPORTED_IN]-(s:Statement) RETURN s.record ORDER BY s.position } AS statements
ORDER BY a.id"""
SPEAKERS_OF = """
UNWIND $batch.ids AS id MATCH (:Article {id: id})<-[:REPORTED_IN]-(s:Statement)
RETURN s.id AS id, s.speakerId AS speaker"""
LOCK_WRITING = "MATCH (m:Meta {id: 'onrecordSchema'}) SET m.version = m.version"
LOCK_ACTORS = "UNWIND $batch.ids AS id MERGE (a:Actor {id: id}) SET a.id = id"
_NAME = """
OPTIONAL MATCH (a)-[:JOINED_TO]->(joined:Actor)
RETURN a.id AS id, joined.id AS actor, a.kind AS kind, a.formFields AS fields, a.formValues AS values,
  a.formArticles AS formArticles, a.articles AS articles, a.said AS said, a.about AS about, a.addressed AS addressed,
  a.passedOn AS passedOn"""
NAMES = "UNWIND $batch.ids AS id MATCH (a:Actor {id: id})" + _NAME
NAMES_OF_BLOCKS = "UNWIND $batch.ids AS block MATCH (a:Actor {block: block})" + _NAME
MEMBERS = "UNWIND $batch.ids AS id MATCH (:Actor {id: id})<-[:JOINED_TO]-(a:Actor)" + _NAME
ARTICLES_OF_NAMES = """
UNWIND $batch.ids AS id MATCH (:Actor {id: id})<-[:NAMES]-(a:Article)
RETURN id AS name, a.id AS article ORDER BY name, article"""
ARTICLES_NAMING = "UNWIND $batch.ids AS id MATCH (:Actor {id: id})<-[:NAMES]-(a:Article) RETURN DISTINCT a.id AS id"
DECISIONS = """
MATCH (d:Decision) RETURN d.kind AS kind, d.actor AS actor, d.other AS other, d.articles AS articles ORDER BY d.id"""
LOCK_PUBLISHERS = "UNWIND $batch.ids AS id MERGE (p:Publisher {id: id}) SET p.id = id"
PUBLISHERS_TO_COUNT = """
UNWIND $batch.ids AS id MATCH (p:Publisher {id: id})
RETURN p.id AS id, p.formFields AS fields, p.formValues AS values, p.formArticles AS formArticles,
  p.articles AS articles, p.statements AS statements"""

# Writing: taking away
DELETE_STATEMENTS = """
UNWIND $batch.ids AS id MATCH (:Article {id: id})<-[:REPORTED_IN]-(s:Statement)
OPTIONAL MATCH (s)-[:CLAIMS|MENTIONS]->(t:Triple)
DETACH DELETE t, s"""
DELETE_ARTICLE_EDGES = """
UNWIND $batch.ids AS id MATCH (a:Article {id: id})
MATCH (a)-[r:PUBLISHED_BY|EXTRACTED_BY|WROTE|NAMES]-() DELETE r"""
DELETE_ACTOR_EDGES = (
    "UNWIND $batch.ids AS id MATCH (a:Article {id: id})-[r:WROTE|NAMES]-() DELETE r",
    "UNWIND $batch.ids AS id MATCH (:Article {id: id})<-[:REPORTED_IN]-(:Statement)"
    f"-[r:{SPEAKER_TYPES}|ABOUT|ADDRESSED_TO|VIA|CANDIDATE]-() DELETE r",
    "UNWIND $batch.ids AS id MATCH (:Article {id: id})<-[:REPORTED_IN]-(:Statement)-[:CLAIMS|MENTIONS]->(:Triple)"
    "-[r:SUBJECT|OBJECT]->() DELETE r",
)
"""Of articles that stay, and some of whose names have another actor now."""
UNJOIN = "UNWIND $batch.ids AS id MATCH (:Actor {id: id})-[r:JOINED_TO]->() DELETE r"
DELETE_DECISIONS = "UNWIND $batch.ids AS id MATCH (d:Decision {id: id}) DELETE d"
FORGET_ACTORS = "MATCH (a:Actor) WITH a LIMIT 5000 DETACH DELETE a RETURN count(*) AS actors"
DELETE_ARTICLES = """
UNWIND $batch.ids AS id MATCH (a:Article {id: id})
OPTIONAL MATCH (a)-[:HAS_TEXT]->(t:ArticleText)
DETACH DELETE t, a"""
RUNS_OF = "UNWIND $batch.ids AS id MATCH (:Article {id: id})-[:EXTRACTED_BY]->(r:Run) RETURN DISTINCT r.id AS id"
LOCK_RUNS = "UNWIND $batch.ids AS id MATCH (r:Run {id: id}) SET r.id = id"
DELETE_UNUSED_RUNS = """
UNWIND $batch.ids AS id MATCH (r:Run {id: id}) WHERE NOT EXISTS { (r)<-[:EXTRACTED_BY]-() } DELETE r"""
DELETE_ACTORS = "UNWIND $batch.ids AS id MATCH (a:Actor {id: id}) DELETE a"
DELETE_PUBLISHERS = "UNWIND $batch.ids AS id MATCH (p:Publisher {id: id}) DELETE p"

# Writing: nodes
PUT_ARTICLES = """
UNWIND $batch.rows AS row MATCH (a:Article {id: row.properties.id}) SET a = row.properties
MERGE (t:ArticleText {id: row.text.id}) SET t = row.text
MERGE (a)-[:HAS_TEXT]->(t)"""
PUT_RUNS = "UNWIND $batch.rows AS row MERGE (r:Run {id: row.id}) ON CREATE SET r = row"
ADD_STATEMENTS = """
UNWIND $batch.rows AS row MATCH (a:Article {id: row.articleId})
CREATE (s:Statement) SET s = row
CREATE (s)-[:REPORTED_IN]->(a)"""
ADD_TRIPLES = {
    type_: f"UNWIND $batch.rows AS row MATCH (s:Statement {{id: row.statement}}) "
    f"CREATE (t:Triple) SET t = row.properties CREATE (s)-[:{type_}]->(t)"
    for type_ in ("CLAIMS", "MENTIONS")
}
SET_SPEAKERS = "UNWIND $batch.rows AS row MATCH (s:Statement {id: row.id}) SET s.speakerId = row.speakerId"
PUT_DECISIONS = "UNWIND $batch.rows AS row MERGE (d:Decision {id: row.id}) SET d = row"
PUT_ACTORS = "UNWIND $batch.rows AS row MATCH (a:Actor {id: row.id}) SET a = row"
PUT_KINDS = {
    kind: f"UNWIND $batch.ids AS id MATCH (a:Actor {{id: id}}) REMOVE a:{':'.join(KIND_LABELS.values())} SET a:{label}"
    for kind, label in KIND_LABELS.items()
}
PUT_PUBLISHERS = "UNWIND $batch.rows AS row MATCH (p:Publisher {id: row.id}) SET p = row"

# Writing: relationships that are not made with a node
_MADE_WITH_A_NODE = ("HAS_TEXT", "REPORTED_IN", "CLAIMS", "MENTIONS", "VARIANT_OF")
_COUNTED = ("SPEAKS_FOR", "PART_OF")
LINK = {
    one.type: f"UNWIND $batch.rows AS row MATCH (a:{one.start} {{id: row.start}}) MATCH (b:{one.end} {{id: row.end}}) "
    f"CREATE (a)-[r:{one.type}]->(b)" + (" SET r = row.properties" if one.properties else "")
    for one in RELATIONSHIPS
    if one.type not in (*_MADE_WITH_A_NODE, *_COUNTED)
}
TO_ACTORS = (*STANCE_TYPES.values(), "ABOUT", "ADDRESSED_TO", "VIA", "CANDIDATE", "SUBJECT", "OBJECT", "WROTE")
"""Types that are made again where a name has another actor."""
COUNT_ACTOR_PAIRS = {
    type_: "UNWIND $batch.rows AS row MATCH (a:Actor {id: row.start}) MATCH (b:Actor {id: row.end}) "
    f"MERGE (a)-[r:{type_}]->(b) SET r.statements = coalesce(r.statements, 0) + row.statements "
    "WITH r WHERE r.statements = 0 DELETE r"
    for type_ in _COUNTED
}

# Reading: one
COVERAGE = """
RETURN COUNT { (:Article) } AS articles, COUNT { (:Statement) } AS statements,
  COUNT { (:Actor) } - COUNT { ()-[:JOINED_TO]->() } AS actors, COUNT { (:Publisher) } AS publishers,
  COLLECT { MATCH (a:Article) WHERE a.publishedKey < $undated
    RETURN a.published ORDER BY a.publishedKey LIMIT 1 } AS latest,
  COLLECT { MATCH (a:Article) WHERE a.publishedKey < $undated
    RETURN a.published ORDER BY a.publishedKey DESC LIMIT 1 } AS earliest"""
ARTICLE_IDS = "MATCH (a:Article) WHERE a.id > $after RETURN a.id AS id ORDER BY a.id LIMIT 100"
_FOUND = """MATCH (s)-[:REPORTED_IN]->(article:Article)
RETURN key, s.record AS record, s.sentenceStart AS start, s.sentence AS sentence, article.id AS article,
  article.title AS title, article.publisher AS publisher, article.published AS published, article.url AS url
ORDER BY key"""
STATEMENT = "MATCH (s:Statement {id: $id}) WITH s, s.publishedKey AS key\n" + _FOUND
_ACTOR = """a.rankKey AS key, a.id AS id, a.name AS name, a.kind AS kind, a.aliases AS aliases, a.wikidata AS wikidata,
  a.articleId AS articleId, a.said AS said, a.about AS about"""
_BY_ID = """MATCH (name:Actor {id: $id}) OPTIONAL MATCH (name)-[:JOINED_TO]->(joined:Actor)
WITH coalesce(joined, name) AS a """
ACTOR = _BY_ID + "RETURN " + _ACTOR
_SHOWN = "a.id AS id, a.name AS name, a.kind AS kind, a.wikidata AS wikidata"
JOINED = f"""
UNWIND $ids AS id MATCH (name:Actor {{id: id}})-[:JOINED_TO]->(a:Actor) RETURN name.id AS called, {_SHOWN}"""
PARTS = f"""
UNWIND $ids AS id MATCH (article:Article {{id: id}})-[names:NAMES]->(part:Actor) WHERE names.partOf IS NOT NULL
OPTIONAL MATCH (part)-[:JOINED_TO]->(joined:Actor) WITH article, names, coalesce(joined, part) AS a
RETURN article.id AS article, names.partOf AS called, {_SHOWN}"""

# Reading: articles and actors
_SUMMARY = """
RETURN a.publishedKey AS key, a.record AS record, a.revision AS revision, a.statements AS statements
ORDER BY {}a.publishedKey LIMIT $rows"""
ARTICLES = (
    "MATCH (a:Article) USING INDEX a:Article(publishedKey) WHERE a.publishedKey > $after AND a.publishedKey < $until"
    + _SUMMARY.format("")
)
ARTICLES_OF_PUBLISHER = (
    "MATCH (a:Article) USING INDEX a:Article(publisherId, publishedKey) WHERE a.publisherId = $publisher "
    "AND a.publishedKey > $after AND a.publishedKey < $until" + _SUMMARY.format("a.publisherId, ")
)
ACTORS = f"MATCH (a:Actor) WHERE a.rankKey > $after RETURN {_ACTOR} ORDER BY a.rankKey LIMIT $rows"
ACTORS_NAMED = f"""
CALL db.index.fulltext.queryNodes('actorNames', $lucene) YIELD node AS a
WITH a WHERE a.rankKey > $after
  AND any(name IN a.foldedNames WHERE all(needle IN $needles WHERE name CONTAINS needle))
RETURN {_ACTOR} ORDER BY a.rankKey LIMIT $rows"""
COUNTERPARTS = f"""
MATCH (actor:Actor {{id: $id}})
CALL (actor) {{
  MATCH (actor)<-[r:ABOUT]-() WHERE r.speakerId <> actor.id
  RETURN r.speakerId AS other, count(*) AS byIt, 0 AS onIt
  UNION ALL
  MATCH (actor)-[:{SPEAKER_TYPES}]->()-[r:ABOUT]->() WHERE r.actorId <> actor.id
  RETURN r.actorId AS other, 0 AS byIt, count(*) AS onIt
}}
WITH other, sum(byIt) AS byIt, sum(onIt) AS onIt ORDER BY byIt + onIt DESC, other LIMIT $rows
MATCH (a:Actor {{id: other}})
RETURN a.id AS id, a.name AS name, a.kind AS kind, byIt, onIt ORDER BY byIt + onIt DESC, id"""

# Reading: how many statements lead where, to choose the way of a list
_SIZES = """
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.said AS speaker, a.about AS about, a.addressed AS addressee,
  a.passedOn AS via"""
NAMED_ACTORS = (
    "CALL db.index.fulltext.queryNodes('actorNames', $lucene) YIELD node AS a WITH a WHERE $name IN a.foldedNames"
    + _SIZES
)
ACTOR_BY_ID = _BY_ID + _SIZES
PUBLISHER_SIZE = "MATCH (p:Publisher {id: $id}) RETURN p.statements AS statements"
ARTICLE_SIZE = "MATCH (a:Article {id: $id}) RETURN a.statements AS statements"
PAIR_SIZE = """
MATCH ()-[r:ABOUT]->() USING INDEX r:ABOUT(actorId, speakerId, publishedKey)
WHERE r.actorId = $about AND r.speakerId = $speaker AND r.publishedKey > '' RETURN count(r) AS statements"""
COUNT_HITS = """
CALL db.index.fulltext.queryNodes('statementWords', $lucene, {limit: $most}) YIELD node RETURN count(node) AS hits"""

# Reading: lists of statements. A filter that is not asked for, or that the source already is, is null in `$ask`: each
# way to a list is one text and one plan, whatever is asked.
FILTERS = {
    "article_id": "s.articleId = $ask.article_id",
    "publisher": "s.publisherId = $ask.publisher",
    "speaker": "s.speakerId IN $ask.speaker",
    "about": "EXISTS { (s)-[about:ABOUT]->() WHERE about.actorId IN $ask.about }",
    "addressee": "EXISTS { (s)-[:ADDRESSED_TO]->(addressee:Actor) WHERE addressee.id IN $ask.addressee }",
    "via": "EXISTS { (s)-[:VIA]->(via:Actor) WHERE via.id IN $ask.via }",
    "needles": "all(needle IN $ask.needles WHERE s.words CONTAINS needle)",
    "kind": "s.kind = $ask.kind",
    "verbatim": "s.verbatim = $ask.verbatim",
    "act": "s.act = $ask.act",
    "stance": "s.stance = $ask.stance",
    "channel": "s.channel = $ask.channel",
    "polarity": "s.polarity = $ask.polarity",
    "speaker_known": "(s.speakerId IS NOT NULL) = $ask.speaker_known",
    "min_attribution": "s.attribution >= $ask.min_attribution",
    "min_speaker": "s.speakerConfidence >= $ask.min_speaker",
    "published_from": "s.published >= $ask.published_from",
    "published_to": "s.published <= $ask.published_to",
    "said_from": "(s.saidEnd > $ask.said_from OR $ask.or_undated AND s.saidBegin IS NULL)",
    "said_to": "(s.saidBegin <= $ask.said_to OR $ask.or_undated AND s.saidBegin IS NULL)",
    "undated": "(s.saidBegin IS NULL) = $ask.undated",
}
_MATCHING = "\n  AND ".join(f"($ask.{name} IS NULL OR {condition})" for name, condition in FILTERS.items())

_BY_END = "UNWIND $ask.first.{} AS id MATCH (:Actor {{id: id}})<-[:{}]-(s:Statement) WITH DISTINCT s"

# where statements come from, gathered in any order; `first` are the values of what the source is
GATHER = {
    "all": "MATCH (s:Statement)",
    "article_id": "MATCH (:Article {id: $ask.first.article_id})<-[:REPORTED_IN]-(s:Statement)",
    "publisher": "MATCH (s:Statement) WHERE s.publisherId = $ask.first.publisher AND s.publishedKey > '' WITH s",
    "words": "CALL db.index.fulltext.queryNodes('statementWords', $ask.first.lucene) YIELD node AS s WITH s",
    "speaker": f"UNWIND $ask.first.speaker AS id MATCH (:Actor {{id: id}})-[:{SPEAKER_TYPES}]->(s:Statement) WITH s",
    "about": _BY_END.format("about", "ABOUT"),
    "addressee": _BY_END.format("addressee", "ADDRESSED_TO"),
    "via": _BY_END.format("via", "VIA"),
    "candidate": _BY_END.format("candidate", "CANDIDATE"),
    "pair": "MATCH (s:Statement)-[r:ABOUT]->() USING INDEX r:ABOUT(actorId, speakerId, publishedKey) WHERE "
    "r.actorId = $ask.first.about[0] AND r.speakerId = $ask.first.speaker[0] AND r.publishedKey > '' WITH s",
}

# walked in the order of an index: its properties, and what the one before the order must be
_WALKS = {
    "all": ("s", "{}", ""),
    "speaker": ("s", "speakerId, {}", "s.speakerId = $ask.first.speaker[0] AND "),
    "publisher": ("s", "publisherId, {}", "s.publisherId = $ask.first.publisher AND "),
    "about": ("r", "actorId, {}", "r.actorId = $ask.first.about[0] AND "),
    "pair": (
        "r",
        "actorId, speakerId, {}",
        "r.actorId = $ask.first.about[0] AND r.speakerId = $ask.first.speaker[0] AND ",
    ),
}
_WALKED = {
    "s": "MATCH (s:Statement) USING INDEX s:Statement",
    "r": "MATCH (s:Statement)-[r:ABOUT]->() USING INDEX r:ABOUT",
}


def gather_page(source: str) -> str:
    """Takes all statements of the source, then sorts those that match by the property `$ask.key`."""
    return (
        f"{GATHER[source]}\nWITH s, s[$ask.key] AS key WHERE key > $ask.after AND key < $ask.until\n  AND {_MATCHING}\n"
        f"WITH s, key ORDER BY key LIMIT $ask.rows\n{_FOUND}"
    )


def walk_page(source: str, key: str) -> str:
    """Reads an index in order until the page is full."""
    of, properties, first = _WALKS[source]
    index = properties.format(key)
    order = ", ".join(f"{of}.{name}" for name in index.split(", "))
    return (
        f"{_WALKED[of]}({index})\nWHERE {first}{of}.{key} > $ask.after AND {of}.{key} < $ask.until\n  AND {_MATCHING}\n"
        f"WITH s, {of}.{key} AS key ORDER BY {order} LIMIT $ask.rows\n{_FOUND}"
    )


def count_of(source: str) -> str:
    return f"{GATHER[source]}\nWITH s WHERE {_MATCHING}\nRETURN count(s) AS statements"


_BY_ROLE = {
    "speaker": "WITH s.speakerId AS id WHERE id IN $ask.ids RETURN id, count(*) AS statements",
    "about": "MATCH (s)-[r:ABOUT]->() WHERE r.actorId IN $ask.ids RETURN r.actorId AS id, count(*) AS statements",
    "addressee": "MATCH (s)-[:ADDRESSED_TO]->(a) WHERE a.id IN $ask.ids RETURN a.id AS id, count(*) AS statements",
    "via": "MATCH (s)-[:VIA]->(a) WHERE a.id IN $ask.ids RETURN a.id AS id, count(*) AS statements",
}


def actors_of_list(role: str, source: str) -> str:
    """How many statements of the list each of `$ask.ids` has in that role."""
    return f"{GATHER[source]}\nWITH s WHERE {_MATCHING}\nWITH s {_BY_ROLE[role]}"


# Quotes: runs of quoted words
HOLDERS = """
UNWIND $batch.keys AS key CALL db.index.fulltext.queryRelationships('variantKeys', key, {limit: $batch.limit})
YIELD relationship AS r RETURN key, r.id AS id, r.keyCount AS keys, r.kin AS kin"""
_RUN = """MATCH (s)-[:REPORTED_IN]->(a:Article)
RETURN r.id AS id, s.id AS statement, a.id AS article, r.start AS start, r.stop AS stop, r.text AS text,
  r.published AS published, r.saidBegin AS saidBegin, r.saidEnd AS saidEnd, r.around AS around,
  r.speakerName AS speakerName, r.speakerKind AS speakerKind, s.speakerId AS speaker, r.kin AS kin, q.id AS quote,
  a.publisher AS publisher"""
_BY_RELATIONSHIP = "UNWIND $batch.ids AS id MATCH (s:Statement)-[r:VARIANT_OF]->(q:Quote) WHERE r.{} = id\n" + _RUN
RUNS_BY_ID = _BY_RELATIONSHIP.format("id")
RUNS_OF_KIN = _BY_RELATIONSHIP.format("kin")
RUNS_OF_QUOTES = "UNWIND $batch.ids AS id MATCH (q:Quote {id: id})<-[r:VARIANT_OF]-(s:Statement)\n" + _RUN
RUNS_OF_ARTICLES = (
    "UNWIND $batch.ids AS id MATCH (:Article {id: id})<-[:REPORTED_IN]-(s:Statement)-[r:VARIANT_OF]->(q:Quote)\n" + _RUN
)
RUNS_OF_STATEMENTS = "UNWIND $batch.ids AS id MATCH (s:Statement {id: id})-[r:VARIANT_OF]->(q:Quote)\n" + _RUN
COUNT_KIN = "UNWIND $batch.ids AS id MATCH ()-[r:VARIANT_OF]->() WHERE r.kin = id RETURN id, count(r) AS runs"
MAKE_QUOTES = "UNWIND $batch.ids AS id MERGE (q:Quote {id: id})"
ADD_VARIANTS = """
UNWIND $batch.rows AS row MATCH (s:Statement {id: row.statement}) MATCH (q:Quote {id: row.quote})
CREATE (s)-[r:VARIANT_OF]->(q) SET r = row.properties"""
MOVE_VARIANTS = """
UNWIND $batch.rows AS row MATCH (s:Statement)-[old:VARIANT_OF]->() WHERE old.id = row.id
MATCH (q:Quote {id: row.quote})
CREATE (s)-[r:VARIANT_OF]->(q) SET r = properties(old), r.kin = row.kin DELETE old"""
PUT_QUOTES = "UNWIND $batch.rows AS row MATCH (q:Quote {id: row.id}) SET q = row"
DELETE_QUOTES = "UNWIND $batch.ids AS id MATCH (q:Quote {id: id}) WHERE NOT EXISTS { (q)<-[:VARIANT_OF]-() } DELETE q"
QUOTE_OF_RUN = "MATCH ()-[r:VARIANT_OF]->(q:Quote) WHERE r.id = $id RETURN q.id AS quote"
STATEMENTS_BY_ID = "UNWIND $ids AS id MATCH (s:Statement {id: id}) WITH s, s.publishedKey AS key\n" + _FOUND
ACTORS_BY_ID = "UNWIND $ids AS id MATCH (a:Actor {id: id}) RETURN a.id AS id, a.name AS name, a.kind AS kind"

# Quotes: lists. A filter that is not asked for is null in `$ask`.
_QUOTE_FILTERS = {
    "speakers": "q.speakerId IN $ask.speakers",
    "speaker_id": "q.speakerId = $ask.speaker_id",
    "publisher": "EXISTS { (q)<-[:VARIANT_OF]-(s:Statement) WHERE s.publisherId = $ask.publisher }",
    "needles": "EXISTS { (q)<-[:VARIANT_OF]-(s:Statement) WHERE all(needle IN $ask.needles WHERE s.words "
    "CONTAINS needle) }",
    "published_from": "q.lastSeen >= $ask.published_from",
    "published_to": "q.firstSeen <= $ask.published_to",
    "min_publishers": "q.publishers >= $ask.min_publishers",
    "min_reports": "q.independentReports >= $ask.min_reports",
    "meaning_may_differ": "q.meaningMayDiffer = $ask.meaning_may_differ",
}
QUOTES = (
    "MATCH (q:Quote) USING INDEX q:Quote(rankKey) WHERE q.rankKey > $ask.after\n  AND "
    + "\n  AND ".join(f"($ask.{name} IS NULL OR {condition})" for name, condition in _QUOTE_FILTERS.items())
    + "\nWITH q ORDER BY q.rankKey LIMIT $ask.rows\nOPTIONAL MATCH (a:Actor {id: q.speakerId})\n"
    "RETURN q.rankKey AS key, q.id AS id, q.text AS text, q.occurrences AS occurrences, q.articles AS articles, "
    "q.publishers AS publishers, q.independentReports AS reports, q.wordings AS wordings, q.firstSeen AS first, "
    "q.lastSeen AS last, q.meaningMayDiffer AS meaning, a.id AS speaker, a.name AS name, a.kind AS kind ORDER BY key"
)
