// Who carried the widest quote, in order of their days, and through whom?

MATCH (quote:Quote) WITH quote ORDER BY quote.publishers DESC, quote.occurrences DESC, quote.id LIMIT 1
MATCH (quote)<-[:VARIANT_OF]-(s:Statement)-[:REPORTED_IN]->(article:Article)
OPTIONAL MATCH (s)-[:VIA]->(via:Actor)
RETURN quote.name AS quote, article.published AS published, article.publisher AS publisher, s.name AS statement,
  collect(DISTINCT via.name) AS via
ORDER BY published, publisher, statement
