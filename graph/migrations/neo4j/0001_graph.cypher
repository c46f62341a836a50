// The graph of docs/graph.md. Every command may run again; each ends in a semicolon at the end of its line.

CREATE CONSTRAINT publisherId IF NOT EXISTS FOR (p:Publisher) REQUIRE p.id IS UNIQUE;
CREATE CONSTRAINT articleId IF NOT EXISTS FOR (a:Article) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT articleTextId IF NOT EXISTS FOR (t:ArticleText) REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT statementId IF NOT EXISTS FOR (s:Statement) REQUIRE s.id IS UNIQUE;
CREATE CONSTRAINT actorId IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT tripleId IF NOT EXISTS FOR (t:Triple) REQUIRE t.id IS UNIQUE;
CREATE CONSTRAINT runId IF NOT EXISTS FOR (r:Run) REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT metaId IF NOT EXISTS FOR (m:Meta) REQUIRE m.id IS UNIQUE;

// Lists in order: all statements, those of a speaker, of a publisher, about an actor
CREATE INDEX statementPublished IF NOT EXISTS FOR (s:Statement) ON (s.publishedKey);
CREATE INDEX statementPublishedUp IF NOT EXISTS FOR (s:Statement) ON (s.publishedUpKey);
CREATE INDEX statementSaid IF NOT EXISTS FOR (s:Statement) ON (s.saidKey);
CREATE INDEX statementSaidUp IF NOT EXISTS FOR (s:Statement) ON (s.saidUpKey);
CREATE INDEX statementConfidence IF NOT EXISTS FOR (s:Statement) ON (s.confidenceKey);
CREATE INDEX statementConfidenceUp IF NOT EXISTS FOR (s:Statement) ON (s.confidenceUpKey);
CREATE INDEX speakerPublished IF NOT EXISTS FOR (s:Statement) ON (s.speakerId, s.publishedKey);
CREATE INDEX speakerPublishedUp IF NOT EXISTS FOR (s:Statement) ON (s.speakerId, s.publishedUpKey);
CREATE INDEX speakerSaid IF NOT EXISTS FOR (s:Statement) ON (s.speakerId, s.saidKey);
CREATE INDEX speakerSaidUp IF NOT EXISTS FOR (s:Statement) ON (s.speakerId, s.saidUpKey);
CREATE INDEX speakerConfidence IF NOT EXISTS FOR (s:Statement) ON (s.speakerId, s.confidenceKey);
CREATE INDEX speakerConfidenceUp IF NOT EXISTS FOR (s:Statement) ON (s.speakerId, s.confidenceUpKey);
CREATE INDEX publisherPublished IF NOT EXISTS FOR (s:Statement) ON (s.publisherId, s.publishedKey);
CREATE INDEX aboutPublished IF NOT EXISTS FOR ()-[r:ABOUT]-() ON (r.actorId, r.publishedKey);
CREATE INDEX aboutSpeaker IF NOT EXISTS FOR ()-[r:ABOUT]-() ON (r.actorId, r.speakerId, r.publishedKey);
CREATE INDEX articlePublished IF NOT EXISTS FOR (a:Article) ON (a.publishedKey);
CREATE INDEX articlePublisher IF NOT EXISTS FOR (a:Article) ON (a.publisherId, a.publishedKey);
CREATE INDEX actorRank IF NOT EXISTS FOR (a:Actor) ON (a.rankKey);
CREATE INDEX actorName IF NOT EXISTS FOR (a:Actor) ON (a.name);

// Words; they are our own (schema.ids.fold) and stand between single spaces
CREATE FULLTEXT INDEX statementWords IF NOT EXISTS FOR (s:Statement) ON EACH [s.words]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX actorNames IF NOT EXISTS FOR (a:Actor) ON EACH [a.foldedNames]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
