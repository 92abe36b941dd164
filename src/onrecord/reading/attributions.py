"""Attributions: who is said to hold what, read by cue lexicon and construction.

The door is `read_attributions`; whatever reads attributions in another way (a trained tagger) takes its
place with the same arguments and the same result. The rules work on a string of word classes, one letter
a word, so that a construction is a regular expression over classes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading.quotations import outermost
from onrecord.spans import Span
from onrecord.types import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.reading.lexicon import Cue, Lexicon
    from onrecord.reading.mentions import Mention
    from onrecord.reading.quotations import Quotation
    from onrecord.reading.sentences import Sentence

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}(?:-\w+)?|[^\W\d_][^\W_]*(?:[-.’'][^\W_]+)*|\d[\d.,]*\d|\d|[,;:()\[\]–—…?!.-]")
BE = frozenset("is are was were be been being 's ’s".split())
# After a comma they begin what is no longer the content.
TURNS = frozenset("according but while although though whereas however".split())
QUOTED = frozenset("quoted quotes quote quoting cited cites citing".split())
PUNCTUATION = {"[": "(", "]": ")", "–": "-", "—": "-", "?": ".", "!": ".", "…": "…"}

# Over classes (see function_words.tsv; M capitalised, w other word, V verb, # number, Q quotation).
TIME_BEFORE = re.compile(r"(?:#?T[T#]*D?P?|A)*")  # read backwards from the verb
TIME_AFTER = re.compile(r"(?:A|P?D?T[T#]*)*")
CORE_BACK = re.compile(r"[wM#]+(?:V(?=[DM]))?[wM#]*D*(?:o[wM#]+D*)*")
SEGMENT_BACK = re.compile(r"[^,;:.QCRKXN()W\-…t]*")
TIGHT_BACK = re.compile(r"w{0,3}(?:M+(?:[oP]D?M+)?)?D+|M+(?:w{1,2}M+)?(?:oM+)?|w{1,2}(?:M+|(?=[^w]))|w{2}")
NOUN_PHRASE = re.compile(r"D*(?:[wM#TA]|V(?=w))*[wM#]|N")
PHRASE_TAIL = re.compile(r"V?(?:P?T)?[oP]D*(?:[wM#]|V(?=w))*[wM#]")
MEDIUM = re.compile(r"(?:[Pt]D*(?:[wM#TA]|V(?=w))*[wM#T]|o(?:D*[wM#]+)|[PD]?T[T#]*|A)*")
LEADING = re.compile(r"(?:[CA],?|PD?[T#]*T[T#]*,?)*")
LONGEST_SUBJECT = 30


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences that a quotation ties together: their words, and the class of each, one letter a word.

    A quotation of speech is one word of class Q: who says it is not found inside it.
    """

    spans: tuple[Span, ...]
    words: tuple[str, ...]  # in lower case
    tags: str
    back: str  # tags backwards, for constructions read from right to left
    paragraph: int

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the words from `start` up to `end`."""
        return Span(self.spans[start].start, self.spans[end - 1].end)


@dataclass(frozen=True, slots=True)
class Verb:
    """A cue in its unit: the words of its group (with auxiliaries and adverbs) and what it is a form of."""

    cue: Cue
    start: int  # of the group
    verb: int  # of the verb itself
    end: int
    passive: bool


def read_attributions(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
) -> tuple[Attribution, ...]:
    """Return the attributions of an article in the order of their cues."""
    del mentions
    found: list[Attribution] = []
    for unit in read_units(text, sentences, outermost(quotations), lexicon):
        found += read_unit(unit, lexicon)
    return tuple(sorted(set(found), key=lambda each: (each.cue, each.content)))


def read_units(
    text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[Unit]:
    """Yield the units of an article: sentences, those that one quotation covers joined."""
    start, nth = 0, 0
    for number, sentence in enumerate(sentences):
        last = number + 1 == len(sentences) or sentences[number + 1].paragraph != sentence.paragraph
        while nth < len(quotations) and quotations[nth].span.end <= sentence.span.end:
            nth += 1
        inside = nth < len(quotations) and quotations[nth].span.start < sentence.span.end
        if last or not inside:
            span = Span(sentences[start].span.start, sentence.span.end)
            yield _unit(text, span, quotations, nth, sentence.paragraph, lexicon)
            start = number + 1


def _unit(
    text: str, span: Span, quotations: Sequence[Quotation], nth: int, paragraph: int, lexicon: Lexicon
) -> Unit:
    """Make the unit of `span`; `nth` is the first quotation that ends after it."""
    first = nth
    while first and quotations[first - 1].span.start >= span.start:
        first -= 1
    spans: list[Span] = []
    tags: list[str] = []
    at = span.start
    for quotation in quotations[first : nth + 1]:
        if quotation.span.start >= span.end or quotation.span.start < at:
            continue
        _add_words(text, Span(at, quotation.span.start), span, lexicon, spans, tags)
        spans.append(quotation.span)
        tags.append("Q")
        at = quotation.span.end
    if at < span.end:
        _add_words(text, Span(at, span.end), span, lexicon, spans, tags)
    words = tuple("" if tag == "Q" else each.words(text).lower() for each, tag in zip(spans, tags, strict=True))
    classes = "".join(_with_amounts(words, tags))
    return Unit(tuple(spans), words, classes, classes[::-1], paragraph)


def _add_words(  # noqa: PLR0913 - the two lists are the unit in the making
    text: str, stretch: Span, unit: Span, lexicon: Lexicon, spans: list[Span], tags: list[str]
) -> None:
    for match in TOKEN.finditer(text, stretch.start, stretch.end):
        tag = _class_of(match.group(), begins=not spans, ends=match.end() >= unit.end - 1, lexicon=lexicon)
        if tag:
            spans.append(Span(*match.span()))
            tags.append(tag)


def _with_amounts(words: Sequence[str], tags: list[str]) -> list[str]:
    """Make the words before a number ("at least", "more than", "about") part of its phrase."""
    for at in range(len(tags) - 1):
        if words[at] == "at" and words[at + 1] in {"least", "most"}:
            tags[at] = tags[at + 1] = "D"
        elif words[at] == "than" and at and words[at - 1] in {"more", "less", "fewer"}:
            tags[at] = "D"
        elif tags[at + 1] == "#" and words[at] in {"about", "around", "over", "under", "nearly", "almost", "up", "some"}:
            tags[at] = "D"
    return tags


def _class_of(word: str, *, begins: bool, ends: bool, lexicon: Lexicon) -> str:
    """Return the class of one word; the empty string for what builds nothing.

    >>> from onrecord.reading.lexicon import load_lexicon
    >>> [_class_of(each, begins=False, ends=False, lexicon=load_lexicon()) for each in ("the", "Orm", "struck", ";")]
    ['D', 'M', 'V', ';']
    """
    first = word[0]
    if not (first.isalnum()):
        mark = PUNCTUATION.get(word, word)
        return "" if mark == "." and word == "." and not ends else mark
    if first.isdigit():
        return "#"
    lower = word.lower()
    if word.isupper() and len(word) > 1:
        return "M"  # "US" and "WHO" are no pronouns
    tag = lexicon.tags.get(lower)
    if tag is None:
        return "M" if first.isupper() else _class_by_ending(lower)
    if tag == "T" or lower == "i":
        return tag
    if first.isupper() and not begins and tag in "VAXPw":
        return "M"
    return tag


def _class_by_ending(word: str) -> str:
    if word.endswith("ed") and len(word) > 3:
        return "V"
    return "A" if word.endswith("ly") and len(word) > 5 else "w"


def read_unit(unit: Unit, lexicon: Lexicon) -> list[Attribution]:
    """Return the attributions of one unit."""
    verbs = list(find_verbs(unit, lexicon))
    breaks = _breaks(unit, verbs)
    found: list[Attribution] = []
    source: Span | None = None
    for verb in verbs:
        attribution = read_verb(unit, verb, breaks, source)
        if attribution is not None:
            found.append(attribution)
            source = attribution.source or source
    found += read_according(unit, breaks)
    found += read_quoted(unit, breaks)
    return found


def find_verbs(unit: Unit, lexicon: Lexicon) -> Iterator[Verb]:
    """Yield the reporting verbs of a unit, each with its auxiliaries and adverbs."""
    for at, word in enumerate(unit.words):
        cues = lexicon.cues.get(word)
        if cues is None or (unit.tags[at] == "M" and at > 0 and unit.tags[at - 1] not in ",-:"):
            continue
        for cue in cues:
            end = at + 1 + len(cue.particle)
            if unit.words[at + 1 : end] == cue.particle:
                start = _group_start(unit, at)
                if not _is_noun(unit, at, start, cue):
                    yield Verb(cue, start, at, end, _is_passive(unit, start, at, cue))
                break


def _group_start(unit: Unit, at: int) -> int:
    start = at
    while start and unit.tags[start - 1] in "XA":
        start -= 1
    while start < at and unit.tags[start] == "A" and unit.words[start] not in {"not", "never"}:
        start += 1
    return start


def _is_passive(unit: Unit, start: int, at: int, cue: Cue) -> bool:
    auxiliaries = [word for word, tag in zip(unit.words[start:at], unit.tags[start:at], strict=True) if tag == "X"]
    return cue.form == "past" and bool(auxiliaries) and auxiliaries[-1] in BE


def _is_noun(unit: Unit, at: int, start: int, cue: Cue) -> bool:
    """Answer whether the word is no verb here: "the report", "his claims"."""
    if at == 0:
        return cue.form not in {"ing", "past"}
    if start < at and unit.tags[at - 1] in "XA":
        return False
    before = unit.tags[at - 1]
    if before in "Do#" or (before == "P" and cue.form != "ing"):
        return True
    if cue.form == "base":
        return not (before in "NtR,)" or _is_plural(unit, at))
    return False


def _is_plural(unit: Unit, at: int) -> bool:
    """Answer whether the words before a verb in its base form are several: "sources in Orvel report that"."""
    if unit.words[at - 1].endswith("s") or unit.words[at - 1] in PLURALS:
        return True
    segment = SEGMENT_BACK.match(unit.back, len(unit.back) - at)
    start = len(unit.back) - (segment.end() if segment else 0)
    return unit.tags[at + 1 : at + 2] == "K" and any(word.endswith("s") for word in unit.words[start:at])


PLURALS = frozenset("people police women men children troops forces".split())


def _breaks(unit: Unit, verbs: Sequence[Verb]) -> frozenset[int]:
    """Return where the content of a cue must end: before ", adding that", ", officials said", "and warned that"."""
    found = set()
    for verb in verbs:
        gap = verb.start - 1
        if gap > 0 and verb.cue.form == "ing" and unit.tags[gap] in ",-":
            found.add(gap)
        elif gap > 0 and unit.words[gap] in {"and", "but"} and verb.cue.frames & {"t", "q", "c"}:
            found.add(gap)
    for at, word in enumerate(unit.words):
        if unit.tags[at - 1 : at] == "," and word in TURNS:
            found.add(at - 1)
    return frozenset(found)


def read_verb(unit: Unit, verb: Verb, breaks: frozenset[int], earlier: Span | None) -> Attribution | None:
    """Read the attribution of one reporting verb, or None where it reports nothing."""
    if verb.passive:
        return read_passive(unit, verb, breaks)
    cue = unit.span(verb.start, verb.end)
    if verb.cue.form == "ing" and (verb.start == 0 or unit.tags[verb.start - 1] in ",-"):
        content = _content_right(unit, verb, breaks)
        return Attribution(earlier or _main_subject(unit, verb), cue, content) if content else None
    subject = subject_before(unit, verb.start)
    left = _left_quotation(unit, subject[0] if subject else verb.start)
    if subject is None and verb.cue.frames & {"q", "p"} and verb.cue.form != "ing":
        inverted = _inverted(unit, verb, left, breaks)
        if inverted is not None:
            return inverted
    if subject is None:
        return None
    content = content_of(unit, verb, left, breaks)
    if content:
        return Attribution(unit.span(*subject), cue, content)
    return read_postposed(unit, verb, subject, breaks)


def content_of(unit: Unit, verb: Verb, left: int | None, breaks: frozenset[int]) -> tuple[Span, ...]:
    """Return the content of a verb from the quotation before its subject, or from what follows the verb."""
    if left is not None and "q" in verb.cue.frames:
        return (unit.spans[left], *_quotation_after(unit, verb.end))
    return _content_right(unit, verb, breaks)


def read_postposed(
    unit: Unit, verb: Verb, subject: tuple[int, int], breaks: frozenset[int]
) -> Attribution | None:
    """Read "…, the ministry said on Monday"."""
    after = _after_hearer(unit, verb.end) if "r" in verb.cue.frames else verb.end
    if "p" not in verb.cue.frames or not _closes(unit, after):
        return None
    subject = _tight(unit, subject)
    content = _content_left(unit, subject[0], after, breaks)
    if not content or not re.search("[VXQ]", unit.tags[: subject[0]]):
        return None
    return Attribution(unit.span(*subject), unit.span(verb.start, verb.end), content)


def _tight(unit: Unit, subject: tuple[int, int]) -> tuple[int, int]:
    """Return the shortest phrase that may be the subject, where no comma parts it from the content before it.

    Pages that lost their commas print "… killed 13 people the monitor said".
    """
    start, end = subject
    if unit.tags[start] == "N" or (start and unit.tags[start - 1] in ",;-Q"):
        return subject
    length = len(unit.back)
    match = TIGHT_BACK.match(unit.back, length - end, length)
    return (max(start, length - match.end()), end) if match else subject


def _left_quotation(unit: Unit, start: int) -> int | None:
    """Return the quotation just before `start`, a comma between them or not."""
    at = start - 1
    if at > 0 and unit.tags[at] in ",-":
        at -= 1
    return at if at >= 0 and unit.tags[at] == "Q" else None


def _quotation_after(unit: Unit, start: int) -> tuple[Span, ...]:
    """Return the quotation that goes on after “…,” she said in May, “…”."""
    at = MEDIUM.match(unit.tags, start).end()  # type: ignore[union-attr] # it matches the empty string
    if unit.tags[at : at + 1] in set(",:.-"):
        at += 1
    return (unit.spans[at],) if unit.tags[at : at + 1] == "Q" else ()


def _content_right(unit: Unit, verb: Verb, breaks: frozenset[int]) -> tuple[Span, ...]:
    frames, tags = verb.cue.frames, unit.tags
    at = TIME_AFTER.match(tags, verb.end).end()  # type: ignore[union-attr] # it matches the empty string
    if "r" in frames:
        at = _after_hearer(unit, at)
    direct = at
    at = MEDIUM.match(tags, at).end()  # type: ignore[union-attr] # it matches the empty string
    for here in (direct, at):
        opening = tags[here : here + 1]
        if opening in set(",:") and tags[here + 1 : here + 2] == "Q" and "q" in frames:
            return _rest(unit, here + 1, breaks)
        if opening == "K" and "t" in frames:
            return _rest(unit, here + 1, breaks)
        if opening == "Q" and frames & {"q", "t"}:
            return _rest(unit, here, breaks)
        if opening == ":" and "q" in frames:
            return _rest(unit, here + 1, breaks)
        if opening == "W" and "w" in frames:
            return _rest(unit, here, breaks)
    return _object(unit, verb, direct, breaks)


def _object(unit: Unit, verb: Verb, at: int, breaks: frozenset[int]) -> tuple[Span, ...]:
    """Return a bare clause, an infinitive or an object after the verb, as its frames allow."""
    frames, tags = verb.cue.frames, unit.tags
    opening = tags[at : at + 1]
    if not opening or opening in ",.;:)-":
        return ()
    stop = _stop(unit, at, breaks)
    if "i" in frames and "t" in tags[at:stop]:
        return _rest(unit, at, breaks)
    if "c" in frames and opening in "DMwN#CXV" and re.search("[XV]", tags[at:stop]):
        return _rest(unit, at, breaks)
    if "a" in frames and "as" in unit.words[at:stop]:
        return _rest(unit, at, breaks)
    if "o" in frames and opening not in "PoXt":
        return _rest(unit, at, breaks)
    return ()


def _after_hearer(unit: Unit, at: int) -> int:
    match = NOUN_PHRASE.match(unit.tags, at)
    if match is None:
        return at
    tail = PHRASE_TAIL.match(unit.tags, match.end())
    return tail.end() if tail and unit.tags[match.end()] == "o" else match.end()


def _rest(unit: Unit, start: int, breaks: frozenset[int]) -> tuple[Span, ...]:
    stop = _stop(unit, start, breaks)
    return (unit.span(start, stop),) if stop > start else ()


def _stop(unit: Unit, start: int, breaks: frozenset[int]) -> int:
    """Return where a content that begins at `start` ends: at the clause's end or where another cue takes over."""
    for at in range(start, len(unit.tags)):
        if unit.tags[at] in ".;" or at in breaks:
            return at
    return len(unit.tags)


