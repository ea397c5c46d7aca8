"""Renders news and notices as web pages with the furniture of a real site: menus, adverts, boxes, comments, metadata.

Each newspaper has its own template under `templates/`. The furniture names companies and tells of events that are
no part of the article; `furniture` says which phrases of a page must never count as its text.
"""

import datetime
import html
import json
import re
from pathlib import Path
from string import Template

from corpus.samples.build.source import Text

TEMPLATES = Path(__file__).parent / "templates"

PUBLISHERS = {
    "courier": "The Aldermouth Courier",
    "pennine": "The Pennine Dispatch",
    "quarnero": "The Quarnero Post",
    "tender": "Tender Review",
}
CURLY = {"pennine", "quarnero"}  # houses that set typographic quotation marks

HEADLINES = (
    "Brightmoor Energy wins £60 million tidal contract off Holyhead",
    "Regulator fines Castellan Foods over short weight in tins",
    "Quillon Robotics denies that its mowers filmed neighbours",
    "Tessarine Mining blacklisted in Kestria over missing dam records",
    "Hallam Reach Bank names new chair after stormy meeting",
    "Oakhurst Ferries buys two hulls in Gdansk",
    "Court orders Larkfield Water to pay $9 million to villages",
    "Minister accused of sleeping through the budget debate",
    "Ostrava trams to be driven by Quillon software from May",
    "Winterbourne Arms loses licence after export inquiry",
)
COMMENTS = (
    "My brother in law works for Larkfield Water and says it is much worse there. Nobody writes about that.",
    "Same people who sold us the Oakhurst Ferries shares. I said so at the time.",
    "They will deny it until the pictures come out. Remember Quillon Robotics.",
    "Interesting piece, but why no word on Winterbourne Arms and the Lisbon depot?",
    "We had cameras like that in our street in Ghent and they never caught the bicycle thief.",
    "Typo in the third paragraph. Otherwise the first sensible thing I have read on the subject.",
)
LINKED = (
    "Veshtar Optical Technology Co., Ltd.",
    "Open Lens Watch",
    "Cartwheel Research",
    "Meridian Gate",
    "Lumen Harbour Analytics",
    "Interior Ministry",
    "Calderwick Borough Council",
    "Restricted Parties Register",
)


def render_news(text: Text) -> bytes:
    """The page of one article, as UTF-8."""
    kind = text.head["template"]
    page = Template((TEMPLATES / f"{kind}.html").read_text(encoding="utf-8")).substitute(_fields(text, kind))
    return page.encode("utf-8")


def house_style(text: Text, words: str) -> str:
    """Words of a source as the paper prints them: same length, quotation marks of the house."""
    return curl(words) if text.head.get("template") in CURLY else words


def curl(words: str) -> str:
    """Straight quotation marks made typographic, one character for one."""
    words = re.sub(r'(^|(?<=[\s(]))"', "“", words)
    words = words.replace('"', "”")
    words = re.sub(r"(^|(?<=[\s(“]))'", "‘", words)
    return words.replace("'", "’")


def furniture(text: Text) -> list[str]:
    """Phrases on the page that are no part of the article: one of its boxes, one of its links, one of its comments."""
    box = {
        "courier": "Readers pay for it. From three marks a week",
        "pennine": "writes to 9,000 readers about what it could not fit in the paper",
        "quarnero": "Steps, sills, tombs. Visit the showroom in Muggia.",
        "tender": "Subscribers can download the full table of 118 awards",
    }[text.head["template"]]
    phrases = [box, _picked(text, HEADLINES, 3)[0]]
    return phrases if text.head["template"] == "tender" else [*phrases, _picked(text, COMMENTS, 2)[0]]


def long_date(iso: str) -> str:
    """`2021-02-18` as `18 February 2021`."""
    day = datetime.date.fromisoformat(iso)
    return f"{day.day} {day:%B} {day.year}"


