"""docs/codebook.md says what every rule of an explanation means.

python -m tests.schema.test_codebook          writes it anew: read the difference before you commit it
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from schema.evidence import Evidence
from schema.rules import ACT_RULES, CHANNEL_RULES, LINKS, SAID_ON_RULES, SPEAKER_RULES

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"
OPENING = """\
# Why: the rules of a statement

`onrecord explain ID` and `GET /v1/statements/{id}/explanation` say why a statement has its speaker, day, act and
channel. What they tell is kept with the statement, in `evidence`: it holds for the version and the model that decided.
"""
FIELDS = {
    "rule": "by which rule it was decided: one of the lists below",
    "spans": "the mentions that lead from the source (for a day or a channel, from the cue) to what was decided, "
    "in that order; those that the statement shows itself are left out",
    "link": "how the last of them was known to be the actor's",
    "runner_up": "who or what would have been next",
    "score": "how good the decision was, on the scale of the runner-up's score or of the threshold",
    "threshold": "the least confidence that was asked for, where it was not reached",
}
PARTS = {
    "Speaker": ("`evidence.speaker.rule`", SPEAKER_RULES),
    "Mentions": ("`link`: how a mention was known to be an actor's.", LINKS),
    "Day": ("`said_on.rule`, and `evidence.said_on.rule`", SAID_ON_RULES),
    "Act": ("`evidence.act.rule`", ACT_RULES),
    "Channel": ("`evidence.channel.rule`", CHANNEL_RULES),
}


def _table(head: str, rows: Mapping[str, str]) -> str:
    return f"\n| {head} | means |\n|---|---|\n" + "".join(f"| {name} | {words} |\n" for name, words in rows.items())


def render() -> str:
    parts = (f"\n## {title}\n\n{where}\n{_table('rule', rules)}" for title, (where, rules) in PARTS.items())
    return OPENING + _table("field", {f"`{name}`": words for name, words in FIELDS.items()}) + "".join(parts)


def test_every_field_is_on_the_page() -> None:
    assert FIELDS.keys() == Evidence.model_fields.keys()


def test_the_page_is_made_from_the_rules() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "run: python -m tests.schema.test_codebook"


def test_rules_in_words_are_sentences() -> None:
    for rules in (SPEAKER_RULES, SAID_ON_RULES, ACT_RULES, CHANNEL_RULES):
        assert all(words.endswith(".") and words[0] in f"“{words[0].upper()}" for words in rules.values())


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
