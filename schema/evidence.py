"""Why the decisions of a statement came out as they did, kept with it: it can be told from any store, by any version.

docs/codebook.md says what each rule means; `schema.rules` holds its words.
"""

from __future__ import annotations

from schema.span import Model, Span


class RunnerUp(Model):
    """What would have been decided next: an actor by name and id, a day, an act, a channel."""

    value: str
    actor: str | None = None
    score: float | None = None


class Evidence(Model):
    """Why one decision came out as it did.

    `spans` are the mentions that lead from the source (for a date or a channel: from the cue) to what was decided, in
    that order: "he" → "Stone" → "Ann Stone". Those that the statement itself shows as its source, cue or day are left
    out. `link` is how the last mention was known for the actor's: by surname, by acronym. `score` is on the scale of
    the runner-up's, or of `threshold`: the least confidence that was asked for, where it was not reached.
    """

    rule: str
    spans: tuple[Span, ...] = ()
    link: str | None = None
    score: float | None = None
    runner_up: RunnerUp | None = None
    threshold: float | None = None


class StatementEvidence(Model):
    """Of each decision that there is more to tell of than the statement's own fields do."""

    speaker: Evidence | None = None
    said_on: Evidence | None = None
    act: Evidence | None = None
    channel: Evidence | None = None
