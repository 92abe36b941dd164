"""Attributions: who is said to hold what, read by cue lexicon and construction.

The door is `read_attributions`; whatever reads attributions in another way (a trained tagger) takes its
place with the same arguments and the same result. The constructions are written over word classes, see
`units`; the phrases of subjects and speakers are found in `phrases`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.reading.lexicon import word_list
from onrecord.reading.phrases import (
    LEADING,
    LONGEST,
    NOUN_PHRASE,
    PHRASE_TAIL,
    SEGMENT,
    TIME_AFTER,
    VERB,
    can_speak,
    main_subject,
    phrase_after,
    phrase_before,
    subject_before,
    tight,
    widened,
)
from onrecord.reading.quotations import outermost
from onrecord.reading.sentences import cut_sentences
from onrecord.reading.units import REACH, make_unit, read_units
from onrecord.types import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.reading.lexicon import Cue, Lexicon
    from onrecord.reading.mentions import Mention
    from onrecord.reading.phrases import Stretch
    from onrecord.reading.quotations import Quotation
    from onrecord.reading.sentences import Sentence
    from onrecord.reading.units import Unit
    from onrecord.spans import Span

BE = word_list("auxiliaries of the passive")
TURNS = word_list("turns")  # after a comma they begin what is no longer the content
JOINING = word_list("joining")
QUOTED = word_list("quoting")
PLURALS = word_list("plurals")
POSSESSIVES = word_list("possessives")
OURSELVES = word_list("speakers themselves")
OCCASION = word_list("occasion")
CITING = word_list("citing")
COUNTED = word_list("counted")
WITH = word_list("with")
OTHER_SENSES = frozenset(verb.replace("_", " ") for verb in word_list("verbs of other senses"))

# Time, place, occasion and medium after a verb: "on Monday", "in a statement released by the office".
MEDIUM = re.compile(
    r"(?:tw(?=D)D+[wM#]+|[Pt]D*(?:[wM#TA]|V(?=w))*[wM#T]|o(?:D*[wM#]+)|[PD]?T[T#]*|A|(?<=[wM#T])V(?=[PTA.]))*"
)
GOES_ON = re.compile(r"Q[.]?")  # a quotation alone, whose speaker was named before
HEADED = re.compile(r"(D?[wM]{1,6}):Q")
POSSESSED = re.compile(r"[’']s?$")
UNCUT = re.compile("D?M")
AFTER_SPEAKER = re.compile("(?:(?:A|A?V)?[PC][^XV]{0,20}|M[^XV,;]{0,20}|[PT][^XV]{0,20})?(?:[.,;RC]|$)")
ESTIMATE = re.compile("[Pt][DP]{0,3}#")
TALLY = re.compile("[DP]{0,3}#")
CLAUSAL = re.compile("[XVQ]")
JOINED = re.compile("[wM#DPo&A]+(?=[,;:.C]|$)")  # read backwards


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb in its unit: the words of its group, with auxiliaries and adverbs."""

    cue: Cue
    start: int
    end: int
    passive: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """A way in which a content begins after its verb, and the frames that allow it."""

    pattern: re.Pattern[str]
    frames: frozenset[str]
    skip: int  # words before the content itself


RIGHT_AFTER = (
    Opening(re.compile("[,:]Q"), frozenset("q"), skip=1),
    Opening(re.compile("K"), frozenset("t"), skip=1),
    Opening(re.compile("Q"), frozenset("qt"), skip=0),
    Opening(re.compile(":"), frozenset("q"), skip=1),
    Opening(re.compile("W"), frozenset("w"), skip=0),
)
# "said that was it" has a content, "said in a statement that was read out" a relative clause.
AFTER_MEDIUM = tuple(
    replace(each, pattern=re.compile("K(?![XV])")) if each.pattern.pattern == "K" else each for each in RIGHT_AFTER
)


def read_attributions(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
) -> tuple[Attribution, ...]:
    """Return the attributions of an article in the order of their cues."""
    del mentions  # the rules need none; a tagger may
    spoken = outermost(quotations)
    found = [*_read_voice(text, sentences, spoken, lexicon), *_read_inside(text, spoken, lexicon)]
    return tuple(sorted(set(found), key=lambda each: (each.cue, each.content)))


