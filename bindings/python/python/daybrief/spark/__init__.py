"""Daybrief on Spark: what outgrows one machine, on the engine that is there.

``summarize`` adds a summary to every row, ``topics`` groups a corpus of any size by event, ``brief``
tells each group, and ``pages`` makes the page of each day. The work in between, the shuffles and
what becomes of a lost machine are Spark's; nothing here keeps more than one group in memory.
"""

from ._briefs import brief, pages
from ._summaries import summarize
from ._topics import topics

__all__ = ["brief", "pages", "summarize", "topics"]
