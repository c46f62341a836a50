// Which names were joined to one actor, by rules or decisions, and how many articles use each?

MATCH (name:Actor)-[:JOINED_TO]->(actor:Actor)
OPTIONAL MATCH (decision:Decision) WHERE decision.actor = name.id OR decision.other = name.id
RETURN actor.name AS actor, actor.id AS id, name.name AS joined, name.articles AS articles,
  collect(DISTINCT decision.kind) AS decisions
ORDER BY actor, joined
LIMIT 100
