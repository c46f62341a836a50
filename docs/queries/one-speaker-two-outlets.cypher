// Which statements of one speaker do two outlets report within three days of each other?

MATCH (one:Statement)<-[how:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY]-(speaker:Actor)
  -[:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY]->(other:Statement)
WHERE one.publisherId < other.publisherId AND one.stance = other.stance
  AND abs(duration.inDays(one.published, other.published).days) <= 3
RETURN speaker.name AS speaker, type(how) AS how, one.name AS statement, other.name AS other,
  one.published AS published, other.published AS otherPublished
ORDER BY speaker, statement, other
LIMIT 100
