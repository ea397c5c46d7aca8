"""What is left of a web page: never less than its text, whatever its boxes are called or built like."""

from __future__ import annotations

import re

import pytest

from corpus.readers.reading import Hint
from corpus.readers.webpage import read
from evaluation.webpages import PAGES, count_words, story

TOLD = (
    "The council of Sedlo signed a contract for forty cameras on Monday, and nobody asked who had made them.",
    "A clerk had found the minutes in a cupboard, where they had lain since the spring of the year before last year.",
    "The port authority said that it would answer in writing, once its lawyers had read what the court had decided.",
    "Engineers of the ministry had warned of the price in a letter that was never entered in the register of letters.",
    "The harbour was closed for eleven days, and the crews of nine ships waited in the only hotel that had a lift.",
)
LINES = [f"<p>{line}</p>" for line in TOLD]
STORY = "".join(LINES)
HEADLINE = "<h1>Forty cameras for Sedlo</h1>"
CARD = "<div><a href='/{n}'><h3>{title}</h3></a><p>What our writers saw there in the week before the vote.</p></div>"
CARDS = "".join(CARD.format(n=n, title=f"Seven walks around lake number {n}") for n in range(6))
TALK = "".join(
    f"<div><b>ann{n}</b><div>I said so {n} years ago, and nobody in this town ever listens.</div></div>"
    for n in range(8)
)


def text(body: str) -> str:
    """Return the story that is read from a page."""
    return story(read(f"<html><head><title>A page</title></head><body>{body}</body></html>".encode(), Hint()))


@pytest.mark.parametrize(
    "body",
    [
        f"{HEADLINE}<div class='article-body paywall'>{STORY}</div><div>{TALK}</div>",
        f"<div class='post comments-open'>{HEADLINE}{STORY}</div><div>{TALK}{TALK}</div>",
        f"<div><div>Share</div><div><div>{STORY}</div></div></div><div><p>{' '.join(TOLD)}</p></div>",
        f"{HEADLINE}<div><span>Comments (3)</span><div>{STORY}</div></div><h2>3 comments</h2>{TALK}",
        f"<div><div>Advertisement</div>{STORY}</div>",
        f"{HEADLINE}<div>{'<br><br>'.join(TOLD)}</div>{CARDS}",
        f"{HEADLINE}{LINES[0]}<h3>Related</h3><ul><li><a href='/1'>Nine ships</a></li></ul>{''.join(LINES[1:])}",
        f"<article>{STORY}</article>" + f"<article>{CARDS}</article>" * 3,
        f"<form id='aspnetForm'><div><div>{HEADLINE}</div>{STORY}</div></form>",
    ],
    ids=["paywall", "open", "share", "count", "advert", "breaks", "related", "articles", "form"],
)
def test_no_line_of_the_story_is_lost(body: str) -> None:
    """A doubtful name, a label above the text or a box in its middle takes nothing with it."""
    found = text(body)
    assert [line for line in TOLD if line not in found] == []
    assert "Seven walks" not in found


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        (f"<div><h2>More stories</h2>{CARDS}</div>", "Seven walks"),
        (CARDS, "Seven walks"),
        (f"<div><h2>3 comments</h2>{TALK}</div>", "ever listens"),
        ("<p><a href='/x'>Nine ships wait for nine days in the harbour</a></p>", "Nine ships"),
        ("<p>Read also: <a href='/x'>Nine ships wait for nine days</a></p>", "Nine ships"),
        ("<div>\u00a9 2021 Sedlo Courier Ltd, registered in Sedlo</div>", "registered"),
        ("<div>" + "".join(f"<div><a href='/{n}'>Section {n}</a></div>" for n in range(30)) + "</div>", "Section"),
    ],
    ids=["headed", "cards", "talk", "link", "lead", "legal", "bar"],
)
def test_what_stands_beside_a_story_is_known_by_its_build(beside: str, said: str) -> None:
    """Without any telling name: cards, talk, rows of links, lines of copyright are no part of the story."""
    found = text(f"<div class='x7f'>{HEADLINE}{STORY}{beside}</div>")
    assert said not in found
    assert TOLD[-1] in found


def test_a_page_of_links_is_kept() -> None:
    """A page that is there for its links is read with them."""
    links = "".join(f"<li><a href='/{n}'>Decision {n} of the audit office</a></li>" for n in range(40))
    assert "Decision 39" in text(f"<h1>All decisions</h1><ul>{links}</ul>")


