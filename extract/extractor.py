"""The story: article in, attributed statements out."""

from __future__ import annotations

from extract.about import find_about
from extract.acts import read_manner
from extract.addressees import find_addressees
from extract.assembly import Findings, assemble
from extract.attribution import AttributionModel
from extract.cast import find_cast
from extract.channel_runs import resolve_channels
from extract.continuation import link_continuations
from extract.cues import read_cues
from extract.dates import find_times
from extract.evidence import find_grounds
from extract.furniture import find_furniture
from extract.informed_pronouns import inform_pronouns
from extract.nesting import add_nested
from extract.parser import PARSER, parse
from extract.passage import Passage
from extract.quotation_marks import find_quotations
from extract.quoted import quoted_runs
from extract.reading import read_without_furniture
from extract.referents import ReferentReader
from extract.said_on import resolve_said_on
from extract.speakers import LEAST_CONFIDENCE, resolve_speakers
from extract.triple_actors import ArgumentActors
from schema import __version__
from schema.article import Article, Extraction
from schema.ids import make_id
from schema.statement import Record, Statement


def open_passage(article: Article) -> Passage:
    """The article without its furniture, parsed, its quotation marks paired."""
    reading = read_without_furniture(article.text, article.furniture)
    return Passage(article, reading, parse(reading.text), find_quotations(reading.text))


class Extractor:
    """Holds the attribution model. The same article gives the same record, byte for byte, whatever came before."""

    def __init__(self, model: AttributionModel, *, least_speaker_confidence: float = LEAST_CONFIDENCE) -> None:
        self.model = model
        self.least_speaker_confidence = least_speaker_confidence
        asked = [] if least_speaker_confidence == LEAST_CONFIDENCE else [least_speaker_confidence]
        run = make_id("run", __version__, model.name, PARSER, *asked)
        self.extraction = Extraction(run=run, version=__version__, model=model.name)

    def extract(self, article: Article) -> Record:
        """The article with its furniture and run, and its statements in order of their text."""
        article = article.model_copy(
            update={"furniture": tuple(find_furniture(article.text)), "extraction": self.extraction}
        )
        return Record(article=article, statements=tuple(self.find_statements(article)))

    def find_statements(self, article: Article) -> list[Statement]:
        passage = open_passage(article)
        attributions = self.model.find(passage)
        attributions = add_nested(passage, attributions, self.model)
        attributions = link_continuations(passage, attributions)
        attributions = quoted_runs(passage, attributions)

        cast = find_cast(passage)
        least = self.least_speaker_confidence
        speakers = resolve_speakers(passage, attributions, cast, least_confidence=least)
        times = find_times(passage.doc, passage.published)
        cues = read_cues(passage, attributions)
        channels = resolve_channels(passage, attributions, cues, speakers)
        manner = read_manner(passage, attributions, cues, channels)
        said_on = resolve_said_on(passage, attributions, cues, times, speakers, channels)
        pronouns = inform_pronouns(passage, attributions, cast, speakers)
        referents = ReferentReader(passage, cast, attributions, speakers, pronouns).read_all()
        findings = Findings(
            attributions=attributions,
            actors=ArgumentActors(cast, referents),
            speakers=speakers,
            said_on=said_on,
            manner=manner,
            addressees=find_addressees(passage, attributions, cast, speakers),
            about=find_about(passage, attributions, cast, speakers, referents),
            grounds=find_grounds(attributions, cast, speakers, cues, manner, said_on),
        )
        return assemble(passage, findings)
