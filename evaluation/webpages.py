"""How much of a web page's main text is found, and how little else: words, on pages of our own whose text is marked.

The pages are invented, each after another kind of site. What lies between `<!--main-->` and `<!--/main-->` is the text
that a person would read there; the marks are taken out before the page is read.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

from corpus.readers.reading import Hint, Reading
from corpus.readers.webpage import read
from corpus.records import SectionKind
from evaluation.records import Score

PAGES = Path(__file__).parent / "gold" / "webpages"
HELD = Path(__file__).parent / "gold" / "webpages_held"
"""Pages of which only the scores are looked at: nothing is done for what is wrong on one of them."""
MAIN = re.compile(r"<!--main-->(.*?)<!--/main-->", re.DOTALL)
MARKS = re.compile(r"<!--/?main-->")
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"\w+")
PART, HELD_PART = "web pages", "held web pages"


def score_webpages() -> tuple[Score, ...]:
    """Return the words found against those marked, as `words` of the parts `web pages` and `held web pages`."""
    return tuple(_score(part, folder) for part, folder in ((PART, PAGES), (HELD_PART, HELD)))


def _score(part: str, folder: Path) -> Score:
    counts = [count_words(path.read_text("utf-8")) for path in sorted(folder.glob("*.html"))]
    gold, found, right = (sum(column) for column in zip(*counts, strict=True))
    return Score(part, "words", gold, found, right, right, documents="pages")


def count_words(markup: str) -> tuple[int, int, int]:
    """Return how many words of one marked page are wanted, found, and both."""
    wanted = Counter(words(" ".join(unescape(TAG.sub(" ", part)) for part in MAIN.findall(markup))))
    found = Counter(words(story(read(MARKS.sub("", markup).encode(), Hint()))))
    return wanted.total(), found.total(), (wanted & found).total()


def story(reading: Reading) -> str:
    """Return the text of a page without what is marked as no part of its story."""
    text, at = [], 0
    for section in reading.sections:
        if section.kind is SectionKind.BOILERPLATE:
            text.append(reading.text[at : section.start])
            at = section.end
    return "".join((*text, reading.text[at:]))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return WORD.findall(text.lower())
