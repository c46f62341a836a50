// Who warns, accuses or denies something about whom, and how often?
// A statement that somebody did not make ("refused to accuse") is left out.

MATCH (speaker:Actor)-[:SAID|DENIED]->(s:Statement)-[:ABOUT]->(about:Actor)
WHERE s.act IN ['warn', 'threaten', 'accuse', 'criticise', 'deny']
RETURN speaker.name AS speaker, s.act AS act, about.name AS about, count(*) AS statements, collect(s.name)[..3] AS some
ORDER BY statements DESC, speaker, act, about
LIMIT 100
