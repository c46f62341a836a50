"""The command line, as people and programs use it."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

import schema
from app.cli import app
from app.cli.output import EXIT_CODES
from app.extraction import open_engine
from app.ingest import ingest
from app.stores import open_ready_store
from extract.readers import read
from schema.statement import Record
from tests.app.conftest import BRIDGE, FERRIES, CliResult, RunCli, settings_for

ROOT = Path(__file__).parents[2]
ONRECORD = Path(sys.executable).with_name("onrecord")
PAGE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Three articles in a JSON Lines file."""
    path = tmp_path / "articles.jsonl"
    third = {"id": "third", "publisher": "Orva Radio", "text": "“A third text,” said Ana Velasco."}
    path.write_text("".join(json.dumps(one) + "\n" for one in (BRIDGE, FERRIES, third)), encoding="utf-8")
    return path


def commands() -> Iterator[list[str]]:
    for command in app.registered_commands:
        assert command.callback is not None
        yield [command.name or command.callback.__name__]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        assert group.name is not None
        yield [group.name]
        yield from ([group.name, one.name or ""] for one in group.typer_instance.registered_commands)


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_every_command_has_help_and_stands_in_the_docs(cli: RunCli, command: list[str]) -> None:
    result = cli(*command, "--help")
    assert result.code == 0
    assert len(result.out.splitlines()) > 3
    assert re.search(rf"onrecord {' '.join(command)}\b", PAGE)


def test_every_option_has_help(cli: RunCli) -> None:
    for command in commands():
        help_text = cli(*command, "--help").out
        for option in re.findall(r"^  --[\w-]+(?: / --[\w-]+)?(?: \S+)?$\n(?!  {10})", help_text, re.MULTILINE):
            pytest.fail(f"{command}: {option} has no help")


def test_every_exit_code_is_documented() -> None:
    listed = dict(re.findall(r"^\| (\d+) \| (.*) \|$", PAGE, re.MULTILINE))
    assert listed == {str(code): meaning for code, meaning in EXIT_CODES.items()}


def test_the_version_is_printed(cli: RunCli) -> None:
    assert cli("--version").out == f"onrecord {schema.__version__}\n"


def test_help_waits_for_nothing_heavy() -> None:
    heavy = "{'spacy', 'onnxruntime', 'trafilatura', 'fastapi', 'neo4j', 'numpy'}"
    script = f"import sys, app.cli; sys.exit(', '.join({heavy} & set(sys.modules)) or 0)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_running_again_changes_nothing(cli: RunCli, articles: Path) -> None:
    first = json.loads(cli("ingest", str(articles), "--json").out)
    assert (first["new"], first["unchanged"], first["failed"]) == (3, 0, 0)
    again = cli("ingest", str(articles), "--json")
    assert again.code == 0
    assert json.loads(again.out) == {**first, "new": 0, "unchanged": 3}


def test_the_summary_is_readable(cli: RunCli, articles: Path) -> None:
    result = cli("ingest", str(articles))
    assert re.fullmatch(r"3 new, 0 unchanged, 0 replaced, 0 failed; \d+ statements\n", result.out)


def test_another_text_is_a_replacement(cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(BRIDGE), encoding="utf-8")
    assert json.loads(cli("ingest", str(path), "--json").out)["new"] == 1
    path.write_text(json.dumps({**BRIDGE, "text": "“It is open,” said Ana Velasco."}), encoding="utf-8")
    assert json.loads(cli("ingest", str(path), "--json").out)["replaced"] == 1


def test_the_same_article_twice_in_one_run_is_stored_once(cli: RunCli, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(BRIDGE), encoding="utf-8")
    counts = json.loads(cli("ingest", str(tmp_path / "a.json"), str(tmp_path / "b.json"), "--json").out)
    assert (counts["new"], counts["unchanged"]) == (1, 1)


