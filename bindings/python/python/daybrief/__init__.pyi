import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias, final

from .errors import BugError as BugError
from .errors import DaybriefError as DaybriefError
from .errors import InputError as InputError
from .errors import OptionError as OptionError
from .errors import ReadError as ReadError
from .errors import RenderError as RenderError

__version__: str
METHODS: Sequence[str]
__all__ = [
    "METHODS",
    "Briefing",
    "BriefingTopic",
    "BugError",
    "Citation",
    "CitedSentence",
    "DaybriefError",
    "Extract",
    "InputError",
    "Measure",
    "OptionError",
    "ReadError",
    "RenderError",
    "Source",
    "Summaries",
    "Summary",
    "Topic",
    "__version__",
    "brief",
    "rouge",
    "summarize",
    "summarize_many",
    "topics",
]

_Method: TypeAlias = Literal[
    "auto",
    "centroid",
    "concepts",
    "mmr",
    "textrank",
    "textrank-bm25",
    "lexrank",
    "lexrank-threshold",
    "coverage",
    "submodular",
    "lead",
]
_Granularity: TypeAlias = Literal["auto", "broad", "story", "event"]
_Section: TypeAlias = Literal[
    "timeline", "quotations", "differences", "only-in-one", "entities", "terms", "map"
]
# A str, a dict with string keys, a dataclass instance, a row or a path.
_Article: TypeAlias = str | os.PathLike[str] | Mapping[str, Any] | Any
# A list of articles, or a table: pandas, polars, pyarrow, or whatever has __arrow_c_stream__.
_Articles: TypeAlias = Iterable[_Article] | Any

class Measure(NamedTuple):
    recall: float
    precision: float
    f: float

@final
class Citation:
    @property
    def source(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def relation(self) -> str: ...
    @property
    def similarity(self) -> float: ...

@final
class Extract:
    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def span(self) -> slice: ...
    @property
    def rank(self) -> int: ...
    @property
    def score(self) -> float: ...
    @property
    def parts(self) -> dict[str, float]: ...
    @property
    def support(self) -> int: ...
    @property
    def citations(self) -> list[Citation]: ...

@final
class Summary:
    @property
    def text(self) -> str: ...
    @property
    def extracts(self) -> list[Extract]: ...
    @property
    def words(self) -> int: ...
    @property
    def sentences(self) -> int: ...
    @property
    def language(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def date(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def source(self) -> str: ...
    def to_json(self, number: int = 1) -> str: ...
    def _repr_html_(self) -> str: ...

@final
class Summaries:
    @property
    def errors(self) -> list[str | None]: ...
    @property
    def texts(self) -> list[str | None]: ...
    def to_jsonl(self) -> str: ...
    def __len__(self) -> int: ...
    def __getitem__(self, key: int, /) -> Summary | None: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Source:
    @property
    def number(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def path(self) -> str | None: ...
    @property
    def date(self) -> str | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def words(self) -> int: ...
    @property
    def sha256(self) -> str: ...

@final
class CitedSentence:
    @property
    def text(self) -> str: ...
    @property
    def rank(self) -> int: ...
    @property
    def support(self) -> int: ...
    @property
    def score(self) -> float: ...
    @property
    def parts(self) -> dict[str, float]: ...
    @property
    def citations(self) -> list[Citation]: ...

@final
class BriefingTopic:
    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def headline(self) -> str: ...
    @property
    def independent(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def sources(self) -> list[Source]: ...
    @property
    def extracts(self) -> list[CitedSentence]: ...

@final
class Briefing:
    @staticmethod
    def from_json(text: str) -> Briefing: ...
    @staticmethod
    def join(
        parts: Sequence[Briefing],
        *,
        title: str | None = None,
        date: str | datetime.date | None = None,
        max_topics: int | None = 8,
    ) -> Briefing: ...
    @property
    def title(self) -> str: ...
    @property
    def date(self) -> str | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def topics(self) -> list[BriefingTopic]: ...
    @property
    def sources(self) -> list[Source]: ...
    @property
    def omitted_topics(self) -> int: ...
    @property
    def warnings(self) -> list[str]: ...
    def to_html(self, theme: str | None = None) -> str: ...
    def to_markdown(self) -> str: ...
    def to_text(self) -> str: ...
    def to_json(self) -> str: ...
    def to_dict(self) -> Any: ...
    def _repr_html_(self) -> str: ...

@final
class Topic:
    @property
    def label(self) -> str: ...
    @property
    def documents(self) -> list[int]: ...
    @property
    def independent(self) -> int: ...
    @property
    def cohesion(self) -> float: ...
    def __len__(self) -> int: ...

def summarize(
    text: _Article,
    sentences: int | None = 3,
    method: _Method = "auto",
    language: str | None = None,
    *,
    words: int | None = None,
    ratio: float | None = None,
    query: str | None = None,
    fields: dict[str, str] | None = None,
) -> Summary: ...
def summarize_many(
    texts: _Articles,
    sentences: int | None = 3,
    method: _Method = "auto",
    language: str | None = None,
    *,
    words: int | None = None,
    ratio: float | None = None,
    query: str | None = None,
    fields: dict[str, str] | None = None,
    threads: int | None = None,
    max_bytes: int | None = None,
) -> Summaries: ...
def topics(
    documents: _Articles,
    *,
    granularity: _Granularity = "auto",
    language: str | None = None,
    fields: dict[str, str] | None = None,
    threads: int | None = None,
) -> list[Topic]: ...
def brief(
    documents: _Articles,
    *,
    date: str | datetime.date | None = None,
    title: str | None = None,
    sentences: int | None = None,
    method: _Method = "auto",
    language: str | None = None,
    words: int | None = None,
    ratio: float | None = None,
    query: str | None = None,
    max_topics: int | None = 8,
    min_sources: int = 1,
    granularity: _Granularity = "auto",
    sections: Iterable[_Section] | None = None,
    prefer: Iterable[str] = (),
    hide: Iterable[str] = (),
    earlier: _Articles | None = None,
    together: bool = False,
    fields: dict[str, str] | None = None,
    threads: int | None = None,
) -> Briefing: ...
def rouge(
    summary: object,
    references: str | Iterable[str],
    *,
    stem: bool = False,
    remove_stop_words: bool = False,
    language: str | None = None,
    max_words: int | None = None,
    max_bytes: int | None = None,
) -> dict[str, Measure]: ...
