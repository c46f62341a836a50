-- Names that are one actor. A row of actor is a name as records give it; joined names point at the row of their actor,
-- and statements, edges and pairs lead to that.

ALTER TABLE actor ADD COLUMN joined INTEGER REFERENCES actor (pk);
ALTER TABLE actor ADD COLUMN block TEXT;  -- names of one block may be joined: the surname, the initials
CREATE INDEX actor_joined ON actor (joined) WHERE joined IS NOT NULL;
CREATE INDEX actor_block ON actor (block) WHERE block IS NOT NULL;

-- Which articles use a name; a name that is local to an article has that in its forms.
CREATE TABLE naming (
    actor INTEGER NOT NULL REFERENCES actor (pk),
    article INTEGER NOT NULL REFERENCES article (pk),
    part_of TEXT,  -- the name that the article uses, where that is somebody else in it
    PRIMARY KEY (actor, article)
) WITHOUT ROWID;
CREATE INDEX naming_part ON naming (article) WHERE part_of IS NOT NULL;

-- What people decided of names.
CREATE TABLE decision (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('merge', 'apart', 'part')),
    actor TEXT NOT NULL,
    other TEXT NOT NULL,
    articles TEXT NOT NULL  -- JSON list
) WITHOUT ROWID;
