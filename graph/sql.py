# ruff: noqa: S608 - lists are put together from the constants of this file, never from values
"""All SQL of the embedded store but its tables, which stand in migrations/sqlite. Values are parameters only.

A list is put together from constant parts: where its statements come from (a SOURCE), what they must be (FILTERS) and
how they are sorted (one of `graph.keys.SORTED_BY`). A `+` before a column keeps SQLite from choosing its index: which
index leads is our choice (`graph.sqlite_finder`), because only we know how many statements each actor has.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.keys import LAST, SORTED_BY

# Writing: what is there
COUNT_UP = (
    "UPDATE state SET articles = articles + ?, statements = statements + ?, actors = actors + ?, "
    "publishers = publishers + ?, changes = changes + 1"
)
KNOWN_ARTICLES = (
    "SELECT id, pk, revision, sha256, earlier_sha256, fingerprint, statements FROM article "
    "WHERE id IN (SELECT value FROM json_each(?))"
)
NEXT_ARTICLE = "SELECT coalesce(max(pk), 0) + 1 FROM article"
NEXT_STATEMENT = "SELECT coalesce(max(pk), 0) + 1 FROM statement"
NEXT_FORM = "SELECT coalesce(max(pk), 0) + 1 FROM form"
NEXT_ACTOR = "SELECT coalesce(max(pk), 0) + 1 FROM actor"
NAMES = (
    "SELECT a.id, a.pk, (SELECT id FROM actor j WHERE j.pk = a.joined) FROM actor a "
    "WHERE a.id IN (SELECT value FROM json_each(?))"
)
NAMES_OF_BLOCKS = "SELECT id FROM actor WHERE block IN (SELECT value FROM json_each(?))"
MEMBERS = "SELECT id FROM actor WHERE joined IN (SELECT value FROM json_each(?))"
ARTICLES_NAMING = (
    "SELECT id, pk FROM article WHERE pk IN (SELECT article FROM naming WHERE actor IN "
    "(SELECT value FROM json_each(:names))) OR id IN (SELECT value FROM form WHERE field = 'article' AND actor IN "
    "(SELECT value FROM json_each(:names))) ORDER BY id"
)
ARTICLES_OF_NAMES = (
    "SELECT n.id, a.id FROM actor n JOIN naming u ON u.actor = n.pk JOIN article a ON a.pk = u.article "
    "WHERE n.id IN (SELECT value FROM json_each(:names)) UNION "
    "SELECT n.id, f.value FROM actor n JOIN form f ON f.actor = n.pk AND f.field = 'article' "
    "WHERE n.id IN (SELECT value FROM json_each(:names)) ORDER BY 1, 2"
)
ALL_ARTICLES = "SELECT id, pk FROM article ORDER BY pk"
DECISIONS = "SELECT kind, actor, other, articles FROM decision ORDER BY id"
NEXT_PUBLISHER = "SELECT coalesce(max(pk), 0) + 1 FROM publisher"
PUBLISHER_PKS = "SELECT id, pk FROM publisher WHERE id IN (SELECT value FROM json_each(?))"

# Writing: articles and statements
PUT_ARTICLE = (
    "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
    "publisher = excluded.publisher, newest = excluded.newest, title = excluded.title, "
    "publisher_name = excluded.publisher_name, published = excluded.published, url = excluded.url, "
    "statements = excluded.statements, revision = excluded.revision, sha256 = excluded.sha256, "
    "earlier_sha256 = excluded.earlier_sha256, fingerprint = excluded.fingerprint, body = excluded.body"
)
PUT_TEXT = "INSERT INTO article_text VALUES (?, ?) ON CONFLICT (article) DO UPDATE SET text = excluded.text"
ADD_STATEMENT = "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ADD_BODY = "INSERT INTO statement_body VALUES (?, ?, ?, ?)"
ADD_WORDS = "INSERT INTO statement_words (rowid, words) VALUES (?, ?)"
ADD_EDGE = "INSERT INTO edge VALUES (?, ?, ?, ?, ?)"
PKS_OF = "SELECT pk FROM statement WHERE article = ?"
DELETE_WORDS = "DELETE FROM statement_words WHERE rowid = ?"
DELETE_STATEMENTS = (
    "DELETE FROM edge WHERE statement IN (SELECT pk FROM statement WHERE article = ?)",
    "DELETE FROM statement_body WHERE statement IN (SELECT pk FROM statement WHERE article = ?)",
    "DELETE FROM statement WHERE article = ?",
)
DELETE_ARTICLE = ("DELETE FROM article_text WHERE article = ?", "DELETE FROM article WHERE pk = ?")

# Writing: statements whose actors changed
PLACES_OF = "SELECT pk, newest, speaker FROM statement WHERE article = ? ORDER BY position"
SPEAKERS_OF = (
    "SELECT s.pk, a.id FROM statement s LEFT JOIN actor a ON a.pk = s.speaker WHERE s.article = ? ORDER BY s.position"
)
DELETE_EDGES = "DELETE FROM edge WHERE statement IN (SELECT pk FROM statement WHERE article = ?)"
SET_SPEAKER = "UPDATE statement SET speaker = ? WHERE pk = ?"
ADD_NAMING = "INSERT INTO naming VALUES (?, ?, ?)"
DELETE_NAMING = "DELETE FROM naming WHERE actor = ? AND article = ?"
ADD_DECISION = "INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?)"
DELETE_DECISION = "DELETE FROM decision WHERE id = ?"
FORGET_LINKS = (
    "DELETE FROM edge",
    "DELETE FROM pair",
    "DELETE FROM naming",
    "DELETE FROM form_words",
    "DELETE FROM form",
    "UPDATE statement SET speaker = NULL",
    "DELETE FROM actor",
    "UPDATE state SET actors = 0",
)

# Writing: what follows from all articles
ADD_PUBLISHER = "INSERT INTO publisher VALUES (?, ?, 0, 0)"
ADD_ACTOR = "INSERT INTO actor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)"
SET_BLOCK = "UPDATE actor SET block = ? WHERE pk = ?"
JOIN_ACTOR = "UPDATE actor SET joined = ? WHERE pk = ?"
FORMS_OF = "SELECT actor, pk, field, value, articles FROM form WHERE actor IN (SELECT value FROM json_each(?))"
ADD_FORM = "INSERT INTO form VALUES (?, ?, ?, ?, ?, ?)"
COUNT_FORM = "UPDATE form SET articles = ? WHERE pk = ?"
DELETE_FORM = "DELETE FROM form WHERE pk = ?"
ADD_FORM_WORDS = "INSERT INTO form_words (rowid, words) VALUES (?, ?)"
DELETE_FORM_WORDS = "DELETE FROM form_words WHERE rowid = ?"
NAME_ACTOR = "UPDATE actor SET name = ?, kind = ?, aliases = ?, wikidata = ?, article_id = ? WHERE pk = ?"
COUNT_ACTOR = (
    "UPDATE actor SET articles = articles + ?, said = said + ?, about = about + ?, addressed = addressed + ?, "
    "passed_on = passed_on + ?, rank = rank + ? WHERE pk = ?"
)
DELETE_ACTOR = "DELETE FROM actor WHERE pk = ?"
COUNT_PAIR = (
    "INSERT INTO pair VALUES (?, ?, ?) ON CONFLICT (speaker, about) DO UPDATE SET "
    "statements = statements + excluded.statements"
)
DELETE_EMPTY_PAIR = "DELETE FROM pair WHERE speaker = ? AND about = ? AND statements = 0"
COUNT_PUBLISHER = "UPDATE publisher SET articles = articles + ?, statements = statements + ? WHERE pk = ?"
DELETE_EMPTY_PUBLISHER = "DELETE FROM publisher WHERE pk = ? AND articles = 0"

# Reading: one
STATE = "SELECT articles, statements, actors, publishers, changes FROM state"
EARLIEST_LATEST = "SELECT min(published), max(published) FROM article"
ARTICLE = (
    "SELECT a.pk, a.body, t.text, a.revision, a.earlier_sha256 FROM article a "
    "JOIN article_text t ON t.article = a.pk WHERE a.id = ?"
)
ARTICLE_IDS = "SELECT id FROM article WHERE id > ? ORDER BY id LIMIT 500"
STATEMENTS_OF = (
    "SELECT b.body FROM statement s JOIN statement_body b ON b.statement = s.pk WHERE s.article = ? ORDER BY s.position"
)
_FOUND = (
    "b.body, b.sentence_start, b.sentence, a.id, a.title, a.publisher_name, a.published, a.url FROM {} p "
    "JOIN statement s ON s.pk = p.pk JOIN statement_body b ON b.statement = s.pk JOIN article a ON a.pk = s.article"
)
STATEMENT = "SELECT " + _FOUND.format("statement") + " WHERE p.id = ?"
_BY_ID = "(SELECT coalesce(joined, pk) FROM actor WHERE id = {})"
ACTOR = (
    "SELECT pk, id, name, kind, aliases, wikidata, article_id, said, about, rank FROM actor WHERE pk = "
    + _BY_ID.format("?")
)
JOINED = (
    "SELECT n.id, a.id, a.name, a.kind, a.wikidata FROM actor n JOIN actor a ON a.pk = n.joined "
    "WHERE n.id IN (SELECT value FROM json_each(?))"
)
PARTS = (
    "SELECT r.id, n.part_of, a.id, a.name, a.kind, a.wikidata FROM naming n INDEXED BY naming_part "
    "JOIN article r ON r.pk = n.article JOIN actor p ON p.pk = n.actor JOIN actor a ON a.pk = coalesce(p.joined, p.pk) "
    "WHERE n.part_of IS NOT NULL AND n.article IN "
    "(SELECT pk FROM article WHERE id IN (SELECT value FROM json_each(?)))"
)

# Reading: articles and actors
ARTICLES = (
    "SELECT newest, id, body, revision, statements FROM article WHERE newest BETWEEN :from AND :to "
    "AND (newest, id) > (:after_key, :after_id) ORDER BY newest, id LIMIT :rows"
)
ARTICLES_OF_PUBLISHER = (
    "SELECT newest, id, body, revision, statements FROM article WHERE publisher = "
    "(SELECT pk FROM publisher WHERE id = :publisher) AND newest BETWEEN :from AND :to "
    "AND (newest, id) > (:after_key, :after_id) ORDER BY newest, id LIMIT :rows"
)
_ACTOR_ROW = "SELECT pk, id, name, kind, aliases, wikidata, article_id, said, about, rank FROM actor "
ACTORS = _ACTOR_ROW + "WHERE joined IS NULL AND (rank, id) > (:after_key, :after_id) ORDER BY rank, id LIMIT :rows"
ACTORS_NAMED = (
    _ACTOR_ROW + "WHERE pk IN (SELECT coalesce(a.joined, a.pk) FROM form_words w JOIN form f ON f.pk = w.rowid "
    "JOIN actor a ON a.pk = f.actor WHERE form_words MATCH :words) "
    "AND (rank, id) > (:after_key, :after_id) ORDER BY rank, id LIMIT :rows"
)
COUNTERPARTS = """
SELECT a.id, a.name, a.kind, sum(by_it) AS says_about, sum(on_it) AS is_spoken_of FROM (
    SELECT speaker AS other, statements AS by_it, 0 AS on_it FROM pair WHERE about = :actor AND speaker <> :actor
    UNION ALL
    SELECT about, 0, statements FROM pair WHERE speaker = :actor AND about <> :actor
) JOIN actor a ON a.pk = other
GROUP BY a.pk ORDER BY says_about + is_spoken_of DESC, a.id LIMIT :rows"""

# Reading: how many statements lead where, to choose the way of a list
COUNTERS = {"speaker": "said", "about": "about", "addressee": "addressed", "via": "passed_on"}
"""Where an actor's number of statements in a role is kept."""
_CALLED = "(SELECT coalesce(a.joined, a.pk) FROM form f JOIN actor a ON a.pk = f.actor WHERE f.folded = {})"
NAMED_ACTORS = {
    role: f"SELECT count(*), coalesce(sum({counter}), 0), min(pk) FROM actor "
    f"WHERE {counter} > 0 AND pk IN {_CALLED.format('?')}"
    for role, counter in COUNTERS.items()
}
ACTOR_BY_ID = {
    role: f"SELECT count(*), coalesce(sum({counter}), 0), min(pk) FROM actor WHERE pk = {_BY_ID.format('?')}"
    for role, counter in COUNTERS.items()
}
PUBLISHER = "SELECT pk, statements FROM publisher WHERE id = ?"
ARTICLE_SIZE = "SELECT pk, statements FROM article WHERE id = ?"
IS_NAMED = f"SELECT 1 WHERE ?2 IN {_CALLED.format('?1')}"
PAIR = "SELECT statements FROM pair WHERE speaker = ? AND about = ?"
COUNT_HITS = "SELECT count(*) FROM (SELECT 1 FROM statement_words WHERE statement_words MATCH ? LIMIT ?)"