def test_rows_of_links_in_a_table_are_kept() -> None:
    """A register whose cells are links keeps its rows, however much is said above it."""
    cells = "<td><a href='/{n}'>Case {n}</a></td><td><a href='/b'>Veshtar Optics</a></td><td><a href='/c'>Open</a></td>"
    table = f"<table>{''.join(f'<tr>{cells.format(n=n)}</tr>' for n in range(40))}</table>"
    assert "Case 39" in text(f"{HEADLINE}{STORY}{table}")


def test_names_of_letters_and_digits_change_little() -> None:
    """With every class and id unreadable, the marked pages still give their text, and little else."""
    scores = []
    for path in sorted(PAGES.glob("*.html")):
        wanted, found, right = count_words(
            re.sub(r"\s(?:class|id)=\"[^\"]*\"", " class='c5x1'", path.read_text("utf-8"))
        )
        scores.append(2 * right / (wanted + found))
        assert right >= 0.95 * wanted, path.name
    assert sum(scores) / len(scores) >= 0.95


def test_a_page_says_where_it_lies_and_when_it_was_saved() -> None:
    """The address a page gives for itself, and the note of a browser that saved it, are kept with the document."""
    note = (
        "<!--\n Page saved with SingleFile \n url: https://example.org/a?b=1 \n saved date: Mon May 03 2021 10:00\n-->"
    )
    canonical = "<link rel='canonical' href='https://example.org/a'>"
    page = f"<!DOCTYPE html><html>{note}<head>{canonical}</head><body>{HEADLINE}{STORY}</body></html>"
    told = dict(read(page.encode(), Hint()).metadata)
    assert told["canonical address"] == "https://example.org/a"
    assert told["saved from"] == "https://example.org/a?b=1"
    assert told["saved at"] == "Mon May 03 2021 10:00"
    old = f"<html><!-- saved from url=(0021)https://example.org/b --><body>{STORY}</body></html>"
    assert dict(read(old.encode(), Hint()).metadata)["saved from"] == "https://example.org/b"


SITTING = "".join(f"<p>Paragraph {n} tells at some length what the council did that day.</p>" for n in range(9))
BODY = f"<div class='body'>{SITTING}</div>"
AROUND = (
    "<div class='zx1'>Every weekday some eighty thousand people open our pages before breakfast, and so can you.</div>"
)


def main_text(body: str) -> str:
    """Return what is read of a page."""
    return read(f"<html><head><title>The council met</title></head><body>{body}</body></html>".encode(), Hint()).text


def test_what_lies_around_the_story_goes() -> None:
    """Nameless boxes before the headline and behind the story are left out; what leads into the story stays."""
    lead = "<div class='zx2'>It was the longest sitting that anybody in the town could remember.</div>"
    text = main_text(f"<div>{AROUND}<h1>The council met</h1>{lead}{BODY}{AROUND}</div>")
    assert text.startswith("The council met\n\nIt was the longest sitting")
    assert text.count("tells at some length") == 9
    assert "eighty thousand" not in text


def test_a_story_in_parts_and_a_register_stay_whole() -> None:
    """Parts of one build, and a table that is longer than the text beside it, are no surroundings."""
    parts = "".join(f"<div class='part'>{BODY}</div>" for _ in range(2)) + f"<div class='part'>{AROUND * 4}</div>"
    assert main_text(f"<h1>The council met</h1>{parts}").count("eighty thousand") == 4
    rows = "".join(f"<tr><td>{n}</td><td>Veshtar Optics</td><td>{n}00 crowns</td></tr>" for n in range(40))
    assert main_text(f"<h1>The council met</h1>{BODY}<table>{rows}</table>").count("Veshtar Optics") == 40


@pytest.mark.parametrize("heading", ["Vos commentaires", "Das könnte Sie auch interessieren", "Noticias relacionadas"])
def test_headings_of_boxes_in_other_languages(heading: str) -> None:
    """What stands under such a heading is no part of the story."""
    box = f"<section><h3>{heading}</h3><ul><li><a href='/1'>Un ours aperçu à Valbonne ce matin</a></li></ul></section>"
    assert "Valbonne" not in main_text(f"<h1>The council met</h1>{BODY}{box}")