def _closes(unit: Unit, at: int) -> bool:
    """Answer whether nothing but time, place and medium follows, up to a comma or the end."""
    at = MEDIUM.match(unit.tags, at).end()  # type: ignore[union-attr] # it matches the empty string
    return at >= len(unit.tags) or unit.tags[at] in ",.;-"


def _content_left(unit: Unit, start: int, end: int, breaks: frozenset[int]) -> tuple[Span, ...]:
    """Return the clause before ", X said", with what follows a comma after it."""
    stop = start - 1 if unit.tags[start - 1 : start] in set(",-") else start
    first = max((at + 1 for at in range(stop) if unit.tags[at] == ";"), default=0)
    leading = LEADING.match(unit.tags, first)
    if leading is not None and leading.end() < stop and unit.tags[first] == "C":
        first = leading.end()
    if first >= stop:
        return ()
    content = [unit.span(first, stop)]
    at = MEDIUM.match(unit.tags, end).end()  # type: ignore[union-attr] # it matches the empty string
    if unit.tags[at : at + 1] == "," and unit.tags[at + 1 : at + 2] and at not in breaks:
        content += _rest(unit, at + 1, breaks)
    return tuple(content)


def _inverted(unit: Unit, verb: Verb, left: int | None, breaks: frozenset[int]) -> Attribution | None:
    """Read “…,” said X and …, said X."""
    comma = verb.start > 0 and unit.tags[verb.start - 1] == ","
    if left is None and not comma:
        return None
    phrase = phrase_after(unit, verb.end)
    if phrase is None:
        return None
    if left is not None:
        content = (unit.spans[left], *_quotation_after(unit, phrase[1]))
    else:
        content = _content_left(unit, verb.start, phrase[1], breaks)
    return Attribution(unit.span(*phrase), unit.span(verb.start, verb.end), content) if content else None


