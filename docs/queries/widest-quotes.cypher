// Which words did most publishers carry, and when does this collection have them first?

MATCH (quote:Quote)<-[:VARIANT_OF]-(s:Statement)-[:REPORTED_IN]->(article:Article)
WITH quote, collect(DISTINCT article.publisher) AS publishers
RETURN quote.name AS quote, publishers, quote.independentReports AS reports, quote.wordings AS wordings,
  quote.firstSeen AS firstSeenInCollection, quote.meaningMayDiffer AS meaningMayDiffer
ORDER BY size(publishers) DESC, firstSeenInCollection, quote
LIMIT 25
