"""The labels that the trained reader gives; the file of facts beside the model must name the same."""

from __future__ import annotations

from typing import Final

ROLES: Final = ("source", "cue", "content")
STATES: Final = ("O", *(f"{mark}-{role}" for role in ROLES for mark in "BI"))
"""One state a word: public attribution corpora are flat (25 of 2.3 million letters of PolNeAR have two roles)."""

ENTITIES: Final = (
    "person",
    "organisation",
    "place",
    "group",  # nationalities, religious and political groups
    "facility",
    "product",
    "weapon",
    "document",
    "misc",  # events, works, languages, diseases
    "date",
    "money",
)
ENTITY_TAGS: Final = ("O", *(f"{mark}-{entity}" for entity in ENTITIES for mark in "BI"))

UPOS: Final = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)  # fmt: skip
DEPREL: Final = (
    "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp", "clf",
    "compound", "conj", "cop", "csubj", "csubj:pass", "dep", "det", "discourse", "dislocated", "expl", "fixed",
    "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:poss", "nsubj", "nsubj:pass", "nummod", "obj", "obl",
    "obl:agent", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
"""Universal relations, with the subtypes that tell a figure's reader who did it to whom."""

LINKED: Final = ("source", "content")
"""The roles that a cue is linked with."""
DISTANCES: Final = 32
"""Buckets of signed log distance between a cue and what it is linked with."""
