"""News that nobody wrote: deterministic articles with statements, speakers as skewed as in real news.

Every article is a function of the seed and its number, so that a run can stop and go on anywhere.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from schema.actor import AboutActor, ActorKind, ActorRef, Addressee, Speaker
from schema.article import Article, Extraction
from schema.ids import actor_id, article_id, make_id, statement_id, text_hash
from schema.span import QuotedRun, Span
from schema.statement import (
    Act,
    Argument,
    ChainLink,
    Channel,
    Confidence,
    Kind,
    Polarity,
    Predicate,
    Record,
    SaidOn,
    Stance,
    Statement,
    Triple,
)

_ONSETS = ("b", "br", "d", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w", "z")
_VOWELS = ("a", "e", "i", "o", "u") * 200 + ("é", "ö")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CODAS = ("", "l", "m", "n", "r", "s", "th")
_KINDS: tuple[ActorKind, ...] = ("person",) * 14 + ("organization",) * 3 + ("government", "country", "place")
_ACTS: tuple[Act, ...] = ("say",) * 12 + ("claim", "deny", "warn", "announce", "ask", "demand", "accuse", "believe")
_STANCES: tuple[Stance, ...] = ("asserts",) * 12 + ("denies", "asks", "wants", "believes", "not_said", "hypothetical")
_CHANNELS: tuple[Channel | None, ...] = (None,) * 6 + ("speech", "interview", "post", "written statement")
_POLARITIES: tuple[Polarity, ...] = ("positive",) * 5 + ("negative",)
_FIRST_DAY = dt.date(2015, 1, 1)
_DAYS = 2000


class _Name(NamedTuple):
    ref: ActorRef
    alias: str


@dataclass
class _Draft:
    """An article in the making."""

    rng: random.Random
    id: str
    publisher: str | None
    published: dt.date | None
    text: list[str] = field(default_factory=list)
    length: int = 0
    statements: list[Statement] = field(default_factory=list)

    def write(self, words: str) -> Span:
        span = Span(start=self.length, end=self.length + len(words), text=words)
        self.text.append(words)
        self.length += len(words)
        return span


class News:
    """`actors` are drawn by Zipf's law for speakers, and nearly so for topics; so are `words`."""

    def __init__(self, *, seed: int = 1, actors: int = 5000, words: int = 20_000, statements: int = 20) -> None:
        self._seed = seed
        self._statements = statements
        rng = random.Random(f"names {seed}")
        self.words = list(dict.fromkeys(_make_word(rng) for _ in range(words)))
        self.actors = [_make_actor(rng, number) for number in range(actors)]
        leading = max(actors // 100, 2)
        self._topics = [*rng.sample(self.actors[:leading], leading), *self.actors[leading:]]
        self._publishers = [f"The {name.alias} Post" for name in self.actors[:40]]
        self._actor_weights = _zipf(actors)
        self._word_weights = _zipf(len(self.words))
        self._publisher_weights = _zipf(len(self._publishers))

    def records(self, articles: int, *, start: int = 0) -> Iterator[Record]:
        return (self.record(number) for number in range(start, start + articles))

    def record(self, number: int, *, version: int = 1) -> Record:
        """Another version is another text under the same id."""
        rng = random.Random(f"{self._seed} {number} {version}")
        url = f"https://news.example/{self._seed}/{number}"
        draft = _Draft(
            rng,
            id=article_id(canonical_url=url, publisher=None, external_id=None, published=None, sha256=""),
            publisher=rng.choices(self._publishers, cum_weights=self._publisher_weights)[0]
            if rng.random() < 0.97
            else None,
            published=_FIRST_DAY + dt.timedelta(days=rng.randrange(_DAYS)) if rng.random() < 0.95 else None,
        )
        for _ in range(max(1, round(rng.gauss(self._statements, self._statements / 4)))):
            draft.statements.append(self._statement(draft))
        text = "".join(draft.text)
        article = Article(
            id=draft.id,
            external_id=str(number),
            title=f"News {number} – “{self.words[number % len(self.words)]}”",
            authors=(self.actors[number % len(self.actors)].ref.name,) if rng.random() < 0.5 else (),
            publisher=draft.publisher,
            published=draft.published,
            published_basis="given" if draft.published else None,
            url=url,
            language="en",
            sha256=text_hash(text),
            text=text,
            extraction=Extraction(run=make_id("run", "synthetic"), version="0.1.0", model="synthetic"),
        )
        return Record(article=article, statements=tuple(draft.statements))

    def _statement(self, draft: _Draft) -> Statement:
        """ "w w w," Name said on Monday."""
        rng = draft.rng
        kind: Kind = rng.choices(("direct", "mixed", "indirect"), (3, 1, 6))[0]
        words = rng.choices(self.words, cum_weights=self._word_weights, k=rng.randint(10, 29))
        opening = "“" if kind == "direct" else ""
        if kind == "mixed":
            words[3:6] = [f"“{' '.join(words[3:6])}”"]
        content = draft.write(f"{opening}{' '.join(words)}{'”' if opening else ''}")
        said_by = rng.choices(self.actors, cum_weights=self._actor_weights)[0] if rng.random() < 0.85 else None
        draft.write(", ")
        source = (draft.write(said_by.alias),) if said_by else ()
        draft.write(" ")
        cue = draft.write("said")
        said_on = self._said_on(draft)
        draft.write(rng.choice((". ", ".\n\n")))
        id_ = statement_id(draft.id, [(content.start, content.end)], [(cue.start, cue.end)], [])
        parent = draft.statements[-1] if draft.statements and rng.random() < 0.1 else None
        about = rng.choices(self._topics, cum_weights=self._actor_weights, k=rng.choice((0, 1, 1, 2, 2, 3)))
        name = said_by.ref.name if said_by else None
        link = ChainLink(role="speaker", name=name, actor=said_by.ref.id if said_by else None, statement=id_)
        return Statement(
            id=id_,
            name=f"{name or 'Unknown speaker'}: {content.text[:60]} …",
            kind=kind,
            section="body",
            text=content.text,
            source=source,
            cue=(cue,),
            content=(content,),
            quoted=_quoted(content),
            speaker=_speaker(said_by) if said_by else None,
            speaker_unknown_because=None if said_by else "ambiguous",
            candidates=() if said_by else self._candidates(rng),
            addressees=self._addressees(rng),
            about=tuple(_about(one) for one in dict.fromkeys(about)),
            act=rng.choice(_ACTS),
            stance=rng.choice(_STANCES),
            channel=rng.choice(_CHANNELS),
            polarity=rng.choice(_POLARITIES),
            said_on=said_on,
            parent=parent.id if parent else None,
            triples=(_triple(draft.id, content, words, about),),
            chain=(*(parent.chain if parent else self._frame(draft)), link),
            confidence=Confidence(
                attribution=round(rng.uniform(0.5, 1), 3), speaker=round(rng.uniform(0.3, 1), 3) if said_by else None
            ),
        )

    def _frame(self, draft: _Draft) -> tuple[ChainLink, ...]:
        return (ChainLink(role="publisher", name=draft.publisher),) if draft.publisher else ()

    def _said_on(self, draft: _Draft) -> SaidOn | None:
        rng = draft.rng
        if draft.published is None or rng.random() < 0.6:
            return None
        draft.write(" ")
        days = rng.choice((1, 1, 1, 1, 7, 30))
        begin = draft.published - dt.timedelta(days=rng.randint(0, 6) + days)
        return SaidOn(
            value=begin.isoformat() if days == 1 else None,
            begin=begin.isoformat(),
            end=(begin + dt.timedelta(days=days)).isoformat(),
            granularity="day" if days == 1 else "interval",
            basis="expression",
            rule="weekday",
            timex=begin.isoformat(),
            span=draft.write("on Monday"),
        )

    def _candidates(self, rng: random.Random) -> tuple[ActorRef, ...]:
        found = rng.choices(self.actors, cum_weights=self._actor_weights, k=2)
        return tuple(one.ref for one in dict.fromkeys(found)) if rng.random() < 0.5 else ()

    def _addressees(self, rng: random.Random) -> tuple[Addressee, ...]:
        if rng.random() < 0.85:
            return ()
        to = rng.choices(self._topics, cum_weights=self._actor_weights)[0]
        return (Addressee(**to.ref.model_dump(), aliases=(to.alias,)),)


def _make_word(rng: random.Random) -> str:
    syllables = rng.choice((1, 2, 2, 3))
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(syllables))


