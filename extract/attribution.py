"""The trained model: finds cues, then source and content of each cue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import onnxruntime
from tokenizers import Tokenizer

from extract.decoding import Found, find_cues, find_roles
from extract.doubtful import drop_doubtful
from extract.edges import at_marks, complete_quotations, end_at_marks, without_asides, without_strays
from extract.forms import read_forms
from extract.passage import Attribution, Passage, Range
from extract.trimming import trim
from extract.windows import Special, Window, Word, find_windows
from schema.errors import ModelError

_MODELS = Path(__file__).parent / "models"
SHIPPED = {"fast": _MODELS / "attribution-small-2026-11", "accurate": _MODELS / "attribution-large-2026-11"}


class Settings(NamedTuple):
    """What `model.json` says beside the hashes of the files."""

    name: str
    min_confidence: float
    max_pieces: int
    special: Special


def _every(_cue: Range) -> bool:
    return True


class AttributionModel:
    """Two ONNX graphs: the encoder with its cue tagger, and the tagger of the roles of a cue.

    One window is run at a time on one thread: dynamic quantisation scales depend on what else is in a batch, and the
    same text must give the same bytes whatever is read beside it.
    """

    def __init__(self, settings: Settings, tokenizer: Tokenizer, encoder: bytes, role_tagger: bytes) -> None:
        self.name = settings.name
        self._settings = settings
        self._tokenizer = tokenizer
        self._encoder = _session(encoder)
        self._role_tagger = _session(role_tagger)

    @classmethod
    def load(cls, model: str | Path = "fast") -> AttributionModel:
        """Reads a shipped model by its name, or a folder; ModelError where a file is missing or not the trained one."""
        path = SHIPPED.get(str(model), Path(model))
        card = _read_card(path)
        files = {name: _read_checked(path / name, digest) for name, digest in card["sha256"].items()}
        encoder, role_tagger = (b"".join(files[part] for part in card[graph]) for graph in ("encoder", "role_tagger"))
        settings = Settings(card["name"], card["min_confidence"], card["max_pieces"], Special(card["cls"], card["sep"]))
        tokenizer = Tokenizer.from_buffer(files["tokenizer.json"])
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(settings, tokenizer, encoder, role_tagger)

    def find(self, passage: Passage) -> list[Attribution]:
        """All attributions that stand in no other one's content: the network's, then what the rules add."""
        attributions = trim(passage, self.find_in(passage.text))
        attributions = complete_quotations(passage, attributions)
        attributions = without_strays(passage, at_marks(passage, attributions))
        attributions = without_asides(passage, end_at_marks(passage, attributions))
        attributions = drop_doubtful(passage, attributions, least=self._settings.min_confidence)
        return read_forms(passage, attributions)

    def find_in(self, text: str, *, is_wanted: Callable[[Range], bool] = _every) -> list[Attribution]:
        """The network's own findings, without any rule; a window without any wanted cue is left at its cues."""
        windows = find_windows(text, self._tokenizer, self._settings.special, self._settings.max_pieces)
        return [
            _attribution(window.words, found) for window in windows for found in self._find_in_window(window, is_wanted)
        ]

    def _find_in_window(self, window: Window, is_wanted: Callable[[Range], bool]) -> list[Found]:
        encoded, cue_scores = self._encoder.run(None, window.feed())
        cues = find_cues(cue_scores[0])
        words = window.words
        if not any(is_wanted((words[first].start, words[last].end)) for first, last in cues):
            return []
        feed = {"W": encoded, "lo": [first for first, _ in cues], "hi": [last for _, last in cues]}
        (local_scores,) = self._role_tagger.run(None, feed)
        return find_roles(cues, local_scores, cue_scores[0])


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # windows differ in length
    # without it, processors without 8-bit dot products cap the sums of products, and find something else
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _read_card(path: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads((path / "model.json").read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise ModelError("model.json is missing.", source=str(path)) from missing
    except ValueError as damaged:
        raise ModelError("model.json is damaged.", source=str(path)) from damaged
    return card


def _read_checked(path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError as missing:
        raise ModelError("The file is missing.", source=str(path)) from missing
    if hashlib.sha256(content).hexdigest() != digest:
        raise ModelError("The file is not the one that was trained: its SHA-256 differs.", source=str(path))
    return content


def _attribution(words: Sequence[Word], found: Found) -> Attribution:
    cue = range(found.cue[0], found.cue[1] + 1)
    return Attribution(
        source=tuple(_ranges(words, found.source)),
        cue=tuple(_ranges(words, cue)),
        content=tuple(_ranges(words, found.content)),
        confidence=round(found.confidence, 3),
    )


def _ranges(words: Sequence[Word], positions: Iterable[int]) -> Iterator[Range]:
    """Runs of words that follow each other in one paragraph."""
    start = end = last = -1
    for position in positions:
        word = words[position]
        if position == last + 1 and start >= 0 and word.paragraph == words[last].paragraph:
            end = word.end
        else:
            if start >= 0:
                yield start, end
            start, end = word.start, word.end
        last = position
    if start >= 0:
        yield start, end
