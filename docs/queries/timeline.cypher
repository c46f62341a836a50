// How many statements are about somebody, month by month, and of what kind?

WITH 'Ana Velasco' AS aboutName
MATCH (s:Statement)-[:ABOUT]->(about:Actor)
WHERE about.name = aboutName AND s.published IS NOT NULL
RETURN date.truncate('month', s.published) AS month, count(*) AS statements,
  count(CASE WHEN s.stance = 'denies' THEN 1 END) AS denials, count(DISTINCT s.speakerId) AS speakers
ORDER BY month
