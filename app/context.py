"""A statement in its place: its sentence with its neighbours."""

from __future__ import annotations

from app.answers import Context
from graph.sentences import Sentences
from graph.store import Store
from schema.span import Span


def find_context(store: Store, statement_id: str, *, sentences: int) -> Context:
    found = store.get_statement(statement_id)
    text = store.get_record(found.article.id).article.text
    return Context(
        statement_id=statement_id,
        article_id=found.article.id,
        sentence=found.sentence,
        context=widen(text, found.sentence, sentences=sentences),
    )


def widen(text: str, sentence: Span, *, sentences: int) -> Span:
    """The sentence with as many before and after it, as far as the text goes."""
    cut, start, end = Sentences(text), sentence.start, sentence.end
    for _ in range(sentences):
        before = len(text[:start].rstrip())
        after = len(text) - len(text[end:].lstrip())
        start = cut.around(before - 1, before).start if before else start
        end = cut.around(after, after + 1).end if after < len(text) else end
    return Span(start=start, end=end, text=text[start:end])
