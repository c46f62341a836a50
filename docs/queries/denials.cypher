// What is denied, by whom, and who asserted something about the same?

MATCH (denier:Actor)-[:DENIED]->(denial:Statement)
OPTIONAL MATCH (denial)-[:ABOUT]->(about:Actor)<-[:ABOUT]-(other:Statement)<-[:SAID]-(speaker:Actor)
WHERE speaker <> denier
RETURN denier.name AS denies, denial.name AS denial, about.name AS about, collect(other.name)[..3] AS asserted
ORDER BY denial
LIMIT 50
