// Who said what about somebody or something?

WITH 'Ana Velasco' AS aboutName
MATCH path = (speaker:Actor)-[:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY]->(s:Statement)-[:ABOUT]->(about:Actor)
WHERE about.name = aboutName
RETURN path
ORDER BY s.publishedKey
LIMIT 50