def read_passive(unit: Unit, verb: Verb, breaks: frozenset[int]) -> Attribution | None:
    """Read "was accused by X of …" and "was quoted as saying …"; a passive without a source reports nothing."""
    cue = unit.span(verb.start, verb.end)
    subject = subject_before(unit, verb.start)
    if unit.words[verb.end : verb.end + 1] == ("by",):
        phrase = phrase_after(unit, verb.end + 1)
        if phrase is not None and subject is not None and verb.cue.sense != "holds":
            return Attribution(unit.span(*phrase), cue, (unit.span(*subject), *_rest(unit, phrase[1], breaks)))
    return None


def read_according(unit: Unit, breaks: frozenset[int]) -> Iterator[Attribution]:
    """Yield the attributions of "according to X"."""
    for at, word in enumerate(unit.words[:-2]):
        if word != "according" or unit.words[at + 1] != "to":
            continue
        phrase = phrase_after(unit, at + 2, whole=True)
        if phrase is None:
            continue
        content = _around(unit, at, phrase[1], breaks - {at - 1})
        if content:
            yield Attribution(unit.span(*phrase), unit.span(at, at + 2), content)


def read_quoted(unit: Unit, breaks: frozenset[int]) -> Iterator[Attribution]:
    """Yield the attributions of "A quoted B as saying …" and "B was quoted by A as saying …": B says it."""
    for at, word in enumerate(unit.words[:-1]):
        if word != "as" or unit.words[at + 1] not in {"saying", "telling", "stating"}:
            continue
        content = _rest(unit, at + 2 + (unit.tags[at + 2 : at + 3] == "K"), breaks)
        verb = next((back for back in range(at - 1, max(-1, at - 14), -1) if unit.words[back] in QUOTED), None)
        if verb is None or not content:
            continue
        start = _group_start(unit, verb)
        if any(unit.words[here] in BE for here in range(start, verb)):
            source, cue = subject_before(unit, start), unit.span(start, at + 2)
        else:
            source, cue = phrase_after(unit, verb + 1), unit.span(at, at + 2)
        if source is not None:
            yield Attribution(unit.span(*source), cue, content)


