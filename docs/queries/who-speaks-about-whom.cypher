// Who speaks about whom, and how often?

MATCH (speaker:Actor)-[said:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY]->(:Statement)-[:ABOUT]->(about:Actor)
WHERE speaker <> about
RETURN speaker.name AS speaker, about.name AS about, count(*) AS statements, collect(DISTINCT type(said)) AS how
ORDER BY statements DESC, speaker, about
LIMIT 50
