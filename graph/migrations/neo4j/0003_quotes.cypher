// Runs of quoted words, and which of them are one utterance. Every command may run again.

CREATE CONSTRAINT quoteId IF NOT EXISTS FOR (q:Quote) REQUIRE q.id IS UNIQUE;
CREATE INDEX quoteRank IF NOT EXISTS FOR (q:Quote) ON (q.rankKey);
CREATE INDEX variantId IF NOT EXISTS FOR ()-[r:VARIANT_OF]-() ON (r.id);
CREATE INDEX variantKin IF NOT EXISTS FOR ()-[r:VARIANT_OF]-() ON (r.kin);
CREATE FULLTEXT INDEX variantKeys IF NOT EXISTS FOR ()-[r:VARIANT_OF]-() ON EACH [r.keys]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
