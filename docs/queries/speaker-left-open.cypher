// Which statements have no known speaker, why, and who may it be?

MATCH (s:Statement)-[:REPORTED_IN]->(article:Article)
WHERE s.speakerId IS NULL
OPTIONAL MATCH (s)-[:CANDIDATE]->(candidate:Actor)
RETURN s.speakerUnknownBecause AS because, s.name AS statement, collect(candidate.name) AS candidates,
  article.title AS article, article.publisher AS publisher
ORDER BY because, statement
LIMIT 100
