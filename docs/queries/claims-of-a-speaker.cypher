// What does one actor claim, as subject, predicate and object?

WITH 'Ana Velasco' AS speakerName
MATCH path = (speaker:Actor)-[:SAID]->(s:Statement)-[:CLAIMS]->(claim:Triple)
WHERE speaker.name = speakerName
RETURN path
ORDER BY s.publishedKey
LIMIT 50
