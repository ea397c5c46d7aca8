"""Queries nobody would type, made of dice: random bytes, any letters, operators in any order, other languages' code."""

from __future__ import annotations

import random

PIECES = [
    "a", "*a*", "?e*", "hik*", "xinjiang~2", '"forced labour"~8', '"@company denied"~3', "-", "NOT ", " OR ", " AND ",
    "(", ")", '"', "company:", "date:", "amount:>", "kind:news", "title:(", "'; DROP TABLE docs; --", "(a+)+$", "%27",
    "\x00", "\ud800", "新疆", "é\u0301", "\u202e", "2019..", "1e999", "~", "*", "..", "\\", "a" * 70, "a-" * 40,
]  # fmt: skip
CODE = [
    "SELECT * FROM documents WHERE id = '1' OR '1'='1';--", "' UNION SELECT NULL, NULL --", "1; EXEC xp_cmdshell('x')",
    "^(([a-z])+.)+[A-Z]([a-z])+$", "(?=.*(a|b))*+", "[[:alpha:]]{1,1000000}", "a{0,99999}", "(?<x>(?P=x))",
    r"\u0000\x41\777",
    "<script>alert(1)</script>", "${jndi:ldap://x}", "{{7*7}}", "../../etc/passwd%00", "%s%s%n", "$(reboot)", "`id`",
    '{"$gt": ""}', "*)(uid=*))(|(uid=*", "date:[* TO *]", "title:/a.*b/", "_exists_:x", "a^1000", "+a +b -c && || !",
]  # fmt: skip
LONGEST = 10_000


def hostile(dice: random.Random) -> str:
    """Return a query of one of the kinds."""
    return dice.choice((_pieces, _pieces, _letters, _bytes, _nested, _code))(dice) * (
        200 if dice.random() < 0.002 else 1
    )


def _pieces(dice: random.Random) -> str:
    count = min(1 + int(dice.expovariate(1 / 6)), 40)  # most are short, as what people type
    return "".join(dice.choice(PIECES) + dice.choice(["", " "]) for _ in range(count))


def _letters(dice: random.Random) -> str:
    return "".join(chr(dice.randrange(0x300 if dice.random() < 0.5 else 0x11000)) for _ in range(dice.randrange(60)))


def _bytes(dice: random.Random) -> str:
    return dice.randbytes(dice.randrange(80)).decode("utf-8", "surrogateescape")


def _nested(dice: random.Random) -> str:
    text = dice.choice(["a", "", '"x', "title:", "hik*"])
    for _ in range(min(int(dice.expovariate(1 / 8)), 60)):
        text = dice.choice(["({})", "NOT ({})", "a OR ({}", "-({} b)", "company:({})", '"{}"~3', "{} AND"]).format(text)
        if len(text) > LONGEST:
            break
    return text


def _code(dice: random.Random) -> str:
    text = dice.choice([" ", "", " OR "]).join(dice.choices(CODE, k=dice.randrange(1, 4)))
    if dice.random() < 0.004:
        text = (text + dice.choice(PIECES)) * LONGEST
    return text[:LONGEST]
