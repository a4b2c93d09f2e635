"""Summaries and briefings of verbatim, cited sentences.

>>> import daybrief
>>> text = (
...     "The harbor of Odda was closed on Monday. Two ferries had collided in the fog. "
...     "Nobody was hurt. The harbor opens again on Tuesday, the mayor of Odda said."
... )
>>> summary = daybrief.summarize(text, sentences=1)
>>> str(summary) in text
True

An article is a ``str`` (read as a text file would be), a ``dict``, a dataclass or a row of a table
(read as its line of JSON would be: ``text``, and where they are known ``title``, ``date``, ``url``,
``source`` and ``language``, under these or the usual other names), or a path. Several are a list of
these, or any table that Arrow reads: pandas, polars, pyarrow, DuckDB. All functions release
Python's lock while they work, and give what the command gives, to the byte.
"""

from __future__ import annotations

from typing import NamedTuple as _NamedTuple

from . import _core
from ._core import (
    METHODS,
    Briefing,
    BriefingTopic,
    Citation,
    CitedSentence,
    Extract,
    Source,
    Summaries,
    Summary,
    Topic,
    __version__,
    summarize,
    summarize_many,
    topics,
)
from .errors import BugError, DaybriefError, InputError, OptionError, ReadError, RenderError

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


class Measure(_NamedTuple):
    """Recall, precision and their harmonic mean, each from 0 to 1."""

    recall: float
    precision: float
    f: float


def brief(
    documents,
    *,
    date=None,
    title=None,
    sentences=None,
    method="auto",
    language=None,
    words=None,
    ratio=None,
    query=None,
    max_topics=8,
    min_sources=1,
    granularity="auto",
    sections=None,
    prefer=(),
    hide=(),
    earlier=None,
    together=False,
    fields=None,
    threads=None,
):
    """Group articles by event, and tell each event in cited sentences: ``daybrief make``.

    With ``together`` all of them are one topic, whatever they tell: ``daybrief summarize A B``.
    ``earlier`` are articles that the reader knows; what they tell is not told again.
    ``max_topics=None`` tells every topic; ``sections=[]`` leaves out all but the sentences.

    >>> import daybrief
    >>> briefing = daybrief.brief(
    ...     [
    ...         {"text": "Voters in Lund chose a mayor on Sunday.", "source": "Courier"},
    ...         {"text": "Lund has a new mayor, voters chose on Sunday.", "source": "Herald"},
    ...     ],
    ...     date="2026-02-04",
    ...     together=True,
    ... )
    >>> briefing.date, len(briefing.sources)
    ('2026-02-04', 2)
    >>> briefing.to_html().startswith("<!DOCTYPE html>")
    True

    Raises ReadError if there is no article among them.
    """
    frame = {
        "title": title,
        "date": date,
        "max_topics": max_topics,
        "min_sources": min_sources,
        "granularity": granularity,
        "sections": None if sections is None else list(sections),
        "prefer": list(prefer),
        "hide": list(hide),
        "earlier": earlier,
    }
    return _core.brief(
        documents,
        frame,
        together,
        sentences,
        method,
        language,
        words,
        ratio,
        query,
        fields,
        threads,
    )


def rouge(
    summary,
    references,
    *,
    stem=False,
    remove_stop_words=False,
    language=None,
    max_words=None,
    max_bytes=None,
):
    """Compare a summary with references, in the figures of the script ROUGE-1.5.5.

    A line of a text is a sentence. With a ``language`` words are those of Unicode, so that any
    script is read; such figures compare only with one another.

    >>> import daybrief
    >>> daybrief.rouge("police kill the gunman", "police killed the gunman")["rouge-1"].recall
    0.75
    """
    references = [references] if isinstance(references, str) else list(references)
    figures = _core.rouge(
        str(summary), references, stem, remove_stop_words, language, max_words, max_bytes
    )
    return {name: Measure(*measure) for name, measure in figures}