def _read_voice(
    text: str, sentences: Sequence[Sentence], spoken: Sequence[Quotation], lexicon: Lexicon
) -> list[Attribution]:
    """Return the attributions in the article's own voice."""
    found: list[Attribution] = []
    speaking = -1  # the paragraph whose speaker a quotation alone goes on with
    for unit in read_units(text, sentences, spoken, lexicon):
        told = read_unit(unit)
        alone = GOES_ON.fullmatch(unit.tags) is not None
        if alone and found and unit.paragraph == speaking:
            found[-1] = replace(found[-1], content=(*found[-1].content, unit.spans[0]))
        if not alone:
            speaking = unit.paragraph if told else -1
        found += told
    return found


def _read_inside(text: str, spoken: Sequence[Quotation], lexicon: Lexicon) -> Iterator[Attribution]:
    """Yield what quotations attribute to others than the one who speaks."""
    for quotation in spoken:
        for span in cut_sentences(text, quotation.inner):
            for attribution in read_unit(make_unit(text, span, lexicon)):
                source = attribution.source
                if source is not None and source.words(text).lower() not in OURSELVES:
                    yield attribution


def read_unit(unit: Unit) -> list[Attribution]:
    """Return the attributions of one unit."""
    verbs = list(find_verbs(unit))
    unit = replace(unit, stops=_stops(unit, verbs))
    found: list[Attribution] = []
    source: Span | None = None
    for verb in verbs:
        attribution = read_verb(unit, verb, source)
        if attribution is not None:
            found.append(attribution)
            source = attribution.source or source
    return [*found, *read_sourced(unit), *read_quoted(unit), *read_nouns(unit), *read_headed(unit)]


def find_verbs(unit: Unit) -> Iterator[Verb]:
    """Yield the reporting verbs of a unit, each with its auxiliaries and adverbs."""
    for at, word in enumerate(unit.words):
        cues = unit.lexicon.cues.get(word)
        if cues is None or (unit.tags[at] == "M" and unit.tag(at - 1) not in {"", ",", "-", ":"}):
            continue
        cue = next((each for each in cues if unit.words[at + 1 : at + 1 + len(each.particle)] == each.particle), None)
        if cue is not None and not _is_noun(unit, at, cue):
            start = _group_start(unit, at)
            yield Verb(cue, start, at + 1 + len(cue.particle), _is_passive(unit, start, at, cue))


def _group_start(unit: Unit, at: int) -> int:
    start = at
    while start > max(0, at - REACH) and (unit.tags[start - 1] in "XA" or _is_adverb(unit, start - 1)):
        start -= 1
    while start < at and unit.tags[start] == "A" and unit.words[start] not in {"not", "never"}:
        start += 1
    return start


def _is_adverb(unit: Unit, at: int) -> bool:
    """Answer whether "long" is an adverb: "have long warned"."""
    return unit.words[at] == "long" and unit.tag(at - 1) == "X"


def _is_passive(unit: Unit, start: int, at: int, cue: Cue) -> bool:
    auxiliaries = [word for word, tag in zip(unit.words[start:at], unit.tags[start:at], strict=True) if tag == "X"]
    return cue.form == "past" and bool(auxiliaries) and auxiliaries[-1] in BE


def _is_noun(unit: Unit, at: int, cue: Cue) -> bool:
    """Answer whether the word is no verb here: "the report", "his claims", "the minister’s answer"."""
    before = unit.tag(at - 1)
    bare = cue.form in {"base", "s"}
    if at == 0:
        return bare
    if before in "XA":
        return False
    owned = before in "Do#" or (before == "P" and cue.form != "ing")
    return owned or (bare and (POSSESSED.search(unit.words[at - 1]) is not None or _is_used_as_noun(unit, at, cue)))


def _is_used_as_noun(unit: Unit, at: int, cue: Cue) -> bool:
    """Answer whether a word that may be a noun too ("claim", "reports") has neither content nor subject of a verb."""
    if "n" not in cue.frames or (cue.form == "s" and unit.tags[at - 1] == "M" and _blames(unit, at, cue)):
        return False
    following = unit.tag(unit.after(TIME_AFTER, at + 1))
    if following not in {"K", "Q", "N", ":", "D", "W", ",", ".", ""}:
        return True
    return cue.form == "base" and unit.tags[at - 1] not in "NtR,)" and not _is_plural(unit, at)


