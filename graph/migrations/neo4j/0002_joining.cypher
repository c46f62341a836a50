// Names that are one actor, and what people decided of them. Every command may run again.

CREATE CONSTRAINT decisionId IF NOT EXISTS FOR (d:Decision) REQUIRE d.id IS UNIQUE;
CREATE INDEX actorBlock IF NOT EXISTS FOR (a:Actor) ON (a.block);
