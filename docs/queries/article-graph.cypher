// The whole graph of one article

WITH 'Port Ellery council votes to close old harbour' AS title
MATCH (article:Article)
WHERE article.title = title
OPTIONAL MATCH published = (article)-[:PUBLISHED_BY]->(:Publisher)
OPTIONAL MATCH wrote = (:Actor)-[:WROTE]->(article)
OPTIONAL MATCH reported = (article)<-[:REPORTED_IN]-(s:Statement)
OPTIONAL MATCH ends = (s)-[:SAID|DENIED|ASKED|WANTS|BELIEVES|DID_NOT_SAY|WOULD_SAY|ABOUT|ADDRESSED_TO|REPORTED_BY]-()
OPTIONAL MATCH content = (s)-[:CLAIMS|MENTIONS]->(:Triple)
RETURN article, published, wrote, reported, ends, content
