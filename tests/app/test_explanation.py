"""Why a statement has its speaker, day, act and channel: on the command line, over HTTP, from either store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.explanation import Explanation, find_explanation
from app.extraction import Extracts
from app.printing import print_explanation
from extract.readers import read_object
from graph import open_store
from schema.errors import NotFound
from schema.evidence import Evidence, StatementEvidence
from schema.rules import SPEAKER_RULES
from schema.statement import Record
from tests.app.conftest import BRIDGE, FERRIES, RunCli
from tests.builders import make_article, make_candidate, make_record, make_said_on, make_speaker, make_statement


def explained(folder: Path, record: Record, position: int = -1) -> Explanation:
    with open_store(f"sqlite:///{folder}/test.db") as store:
        store.init()
        store.save([record])
        return find_explanation(store, record.statements[position].id)


def why(extractor: Extracts, folder: Path, text: str) -> Explanation:
    return explained(folder, extractor.extract(read_object({**BRIDGE, "text": text})))


def test_mentions_lead_from_the_pronoun_to_the_name(extractor: Extracts, tmp_path: Path) -> None:
    found = why(extractor, tmp_path, "Ana Velasco came.\n\nVelasco was angry. “It is over,” she said on Monday.")
    assert (found.speaker.value, found.speaker.rule) == ("Ana Velasco", "pronoun")
    told = [(one.spans[0].text, one.sentence.text) for one in found.speaker.mentions]
    assert told == [
        ("she", "“It is over,” she said on Monday."),
        ("Velasco", "Velasco was angry."),
        ("Ana Velasco", "Ana Velasco came."),
    ]
    assert found.speaker.mentions[-1].link == "by surname"
    assert (found.said_on.value, found.said_on.mentions[-1].spans[0].text) == ("2024-03-04", "Monday")
    lines = [line.strip() for line in print_explanation(found)]
    assert "→ “Velasco”, in: Velasco was angry." in lines
    assert "→ “Ana Velasco”, by surname, in: Ana Velasco came." in lines


def test_an_unknown_speaker_has_a_reason_and_candidates(tmp_path: Path) -> None:
    article = make_article("Jan Roe and Ana Roe came. “It is over,” Roe said.")
    candidates = (make_candidate("Ana Roe"), make_candidate("Jan Roe"))
    evidence = StatementEvidence(speaker=Evidence(rule="surname_of_several", score=0.4, threshold=0.5))
    statement = make_statement(
        article, "“It is over,”", source="Roe", candidates=candidates, evidence=evidence
    ).model_copy(update={"speaker_unknown_because": "ambiguous"})
    found = explained(tmp_path, make_record(article, statement))
    assert (found.speaker.value, found.speaker_unknown_because, found.candidates) == (None, "ambiguous", candidates)
    shown = "\n".join(print_explanation(found))
    assert f"speaker:  unknown. The best guess is not certain enough. {SPEAKER_RULES['surname_of_several']}" in shown
    assert "perhaps: Ana Roe, Jan Roe" in shown
    assert "a confidence of 0.50 is asked for, the best has 0.40" in shown


def test_a_nested_statement_says_through_whom(extractor: Extracts, tmp_path: Path) -> None:
    text = "“Iran will not send missiles,” the foreign ministry said in a statement on Monday, Tass reported."
    record = extractor.extract(read_object({**BRIDGE, "text": text}))
    inner = next(number for number, one in enumerate(record.statements) if one.parent)
    found = explained(tmp_path, record, inner)
    assert [report.statement_id for report in found.through] == [record.statements[inner].parent]
    assert any(line.strip().startswith("through:  ") for line in print_explanation(found))


def test_version_and_model_are_told(extractor: Extracts, tmp_path: Path) -> None:
    found = why(extractor, tmp_path, "Ana Velasco said it was over.")
    assert found.decided_by == extractor.extraction
    assert any(extractor.extraction.model in line for line in print_explanation(found))


def test_statements_stored_before_reasons_were_kept_show_what_is_known(tmp_path: Path) -> None:
    article = make_article()
    said_on = make_said_on(article, "on Monday", "2018-09-03")
    statement = make_statement(
        article, source="Mayor Anna Brandt", speaker=make_speaker("Anna Brandt"), said_on=said_on
    )
    found = explained(tmp_path, make_record(article, statement))
    assert statement.evidence is None
    assert found.speaker.value == "Anna Brandt"
    assert "reextract" in found.speaker.because
    assert [one.spans[0].text for one in found.speaker.mentions] == ["Mayor Anna Brandt"]
    assert (found.said_on.rule, found.said_on.mentions[0].spans[0].text) == ("weekday", "on Monday")
    assert list(print_explanation(found))


def test_a_rule_of_a_later_version_is_named(tmp_path: Path) -> None:
    article = make_article()
    evidence = StatementEvidence(speaker=Evidence(rule="new"))
    statement = make_statement(article, speaker=make_speaker("Anna Brandt"), evidence=evidence)
    assert "“new”" in explained(tmp_path, make_record(article, statement)).speaker.because


@pytest.mark.parametrize("path", ["/v1/statements/st_nowhere/explanation", "/v1/statements/st_nowhere"])
def test_an_unknown_id_is_the_same_problem_everywhere(filled: TestClient, path: str) -> None:
    answer = filled.get(path)
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:onrecord:problem:not_found")


@pytest.mark.parametrize("gone", ["deleted", "replaced"])
def test_statements_of_a_text_that_is_gone_are_gone(filled: TestClient, gone: str) -> None:
    found = filled.get("/v1/statements", params={"publisher": BRIDGE["publisher"]}).json()["items"][0]
    address = f"/v1/statements/{found['statement']['id']}/explanation"
    assert filled.get(address).status_code == 200
    if gone == "deleted":
        assert filled.delete(f"/v1/articles/{found['article']['id']}").status_code == 204
    else:
        changed = {**BRIDGE, "text": "“It is open again,” Ana Velasco said."}
        assert filled.post("/v1/articles", json=changed).json()["status"] == "replaced"
    assert filled.get(address).status_code == 404


def test_the_command_and_the_service_say_the_same(cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "ferries.json"
    path.write_text(json.dumps(FERRIES), encoding="utf-8")
    assert cli("ingest", str(path)).code == 0
    ids = [one["statement"]["id"] for one in json.loads(cli("statements", "--json").out)["items"]]
    for id_ in ids:
        told = json.loads(cli("explain", id_, "--json").out)
        assert Explanation.model_validate(told).statement_id == id_
        shown = cli("explain", id_).out
        assert shown.splitlines()[0] == told["name"]
        assert f"id:       {id_}" in shown


def test_an_unknown_id_on_the_command_line_fails_with_its_exit_code(cli: RunCli) -> None:
    result = cli("explain", "st_nowhere")
    assert result.code == 1
    assert "no such statement" in result.err


def test_every_statement_of_a_record_can_be_explained(extractor: Extracts, tmp_path: Path) -> None:
    record = extractor.extract(read_object(BRIDGE))
    text = record.article.text
    for position in range(len(record.statements)):
        found = explained(tmp_path, record, position)
        for reason in (found.speaker, found.said_on, found.act, found.channel):
            for mention in reason.mentions:
                assert text[mention.sentence.start : mention.sentence.end] == mention.sentence.text
                for span in mention.spans:
                    assert text[span.start : span.end] == span.text
                    assert mention.sentence.start <= span.start
                    assert span.end <= mention.sentence.end
    with open_store(f"sqlite:///{tmp_path}/test.db") as store, pytest.raises(NotFound):
        find_explanation(store, record.article.id)
