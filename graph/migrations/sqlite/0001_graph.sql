-- The graph of docs/graph.md in tables. Whole numbers (pk) join; text ids are what the outside knows.

CREATE TABLE state (
    articles INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    actors INTEGER NOT NULL,
    publishers INTEGER NOT NULL,
    changes INTEGER NOT NULL  -- transactions that wrote: tells whether counts made before still hold
);
INSERT INTO state VALUES (0, 0, 0, 0, 0);

CREATE TABLE publisher (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL,
    statements INTEGER NOT NULL
);

CREATE TABLE article (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    publisher INTEGER REFERENCES publisher (pk),
    newest INTEGER NOT NULL,
    title TEXT,
    publisher_name TEXT,
    published TEXT,
    url TEXT,
    statements INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    earlier_sha256 TEXT NOT NULL,  -- JSON list
    fingerprint TEXT NOT NULL,
    body TEXT NOT NULL  -- the rest of the record's article, as JSON
);
CREATE INDEX article_newest ON article (newest, id);
CREATE INDEX article_publisher ON article (publisher, newest, id);
CREATE INDEX article_published ON article (published);

CREATE TABLE article_text (
    article INTEGER PRIMARY KEY REFERENCES article (pk),
    text TEXT NOT NULL
);

CREATE TABLE actor (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL,  -- JSON list
    wikidata TEXT,
    article_id TEXT,
    articles INTEGER NOT NULL,  -- that name it: an actor of none is deleted
    said INTEGER NOT NULL,
    about INTEGER NOT NULL,
    addressed INTEGER NOT NULL,
    passed_on INTEGER NOT NULL,  -- statements of others that it passed on: role via
    rank INTEGER NOT NULL  -- -(said + about)
);
CREATE INDEX actor_rank ON actor (rank, id);

-- What articles say of an actor, and how many say so; its name, kind and aliases follow from these.
CREATE TABLE form (
    pk INTEGER PRIMARY KEY,
    actor INTEGER NOT NULL REFERENCES actor (pk),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    folded TEXT,  -- of names and aliases
    articles INTEGER NOT NULL,
    UNIQUE (actor, field, value)
);
CREATE INDEX form_folded ON form (folded, actor) WHERE folded IS NOT NULL;
CREATE VIRTUAL TABLE form_words USING fts5 (words, tokenize = 'ascii', columnsize = 0);

-- What filters and sorts read; the whole statement is in statement_body.
CREATE TABLE statement (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES article (pk),
    position INTEGER NOT NULL,
    publisher INTEGER REFERENCES publisher (pk),
    speaker INTEGER REFERENCES actor (pk),
    kind TEXT NOT NULL,
    verbatim INTEGER NOT NULL,
    act TEXT NOT NULL,
    stance TEXT NOT NULL,
    channel TEXT,
    polarity TEXT NOT NULL,
    attribution REAL NOT NULL,
    speaker_confidence REAL,
    said_begin INTEGER,
    said_end INTEGER,
    newest INTEGER NOT NULL,
    oldest INTEGER NOT NULL,
    said_latest INTEGER NOT NULL,
    said_first INTEGER NOT NULL,
    surest INTEGER NOT NULL,
    least_sure INTEGER NOT NULL
);
CREATE INDEX statement_article ON statement (article, position);
CREATE INDEX statement_newest ON statement (newest, id);
CREATE INDEX statement_oldest ON statement (oldest, id);
CREATE INDEX statement_said_latest ON statement (said_latest, id);
CREATE INDEX statement_said_first ON statement (said_first, id);
CREATE INDEX statement_surest ON statement (surest, id);
CREATE INDEX statement_least_sure ON statement (least_sure, id);
CREATE INDEX statement_speaker_newest ON statement (speaker, newest, id);
CREATE INDEX statement_speaker_oldest ON statement (speaker, oldest, id);
CREATE INDEX statement_speaker_said_latest ON statement (speaker, said_latest, id);
CREATE INDEX statement_speaker_said_first ON statement (speaker, said_first, id);
CREATE INDEX statement_speaker_surest ON statement (speaker, surest, id);
CREATE INDEX statement_speaker_least_sure ON statement (speaker, least_sure, id);
CREATE INDEX statement_publisher_newest ON statement (publisher, newest, id);

CREATE TABLE statement_body (
    statement INTEGER PRIMARY KEY REFERENCES statement (pk),
    sentence_start INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    body TEXT NOT NULL  -- JSON
);
CREATE VIRTUAL TABLE statement_words USING fts5 (words, tokenize = 'ascii', columnsize = 0);

-- Actors at the other ends of a statement; its speaker stands in the statement, and here to count pairs by index.
CREATE TABLE edge (
    actor INTEGER NOT NULL REFERENCES actor (pk),
    role TEXT NOT NULL CHECK (role IN ('about', 'addressee', 'via', 'candidate')),
    speaker INTEGER NOT NULL,  -- 0: unknown
    statement INTEGER NOT NULL REFERENCES statement (pk),
    newest INTEGER NOT NULL,
    PRIMARY KEY (actor, role, speaker, statement)
) WITHOUT ROWID;
CREATE INDEX edge_newest ON edge (actor, role, newest);
CREATE INDEX edge_statement ON edge (statement, role, actor);

-- How many statements of one actor are about another.
CREATE TABLE pair (
    speaker INTEGER NOT NULL REFERENCES actor (pk),
    about INTEGER NOT NULL REFERENCES actor (pk),
    statements INTEGER NOT NULL,
    PRIMARY KEY (speaker, about)
) WITHOUT ROWID;
CREATE INDEX pair_about ON pair (about, speaker, statements);
