"""Whom the pronoun of a source stands for: "he", "they", "it", "who", and "I" inside what somebody says."""

from __future__ import annotations

from collections.abc import Callable

from extract.cast import CastActor
from extract.decisions import Scene, SpeakerDecision, Spoken, as_speaker, decided, unknown
from extract.described import Describer
from extract.names import role_nouns
from extract.pronouns import FEMININE, MASCULINE, NEUTER, PLURAL
from extract.sources import NounPhrase, is_plural, name_at_head, noun_kind, read_phrase
from schema.actor import Actor
from schema.rules import SpeakerRule

PhraseReader = Callable[[NounPhrase], SpeakerDecision]

RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_BODIES = ("organization", "government")
_SUBJECT_TOKENS = 60
_CLEAR = 0.5
"""The share of a pronoun's candidates above which one of them is taken."""
_PLURAL_VERBS = frozenset({"are", "have", "were", "do", "may", "might"})
_BARE = {"woman": "f", "girl": "f", "lady": "f", "man": "m", "boy": "m", "guy": "m"}
_STANDING_OUT = frozenset({"nsubj", "nsubjpass", "poss"})
_LEFT = frozenset({"det", "compound", "amod", "poss", "nmod", "nummod"})


class PronounReader:
    def __init__(self, scene: Scene, read: PhraseReader) -> None:
        self.scene = scene
        self.cast = scene.cast
        self.words = scene.words
        self.read = read
        self.describer = Describer(scene, self.owner)

    def resolve(self, token: int) -> SpeakerDecision | None:
        """None where the word is no pronoun of the third person."""
        lower = self.words.lower[token]
        if lower in MASCULINE or lower in FEMININE:
            return self._person(token)
        if lower in PLURAL:
            return self._several(token)
        if lower in NEUTER or lower in ("this", "that"):
            return self._thing(token)
        return None

    def owner(self, token: int) -> Actor | None:
        """Whom "his", "their" or "our" stands for."""
        lower = self.words.lower[token]
        if lower in MASCULINE or lower in FEMININE:
            found = self.scene.pronouns.resolve(token)
            return found.actor.actor if found and found.confidence >= 0.4 else None
        decision = self._several(token) if lower in PLURAL else None
        return decision.speaker if decision and decision.is_followed else None

    def _person(self, token: int) -> SpeakerDecision:
        if (unnamed := self._unnamed_before(token)) is not None:
            return self._again(unnamed, "pronoun_of_unnamed", 0.7)
        found = self.scene.pronouns.resolve(token)
        if found is None or self._is_unnamed(token, found.actor):
            return unknown("ambiguous", rule="pronoun_of_nobody")
        unclear = found.confidence < _CLEAR
        return decided(
            as_speaker(found.actor.actor, "pronoun"),
            "pronoun_of_several" if unclear else "pronoun",
            found.confidence if unclear else 0.35 + 0.6 * found.confidence,
            cast_index=found.actor.index,
            mention=self.scene.last_mention(found.actor, token),
            rivals=[rival.actor for rival in found.rivals],
            doubt="ambiguous",
        )

    def _is_unnamed(self, token: int, actor: CastActor) -> bool:
        """ "The woman left early. She said …": somebody without a name stands nearer than the last name."""
        words, named = self.words, self.scene.last_mention(actor, token)
        first = words.token_at(named[1]) if named else token
        gender = "m" if words.lower[token] in MASCULINE else "f"
        return any(
            _BARE.get(words.lower[i]) == gender
            and words.dep[i] in _STANDING_OUT
            and words.lower[i - 1] in ("a", "the", "this")
            and words.sent[token] - words.sent[i] <= 1
            for i in range(max(first, 1), token)
        )

    def _unnamed_before(self, token: int) -> Spoken | None:
        """ "an official said … he said": whoever spoke last without a name, if nobody was named since."""
        words, before = self.words, self.scene.spoken[-1:]
        if not before or before[0].token > token or token in self.scene.pronouns.said:
            return None
        last = before[0]
        near = words.sent[token] - words.sent[last.token] <= 2 and words.paragraph[token] == words.paragraph[last.token]
        if not near or last.plural or last.speaker.kind != "unnamed" or last.noun not in role_nouns():
            return None
        gender = role_nouns()[last.noun]
        told = "m" if words.lower[token] in MASCULINE else "f"
        since = self.cast.links_in((words.start[last.token], words.start[token]))
        named = any(self.cast.actors[link.actor].kind == "person" for link in since)
        return None if named or (gender and gender != told) else last

    def _several(self, token: int) -> SpeakerDecision:
        """ "they": those who spoke last, if they are several or a body."""
        spoken_before = self.scene.spoken
        joined = self._joined_before(token)
        for spoken in reversed(spoken_before[-4:]):
            if joined and spoken.token < joined[0]:
                break
            near = self.words.sent[token] - self.words.sent[spoken.token] <= 4 and spoken.token < token
            if near and (spoken.plural or spoken.speaker.kind == "group" or self._is_they(spoken, token)):
                score = 0.75 if spoken is spoken_before[-1] else 0.6
                return self._again(spoken, "they_spoke_before", score)
        if joined:
            return decided(self.describer.pairs.group(joined[1], "pronoun"), "they_are_subject_before", 0.7)
        subject = self._plural_subject(token)
        if subject is None:
            return unknown("ambiguous", rule="they_of_nobody")
        decision = self.describer.resolve(subject)
        if decision.speaker is None or not decision.is_followed:
            return decision
        speaker = decision.speaker.model_copy(update={"basis": "pronoun"})
        return decided(speaker, "they_are_subject_before", 0.55, mention=self._chars(subject))

    def _joined_before(self, token: int) -> tuple[int, list[CastActor]] | None:
        """ "Stone and Lee" as a subject of this sentence or the one before: where, and who."""
        words, cast = self.words, self.cast
        for i in range(token - 1, max(-1, token - _SUBJECT_TOKENS), -1):
            if words.sent[token] - words.sent[i] > 1:
                break
            if words.dep[i] not in ("nsubj", "nsubjpass"):
                continue
            heads = [i, *(child for child in words.children[i] if words.dep[child] == "conj")]
            links = [link for head in heads for link in cast.links_in((words.start[head], words.end[head]))]
            people = [cast.actors[link.actor] for link in links]
            if len(people) > 1 and len(people) == len(heads) == len(set(people)):
                return (i, people) if all(one.kind == "person" for one in people) else None
        return None

    def _again(self, spoken: Spoken, rule: SpeakerRule, score: float) -> SpeakerDecision:
        speaker = spoken.speaker.model_copy(update={"basis": "pronoun", "role": None})
        return decided(speaker, rule, score, cast_index=spoken.cast_index, mention=spoken.source)

    def _is_they(self, spoken: Spoken, token: int) -> bool:
        """A body; but whom somebody else's words call "they" is rarely the body that spoke before."""
        if spoken.speaker.kind != "organization":
            return False
        return token not in self.scene.pronouns.said or self.words.sent[spoken.token] == self.words.sent[token]

    def _plural_subject(self, token: int) -> NounPhrase | None:
        """The nearest plural subject before the pronoun, in its sentence or the one before."""
        words = self.words
        for i in range(token - 1, max(-1, token - _SUBJECT_TOKENS), -1):
            if words.sent[token] - words.sent[i] > 1:
                break
            if words.dep[i] in ("nsubj", "nsubjpass") and is_plural(words, i) and words.lower[i] not in PLURAL:
                first = min((j for j in words.children[i] if j < i), default=i)
                return read_phrase(words, range(first, i + 1))
        return None

    def _thing(self, token: int) -> SpeakerDecision:
        """ "it": the body or document that spoke last."""
        for spoken in reversed(self.scene.spoken[-3:]):
            near = self.words.sent[token] - self.words.sent[spoken.token] <= 3 and spoken.token < token
            if near and spoken.speaker.kind in (*_BODIES, "document"):
                return self._again(spoken, "it_spoke_before", 0.65)
        found = self._subject_body(token)
        if found is None:
            return unknown("impersonal")
        speaker = as_speaker(found.actor, "pronoun")
        mention = self.scene.last_mention(found, token)
        return decided(speaker, "it_is_subject_before", 0.6, cast_index=found.index, mention=mention)

    def _subject_body(self, token: int) -> CastActor | None:
        words = self.words
        window = (words.start[max(0, token - 60)], words.start[token])
        for link in reversed(self.cast.links_in(window)):
            root = words.tokens_in(link.span)[-1]
            actor = self.cast.actors[link.actor]
            if words.sent[token] - words.sent[root] <= 1 and words.dep[root] in ("nsubj", "nsubjpass"):
                return actor if actor.kind in _BODIES else None
        return None

    # "who", "most of whom", "whose leaders"

    def relative(self, token: int) -> SpeakerDecision:
        """ "who": the noun that its clause hangs on."""
        words = self.words
        head = self._antecedent(token)
        if words.lower[token] in ("who", "whom", "whose"):
            if (named := self._named_before(head)) is not None:
                return self.read(self._phrase_of(named, token))
            if (person := self._person_above(head)) is not None:
                return self.read(self._phrase_of(person, token, token))
        phrase = self._phrase_of(head, token)
        if len(phrase.core) == 1 and words.lower[phrase.head] in RELATIVE:
            return unknown("impersonal")
        if words.lower[token] in ("who", "whom", "whose") and not self._is_people(phrase):
            return self._person_before(token)
        return self.read(phrase)

    def _antecedent(self, token: int) -> int:
        words = self.words
        verb = words.head[token]
        for _ in range(4):
            if words.dep[verb] == "relcl" or words.head[verb] == verb:
                break
            verb = words.head[verb]
        head = words.head[verb] if words.dep[verb] == "relcl" else token - 1
        if head < token and words.text[head] != ",":
            return head
        return token - 2 if token >= 2 and words.text[token - 1] == "," else token - 1

    def whole_of(self, token: int) -> SpeakerDecision:
        """ "the generals and admirals -- most of whom": the noun before the part, with what it is joined to."""
        words = self.words
        last = next((i for i in range(token - 1, max(-1, token - 5), -1) if words.text[i][0].isalnum()), None)
        if last is None:
            return unknown("ambiguous", rule="part_of_nobody")
        first = words.head[last] if words.dep[last] == "conj" and words.head[last] < last else last
        return self.read(read_phrase(words, [*self.scene.subjects.phrase(first), *range(first + 1, last + 1)]))

    def _named_before(self, head: int) -> int | None:
        """ "Ann Stone" of "Ann Stone, a nurse at the hospital who": whose apposition "who" hangs on."""
        words = self.words
        for _ in range(3):
            if words.dep[head] == "pobj":
                head = words.head[words.head[head]]
        name = words.head[head]
        if words.dep[head] != "appos" or name >= head:
            return None
        link = next(iter(self.cast.links_in((words.start[name], words.end[name]))), None)
        return name if link and self.cast.actors[link.actor].kind == "person" else None

    def _person_above(self, head: int) -> int | None:
        """The "nurse" of "a nurse at the Harbour Hospital, who": where "who" seems to hang on a body or place."""
        words = self.words
        link = next(iter(self.cast.links_in((words.start[head], words.end[head]))), None)
        if noun_kind(words, head) == "person" or (link and self.cast.actors[link.actor].kind == "person"):
            return None
        for _ in range(4):
            preposition = words.head[head]
            if words.dep[head] != "pobj" or words.dep[preposition] != "prep":
                return None
            head = words.head[preposition]
            if noun_kind(words, head) == "person":
                return head
        return None

    def _is_people(self, phrase: NounPhrase) -> bool:
        link = name_at_head(self.cast, phrase)
        if link is not None:
            return True
        return is_plural(self.words, phrase.head) or noun_kind(self.words, phrase.head) in ("person", "body")

    def _person_before(self, token: int) -> SpeakerDecision:
        """The last person named before "who" in its sentence."""
        words = self.words
        if words.lower[words.head[token]] in _PLURAL_VERBS or words.lower[token + 1] in _PLURAL_VERBS:
            return unknown("ambiguous", rule="who_of_several")
        for link in reversed(self.cast.links_in((words.start[max(0, token - 15)], words.start[token]))):
            actor = self.cast.actors[link.actor]
            if actor.kind == "person" and words.sent[words.token_at(link.span[0])] == words.sent[token]:
                speaker = as_speaker(actor.actor, "pronoun")
                return decided(speaker, "who_is_person_before", 0.6, cast_index=actor.index, mention=link.span)
        return unknown("ambiguous", rule="who_of_nobody")

    def _phrase_of(self, head: int, stop: int, end: int | None = None) -> NounPhrase:
        """The noun phrase around a noun, up to a token; with what hangs on it to the right if an end is given."""
        words = self.words
        below = [j for j in words.children[head] if words.dep[j] in _LEFT]
        first = min([head, *below, *(g for j in below for g in words.children[j])])
        for link in self.cast.links_in((words.start[head], words.end[head])):
            tokens = words.tokens_in(link.span)
            return read_phrase(words, range(tokens[0], tokens[-1] + 1))
        return read_phrase(words, range(first, end or min(head + 1, stop)))

    def _chars(self, phrase: NounPhrase) -> tuple[int, int]:
        return self.words.chars(phrase.core[0], phrase.core[-1] + 1)