def _make_actor(rng: random.Random, number: int) -> _Name:
    """The number in the name keeps names apart, while aliases are shared, as surnames are."""
    first, last = _make_word(rng).title(), (_make_word(rng) + _make_word(rng)).title()
    kind = rng.choice(_KINDS)
    name = f"{first} {_LETTERS[number % 26]}{number} {last}"
    return _Name(ActorRef(id=actor_id(kind=kind, name=name), name=name, kind=kind), last[:6])


def _zipf(size: int) -> list[float]:
    return list(accumulate(1 / (rank + 1) for rank in range(size)))


def _quoted(content: Span) -> tuple[QuotedRun, ...]:
    left, right = content.text.find("“"), content.text.find("”")
    if left < 0:
        return ()
    return (QuotedRun(start=content.start + left + 1, end=content.start + right, text=content.text[left + 1 : right]),)


def _speaker(name: _Name) -> Speaker:
    return Speaker(**name.ref.model_dump(), aliases=(name.alias,), basis="surname")


def _about(name: _Name) -> AboutActor:
    return AboutActor(**name.ref.model_dump(), aliases=(name.alias,), role="topic")


def _triple(article: str, content: Span, words: list[str], about: list[_Name]) -> Triple:
    lengths = [len(word) + 1 for word in words]
    start = content.start + content.text.startswith("“")
    at = [start, start + lengths[0], start + lengths[0] + lengths[1]]
    spans = [Span(start=here, end=here + len(word), text=word) for here, word in zip(at, words, strict=False)]
    return Triple(
        id=make_id("tr", article, content.start),
        subject=Argument(text=words[0], spans=(spans[0],), actor=about[0].ref.id if about else None),
        predicate=Predicate(text=words[1], spans=(spans[1],), lemma=words[1]),
        object=Argument(text=words[2], spans=(spans[2],)),
        confidence=0.8,
    )
