"""Statements as people read them: no mark around words that are not quoted, nothing denied shown as said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing import headline, print_statement, saying
from schema.actor import Actor, ActorRef, Addressee, Speaker
from schema.ids import actor_id, statement_id
from schema.span import QuotedRun, Span
from schema.statement import Act, ChainLink, Confidence, SaidOn, Stance, Statement

ROE = Actor(id=actor_id(kind="person", name="Ana Roe"), name="Ana Roe", kind="person")
ACTS: tuple[Act, ...] = Act.__args__  # type: ignore[attr-defined]
STANCES: tuple[Stance, ...] = Stance.__args__  # type: ignore[attr-defined]


def statement(text: str, *quoted: str, act: Act = "say", stance: Stance = "asserts", **more: object) -> Statement:
    """A statement by Ana Roe whose content is the whole of `text`."""
    runs = tuple(QuotedRun(start=text.index(one), end=text.index(one) + len(one), text=one) for one in quoted)
    fields: dict[str, object] = {
        "id": statement_id("ar_1", [(0, len(text))], [], []),
        "name": "",
        "kind": "direct" if quoted else "indirect",
        "section": "body",
        "text": text,
        "source": (),
        "cue": (),
        "content": (Span(start=0, end=len(text), text=text),),
        "quoted": runs,
        "speaker": Speaker(**ROE.model_dump(), basis="name"),
        "act": act,
        "stance": stance,
        "confidence": Confidence(attribution=0.9),
    }
    return Statement.model_validate({**fields, **more})


def shown(one: Statement) -> list[str]:
    return list(print_statement(one, Span(start=0, end=len(one.text), text=one.text)))


def test_quoted_words_stand_in_marks_and_others_do_not() -> None:
    one = statement('the plan was "a disgrace" to Velm', "a disgrace", act="criticise")
    assert headline(one) == "Ana Roe criticised: the plan was “a disgrace” to Velm"


@pytest.mark.parametrize(
    ("act", "stance", "said"),
    [
        ("say", "asserts", "said"),
        ("warn", "asserts", "warned"),
        ("deny", "denies", "denied"),
        ("say", "denies", "denied"),
        ("say", "asks", "asked"),
        ("demand", "wants", "demanded"),
        ("say", "wants", "wanted"),
        ("predict", "believes", "predicted"),
        ("say", "not_said", "did not say"),
        ("confirm", "not_said", "did not confirm"),
        ("refuse", "not_said", "refused to say"),
        ("warn", "hypothetical", "might warn"),
    ],
)
def test_the_stance_is_spelled_out(act: Act, stance: Stance, said: str) -> None:
    assert headline(statement("the ship was sunk", act=act, stance=stance)) == f"Ana Roe {said}: the ship was sunk"


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("stance", STANCES)
def test_only_assertions_read_like_assertions(act: Act, stance: Stance) -> None:
    plain = saying(statement("it rains", act="say"))
    assert stance == "asserts" or saying(statement("it rains", act=act, stance=stance)) != plain


def test_an_unknown_speaker_says_why_and_lists_who_it_may_be() -> None:
    candidates = (
        ActorRef(id="ac_1", name="Jan Roe", kind="person"),
        ActorRef(id="ac_2", name="Ana Roe", kind="person"),
    )
    lines = shown(statement("it rains", speaker=None, speaker_unknown_because="ambiguous", candidates=candidates))
    assert lines[0] == "Unknown speaker said: it rains"
    assert "    speaker:  several are possible" in lines
    assert "    perhaps:  Jan Roe, Ana Roe" in lines


def test_to_whom_when_how_and_through_whom_are_told() -> None:
    said_on = SaidOn(
        value="2024-03-04", begin="2024-03-04", end="2024-03-05", granularity="day", basis="expression",
        rule="weekday", timex="2024-03-04", span=Span(start=0, end=9, text="on Monday"),
    )  # fmt: skip
    chain = (
        ChainLink(role="publisher", name="The Velm Courier"),
        ChainLink(role="speaker", name="Velm Radio", actor="ac_3", statement="st_1"),
        ChainLink(role="speaker", name="Ana Roe", actor=ROE.id, statement="st_2"),
    )
    lines = shown(
        statement(
            "it rains",
            addressees=(Addressee(id="ac_4", name="reporters", kind="group"),),
            said_on=said_on,
            channel="interview",
            chain=chain,
        )
    )
    assert "    to:       reporters" in lines
    assert "    when:     2024-03-04 (text: on Monday)" in lines
    assert "    how:      interview" in lines
    assert "    through:  Velm Radio" in lines


def test_control_characters_never_reach_the_terminal() -> None:
    assert "\x1b" not in "".join(shown(statement("it \x1b[31mrains\x07")))


@given(st.text(alphabet='ab “”"«»,.', min_size=1, max_size=40), st.data())
def test_marks_stand_around_quoted_characters_only(text: str, data: st.DataObject) -> None:
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quoted = text[start:end].strip(' “”"«»,.')
    one = statement(text, *([quoted] if quoted else []))
    inside = headline(one).partition(": ")[2].split("“")[1:]
    assert len(inside) <= len(one.quoted) + sum(run.text.count("“") for run in one.quoted)
    if not quoted:
        assert not set(headline(one)) & set('“”"«»')
