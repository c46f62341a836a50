"""What the readers of sources decide, and what they share: the article and who spoke in it so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.cast import Cast, CastActor
from extract.passage import Passage, Range
from extract.pronouns import PronounResolver
from extract.subjects import Subjects
from extract.words import Words
from schema.actor import Actor, ActorRef, Speaker, SpeakerBasis, SpeakerUnknown
from schema.rules import SpeakerRule

FOLLOWED = 0.5
"""Score from which other decisions build on one."""


@dataclass(frozen=True)
class SpeakerDecision:
    """Who said it; or why nobody is named, with those between whom the text does not decide.

    `rule` names what decided, `score` is how sure that rule is by itself, `confidence` the probability that the speaker
    is right, from the `features` of the decision. `source` are the characters that were read, `mention` the name that
    they were linked to; `runner_up` would have been next. `doubt` says why nobody is named where the probability is
    below the least one asked for, `threshold`.
    """

    speaker: Speaker | None
    unknown_because: SpeakerUnknown | None = None
    candidates: tuple[ActorRef, ...] = ()
    confidence: float = 0.0
    cast_index: int | None = None
    rule: SpeakerRule = "no_source"
    score: float = 0.0
    source: Range | None = None
    mention: Range | None = None
    runner_up: ActorRef | None = None
    runner_up_score: float | None = None
    rivals: tuple[ActorRef, ...] = ()
    doubt: SpeakerUnknown = "below_threshold"
    threshold: float | None = None
    features: Mapping[str, float] = field(default_factory=dict, compare=False)

    @property
    def is_followed(self) -> bool:
        """The rule is sure enough for later ones to build on it, whatever confidence is asked for."""
        return self.speaker is not None and self.score >= FOLLOWED


@dataclass(frozen=True)
class Spoken:
    """A speaker met before: where, and with what noun the text called them; `source` are all those words."""

    token: int
    speaker: Speaker
    cast_index: int | None
    plural: bool = False
    noun: str = ""
    source: Range | None = None


@dataclass(frozen=True)
class Scene:
    """What all readers of sources look at; `spoken` grows as they decide."""

    passage: Passage
    cast: Cast
    pronouns: PronounResolver
    subjects: Subjects
    spoken: list[Spoken] = field(default_factory=list)

    @property
    def words(self) -> Words:
        return self.cast.words

    def last_mention(self, actor: CastActor, token: int) -> Range | None:
        """The last name of an actor before a token."""
        limit = self.words.start[token]
        return next((span for span in reversed(actor.mentions) if span[0] < limit), None)

    def local_id(self) -> str:
        """The article, for actors that are known in it alone."""
        return self.passage.article.id


def as_ref(actor: Actor) -> ActorRef:
    return ActorRef(id=actor.id, name=actor.name, kind=actor.kind)


def as_speaker(
    actor: Actor,
    basis: SpeakerBasis,
    *,
    role: str | None = None,
    speaks_for: ActorRef | None = None,
    members: tuple[ActorRef, ...] = (),
) -> Speaker:
    shared = {name: getattr(actor, name) for name in Actor.model_fields}
    return Speaker(**shared, basis=basis, role=role, speaks_for=speaks_for, members=members)


def decided(
    speaker: Speaker,
    rule: SpeakerRule,
    score: float,
    *,
    cast_index: int | None = None,
    mention: Range | None = None,
    rivals: Sequence[Actor] = (),
    runner_up_score: float | None = None,
    doubt: SpeakerUnknown = "below_threshold",
) -> SpeakerDecision:
    """`rivals` are those who were weighed besides, the next best first."""
    return SpeakerDecision(
        speaker,
        cast_index=cast_index,
        rule=rule,
        score=score,
        mention=mention,
        runner_up=as_ref(rivals[0]) if rivals else None,
        runner_up_score=runner_up_score,
        rivals=tuple(as_ref(rival) for rival in rivals),
        doubt=doubt,
    )


def unknown(
    because: SpeakerUnknown, candidates: Iterable[Actor] = (), *, rule: SpeakerRule | None = None
) -> SpeakerDecision:
    return SpeakerDecision(None, because, tuple(as_ref(actor) for actor in candidates), rule=rule or because)
