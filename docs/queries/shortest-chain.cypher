// The shortest chain of statements between two actors

WITH 'Peter Hask' AS fromName, 'Elena Marsh' AS toName
MATCH path = SHORTEST 1
  (a:Actor WHERE a.name = fromName)
  (()-[:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY|ABOUT|ADDRESSED_TO|REPORTED_BY]-()){1,12}
  (b:Actor WHERE b.name = toName)
RETURN path
