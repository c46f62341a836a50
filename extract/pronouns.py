"""Whom "he", "she", "they" or "it" stands for: every nearby actor is scored by what is known of it, the best one wins.

Weights and trees are learned (models/pronouns-2026-11), the evidence is what grammars tell: gender, distance, subject
or not, the one speaking, who was meant last.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extract.boosted_trees import BoostedTrees
from extract.cast import Cast, CastActor
from extract.lexicon import load_table
from extract.names import Gender
from extract.passage import Passage, Range
from extract.salience import add_salience
from extract.words import Words

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})

TREES = Path(__file__).parent / "models" / "pronouns-2026-11" / "trees.json"
_NEAR_SENTENCES = 6
_MAX_CANDIDATES = 12
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True)
class Resolution:
    """`confidence` is the share of the winner in the exponentials of all scores."""

    actor: CastActor
    confidence: float
    rivals: tuple[CastActor, ...] = ()


@dataclass
class _Trace:
    """A place where an actor was named, or meant by a pronoun that was resolved before."""

    token: int
    actor: int
    is_name: bool


@dataclass
class PronounResolver:
    """Reads one article from start to end: what an earlier pronoun stood for helps with the next."""

    passage: Passage
    cast: Cast
    weights: dict[str, float] = field(default_factory=lambda: load_weights())
    trees: BoostedTrees = field(default_factory=lambda: BoostedTrees.read(TREES))
    traces: list[_Trace] = field(default_factory=list)
    spoken: list[tuple[int, int]] = field(default_factory=list)
    """Tokens at which an actor was found to speak, and the actor."""
    contents: dict[int, tuple[Range, ...]] = field(default_factory=dict)
    """Pronoun token → what it says, when it is a source."""
    said: frozenset[int] = frozenset()
    """Tokens inside the content of any statement."""
    barred: dict[int, frozenset[int]] = field(default_factory=dict)
    """Tokens, and actors that no pronoun there stands for: who says the quotation."""
    known: dict[int, int] = field(default_factory=dict)
    """Pronouns and their actors, where something else has decided."""
    _names: list[_Trace] = field(default_factory=list)
    _read_to: int = 0
    _solved: dict[int, Resolution | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        words = self.cast.words
        self._names = [_Trace(_root(words, link.span), link.actor, True) for link in self.cast.links]
        self._name_tokens = [trace.token for trace in self._names]
        self._counts: dict[int, int] = {}
        for trace in self._names:
            self._counts[trace.actor] = self._counts.get(trace.actor, 0) + 1
        self._quoted = _quoted_tokens(self.passage, self.cast)

    def resolve(self, token: int) -> Resolution | None:
        """For a he- or she-word. Those before it in the article are resolved first."""
        words = self.cast.words
        for i in range(self._read_to, token):
            if words.lower[i] in MASCULINE or words.lower[i] in FEMININE:
                self._solve(i)
        self._read_to = max(self._read_to, token)
        return self._solve(token)

    def note_speaker(self, token: int, actor: int) -> None:
        self.spoken.append((token, actor))

    def _solve(self, token: int) -> Resolution | None:
        if token not in self._solved:
            known = self.known.get(token)
            found = self._best(token) if known is None else Resolution(self.cast.actors[known], 1.0)
            self._solved[token] = found
            if found and found.confidence >= 0.4:
                self.traces.append(_Trace(token, found.actor.index, False))
        return self._solved[token]

    def _best(self, token: int) -> Resolution | None:
        candidates = self.candidates(token)
        if not candidates:
            return None
        boosts = self.trees.score(self.trees.table([features for _, features in candidates])).tolist()
        scored = sorted(
            (
                (self._score(features) + boost, actor)
                for (actor, features), boost in zip(candidates, boosts, strict=True)
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        top = scored[0][0]
        shares = [math.exp(score - top) for score, _ in scored] + [math.exp(self.weights.get("nobody", 0.0) - top)]
        actors = self.cast.actors
        return Resolution(actors[scored[0][1]], 1 / sum(shares), tuple(actors[a] for _, a in scored[1:3]))

    def _score(self, features: dict[str, float]) -> float:
        weights = self.weights
        return sum(weights.get(name, 0.0) * value for name, value in features.items())

    def candidates(self, token: int) -> list[tuple[int, dict[str, float]]]:
        """Actors that the pronoun may stand for, each with its evidence."""
        gender: Gender = "m" if self.cast.words.lower[token] in MASCULINE else "f"
        by_actor: dict[int, list[_Trace]] = {}
        for trace in self._near(token):
            named = self.cast.actors[trace.actor]
            is_barred = trace.actor in self.barred.get(token, ())
            if (named.kind == "person" or not named.is_sure) and named.gender in (None, gender) and not is_barred:
                by_actor.setdefault(trace.actor, []).append(trace)
        order = sorted(by_actor, key=lambda actor: (_distance(by_actor[actor], token), actor))[:_MAX_CANDIDATES]
        told = self._last_told(token, by_actor)
        found = {actor: self._features(token, actor, by_actor[actor], rank) for rank, actor in enumerate(order)}
        places = {actor: sorted({trace.token for trace in by_actor[actor]}) for actor in order}
        for actor, features in found.items():
            features["last subject told"] = float(actor == told)
            if token in self.contents:
                features.update({f"source: {name}": value for name, value in features.items()})
        add_salience(self.cast.words, token, places, found)
        return list(found.items())

    def _last_told(self, token: int, by_actor: dict[int, list[_Trace]]) -> int | None:
        """The actor of the last subject in the author's own telling, outside of what others say."""
        words = self.cast.words
        subjects = [
            (trace.token, actor)
            for actor, traces in by_actor.items()
            for trace in traces
            if trace.token < token and trace.token not in self.said and _role(words, trace.token) == "subject"
        ]
        return max(subjects)[1] if subjects else None

    def _near(self, token: int) -> Iterable[_Trace]:
        words = self.cast.words
        sent = words.sent[token]
        at = bisect_left(self._name_tokens, token)
        for trace in self._names[at : at + 6]:
            if words.sent[trace.token] == sent:
                yield trace
        for trace in reversed(self._names[max(0, at - 60) : at]):
            if sent - words.sent[trace.token] > _NEAR_SENTENCES:
                break
            yield trace
        for trace in reversed(self.traces[-30:]):
            if trace.token < token and sent - words.sent[trace.token] <= _NEAR_SENTENCES:
                yield trace
        for at_token, actor in self._spoken_before(token)[-3:]:
            if sent - words.sent[at_token] <= 2 * _NEAR_SENTENCES:
                yield _Trace(at_token, actor, False)

    def _features(self, token: int, actor: int, traces: Sequence[_Trace], rank: int) -> dict[str, float]:
        words = self.cast.words
        before = [trace for trace in traces if trace.token < token]
        last = max(before, key=lambda trace: trace.token, default=None)
        features = {
            f"rank {min(rank, 4)}": 1.0,
            "unsure": float(not self.cast.actors[actor].is_sure),
            "unsure body": float(self.cast.actors[actor].kind != "person"),
            "gender known": float(self.cast.actors[actor].gender is not None),
            "named often": math.log1p(self._counts.get(actor, 0)),
            "traced often": math.log1p(len(before)),
            "full name": float(" " in self.cast.actors[actor].name),
        }
        if last is None:
            features["only after"] = 1.0
            return features
        self._add_place(features, token, last)
        if last.token in self.said and token not in self.said:
            features["last is said"] = 1.0
        if all(trace.token in self.said for trace in before) and token not in self.said:
            features["only said"] = 1.0
        self._add_speech(features, token, actor)
        same = [trace for trace in before if words.sent[trace.token] == words.sent[token]]
        if any(self._bars(trace.token, token) for trace in same):
            features["bound"] = 1.0
        earlier = [trace for trace in before if words.sent[trace.token] == words.sent[token] - 1]
        if any(_role(words, trace.token) == "subject" for trace in earlier):
            features["subject of sentence before"] = 1.0
        elif earlier:
            features["in sentence before"] = 1.0
        if any(_role(words, trace.token) == "subject" for trace in same):
            features["subject before in sentence"] = 1.0
        if words.paragraph[last.token] == words.paragraph[token]:
            features["same paragraph"] = 1.0
        return features

    def _add_place(self, features: dict[str, float], token: int, last: _Trace) -> None:
        words = self.cast.words
        distance = words.sent[token] - words.sent[last.token]
        role = _role(words, last.token)
        features[f"distance {min(distance, 4)}"] = 1.0
        features[f"last is {role}"] = 1.0
        features["last is pronoun"] = float(not last.is_name)
        mine = _role(words, token)
        if role == "subject" == mine:
            features["parallel subjects"] = 1.0
        if mine == "possessive":
            features[f"possessive after {role} {min(distance, 1)}"] = 1.0
        if mine == "object":
            features[f"object after {role} {min(distance, 1)}"] = 1.0
        if mine == "subject" and distance == 0:
            features[f"subject after {role} in sentence"] = 1.0
        quoted = last.token in self._quoted
        if quoted and token not in self._quoted:
            features["last is quoted"] = 1.0
        if token in self._quoted and not quoted:
            features["quoted after unquoted"] = 1.0

    def _add_speech(self, features: dict[str, float], token: int, actor: int) -> None:
        words = self.cast.words
        spoken = self._spoken_before(token)
        if spoken and spoken[-1][1] == actor:
            gap = words.paragraph[token] - words.paragraph[spoken[-1][0]]
            features[f"spoke last {min(gap, 2)}"] = 1.0
        if token in self.contents:
            features["source and spoke"] = float(any(speaker == actor for _, speaker in spoken))
            inside = [
                start <= words.start[trace.token] < end
                for start, end in self.contents[token]
                for trace in self._names_of(actor, token)
            ]
            features["named in what is said"] = float(any(inside))

    def _spoken_before(self, token: int) -> list[tuple[int, int]]:
        """The last four that spoke."""
        end = bisect_left(self.spoken, (token, -1))
        return self.spoken[max(0, end - 4) : end]

    def _names_of(self, actor: int, token: int) -> Iterable[_Trace]:
        at = bisect_left(self._name_tokens, token)
        return [trace for trace in self._names[max(0, at - 12) : at + 12] if trace.actor == actor]

    def _bars(self, name: int, pronoun: int) -> bool:
        """The two can't be one: subject and plain object of one verb, or the name hangs on what the pronoun owns."""
        words = self.cast.words
        if words.lower[pronoun].endswith("self"):
            return False
        if words.dep[pronoun] == "poss":
            return words.head[name] == words.head[pronoun] or _hangs_on(words.head, name, words.head[pronoun])
        if words.dep[pronoun] not in _OBJECTS:
            return False
        verb = _verb_of(words.head, words.dep, pronoun)
        return words.dep[name] in (*_SUBJECTS, "dobj") and words.head[name] == verb