# Reading: where the statements of a list come from; each SOURCE ends in a condition
_NAMED = _CALLED.format(":{}_name")
_ENDS = ("about", "addressee", "via")
_EDGES = "FROM edge e {} CROSS JOIN statement s ON s.pk = e.statement WHERE e.role = '{}' AND e.actor = :{}"
_ANY_EDGES = "FROM statement s WHERE s.pk IN (SELECT statement FROM edge WHERE role = '{}' AND actor IN {})"
ALL = "FROM statement s WHERE 1"
NONE = "FROM statement s WHERE 0"
OF_ARTICLE = "FROM statement s INDEXED BY statement_article WHERE s.article = :article_id"
OF_PUBLISHER = "FROM statement s WHERE s.publisher = :publisher"
WITH_WORDS = "FROM statement_words w CROSS JOIN statement s ON s.pk = w.rowid WHERE statement_words MATCH :words"
BY_ONE = {end: _EDGES.format("", end, end) for end in _ENDS} | {
    "speaker": "FROM statement s WHERE s.speaker = :speaker"
}
BY_ANY = {end: _ANY_EDGES.format(end, _NAMED.format(end)) for end in _ENDS} | {
    "speaker": "FROM statement s WHERE s.speaker IN " + _NAMED.format("speaker")
}
BY_CANDIDATE = {
    "candidate": _EDGES.format("", "candidate", "speaker"),
    "candidate_any": _ANY_EDGES.format("candidate", _NAMED.format("speaker")),
}
BY_PAIR = BY_ONE["about"] + " AND e.speaker = :speaker"
SORTED_ALL = {key: f"FROM statement s INDEXED BY statement_{key} WHERE 1" for key in SORTED_BY.values()}
SORTED_BY_SPEAKER = {
    key: f"FROM statement s INDEXED BY statement_speaker_{key} WHERE s.speaker = :speaker" for key in SORTED_BY.values()
}
SORTED_OF_PUBLISHER = "FROM statement s INDEXED BY statement_publisher_newest WHERE s.publisher = :publisher"
SORTED_BY_EDGE = {end: _EDGES.format("INDEXED BY edge_newest", end, end) for end in _ENDS}

