"""Times: the time expressions of a sentence, resolved against the day the article was published.

Each has a TIMEX3 type and value and the period that it names: ISO 8601 dates, only as precise as the words: "2023",
"2023-10", "2023-10-07". What cannot be resolved (a weekday without a date of publication) keeps its words and has no
dates.
"""

from onrecord.reading.times.anchor import Anchor, TimeExpression
from onrecord.reading.times.events import known_events, read_anchor
from onrecord.reading.times.expressions import read_all_times, read_all_timexes, read_times, read_timexes
from onrecord.reading.times.words import month_names

__all__ = [
    "Anchor",
    "TimeExpression",
    "known_events",
    "month_names",
    "read_all_times",
    "read_all_timexes",
    "read_anchor",
    "read_times",
    "read_timexes",
]
