"""Which blocks of an article are no part of its story: appeals for support, teasers, picture credits.

A small, general rule, not a list of sites: an appeal is recognised by its words; what follows an appeal to the end is
furniture as long as it looks like it (calls such as "Read more", short headings with one teaser under them). The text
is kept; only a mark is set, so a mistake hides nothing from search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

ALONE = (
    r"\b(?:become|becoming) an? (?:\w+ )?(?:member|supporter|subscriber|patron)\b",
    r"\b(?:support|fund|power)s? (?:for )?(?:\w+ ){0,3}(?:journalism|reporting|newsroom|journalists)\b",
    r"\bdonate (?:now|today|here|to)\b",
    r"\bthe (?:story|article|piece) you(?:'|\u2019)?(?:ve)? (?:have )?just read\b",
    r"\bif you (?:enjoyed|liked) this\b",
    r"\b(?:sign up|subscribe)\b.{0,60}\b(?:newsletters?|inbox|updates|e-?mails?|briefing|digest|podcast)\b",
    r"\b(?:newsletters?|stories|headlines)\b.{0,60}\b(?:your|to your) inbox\b",
    r"\bsubscribers (?:can|may|get|have|receive)\b",
    r"\bfollow us on\b|\bjoin the conversation\b|\bsupport us\b",
)
"""Phrases of appeals, each enough by itself in a short line."""
TOGETHER = (
    r"\byour (?:\w+ )?(?:support|help|donations?|contributions?|membership|gift|generosity)\b",
    r"\btax[- ]deductible\b|\b501\s?\(c\)\s?\(?3\)?",
    r"\b(?:make|making|give|with) a (?:\w+ )?(?:donation|contribution)\b",
    r"\bwe (?:can(?:no|'|\u2019)t|need your|rely on|depend on)\b.{0,60}\b(?:help|support|readers|donations)\b",
    r"\bunsubscribe\b|\bprivacy (?:policy|notice)\b.{0,80}\bterms\b",
)
"""Phrases that any text may use, and that tell an appeal only beside another."""
STRONG = tuple(re.compile(pattern, re.IGNORECASE) for pattern in ALONE)
WEAK = tuple(re.compile(pattern, re.IGNORECASE) for pattern in TOGETHER)
SHORT_WORDS = 25
CALL = re.compile(
    r"(?:read (?:more|next|also)|more (?:from|on|in) .{1,40}|sign up(?: .{1,40})?|subscribe(?: .{1,40})?|"
    r"support (?:us|our \w+|(?-i:[A-Z])[\w ]{1,30})|donate(?: (?:now|today|here))?|become a (?:member|supporter)|"
    r"related (?:stories|articles|coverage|reading|content|topics)|most (?:read|popular|viewed)|you may also like.*|"
    r"recommended(?: for you| reading| stories)?|share (?:this|on) .{1,40}|share|follow us.*|newsletters?|"
    r"(?:about|meet) (?:us|our newsletter)|advertisement|continue reading|see also|get the newsletter|"
    r"(?:all rights reserved|copyright|\u00a9).{0,120}|editor(?:'|\u2019)s picks?|trending(?: now)?|load more|"
    r"comments?)"
    r"[ :!\u2026\u203a\u00bb>\u2192]*",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"via getty images|getty images\s?/|/\s?(?:getty images|afp|reuters|ap|epa|shutterstock)\b|\breuters/[a-z]|"
    r"^(?:photo(?:graph)?s?|images?|pictures?|illustration)(?: by|:| credit| courtesy)|shutterstock$",
    re.IGNORECASE,
)
SITE_LINE = re.compile(
    r"advertisement|(?:read|see) also: .{1,100}|you (?:can ?not|may not) (?:post|reply|edit|delete|attach)\b.{0,60}"
    r"|(?:all|the) times? (?:are|is) (?:utc|gmt)\b.{0,80}|powered by .{1,60}|users browsing this forum: .{0,80}"
    r"|(?:this page was |page )?last (?:modified|edited|updated|changed|reviewed)(?: on)?:? .{1,60}"
    r"|skip to (?:main )?content"
    r"|(?:was|did you find) this (?:page |article |answer |information )?(?:helpful|useful)\b.{0,30}"
    r"|you need to (?:log|sign) in to .{1,40}|by clicking .{1,80} you agree to .{1,120}"
    r"|your e-?mail address will not be .{1,80}"
    r"|(?:required fields are marked|leave this field empty).{0,60}|share this with .{1,30}|copy (?:this )?link"
    r"|(?:back|return) to top|already a (?:reader|subscriber|member)\? .{1,40}|from \w+, the (?:free|open) encyclopedia"
    r"|.{0,80}\b\d+[ -]min(?:ute)?s? read|(?:more|read|listen|related) on this.{0,20}"
    r"|(?:please )?(?:enable|turn on) javascript\b.{0,80}",
    re.IGNORECASE,
)
"""Lines in which a site, not its writer, speaks to the visitor."""
MOST_TAIL = 0.4
"""What follows an appeal is furniture only while it is the smaller part of the article."""
HEADING_WORDS = 9


def find_boilerplate(blocks: Sequence[str]) -> list[tuple[int, int]]:
    """Return the stretches of blocks that are furniture, as (first, last) indexes, both included."""
    marked = {at for at, block in enumerate(blocks) if is_appeal(block) or is_credit(block) or is_of_site(block)}
    for at in [at for at in sorted(marked) if is_appeal(blocks[at])]:
        marked.update(_tail(blocks, at))
    marked.update(_calls_at_end(blocks, marked))
    runs: list[tuple[int, int]] = []
    for at in sorted(marked):
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def is_appeal(block: str) -> bool:
    """Say whether a block asks the reader for support or an address: two such phrases, or one in a short line."""
    strong = sum(pattern.search(block) is not None for pattern in STRONG)
    weak = sum(pattern.search(block) is not None for pattern in WEAK)
    return strong + weak >= 2 or (strong == 1 and len(block.split()) <= SHORT_WORDS and not _is_quoted(block))


def is_credit(block: str) -> bool:
    """Say whether a block only names whose picture stood there."""
    return len(block) <= 120 and block[-1:] != "." and CREDIT.search(block) is not None


def is_of_site(block: str) -> bool:
    """Say whether a block is a line by which a site steers its visitors."""
    return all(SITE_LINE.fullmatch(line.strip(" .\u00a0")) is not None for line in block.split("\n"))


def is_call(block: str) -> bool:
    """Say whether a block is nothing but a call such as "Read more"."""
    return len(block) <= 120 and CALL.fullmatch(block) is not None


def _is_quoted(block: str) -> bool:
    return re.search('["\u201c\u201d\u00ab]', block) is not None


def _is_heading(block: str) -> bool:
    return len(block.split()) <= HEADING_WORDS and block[-1:] not in '.,;!"\u201d' and "\n" not in block


def _tail(blocks: Sequence[str], appeal: int) -> set[int]:
    """Return what follows an appeal and belongs to it: calls, headings, and single teasers under headings."""
    words = [len(block.split()) for block in blocks]
    if sum(words[appeal + 1 :]) > MOST_TAIL * sum(words):
        return set()
    found: set[int] = set()
    waiting: list[int] = []
    for at in range(appeal + 1, len(blocks)):
        block, last_line = blocks[at], blocks[at].rsplit("\n", 1)[-1]
        if is_call(block) or is_appeal(block) or ("\n" in block and is_call(last_line)):
            found.update((*waiting, at))
            waiting = []
        elif _is_heading(block) or (waiting and _is_heading(blocks[at - 1])):
            waiting.append(at)
        else:
            return found
    return found | set(waiting)


def _calls_at_end(blocks: Sequence[str], marked: set[int]) -> set[int]:
    """Return calls after which nothing but furniture follows."""
    found: set[int] = set()
    for at in range(len(blocks) - 1, 0, -1):
        if is_call(blocks[at]):
            found.add(at)
        elif at not in marked:
            break
    return found