# Reading: what the statements of a list must be
_HAS_EDGE = "EXISTS (SELECT 1 FROM edge x WHERE x.statement = s.pk AND x.role = '{}' AND +x.actor {})"
FILTERS = {
    "nothing": "0",
    "article_id": "+s.article = :article_id",
    "publisher": "+s.publisher = :publisher",
    "speaker": "+s.speaker = :speaker",
    "speaker_any": "+s.speaker IN " + _NAMED.format("speaker"),
    "speaker_unknown": "+s.speaker IS NULL",
    "speaker_known": "(s.speaker IS NOT NULL) = :speaker_known",
    "kind": "+s.kind = :kind",
    "verbatim": "+s.verbatim = :verbatim",
    "act": "+s.act = :act",
    "stance": "+s.stance = :stance",
    "channel": "+s.channel = :channel",
    "polarity": "+s.polarity = :polarity",
    "min_attribution": "+s.attribution >= :min_attribution",
    "min_speaker": "+s.speaker_confidence >= :min_speaker",
    "published": "s.newest BETWEEN -:published_to AND -:published_from",
    "said": "+s.said_begin <= :said_to AND +s.said_end > :said_from",
    "said_or_undated": "(+s.said_begin <= :said_to AND +s.said_end > :said_from OR +s.said_begin IS NULL)",
    "undated": f"s.said_latest = {LAST}",
    "words": "EXISTS (SELECT 1 FROM statement_words WHERE statement_words MATCH :words AND rowid = s.pk)",
    "words_in_all": "s.pk IN (SELECT rowid FROM statement_words WHERE statement_words MATCH :words)",
}
FILTERS |= {end: _HAS_EDGE.format(end, f"= :{end}") for end in _ENDS}
FILTERS |= {f"{end}_any": _HAS_EDGE.format(end, "IN " + _NAMED.format(end)) for end in _ENDS}


