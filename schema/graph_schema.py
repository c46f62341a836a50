"""The graph as data: every label, relationship type and property, with its meaning. docs/graph.md is made from it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from schema.actor import ActorKind
from schema.statement import Stance

VERSION = 3
"""Of the graph in Neo4j; one step per file in graph/migrations/neo4j."""

Type = Literal["string", "integer", "float", "boolean", "date", "strings", "integers", "booleans"]


class Property(NamedTuple):
    name: str
    type: Type
    meaning: str


class Node(NamedTuple):
    label: str
    meaning: str
    properties: tuple[Property, ...]


class Relationship(NamedTuple):
    type: str
    start: str
    end: str
    meaning: str
    properties: tuple[Property, ...] = ()


KIND_LABELS: dict[ActorKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "government": "Government",
    "country": "Country",
    "office": "Office",
    "group": "Group",
    "place": "Place",
    "document": "Document",
    "unnamed": "Unnamed",
}
STANCE_TYPES: dict[Stance, str] = {
    "asserts": "SAID",
    "denies": "DENIED",
    "asks": "ASKED",
    "wants": "WANTS",
    "believes": "BELIEVES",
    "not_said": "DID_NOT_SAY",
    "hypothetical": "WOULD_SAY",
}

_ID = Property("id", "string", "Deterministic: the same thing has the same id in every store.")
_FORMS = (
    Property("formFields", "strings", "What articles say of it, with the two lists below: name, alias, kind …"),
    Property("formValues", "strings", "The value of each."),
    Property("formArticles", "integers", "How many articles say so; `name`, `kind`, `aliases` are the commonest."),
)


def _spans(role: str, meaning: str) -> tuple[Property, Property]:
    return (
        Property(f"{role}Starts", "integers", f"{meaning}: where each piece starts in the article's text."),
        Property(f"{role}Ends", "integers", "Where each piece ends (the character behind it)."),
    )


_KEYS = (
    Property("publishedKey", "string", "Orders by `published`, newest first, ties by id, undated last."),
    Property("publishedUpKey", "string", "The same, oldest first."),
    Property("saidKey", "string", "Orders by `saidBegin`, newest first."),
    Property("saidUpKey", "string", "The same, oldest first."),
    Property("confidenceKey", "string", "Orders by `attribution` × `speakerConfidence`, surest first."),
    Property("confidenceUpKey", "string", "The same, least sure first."),
)

ACTOR = Node(
    "Actor",
    "Who speaks, is spoken to or about. A second label says its kind: "
    + ", ".join(KIND_LABELS.values())
    + ". A name that is joined to another actor (`JOINED_TO`) keeps what articles say of it, all else leads there.",
    (
        _ID,
        Property("name", "string", "The name that most articles give it; caption."),
        Property("kind", "string", "person, organization, government …, as the second label."),
        Property("aliases", "strings", "The other names by which articles call it."),
        Property("wikidata", "string", "Wikidata id where the gazetteer has it."),
        Property("articleId", "string", "Set for an actor that is local to one article, such as “a senior official”."),
        Property("articles", "integer", "Articles that use this name."),
        Property("said", "integer", "Statements by it."),
        Property("about", "integer", "Statements about it."),
        Property("addressed", "integer", "Statements addressed to it."),
        Property("passedOn", "integer", "Statements of others that came through it."),
        Property("rankKey", "string", "Orders by `said` + `about`, most first, ties by id."),
        Property("foldedNames", "strings", "Name and aliases without case and diacritics, for looking up."),
        Property("block", "string", "Surname or initials: only names of one block are joined by themselves."),
        *_FORMS,
    ),
)
ARTICLE = Node(
    "Article",
    "One published text with its metadata.",
    (
        _ID,
        Property("name", "string", "The title, else publisher and date; caption."),
        Property("title", "string", "As published."),
        Property("authors", "strings", "Names in the byline."),
        Property("publisher", "string", "The outlet, as the article names it."),
        Property("publisherId", "string", "Id of the publisher."),
        Property("published", "date", "The calendar day that the publisher printed."),
        Property("publishedBasis", "string", "What told the day: given, jsonld, meta, url, page_text."),
        Property("publishedKey", "string", "Orders by `published`, newest first, ties by id, undated last."),
        Property("url", "string", "Where it stands."),
        Property("externalId", "string", "The id by which its source knows it."),
        Property("language", "string", "en."),
        Property("revision", "integer", "Counts its texts; the latest is kept."),
        Property("sha256", "string", "Hash of the text."),
        Property("originalSha256", "string", "Hash of the HTML or PDF file."),
        Property("earlierSha256", "strings", "Hashes of the texts before this one."),
        Property("fingerprint", "string", "Hash of article and statements: equal where saving again changes nothing."),
        Property("statements", "integer", "Statements reported in it."),
        Property("record", "string", "The record's article as JSON, without its text."),
    ),
)
ARTICLE_TEXT = Node(
    "ArticleText",
    "The text of an article, apart from it so that drawing a graph does not fetch it.",
    (
        _ID,
        Property("name", "string", "Caption."),
        Property("text", "string", "Exactly what was read; every span counts in it, in Unicode code points."),
    ),
)
PUBLISHER = Node(
    "Publisher",
    "The outlet that published articles.",
    (
        _ID,
        Property("name", "string", "The spelling that most articles have; caption."),
        Property("articles", "integer", "Articles of it."),
        Property("statements", "integer", "Statements in them."),
        *_FORMS,
    ),
)
RUN = Node(
    "Run",
    "What made the statements of an article: code, model and settings.",
    (
        _ID,
        Property("name", "string", "Version and model; caption."),
        Property("version", "string", "Version of onrecord."),
        Property("model", "string", "Name of the attribution model."),
    ),
)
STATEMENT = Node(
    "Statement",
    "One attribution: who said what, in which words. How the content stands to the speaker is the type of the "
    "relationship that comes from the speaker.",
    (
        _ID,
        Property("name", "string", "Speaker and words, any stance but asserting spelled out; caption."),
        Property("kind", "string", "direct, mixed or indirect speech."),
        Property("section", "string", "headline, body, caption or note."),
        Property("text", "string", "The content, its pieces joined by “ … ”."),
        Property("words", "string", "The content without case, marks and diacritics: the full-text index reads it."),
        Property("verbatim", "boolean", "Whether words are quoted."),
        Property("quoted", "strings", "The quoted words that are this speaker's own."),
        *_spans("quoted", "Quoted words"),
        Property("quotedAltered", "booleans", "Whether brackets or an ellipsis changed them."),
        *_spans("content", "Content"),
        Property("cue", "string", "The words that signal the attribution: “said”."),
        *_spans("cue", "Cue"),
        Property("source", "string", "The words that name who it is attributed to."),
        *_spans("source", "Source"),
        Property("sentence", "string", "The sentence or sentences around it."),
        Property("sentenceStart", "integer", "Where they start in the article's text."),
        Property("speakerId", "string", "Id of the speaker, for lists in order."),
        Property("speakerBasis", "string", "By what the speaker was recognised: name, surname, pronoun, role …"),
        Property("speakerRole", "string", "What the text calls the speaker: “Foreign Minister”."),
        Property("speakerUnknownBecause", "string", "Why there is none: no_source, ambiguous, below_threshold …"),
        Property("act", "string", "What the cue does: say, deny, warn, accuse …"),
        Property("stance", "string", "asserts, denies, asks, wants, believes, not_said, hypothetical."),
        Property("cuePolarity", "string", "negative where the cue itself is negated."),
        Property("channel", "string", "speech, interview, post …, where the text says so."),
        Property("polarity", "string", "negative where the content is negated."),
        Property("modality", "string", "asserted, future, possible, necessary, conditional, question, wished."),
        Property("saidOn", "string", "When it was said: YYYY, YYYY-MM or YYYY-MM-DD."),
        Property("saidBegin", "date", "First day of that time."),
        Property("saidEnd", "date", "The day after its last."),
        Property("saidGranularity", "string", "day, month, year or interval."),
        Property("saidBasis", "string", "expression, context or inherited."),
        Property("saidTimex", "string", "TIMEX3 value of the deciding expression."),
        Property("saidWords", "string", "The deciding expression: “on Monday”."),
        Property("published", "date", "Of its article."),
        Property("articleId", "string", "Id of its article."),
        Property("publisherId", "string", "Id of its publisher."),
        Property("position", "integer", "Counts the article's statements."),
        Property("parentId", "string", "The statement inside whose content it was reported."),
        Property("continuesId", "string", "The statement whose speaker runs on."),
        Property("attribution", "float", "Confidence that this is an attribution."),
        Property("speakerConfidence", "float", "Confidence of the speaker."),
        Property("saidOnConfidence", "float", "Confidence of the date."),
        Property("status", "string", "auto."),
        Property("record", "string", "The record's statement as JSON."),
        *_KEYS,
    ),
)
TRIPLE = Node(
    "Triple",
    "Subject, predicate, object inside a content. Read it with the relationship that leads to it: only CLAIMS asserts.",
    (
        _ID,
        Property("name", "string", "Subject – predicate – object, any stance but asserting spelled out; caption."),
        Property("subject", "string", "The words of the subject."),
        Property("predicate", "string", "The words of the predicate, negation and auxiliaries included."),
        Property("lemma", "string", "Lemma of the predicate's head."),
        Property("object", "string", "The words of the object."),
        Property("extra", "strings", "The words of further arguments."),
        *_spans("subject", "Subject"),
        *_spans("predicate", "Predicate"),
        *_spans("object", "Object"),
        Property("polarity", "string", "negative where it is negated."),
        Property("modality", "string", "asserted, future, possible …"),
        Property("implied", "boolean", "Whether no word of the text states the predicate."),
        Property("confidence", "float", "Confidence of the triple."),
    ),
)
QUOTE = Node(
    "Quote",
    "One utterance: the runs of quoted words that carry it, in one article or many (`VARIANT_OF`).",
    (
        _ID,
        Property("name", "string", "The words, in quotation marks; caption."),
        Property("text", "string", "The representative wording: the longest that no hand altered."),
        Property("speakerId", "string", "Id of the speaker whom most reports name."),
        Property("occurrences", "integer", "Runs of quoted words that carry it."),
        Property("articles", "integer", "Articles that do."),
        Property("publishers", "integer", "Publishers that do."),
        Property("independentReports", "integer", "Reports that do; so far every article is one of its own."),
        Property("wordings", "integer", "Wordings, case and marks aside."),
        Property("firstSeen", "date", "The earliest day of publication in this collection."),
        Property("lastSeen", "date", "The latest."),
        Property("meaningMayDiffer", "boolean", "Whether a wording has another negation, number or name."),
        Property(
            "rankKey", "string", "Orders quotes of several runs: most publishers, the earliest, the smaller id first."
        ),
    ),
)
META = Node(
    "Meta",
    "One node that says which version of this graph the database holds.",
    (_ID, Property("name", "string", "Caption."), Property("version", "integer", "Of this codebook's graph.")),
)
DECISION = Node(
    "Decision",
    "What a person decided of two names; it outlives the articles.",
    (
        _ID,
        Property("name", "string", "Caption."),
        Property("kind", "string", "merge: they are one. apart: they are not. part: another in `articles`."),
        Property("actor", "string", "Id of the name."),
        Property("other", "string", "Id of the other: of merge the one that both have, of part the new one."),
        Property("articles", "strings", "Ids of the articles of a part."),
    ),
)
NODES = (PUBLISHER, ARTICLE, ARTICLE_TEXT, STATEMENT, ACTOR, TRIPLE, QUOTE, RUN, DECISION, META)

_SPEAKERS = {
    "SAID": "asserted",
    "DENIED": "denied",
    "ASKED": "asked",
    "WANTS": "wants",
    "BELIEVES": "believes",
    "DID_NOT_SAY": "did not say, or refused to say",
    "WOULD_SAY": "would or might say",
}
RELATIONSHIPS = (
    *(
        Relationship(type_, "Actor", "Statement", f"The speaker {_SPEAKERS[type_]} the content.")
        for type_ in STANCE_TYPES.values()
    ),
    Relationship("REPORTED_IN", "Statement", "Article", "Where it stands."),
    Relationship("REPORTED_BY", "Statement", "Statement", "From the inner statement to the one that reports it."),
    Relationship(
        "ABOUT",
        "Statement",
        "Actor",
        "The content is on the actor (role topic) or names it (role mention).",
        (
            Property("role", "string", "topic or mention."),
            *_spans("mention", "The words that name it"),
            Property("actorId", "string", "Id of the actor, for lists in order."),
            Property("speakerId", "string", "Id of the statement's speaker, if known."),
            Property("publishedKey", "string", "That of the statement."),
        ),
    ),
    Relationship(
        "ADDRESSED_TO", "Statement", "Actor", "It was said to them.", _spans("mention", "The words that name them")
    ),
    Relationship("VIA", "Statement", "Actor", "A speaker further out in the chain: it came through them."),
    Relationship("CANDIDATE", "Statement", "Actor", "May be the speaker; which one is, the text leaves open."),
    Relationship(
        "VARIANT_OF",
        "Statement",
        "Quote",
        "A run of its quoted words is one of the utterance; a statement of several runs may have several.",
        (
            Property("id", "string", "Of the run; the smallest of a quote is the quote's."),
            Property("start", "integer", "Where the words start in the article's text."),
            Property("stop", "integer", "Where they end (the character behind them)."),
            Property("text", "string", "The words."),
            Property("published", "integer", "The day of publication, counted from the first of the year 1."),
            Property("saidBegin", "integer", "First day of the time at which it was said, counted so."),
            Property("saidEnd", "integer", "The day after its last."),
            Property("around", "string", "Rare words of the sentences around."),
            Property("speakerName", "string", "What the article calls the speaker."),
            Property("speakerKind", "string", "The kind of speaker."),
            Property("keys", "string", "What two runs must have one of to be compared: the full-text index reads it."),
            Property("keyCount", "integer", "How many."),
            Property("kin", "string", "The smallest id of all that are linked with it, directly or through others."),
        ),
    ),
    Relationship("CLAIMS", "Statement", "Triple", "The speaker asserts it."),
    Relationship("MENTIONS", "Statement", "Triple", "The content holds it, and the speaker does not assert it."),
    Relationship("SUBJECT", "Triple", "Actor", "The actor that is the subject."),
    Relationship("OBJECT", "Triple", "Actor", "The actor that is the object."),
    Relationship("WROTE", "Actor", "Article", "The author, by the byline."),
    Relationship(
        "SPEAKS_FOR",
        "Actor",
        "Actor",
        "Spoke for it, by an article.",
        (Property("statements", "integer", "Statements that say so."),),
    ),
    Relationship(
        "PART_OF",
        "Actor",
        "Actor",
        "One of the speakers of a joint statement.",
        (Property("statements", "integer", "Statements that say so."),),
    ),
    Relationship("JOINED_TO", "Actor", "Actor", "The same actor under another name, by a rule or a decision."),
    Relationship(
        "NAMES",
        "Article",
        "Actor",
        "Uses this name.",
        (Property("partOf", "string", "The name that the article has, where that is somebody else in it."),),
    ),
    Relationship("PUBLISHED_BY", "Article", "Publisher", "The outlet."),
    Relationship("HAS_TEXT", "Article", "ArticleText", "Its text."),
    Relationship("EXTRACTED_BY", "Article", "Run", "What made its statements."),
)
LABELS = (*(node.label for node in NODES), *KIND_LABELS.values())
