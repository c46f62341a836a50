// Which statements hold these words? (lower case, without accents)

WITH '"old harbour"' AS words
CALL db.index.fulltext.queryNodes('statementWords', words) YIELD node AS s
MATCH (s)-[:REPORTED_IN]->(article:Article)
RETURN s.published AS published, s.name AS statement, s.sentence AS sentence, article.publisher AS publisher
ORDER BY s.publishedKey
LIMIT 50