def slug(words: str) -> str:
    """Words as they stand in an address."""
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))


def paragraphs(text: Text, *, links: bool) -> list[str]:
    """The article's blocks as HTML elements, the first mention of some names linked as papers do."""
    waiting = list(LINKED) if links else []
    return [_element(text, block, waiting) for block in text.blocks]


def _element(text: Text, block: str, waiting: list[str]) -> str:
    if block.startswith("## "):
        return f"<h2>{html.escape(house_style(text, block[3:]), quote=False)}</h2>"
    if block.startswith("- "):
        items = "".join(f"<li>{html.escape(line[2:], quote=False)}</li>" for line in block.split("\n"))
        return f"<ul>{items}</ul>"
    words = html.escape(house_style(text, block), quote=False)
    for name in list(waiting):
        if name in words:
            waiting.remove(name)
            words = words.replace(name, f'<a href="/topic/{slug(name)}">{name}</a>', 1)
            break
    return f"<p>{words}</p>"


def _picked(text: Text, pool: tuple[str, ...], count: int) -> list[str]:
    """A few items of a pool, the same for the same article in every build."""
    start = sum(text.name.encode()) % len(pool)
    return [pool[(start + 3 * step) % len(pool)] for step in range(count)]


def _fields(text: Text, kind: str) -> dict[str, str]:
    head = text.head
    escaped = {key: html.escape(house_style(text, head[key])) for key in ("title", "standfirst", "author", "section")}
    elements = paragraphs(text, links=kind in {"courier", "pennine"})
    cut = max(2, len(elements) // 2 - 1)
    while elements[cut - 1].startswith("<h2>"):
        cut += 1
    comments = _picked(text, COMMENTS, 2)
    return escaped | {
        "slug": slug(head["title"]),
        "section_slug": slug(head["section"]),
        "author_slug": slug(head["author"]),
        "date": head["date"],
        "long_date": long_date(head["date"]),
        "jsonld": _jsonld(text, kind),
        "body_first": "\n".join(elements[:cut]),
        "body_rest": "\n".join(elements[cut:]),
        "comment_one": html.escape(comments[0]),
        "comment_two": html.escape(comments[1]),
        "post_id": str(1000 + sum(text.name.encode())),
        "tags": ", ".join(
            f'<a rel="tag" href="/tag/{slug(w)}">{w}</a>' for w in ("borders", head["section"].lower(), "security")
        ),
        "prev_next": " ".join(f'<a href="/{slug(h)}">{html.escape(h)}</a>' for h in HEADLINES[4:6]),
        **_link_lists(text, kind),
    }


def _link_lists(text: Text, kind: str) -> dict[str, str]:
    related = _picked(text, HEADLINES, 3)
    others = [line for line in HEADLINES if line not in related]
    anchor = {line: f'<a href="/{slug(line)}">{html.escape(line)}</a>' for line in HEADLINES}
    cards = {
        "pennine": "\n".join(anchor[line] for line in related),
        "quarnero": "\n".join(
            f'<div class="jp-relatedposts-post"><h4>{anchor[line]}</h4><p class="jp-relatedposts-post-context">'
            f'In "Business"</p></div>'
            for line in related
        ),
    }
    return {
        "related": cards.get(kind) or "\n".join(f"<li>{anchor[line]}</li>" for line in related),
        "most_read": "\n".join(f"<li>{anchor[line]}</li>" for line in others[:5]),
        "read_more": "\n".join(f"<li>{anchor[line]}</li>" for line in others[5:7]),
    }


def _jsonld(text: Text, kind: str) -> str:
    head = text.head
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": house_style(text, head["title"]),
        "datePublished": head["date"],
        "author": {"@type": "Person", "name": head["author"]},
        "publisher": {"@type": "Organization", "name": PUBLISHERS[kind]},
        "inLanguage": "en",
    }
    return json.dumps(about, ensure_ascii=False, indent=1 if kind == "courier" else None)