def _blames(unit: Unit, at: int, cue: Cue) -> bool:
    """Answer whether a verb's object stands before it: "the attack which Tarsis blames on the rebels"."""
    return "m" in cue.frames and "R" in unit.tags[max(0, at - 4) : at] and unit.tag(at + 1) == "P"


def _is_plural(unit: Unit, at: int) -> bool:
    """Answer whether the words before a verb in its base form are several: "sources in Orvel report that"."""
    if unit.words[at - 1].endswith("s") or unit.words[at - 1] in PLURALS:
        return True
    segment = unit.words[unit.before(SEGMENT, at) : at]
    return unit.tag(at + 1) == "K" and any(word.endswith("s") for word in segment)


def _stops(unit: Unit, verbs: Sequence[Verb]) -> tuple[int, ...]:
    """Return where a content must end: at a stop, before ", adding that", "and warned that", ", but the army"."""
    found = {match.start() for match in re.finditer("[.;]", unit.tags)}
    for verb in verbs:
        gap = verb.start - 1
        if verb.cue.form == "ing":
            found |= _participle_start(unit, verb)
        elif gap > 0 and unit.words[gap] in {"and", "but"} and verb.cue.form != "base":
            found.add(gap)
        else:
            found |= _clause_start(unit, verb)
    for at in range(1, len(unit.words)):
        if unit.tags[at - 1] == "," and unit.words[at] in TURNS and unit.tag(at + 1) not in {"X", "V", "A"}:
            found.add(at - 1)
    return tuple(sorted(found))


def _participle_start(unit: Unit, verb: Verb) -> set[int]:
    """Return where "…, adding that" begins, and "… adding that" on pages that lost their commas."""
    gap = verb.start - 1
    if gap > 0 and unit.tags[gap] in ",-":
        return {gap}
    uncut = gap > 0 and unit.tag(verb.end) in {"K", "Q"} and unit.words[gap] != "as"
    return {verb.start} if uncut else set()


def _clause_start(unit: Unit, verb: Verb) -> set[int]:
    """Answer whether a word that may be a noun too ("claim", "reports") has no content and no subject of a verb."""
    subject = subject_before(unit, verb.start)
    joint = subject[0] - 1 if subject else 0
    if joint < 1:
        return set()
    if unit.tags[joint] == "," and "p" in verb.cue.frames and _closes(unit, verb.end):
        return {joint}
    if unit.words[joint] not in JOINING:
        return set()
    return {joint - 1 if unit.tags[joint - 1] == "," else joint}


def read_verb(unit: Unit, verb: Verb, earlier: Span | None) -> Attribution | None:
    """Read the attribution of one reporting verb, or None where it reports nothing.

    `earlier` is the source of the verb before, who goes on where this one has no subject of its own.
    """
    if verb.passive:
        return _read_passive(unit, verb)
    if verb.cue.form == "ing" and (_is_participle(unit, verb) or (earlier and not _has_own_subject(unit, verb))):
        return _read_shared(unit, verb, earlier)
    subject = subject_before(unit, verb.start)
    if subject is None:
        inverted = _read_inverted(unit, verb)
        return inverted or (_read_shared(unit, verb, earlier) if _shares_subject(unit, verb) else None)
    if verb.cue.sense == "sees" and not unit.lexicon.witnesses & {*unit.words[subject[0] : subject[1]]}:
        return None
    return _read_uncut(unit, verb) or _read_with_subject(unit, verb, widened(unit, subject))


def _read_with_subject(unit: Unit, verb: Verb, subject: Stretch) -> Attribution | None:
    content = _content_of(unit, verb, subject)
    if not content:
        return _read_postposed(unit, verb, subject)
    source, cue = unit.span(*subject), unit.span(verb.start, verb.end)
    return Attribution(source, cue, content) if _may_report(unit, verb, subject) else None