def _conditions(filters: Iterable[str]) -> str:
    return "".join(f" AND {FILTERS[name]}" for name in filters)


def page_of(source: str, filters: Iterable[str], key: str) -> str:
    """A page of statements with all that lists show, sorted by the column `key` and id."""
    rows = (
        f"(SELECT s.pk, {key} AS key, s.id {source}{_conditions(filters)} AND {key} BETWEEN :after_key AND :until "
        f"AND ({key}, s.id) > (:after_key, :after_id) ORDER BY {key}, s.id LIMIT :rows)"
    )
    return f"SELECT p.key, p.id, {_FOUND.format(rows)} ORDER BY p.key, p.id"


def count_of(source: str, filters: Iterable[str]) -> str:
    return f"SELECT count(*) {source}{_conditions(filters)}"


# Reading: the actors of an asked name, with the number of statements of a list in that role
ACTORS_OF_NAME = {
    role: f"SELECT id, name, kind, {counter} FROM actor WHERE pk IN {_NAMED.format(role)} "
    f"ORDER BY {counter} DESC, id LIMIT :most"
    for role, counter in COUNTERS.items()
}
_PAIRS = (
    "SELECT id, name, kind, coalesce((SELECT statements FROM pair WHERE {} = actor.pk AND {} = :{}), 0) FROM actor "
    "WHERE pk IN {} ORDER BY 4 DESC, id LIMIT :most"
)
ACTORS_OF_PAIR = {
    "speaker": _PAIRS.format("speaker", "about", "about", _NAMED.format("speaker")),
    "about": _PAIRS.format("about", "speaker", "speaker", _NAMED.format("about")),
}
"""Where the other end is one actor."""


