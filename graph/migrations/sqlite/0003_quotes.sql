-- Runs of quoted words, and which of them are one utterance.

CREATE TABLE run (
    pk INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    statement INTEGER NOT NULL REFERENCES statement (pk),
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    published INTEGER,  -- day number
    said_begin INTEGER,
    said_end INTEGER,
    around TEXT NOT NULL,
    speaker_name TEXT NOT NULL,
    speaker_kind TEXT NOT NULL,
    keys INTEGER NOT NULL,  -- how many it has
    kin TEXT NOT NULL,  -- the smallest id of all that are linked with it, directly or not
    quote TEXT NOT NULL  -- the smallest id of its quote: of its kin, or of a part of very large ones
);
CREATE INDEX run_statement ON run (statement);
CREATE INDEX run_kin ON run (kin);
CREATE INDEX run_quote ON run (quote);

-- What two runs must have one of to be compared.
CREATE TABLE run_key (
    key INTEGER NOT NULL,
    run INTEGER NOT NULL REFERENCES run (pk),
    PRIMARY KEY (key, run)
) WITHOUT ROWID;

-- Sums over the runs of a quote that has several.
CREATE TABLE quote (
    id TEXT PRIMARY KEY,
    rank INTEGER NOT NULL,
    text TEXT NOT NULL,
    speaker TEXT,
    occurrences INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    publishers INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    wordings INTEGER NOT NULL,
    first INTEGER,
    last INTEGER,
    meaning INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX quote_rank ON quote (rank, id);
CREATE INDEX quote_speaker ON quote (speaker, rank, id);