@pytest.mark.parametrize(("workers", "batch"), [(1, 16), (2, 1), (2, 16)])
def test_workers_and_batches_change_no_byte(tmp_path: Path, articles: Path, workers: int, batch: int) -> None:
    def stored(folder: Path, workers: int, batch: int) -> list[str]:
        folder.mkdir()
        with open_ready_store(settings_for(folder)) as store, open_engine(workers) as engine:
            list(ingest(read([str(articles)]), store, engine, batch=batch))
            return [record.model_dump_json() for record in store.iterate()]

    expected = stored(tmp_path / "expected", 1, 1)
    assert len(expected) == 3
    assert stored(tmp_path / "other", workers, batch) == expected


def test_standard_input_is_read(cli: RunCli) -> None:
    result = cli("extract", "--format", "jsonl", "--published", "2024-03-05", "-", stdin=BRIDGE["text"].encode())
    record = Record.model_validate_json(result.out)
    assert record.article.text == BRIDGE["text"]
    assert record.article.published_basis == "given"


def test_extract_prints_records_a_line_each(cli: RunCli, articles: Path) -> None:
    lines = cli("extract", "--format", "jsonl", str(articles)).out.splitlines()
    assert [Record.model_validate_json(line).article.publisher for line in lines] == [
        "The Velm Courier", "Orva Radio", "Orva Radio",
    ]  # fmt: skip
    assert json.loads(cli("extract", "--format", "json", str(articles)).out) == [json.loads(line) for line in lines]


def test_extract_tells_statements_as_a_reporter_would(cli: RunCli, articles: Path) -> None:
    out = cli("extract", str(articles)).out
    assert "Orva bridge stays closed\nThe Velm Courier · 2024-03-05" in out
    assert re.search(r"^\d+\. Ana Velasco said: “The Orva bridge stays closed until May”$", out, re.MULTILINE)
    assert re.search(r"^\d+\. Paul Renner denied: (that )?the ferries were full$", out, re.MULTILINE)
    assert "\x1b" not in out


def test_statements_and_actors_answer_like_the_api(cli: RunCli, articles: Path) -> None:
    cli("ingest", str(articles))
    page = json.loads(cli("statements", "--speaker", "ana velasco", "--json").out)
    assert page["resolved"][0]["name"] == "Ana Velasco"
    assert {item["statement"]["speaker"]["name"] for item in page["items"]} == {"Ana Velasco"}
    text = cli("statements", "--speaker", "ana velasco", "--limit", "1")
    assert "1. Ana Velasco" in text.out
    assert "Next page: --cursor" in text.err
    (velasco,) = json.loads(cli("actors", "--q", "velasco", "--json").out)["items"]
    assert velasco["name"] in cli("actors", "show", velasco["id"]).out
    assert cli("actors", "show", "ac_0").code == 1


def test_errors_and_remarks_stay_out_of_the_data(cli: RunCli, articles: Path) -> None:
    result = cli("ingest", str(articles), "missing.txt", "--json")
    assert result.code == 3
    assert json.loads(result.out)["failed"] == 1
    assert "missing.txt" in result.err


def test_a_copy_has_the_same_records(cli: RunCli, articles: Path) -> None:
    cli("ingest", str(articles), "--store", "sqlite:///a.db")
    assert "3 new" in cli("copy", "sqlite:///a.db", "sqlite:///b.db").out
    assert "3 unchanged" in cli("copy", "sqlite:///a.db", "sqlite:///b.db").out
    listed = [cli("statements", "--limit", "200", "--json", "--store", f"sqlite:///{name}.db").out for name in "ab"]
    assert listed[0] == listed[1]