def _around(unit: Unit, start: int, end: int, breaks: frozenset[int]) -> tuple[Span, ...]:
    """Return what stands before and after an "according to X" that reaches from `start` to `end`."""
    if LEADING.fullmatch(unit.tags, 0, start) is None:
        return _content_left(unit, start, end, breaks)
    after = end
    if unit.tags[after : after + 1] != ",":
        comma = unit.tags.find(",", after)
        after = comma if 0 <= comma < after + LONGEST_SUBJECT else after
    return _rest(unit, after + (unit.tags[after : after + 1] == ","), breaks)


def phrase_after(unit: Unit, start: int, *, whole: bool = False) -> tuple[int, int] | None:
    """Return the noun phrase that begins at `start`; `whole` takes every phrase that hangs on it."""
    match = NOUN_PHRASE.match(unit.tags, start)
    if match is None:
        return None
    end = match.end()
    while tail := PHRASE_TAIL.match(unit.tags, end):
        if not whole and unit.tags[end] != "o" and unit.tags[end - 1] != "w":
            break
        end = tail.end()
    return start, end


def subject_before(unit: Unit, end: int) -> tuple[int, int] | None:
    """Return the noun phrase that is the subject of a verb group beginning at `end`."""
    length = len(unit.tags)
    at = length - TIME_BEFORE.match(unit.back, length - end).end()  # type: ignore[union-attr] # empty match
    if at <= 0:
        return None
    before = unit.tags[at - 1]
    if before == "N":
        return (at - 1, at) if unit.words[at - 1] != "there" else None
    if before == "R":
        antecedent = _phrase_before(unit, at - 1 - (unit.tags[at - 2 : at - 1] == ","))
        return (antecedent[0] if antecedent else at - 1), at
    if before in ",)-":
        return _before_aside(unit, at - 1)
    return _phrase_before(unit, at)