def actors_of_list(role: str, source: str, filters: Iterable[str]) -> str:
    """Every actor that the name matches, those without a statement in the list too."""
    if role == "speaker":
        counts = f"SELECT s.speaker AS actor, count(*) AS n {source}{_conditions(filters)} GROUP BY s.speaker"
    else:
        counts = (
            f"SELECT c.actor, count(*) AS n FROM (SELECT s.pk {source}{_conditions(filters)}) m CROSS JOIN edge c "
            f"ON c.statement = m.pk AND c.role = '{role}' GROUP BY c.actor"
        )
    return (
        f"WITH counts AS MATERIALIZED ({counts}) SELECT a.id, a.name, a.kind, coalesce(n, 0) FROM actor a "
        f"LEFT JOIN counts ON counts.actor = a.pk WHERE a.pk IN {_NAMED.format(role)} "
        "ORDER BY 4 DESC, a.id LIMIT :most"
    )


# Quotes: runs of quoted words
NEXT_RUN = "SELECT coalesce(max(pk), 0) + 1 FROM run"
ADD_RUN = "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ADD_RUN_KEY = "INSERT INTO run_key VALUES (?, ?)"
DELETE_RUN_KEY = "DELETE FROM run_key WHERE key = ? AND run = ?"
DELETE_RUN = "DELETE FROM run WHERE pk = ?"
PLACE_RUN = "UPDATE run SET kin = ?, quote = ? WHERE id = ?"
PUT_QUOTE = "INSERT OR REPLACE INTO quote VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
DELETE_QUOTE = "DELETE FROM quote WHERE id = ?"
HOLDERS = (
    "SELECT h.key, r.id, r.keys, r.kin FROM (SELECT key, run FROM run_key WHERE key = ? LIMIT ?) h "
    "JOIN run r ON r.pk = h.run"
)
_RUN = (
    "SELECT r.pk, r.kin, r.quote, p.id, r.id, s.id, a.id, r.start, r.stop, r.text, r.published, r.said_begin, "
    "r.said_end, r.around, r.speaker_name, r.speaker_kind, a.publisher_name, a.id FROM run r "
    "JOIN statement s ON s.pk = r.statement JOIN article a ON a.pk = s.article LEFT JOIN actor p ON p.pk = s.speaker "
)
RUNS_BY_ID = _RUN + "WHERE r.id IN (SELECT value FROM json_each(?))"
RUNS_OF_KIN = _RUN + "WHERE r.kin IN (SELECT value FROM json_each(?))"
RUNS_OF_QUOTES = _RUN + "WHERE r.quote IN (SELECT value FROM json_each(?))"
RUNS_OF_ARTICLE = _RUN + "WHERE r.statement IN (SELECT pk FROM statement WHERE article = ?)"
RUNS_OF_STATEMENTS = _RUN + "WHERE r.statement IN (SELECT value FROM json_each(?))"
COUNT_KIN = "SELECT kin, count(*) FROM run WHERE kin IN (SELECT value FROM json_each(?)) GROUP BY kin"
QUOTE_OF_RUN = "SELECT quote FROM run WHERE id = ?"
QUOTES_OF_STATEMENT = (
    "SELECT DISTINCT r.quote FROM run r JOIN statement s ON s.pk = r.statement WHERE s.id = ? ORDER BY r.start"
)
ACTORS_BY_ID = "SELECT id, name, kind FROM actor WHERE id IN (SELECT value FROM json_each(?))"
STATEMENTS_BY_ID = "SELECT p.id, " + _FOUND.format(
    "(SELECT pk, id FROM statement WHERE id IN (SELECT value FROM json_each(?)))"
)

