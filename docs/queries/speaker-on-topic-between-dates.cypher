// What did one actor say about another between two dates?

WITH 'Peter Hask' AS speakerName, 'Ana Velasco' AS aboutName, '2026-01-01' AS fromDay, '2026-12-31' AS toDay
MATCH (speaker:Actor)-[said:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY]->(s:Statement)-[:ABOUT]->(about:Actor)
WHERE speaker.name = speakerName AND about.name = aboutName
  AND date(fromDay) <= coalesce(s.saidBegin, s.published) <= date(toDay)
MATCH (s)-[:REPORTED_IN]->(article:Article)
RETURN s.saidOn AS said, s.published AS published, type(said) AS how, s.name AS statement, s.sentence AS sentence,
  article.publisher AS publisher, article.title AS article
ORDER BY s.publishedKey
