"""Articles: a Document to its Articles, each a window with its blocks."""

from onrecord.articles.extract import extract_articles

__all__ = ["extract_articles"]