def resolve_pronoun(passage: Passage, cast: Cast, start: int, end: int) -> CastActor | None:
    """The person that the he- or she-word at these characters stands for."""
    token = cast.words.token_at((start + end - 1) // 2)
    lower = cast.words.lower[token]
    if lower not in MASCULINE and lower not in FEMININE:
        return None
    found = PronounResolver(passage, cast).resolve(token)
    return found.actor if found else None


def load_weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in load_table("pronoun_weights")}


def _root(words: Words, span: Range) -> int:
    """The last token of a name: its head in English."""
    tokens = words.tokens_in(span)
    return tokens[-1] if tokens else words.token_at(span[0])


def _distance(traces: Sequence[_Trace], token: int) -> int:
    """Tokens back to the last trace; what only follows is farther than all."""
    return min((token - trace.token if trace.token < token else 10_000) for trace in traces)


def _quoted_tokens(passage: Passage, cast: Cast) -> frozenset[int]:
    return frozenset(
        i
        for quotation in passage.quotations
        for i in cast.words.tokens_in((quotation.inner_start, quotation.inner_end))
    )


def _role(words: Words, token: int) -> str:
    """subject, object, possessive, oblique, modifier or other, of the noun phrase that the token heads."""
    dep, head = words.dep, words.head
    for _ in range(3):
        if dep[token] not in ("appos", "conj") or head[token] == token:
            break
        token = head[token]
    relation = dep[token]
    if relation in _SUBJECTS:
        return "subject"
    if relation in ("dobj", "dative"):
        return "object"
    if relation == "poss":
        return "possessive"
    if relation == "pobj":
        return "oblique"
    return "modifier" if relation in ("compound", "nmod", "amod") else "other"


def _verb_of(head: list[int], dep: list[str], token: int) -> int:
    """The verb that an object hangs on, through its preposition."""
    above = head[token]
    for _ in range(3):
        if dep[above] not in ("prep", "agent", "dative", "pcomp"):
            break
        above = head[above]
    return above


def _hangs_on(head: list[int], token: int, above: int) -> bool:
    for _ in range(6):
        if token == above:
            return True
        if head[token] == token:
            return False
        token = head[token]
    return False
