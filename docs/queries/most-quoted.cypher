// Who is quoted most, in how many articles and outlets?

MATCH (speaker:Actor)-[:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY]->(s:Statement {verbatim: true})-[:REPORTED_IN]->(article:Article)
RETURN speaker.name AS speaker, count(DISTINCT s) AS statements, count(DISTINCT article) AS articles,
  count(DISTINCT article.publisherId) AS publishers
ORDER BY statements DESC, speaker
LIMIT 25