def _may_report(unit: Unit, verb: Verb, subject: Stretch) -> bool:
    """Answer whether a subject and a verb go together: "the crowd said", not "the blast claimed"."""
    shown = verb.cue.sense == "shows" and unit.tag(verb.end) == "K"
    return verb.cue.verb not in OTHER_SENSES or shown or can_speak(unit, subject)


def _read_shared(unit: Unit, verb: Verb, earlier: Span | None) -> Attribution | None:
    """Read a verb that goes on with an earlier subject: "…, adding that", "left the talks and said that"."""
    content = _content_right(unit, verb)
    if not content or (verb.cue.verb in QUOTED and (verb.cue.form == "ing" or not _is_clause(unit, verb.end))):
        return None  # "citing officials" is a step of the chain, see there
    subject = main_subject(unit, verb.start) if earlier is None else None
    source = earlier if subject is None else unit.span(*subject)
    return Attribution(source, unit.span(verb.start, verb.end), content)


def _shares_subject(unit: Unit, verb: Verb) -> bool:
    at = verb.start - 1
    while at > 0 and unit.tags[at] == "A":
        at -= 1
    return at > 0 and unit.words[at] in {"and", "but"} and verb.cue.form in {"past", "s"}


def _is_participle(unit: Unit, verb: Verb) -> bool:
    """Answer whether the subject of "saying" is that of an earlier verb: "…, adding that"; not "officials saying"."""
    before = unit.tag(verb.start - 1)
    if before in {"", ",", "-", "Q"} or unit.words[verb.start - 1] in {"by", "while"}:
        return True
    word, lexicon = unit.words[verb.start - 1], unit.lexicon
    speaks = word in lexicon.documents or word in lexicon.anonymous or word in lexicon.bodies
    return not speaks and before in "w#MTA" and VERB.search(unit.tags, 0, verb.start) is not None


def _has_own_subject(unit: Unit, verb: Verb) -> bool:
    """Answer whether "telling" has a subject of its own: "… fled, with officials telling the paper that"."""
    subject = subject_before(unit, verb.start)
    if subject is None:
        return unit.words[verb.start - 1] == "as"  # "quoted the guard as saying", see read_quoted
    start, end = subject
    speaks = unit.lexicon.anonymous | unit.lexicon.documents.keys()
    return unit.words[start] in WITH or (start > 0 and unit.words[start - 1] in WITH) or unit.words[end - 1] in speaks


def _read_inverted(unit: Unit, verb: Verb) -> Attribution | None:
    """Read “…,” said X and …, said X."""
    left = _quotation_before(unit, verb.start)
    phrase = phrase_after(unit, verb.end)
    reports = verb.cue.frames & {"q", "p"} and verb.cue.form != "ing"
    if not reports or phrase is None or (left is None and unit.tag(verb.start - 1) != ","):
        return None
    phrase = phrase[0], min(phrase[1], max(_stop(unit, verb.end), phrase[0] + 1))  # “…,” said X explaining that
    if left is not None:
        content = (unit.spans[left], *_quotation_after(unit, phrase[1]))
    else:
        content = _content_left(unit, verb.start, phrase[1])
    return Attribution(unit.span(*phrase), unit.span(verb.start, verb.end), content) if content else None


def _read_uncut(unit: Unit, verb: Verb) -> Attribution | None:
    """Read "Two people died said the ministry", as pages print that lost their commas."""
    if verb.cue.verb != "say" or verb.cue.form != "past" or unit.tag(verb.start - 1) in "NR,":
        return None
    phrase = phrase_after(unit, verb.end) if UNCUT.match(unit.tags, verb.end) else None
    if phrase is None or CLAUSAL.search(unit.tags, 0, verb.start) is None or not can_speak(unit, phrase):
        return None
    if not AFTER_SPEAKER.match(unit.tags, phrase[1]):
        return None
    content = _content_left(unit, verb.start, phrase[1])
    return Attribution(unit.span(*phrase), unit.span(verb.start, verb.end), content) if content else None


