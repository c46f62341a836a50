"""Who "the minister" is: somebody of the cast by what the text calls them, by nearness and by who spoke last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.cast import CastActor, Link
from extract.decisions import Scene, SpeakerDecision, Spoken, as_speaker, decided, unknown
from extract.lexicon import load_table
from extract.names import Gender, role_nouns, singular
from extract.roles import RoleFact
from extract.sources import NounPhrase, noun_at, phrase_text
from extract.words import NOUN, PROPN
from schema.rules import SpeakerRule

_EMPTY = frozenset({"the", "a", "an", "of", "for", "in", "and", "this", "that", "former", "'s", "’s"})
_SAME_PARTY = {"gop": "republican", "democrat": "democratic"}
_RIVAL_PARTIES = (
    ({"democratic", "democrat"}, {"republican", "gop"}),
    ({"republican", "gop"}, {"democratic", "democrat"}),
)
_INTRODUCED_TOKENS = 400
_FREE_NOUNS = frozenset("official source person aide adviser advisor voter man woman lawyer".split())
"""Nouns that "the" leaves without a name: "the official" of whom the text tells no more."""


class RoleReader:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = scene.words

    def resolve(self, phrase: NounPhrase) -> SpeakerDecision | None:
        """Somebody so called; nobody where the text does not decide; None where the phrase may stay without a name."""
        noun = noun_at(self.words, phrase.head)
        nouns = frozenset().union(*(same_role(one) for one in self._nouns(phrase)))
        said = {_SAME_PARTY.get(word, word) for word in (singular(self.words.lower[i]) for i in phrase.core)} - _EMPTY
        fits = ((self._fit(actor, nouns, said, phrase.head), actor) for actor in self._people(noun))
        ranked = sorted((pair for pair in fits if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].index))
        if (unnamed := self._unnamed_before(phrase, nouns, ranked[0][1] if ranked else None)) is not None:
            return decided(unnamed.speaker, "unnamed_spoke_before", 0.75, mention=unnamed.source)
        if not ranked:
            return self._only_person(phrase, noun)
        so_called = [actor for _, actor in ranked if any(fact.noun == noun for fact in actor.roles)]
        if len(so_called) == 1 and self._is_introduced_next(so_called[0], noun, phrase):
            return self._decide(phrase, so_called[0], "role_introduced_next", 0.6)
        fit, actor = ranked[0]
        if len(ranked) > 1 and fit - ranked[1][0] < 0.5:
            return unknown("ambiguous", [actor.actor for _, actor in ranked[:3]], rule="role_of_several")
        score = 0.85 if fit >= 3 else 0.7 if fit >= 2 else 0.55 if fit >= 1.5 and len(ranked) == 1 else 0.45
        return self._decide(phrase, actor, "role", score, ranked[1:4])

    def _decide(
        self,
        phrase: NounPhrase,
        actor: CastActor,
        rule: SpeakerRule,
        score: float,
        next_best: Sequence[tuple[float, CastActor]] = (),
    ) -> SpeakerDecision:
        text = phrase_text(self.scene.passage.text, self.words, phrase.core)
        return decided(
            as_speaker(actor.actor, "role", role=text),
            rule,
            score,
            cast_index=actor.index,
            mention=self.scene.last_mention(actor, phrase.head) or actor.mentions[0],
            rivals=[rival.actor for _, rival in next_best],
            runner_up_score=next_best[0][0] if next_best else None,
            doubt="ambiguous" if next_best else "below_threshold",
        )

    def _unnamed_before(self, phrase: NounPhrase, nouns: frozenset[str], named: CastActor | None) -> Spoken | None:
        """ "the aide" after "an aide said": who spoke so called, unless somebody so called was named since."""
        if self.words.lower[phrase.core[0]] not in ("the", "this") or self._is_of_somebody(phrase):
            return None
        unnamed = (one for one in reversed(self.scene.spoken) if one.speaker.kind == "unnamed" and not one.plural)
        spoken = next(
            (one for one in unnamed if singular(one.noun) in nouns and not self.words.titled[one.token]), None
        )
        if spoken is None or named is None:
            return spoken
        mention = self.scene.last_mention(named, phrase.head)
        return spoken if mention is None or mention[0] < self.words.start[spoken.token] else None

    def _is_of_somebody(self, phrase: NounPhrase) -> bool:
        """ "the mayor of Harbourton", "the union's chief": it tells of itself who is meant, though without a name."""
        words = self.words
        behind = phrase.head + 1
        owned = any(words.lower[i] in ("'s", "’s") for i in phrase.core if i < phrase.head)
        whom = [i for i in phrase.core if i > behind and words.pos[i] in (NOUN, PROPN)]
        return owned or (bool(whom) and words.lower[behind] in ("of", "at", "in"))

    def _nouns(self, phrase: NounPhrase) -> list[str]:
        """The head, and what "and" joins to it: "the former first lady and senator"."""
        joined = [i for i in phrase.core if self.words.dep[i] == "conj" or i == phrase.head]
        heads = [i for i in (*joined, *(self.words.head[i] for i in joined)) if i in phrase.core]
        return list(dict.fromkeys(noun_at(self.words, i) for i in heads))

    def _people(self, noun: str) -> Iterable[CastActor]:
        gender: Gender | None = role_nouns().get(noun)
        for actor in self.scene.cast.actors:
            if actor.kind == "person" and (gender is None or actor.gender in (None, gender)):
                yield actor

    def _fit(self, actor: CastActor, nouns: frozenset[str], said: set[str], token: int) -> float:
        """0 unless a role of theirs has the noun; more for shared words, for standing near and for speaking last."""
        facts = [fact for fact in actor.roles if fact.noun in nouns or fact.noun in said]
        if not facts or _other_party(said, facts):
            return 0.0
        shared = max(len(said & fact.words) for fact in facts)
        missing = min(len(said - fact.words - nouns) for fact in facts)
        return max(1.0 + min(shared, 3) * 0.5 - 0.5 * min(missing, 2) + self._nearness(actor, token), 0.1)

    def _nearness(self, actor: CastActor, token: int) -> float:
        words, fit = self.words, 0.0
        before = self.scene.last_mention(actor, token)
        if before is not None:
            distance = words.paragraph[token] - words.paragraph[words.token_at(before[0])]
            fit += 1.0 if distance <= 3 else 0.5 if distance <= 8 else 0.0
        elif words.titled[token] or words.paragraph[token] == 0:
            distance = words.paragraph[words.token_at(actor.mentions[0][0])] - words.paragraph[token]
            fit += 1.0 if distance <= 3 else 0.0
        for spoken in self.scene.spoken[-2:]:
            if spoken.cast_index == actor.index:
                fit += 0.8
        return fit

    def _is_introduced_next(self, actor: CastActor, noun: str, phrase: NounPhrase) -> bool:
        """ "The captain of the ferry" of an opening, whom the next lines name: "Captain Ann Stone"."""
        words, cast = self.words, self.scene.cast
        if words.lower[phrase.core[0]] != "the" or words.titled[phrase.head]:
            return False
        people = [link for link in cast.links_in((0, words.start[phrase.head])) if self._is_person(link)]
        first = words.token_at(actor.mentions[0][0])
        titled = [fact.span for fact in actor.roles if fact.noun == noun and fact.span]
        next_to = any(0 <= actor.mentions[0][0] - end <= 2 for _, end in titled)
        return not people and next_to and 0 < words.paragraph[first] - words.paragraph[phrase.head] <= 3

    def _is_person(self, link: Link) -> bool:
        """Surely a person, and not of the byline."""
        actor = self.scene.cast.actors[link.actor]
        wrote = any(actor.name in author for author in self.scene.passage.article.authors)
        return actor.kind == "person" and actor.is_sure and not wrote

    def _only_person(self, phrase: NounPhrase, noun: str) -> SpeakerDecision | None:
        """No one is called so: "the star journalist" is the only person around who spoke, if there is one."""
        words, cast = self.words, self.scene.cast
        if words.lower[phrase.core[0]] not in ("the", "this") or noun in _FREE_NOUNS or self._is_of_somebody(phrase):
            return None
        if self._is_introduced_unnamed(phrase.head):
            return None
        end = words.start[phrase.head]
        near = [cast.actors[link.actor] for link in cast.links_in((max(0, end - 900), end))]
        people = list(dict.fromkeys(actor for actor in near if actor.kind == "person"))
        if len(people) == 1 and any(spoken.cast_index == people[0].index for spoken in self.scene.spoken):
            return self._decide(phrase, people[0], "role_of_only_person", 0.6)
        return unknown("ambiguous", dict.fromkeys(actor.actor for actor in reversed(people[-3:])), rule="role_unknown")

    def _is_introduced_unnamed(self, token: int) -> bool:
        """ "the boy" after "a boy": the text brought them in without a name."""
        words = self.words
        for i in range(token - 1, max(-1, token - _INTRODUCED_TOKENS), -1):
            if words.lower[i] == words.lower[token]:
                articles = {words.lower[child] for child in words.children[i] if words.dep[child] == "det"}
                named = self.scene.cast.links_in((words.start[i], words.end[min(i + 3, len(words) - 1)]))
                return bool(articles & {"a", "an"}) and not named
        return False


def same_role(noun: str) -> frozenset[str]:
    """Nouns that may call one person: "senator", "lawmaker"."""
    found = {noun}
    for row in load_table("role_synonyms"):
        if row[0] == noun:
            found.update(row)
        elif noun in row:
            found.add(row[0])
    return frozenset(found)


def _other_party(said: set[str], facts: Iterable[RoleFact]) -> bool:
    """ "the Republican nominee" is none whose roles are of another party."""
    words = {word for fact in facts for word in fact.words}
    return any(said & mine and words & others and not words & mine for mine, others in _RIVAL_PARTIES)
