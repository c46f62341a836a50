// Which statements came to us through another speaker?

MATCH path = (speaker:Actor)-[:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY]->(inner:Statement)
  -[:REPORTED_BY]->(outer:Statement)<-[:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY]-(via:Actor)
WHERE speaker <> via
RETURN path
ORDER BY inner.publishedKey
LIMIT 50