def _read_passive(unit: Unit, verb: Verb) -> Attribution | None:
    """Read "was accused by X of …"; a passive without a source reports nothing."""
    subject = subject_before(unit, verb.start)
    phrase = phrase_after(unit, verb.end + 1) if unit.words[verb.end : verb.end + 1] == ("by",) else None
    if phrase is None or subject is None or verb.cue.sense == "sees":
        return None
    content = (unit.span(_whole_subject(unit, subject), subject[1]), *_rest(unit, phrase[1]))
    return Attribution(unit.span(*phrase), unit.span(verb.start, verb.end), content)


def _whole_subject(unit: Unit, subject: Stretch) -> int:
    """Return where a subject begins whose parts "and" joins: "the siege and the shelling were described by"."""
    start = subject[0]
    joined = unit.before(JOINED, start) if start and unit.tags[start - 1] == "&" else start
    while joined < start and unit.tags[joined] in "&A":
        joined += 1
    return joined


def _read_postposed(unit: Unit, verb: Verb, subject: Stretch) -> Attribution | None:
    """Read "…, the ministry said on Monday"."""
    after = _after_hearer(unit, verb.end) if "r" in verb.cue.frames else verb.end
    if "p" not in verb.cue.frames or not _closes(unit, after):
        return None
    subject = widened(unit, tight(unit, subject))
    if not _may_report(unit, verb, subject):
        return None
    content = _content_left(unit, subject[0], after)
    # "Officials said." has no content; "The benefit, it says, would be higher" has one without a verb before.
    if not content or (len(content) == 1 and CLAUSAL.search(unit.tags, 0, subject[0]) is None):
        return None
    return Attribution(unit.span(*subject), unit.span(verb.start, verb.end), content)


def read_sourced(unit: Unit) -> Iterator[Attribution]:
    """Yield the attributions of "according to X", "in the words of X"."""
    for at, word in enumerate(unit.words):
        for following in unit.lexicon.sourcing.get(word, ()):
            start = at + 1 + len(following)
            if unit.words[at + 1 : start] != following or unit.tag(start) not in {"D", "M", "w", "N", "#"}:
                continue
            phrase = phrase_after(unit, start, whole=True)
            content = _around(unit, at, phrase[1]) if phrase else ()
            if phrase and content:
                yield Attribution(unit.span(*phrase), unit.span(at, start), content)


def read_nouns(unit: Unit) -> Iterator[Attribution]:
    """Yield the attributions of nouns: "the army’s claim that …", "a warning by doctors that …"."""
    for at, word in enumerate(unit.words):
        if word not in unit.lexicon.nouns or unit.tag(at - 1) not in {"M", "D", "w"}:
            continue
        by = unit.words[at + 1 : at + 2] in {("by",), ("from",), ("of",)}
        source = phrase_after(unit, at + 2) if by else _possessor(unit, at)
        that = source[1] if by and source else at + 1
        if source is not None and unit.tag(that) == "K" and unit.tag(that + 1) not in {"X", "V"}:
            yield Attribution(unit.span(*source), unit.span(at, at + 1), _rest(unit, that + 1))


def _possessor(unit: Unit, at: int) -> Stretch | None:
    """Return the one whose claim it is: "the army’s", "their"."""
    if unit.words[at - 1] in POSSESSIVES:
        return at - 1, at
    return phrase_before(unit, at) if POSSESSED.search(unit.words[at - 1]) else None


def read_headed(unit: Unit) -> Iterator[Attribution]:
    """Yield the attribution of X: “…”, where nothing but a name and a colon stands before a quotation."""
    match = HEADED.match(unit.tags)
    if match is not None:
        name = match.end(1)
        yield Attribution(unit.span(0, name), unit.span(name, name + 1), (unit.spans[name + 1],))


def _around(unit: Unit, start: int, end: int) -> tuple[Span, ...]:
    """Return the content of an "according to X" from `start` to `end`: what follows, or the clause around it."""
    # A capital inside the unit begins a sentence whose full stop the page lost.
    if unit.tags[start] != "M" and unit.after(LEADING, 0) < start:
        return _content_left(unit, start, end)
    if unit.tag(end) != ",":
        comma = unit.tags.find(",", end, end + LONGEST)
        end = comma if comma >= 0 else end
    return _rest(unit, end + (unit.tag(end) == ","))