def test_extraction_anew_says_what_changed_and_a_dry_run_saves_nothing(cli: RunCli, articles: Path) -> None:
    cli("ingest", str(articles))
    assert "3 articles, 0 added, 0 removed, 0 changed" in cli("reextract").out
    assert "0 articles" in cli("reextract", "--stale").out
    settings = settings_for(Path())
    with open_ready_store(settings.model_copy(update={"store": "sqlite:///onrecord.db"})) as store:
        records = list(store.iterate())
        assert records[0].article.extraction is not None
        older = records[0].article.extraction.model_copy(update={"run": "run_older"})
        article = records[0].article.model_copy(update={"extraction": older})
        store.save([Record(article=article, statements=records[0].statements[1:])])
    lost = records[0].statements[0].id
    for _ in range(2):
        dry = cli("reextract", "--stale", "--dry-run").out
        assert "1 articles, 1 added, 0 removed, 0 changed" in dry
        assert f"  + {lost}" in dry
    assert "1 articles, 1 added" in cli("reextract", "--stale").out
    assert "0 articles" in cli("reextract", "--stale").out


def test_the_schema_of_the_store_is_made_checked_and_upgraded(cli: RunCli) -> None:
    for command in ("init", "init", "check", "upgrade"):
        assert cli("db", command).code == 0
    assert json.loads(cli("db", "check", "--json").out)["coverage"]["articles"] == 0


def test_the_doctor_says_what_is_there_and_what_is_wrong(cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    well = cli("doctor")
    assert well.code == 0
    assert "WRONG" not in well.out
    assert "spacy" in well.out
    monkeypatch.setenv("ONRECORD_STOER", "x")
    ill = cli("doctor", "--store", "sqlite:////nonexistent/folder/x.db", "--model", "/nonexistent", "--json")
    assert ill.code == 1
    wrong = {one["subject"] for one in json.loads(ill.out) if not one["ok"]}
    assert wrong == {"settings", "model", "store"}


def on_a_terminal(arguments: list[str], folder: Path, **environment: str) -> str:
    """What a person sees who runs the command at a terminal."""
    main, side = pty.openpty()
    child = subprocess.Popen(
        [ONRECORD, *arguments], stdin=side, stdout=side, stderr=side, cwd=folder, close_fds=True,
        env={**os.environ, "TERM": "xterm-256color", **environment},
    )  # fmt: skip
    os.close(side)
    seen = b""
    while True:
        try:
            chunk = os.read(main, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    os.close(main)
    child.wait()
    return seen.decode()


def test_colours_come_on_a_terminal_only_and_not_with_no_color(tmp_path: Path, cli: RunCli) -> None:
    colour = re.compile(r"\x1b\[(\d+;)*3\dm")
    refused = ["serve", "--host", "0.0.0.0"]
    assert colour.search(on_a_terminal(refused, tmp_path))
    assert not colour.search(on_a_terminal(refused, tmp_path, NO_COLOR="1"))
    assert not colour.search(cli(*refused).err)


def run_shown(cli: RunCli, line: str) -> CliResult:
    """A line of the docs: `onrecord …`, with file patterns, or `cat FILE | onrecord …`."""
    first, _, second = line.rpartition(" | ")
    stdin = Path(shlex.split(first)[1]).read_bytes() if first else b""
    name, *arguments = shlex.split(second)
    assert name == "onrecord"
    expanded = [sorted(map(str, Path().glob(one))) if "*.txt" in one else [one] for one in arguments]
    return cli(*chain.from_iterable(expanded), stdin=stdin)


def test_every_command_of_the_docs_runs(cli: RunCli) -> None:
    Path("examples").symlink_to(ROOT / "examples")
    shown = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    lines = [line for block in shown for line in block.splitlines()]
    assert len(lines) > 10
    for line in lines:
        result = run_shown(cli, line)
        assert result.code == 0, (line, result.err)


def test_trace_says_who_carried_words_and_has_a_code_of_its_own_for_nothing(cli: RunCli, articles: Path) -> None:
    assert cli("ingest", str(articles)).code == 0
    found = cli("trace", "she said: “A third text”")
    assert found.code == 0
    assert "Orva Radio" in found.out
    assert "Ana Velasco" in found.out
    nothing = cli("trace", "the green kangaroo of the chancellor")
    assert (nothing.code, nothing.out) == (5, "")
    assert "3 articles" in nothing.err
    assert json.loads(cli("trace", "the green kangaroo", "--json").out)["matches"] == []
