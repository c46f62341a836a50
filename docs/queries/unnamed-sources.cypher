// Which statements rest on unnamed sources, and where?

MATCH (source:Unnamed)-[said:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY]->(s:Statement)-[:REPORTED_IN]->(article:Article)
RETURN article.publisher AS publisher, article.title AS article, source.name AS source, type(said) AS how,
  s.name AS statement
ORDER BY publisher, article, s.position
LIMIT 100