def read_quoted(unit: Unit) -> Iterator[Attribution]:
    """Yield the attributions of "A quoted B as saying …" and "B was quoted by A as saying …": B says it."""
    for at, word in enumerate(unit.words):
        if word != "as" or unit.words[at + 1 : at + 2] not in {("saying",), ("telling",), ("stating",)}:
            continue
        verb = next((back for back in range(at - 1, max(-1, at - 14), -1) if unit.words[back] in QUOTED), None)
        if verb is None:
            continue
        start = _group_start(unit, verb)
        passive = any(word in BE for word in unit.words[start:verb])
        source = subject_before(unit, start) if passive else phrase_after(unit, verb + 1)
        content = _quoted_content(unit, at, start, source if passive else None)
        if source is not None and content:
            yield Attribution(unit.span(*source), unit.span(start if passive else at, at + 2), content)


def _quoted_content(unit: Unit, at: int, start: int, quoted: Stretch | None) -> tuple[Span, ...]:
    """Return what somebody is quoted "as saying": after it, or before the one `quoted` or the one who quotes."""
    left = _quotation_before(unit, quoted[0]) if quoted else None
    if left is not None:
        return (unit.spans[left],)
    right = _rest(unit, at + 2 + (unit.tag(at + 2) == "K"))
    quoter = subject_before(unit, start) if not right and quoted is None else None
    return right if quoter is None else _content_left(unit, tight(unit, quoter)[0], at + 2)


def _content_of(unit: Unit, verb: Verb, subject: Stretch) -> tuple[Span, ...]:
    """Return the content of a verb from the quotation before its subject, or from what follows the verb."""
    left = _quotation_before(unit, subject[0])
    if left is not None and "q" in verb.cue.frames:
        return (unit.spans[left], *_quotation_after(unit, verb.end))
    return _content_right(unit, verb)


def _quotation_before(unit: Unit, start: int) -> int | None:
    """Return the quotation just before `start`, a comma between them or not."""
    at = start - 1 - (unit.tag(start - 1) in {",", "-"})
    return at if unit.tag(at) == "Q" else None


def _quotation_after(unit: Unit, start: int) -> tuple[Span, ...]:
    """Return the quotation that goes on after “…,” she said in May, “…”."""
    at = unit.after(MEDIUM, start)
    at += unit.tag(at) in {",", ":", ".", "-"}
    return (unit.spans[at],) if unit.tag(at) == "Q" else ()


def _content_right(unit: Unit, verb: Verb) -> tuple[Span, ...]:
    """Return the content that follows a verb, past the hearer, the time and the medium."""
    direct = unit.after(TIME_AFTER, verb.end)
    if "r" in verb.cue.frames:
        direct = _after_hearer(unit, direct)
    if direct < len(unit.words) and unit.words[direct] in CITING:
        direct = _after_hearer(unit, direct + 1)  # "reported, citing the ministry, that"
    late = unit.after(MEDIUM, direct)
    for at, openings in ((direct, RIGHT_AFTER), (late, AFTER_MEDIUM)):
        for opening in openings:
            if opening.frames & verb.cue.frames and opening.pattern.match(unit.tags, at):
                return _rest(unit, at + opening.skip)
    if _has_object(unit, verb, direct):
        within = unit.tag(direct) in {"X", "V"} or _is_aside(unit, verb.start)
        return _rest_of_clause(unit, direct) if within else _rest(unit, direct)
    bare = "c" in verb.cue.frames and unit.tag(late) in {"D", "N", "M"}
    return _rest(unit, late) if bare and _is_clause(unit, late) else ()


def _is_aside(unit: Unit, start: int) -> bool:
    """Answer whether a verb stands in a relative clause between commas: "The text, which calls for a truce, passed"."""
    return unit.tag(start - 1) == "R" and unit.tag(start - 2) == ","


def _rest_of_clause(unit: Unit, start: int) -> tuple[Span, ...]:
    """Return the content inside a relative clause: "which the ministry said was an accident, killed two"."""
    comma = unit.tags.find(",", start, _stop(unit, start))
    return (unit.span(start, comma),) if comma > start else _rest(unit, start)