# Quotes: lists
QUOTE_FILTERS = {
    "speaker": "q.speaker IN (SELECT id FROM actor WHERE pk IN " + _CALLED.format(":speaker") + ")",
    "speaker_id": "q.speaker = (SELECT id FROM actor WHERE pk = " + _BY_ID.format(":speaker_id") + ")",
    "publisher": "EXISTS (SELECT 1 FROM run r JOIN statement s ON s.pk = r.statement JOIN publisher p "
    "ON p.pk = s.publisher WHERE r.quote = q.id AND p.id = :publisher)",
    "words": "q.id IN (SELECT r.quote FROM run r WHERE r.statement IN "
    "(SELECT rowid FROM statement_words WHERE statement_words MATCH :words))",
    "published_from": "q.last >= :published_from",
    "published_to": "q.first <= :published_to",
    "min_publishers": "q.publishers >= :min_publishers",
    "min_reports": "q.reports >= :min_reports",
    "meaning_may_differ": "q.meaning = :meaning_may_differ",
}


def quotes_of(filters: Iterable[str]) -> str:
    """A page of quotes, each with its speaker as an actor."""
    conditions = "".join(f" AND {QUOTE_FILTERS[name]}" for name in filters)
    return (
        "SELECT q.rank, q.id, q.text, q.speaker, q.occurrences, q.articles, q.publishers, q.reports, q.wordings, "
        "q.first, q.last, q.meaning, a.name, a.kind FROM quote q LEFT JOIN actor a ON a.id = q.speaker "
        f"WHERE (q.rank, q.id) > (:after_key, :after_id){conditions} ORDER BY q.rank, q.id LIMIT :rows"
    )