def _phrase_before(unit: Unit, at: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends at `at`: up to the clause's beginning, or its core where a verb intervenes."""
    length = len(unit.tags)
    core = CORE_BACK.match(unit.back, length - at, length - at + LONGEST_SUBJECT)
    if core is None:
        return None
    segment = SEGMENT_BACK.match(unit.back, length - at, length - at + LONGEST_SUBJECT)
    start = length - core.end()
    if segment is not None and unit.tags[length - segment.end() - 1 : length - segment.end()] == "R":
        return _phrase_before(unit, length - segment.end() - 1)
    if segment is not None and not re.search(r"(?<!D)(?<!DA)(?<!MA)V", unit.tags[length - segment.end() : at]):
        start = length - segment.end()
        start = LEADING.match(unit.tags, start, at).end()  # type: ignore[union-attr] # empty match
        start = _with_joint(unit, start)
    while start < at and unit.tags[start] in "PoA":
        start += 1
    return (start, at) if start < at else None


def _with_joint(unit: Unit, start: int) -> int:
    """Return where "the ministry and" before a phrase begins, or `start`."""
    if start < 2 or unit.words[start - 1] != "and":
        return start
    length = len(unit.tags)
    segment = SEGMENT_BACK.match(unit.back, length - start + 1, length - start + 1 + LONGEST_SUBJECT)
    first = length - segment.end() if segment else start
    clean = "V" not in unit.tags[first : start - 1] and first < start - 1 and unit.tags[first] in "DM"
    return first if clean and (first == 0 or unit.tags[first - 1] in ",;:") else start


def _before_aside(unit: Unit, close: int) -> tuple[int, int] | None:
    """Return the subject before an aside: "Orm, the envoy, said", "the Agency (AGN) said"."""
    mark = "(" if unit.tags[close] == ")" else unit.tags[close]
    opening = unit.tags.rfind(mark, max(0, close - LONGEST_SUBJECT), close)
    if opening <= 0 or opening + 1 >= close:
        return None
    return _phrase_before(unit, opening)


def _main_subject(unit: Unit, verb: Verb) -> Span | None:
    """Return the subject of the unit's first finite verb, on whose word a later participle rests."""
    finite = re.search("[XV]", unit.tags[: verb.start])
    subject = subject_before(unit, finite.start()) if finite else None
    return unit.span(*subject) if subject else None