def _has_object(unit: Unit, verb: Verb, at: int) -> bool:
    """Answer whether a bare clause, an infinitive or an object follows that the verb's frames allow."""
    frames, opening = verb.cue.frames, unit.tag(at)
    if opening in {"", *",.;:)-"}:
        return False
    stop = min(_stop(unit, at), at + REACH)
    words = unit.words[at:stop]
    return bool(
        ("i" in frames and "t" in unit.tags[at:stop])
        or ("c" in frames and opening in "DMwN#CXV" and _is_clause(unit, at))
        or ("a" in frames and "as" in words)
        or ("d" in frames and opening != "P" and not unit.lexicon.nouns.isdisjoint(words[:6]))
        or ("o" in frames and opening not in "PoXtV")
        or ("m" in frames and opening == "P")
        or ("e" in frames and _is_estimate(unit, at, stop))
        or ("u" in frames and TALLY.match(unit.tags, at) is not None)
    )


def _is_estimate(unit: Unit, start: int, stop: int) -> bool:
    """Answer whether an object has its number: "put the dead at 40", "raised its count of the dead to 58"."""
    if unit.words[start] in {"to", "from"} and ESTIMATE.match(unit.tags, start):
        return not COUNTED.isdisjoint(unit.words[start:stop])  # "raised to 97 the number of the dead"
    own = unit.words[start - 1] in {"put", "puts", "putting"} or unit.words[start] in POSSESSIVES
    counted = own and unit.words[start] not in {"at", "to"} and not COUNTED.isdisjoint(unit.words[start:stop])
    return counted and any(
        unit.words[at] in {"at", "to"} and ESTIMATE.match(unit.tags, at) is not None for at in range(start, stop)
    )


def _is_clause(unit: Unit, start: int) -> bool:
    """Answer whether a content that begins at `start` may be a clause: it has a verb, or a quotation."""
    stop = min(_stop(unit, start), start + REACH)
    return (
        unit.tag(start) == "N"
        or CLAUSAL.search(unit.tags, start, stop) is not None
        or any(word in unit.lexicon.cues for word in unit.words[start + 1 : stop])
    )


def _after_hearer(unit: Unit, at: int) -> int:
    """Return where "the paper" of "told the paper that" ends."""
    end = unit.after(NOUN_PHRASE, at)
    return unit.after(PHRASE_TAIL, end) if unit.tag(end) == "o" else end


def _rest(unit: Unit, start: int) -> tuple[Span, ...]:
    stop = _stop(unit, start)
    return (unit.span(start, stop),) if stop > start else ()


def _stop(unit: Unit, start: int) -> int:
    """Return where a content that begins at `start` ends."""
    nth = bisect_left(unit.stops, start)
    return unit.stops[nth] if nth < len(unit.stops) else len(unit.tags)


def _closes(unit: Unit, at: int) -> bool:
    """Answer whether nothing but time, place and medium follows, up to a comma or the end."""
    time = unit.after(TIME_AFTER, at)
    occasion = time > at and unit.words[time : time + 1] and unit.words[time] in OCCASION
    if occasion or _is_manner(unit, time):
        return True  # "said days after the blast killed two"
    at = unit.after(MEDIUM, at)
    return (
        unit.tag(at) in {"", *",.;-"}
        or unit.words[at].endswith("ing")
        or unit.words[at] in OCCASION
        or _is_manner(unit, at)
    )


def _is_manner(unit: Unit, at: int) -> bool:
    """Answer whether "without naming anyone" begins at `at`."""
    return unit.tag(at) == "P" and at + 1 < len(unit.words) and unit.words[at + 1].endswith("ing")


def _content_left(unit: Unit, start: int, end: int) -> tuple[Span, ...]:
    """Return the clause before ", X said" (which reaches from `start` to `end`), with what follows a comma after it."""
    stop = start - (unit.tag(start - 1) in {",", "-"})
    first = unit.tags.rfind(";", 0, stop) + 1
    leading = unit.after(LEADING, first)
    if leading < stop and unit.tag(first) in {"C", "&"}:
        first = leading
    if first >= stop:
        return ()
    at = unit.after(MEDIUM, end)
    goes_on = unit.tag(at) == "," and at + 1 < len(unit.tags) and _stop(unit, at) != at
    return (unit.span(first, stop), *(_rest(unit, at + 1) if goes_on else ()))
