"""Amounts of money: `$290 million`, `EUR 4,120,000.00`, `Rs 5 crore`, "hundreds of thousands of dollars".

Currencies are ISO 4217 codes (from pycountry). `$` alone is USD unless the text says what its dollars are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pycountry

from extract.components.numerals import SHORT_AMOUNT, is_vague, parse_amount, scale_of, whole
from extract.components.qualifiers import find_qualifier
from extract.records import Money

_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD",
    "S$": "SGD", "NT$": "TWD", "R$": "BRL", "Mex$": "MXN", "$": "", "€": "EUR", "E£": "EGP", "£": "GBP", "¥": "JPY",
    "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₦": "NGN", "₪": "ILS", "₫": "VND", "₴": "UAH", "₱": "PHP",
    "GH¢": "GHS", "GH₵": "GHS", "Rs.": "INR", "Rs": "INR", "RMB": "CNY", "Ksh": "KES", "KSh": "KES", "TSh": "TZS",
    "USh": "UGX", "Php": "PHP", "NIS": "ILS", "Kč": "CZK", "Dhs": "AED", "Dh": "AED", "US dollars": "USD",
    "US Dollars": "USD", "US dollar": "USD", "Euros": "EUR", "Euro": "EUR",
}  # fmt: skip
_LETTERS = {
    "R": "ZAR", "N": "NGN", "RM": "MYR", "Rp": "IDR", "Tk": "BDT", "TL": "TRY", "SR": "SAR", "KD": "KWD", "JD": "JOD",
}  # fmt: skip
"""Signs that stand for much else, and for money only before millions, thousands with their comma, and the like."""
_WORDS = {
    "dollar": "", "buck": "", "euro": "EUR", "pound": "GBP", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY",
    "yen": "JPY", "rupee": "INR", "ruble": "RUB", "rouble": "RUB", "won": "KRW", "franc": "CHF", "lira": "TRY",
    "dirham": "AED", "riyal": "SAR", "shekel": "ILS", "rand": "ZAR", "real": "BRL", "reais": "BRL", "peso": "MXN",
    "naira": "NGN", "krona": "SEK", "kronor": "SEK", "krone": "NOK", "kroner": "NOK", "zloty": "PLN", "hryvnia": "UAH",
    "tenge": "KZT", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND", "taka": "BDT", "forint": "HUF",
    "cedi": "GHS", "birr": "ETB",
}  # fmt: skip
_NATIONS = {
    ("us", "dollar"): "USD", ("american", "dollar"): "USD", ("united states", "dollar"): "USD",
    ("canadian", "dollar"): "CAD", ("australian", "dollar"): "AUD", ("hong kong", "dollar"): "HKD",
    ("singapore", "dollar"): "SGD", ("new zealand", "dollar"): "NZD", ("taiwan", "dollar"): "TWD",
    ("jamaican", "dollar"): "JMD",
    ("swiss", "franc"): "CHF", ("indian", "rupee"): "INR", ("pakistani", "rupee"): "PKR",
    ("sri lankan", "rupee"): "LKR", ("nepali", "rupee"): "NPR", ("nepalese", "rupee"): "NPR",
    ("mexican", "peso"): "MXN", ("argentine", "peso"): "ARS", ("chilean", "peso"): "CLP", ("philippine", "peso"): "PHP",
    ("colombian", "peso"): "COP", ("danish", "kroner"): "DKK", ("danish", "krone"): "DKK", ("danish", "crown"): "DKK",
    ("norwegian", "kroner"): "NOK", ("norwegian", "crown"): "NOK", ("swedish", "kronor"): "SEK",
    ("swedish", "crown"): "SEK", ("czech", "crown"): "CZK", ("czech", "koruna"): "CZK", ("icelandic", "krona"): "ISK",
    ("british", "pound"): "GBP", ("egyptian", "pound"): "EGP", ("lebanese", "pound"): "LBP",
    ("sudanese", "pound"): "SDG", ("syrian", "pound"): "SYP",
    ("moroccan", "dirham"): "MAD", ("uae", "dirham"): "AED", ("emirati", "dirham"): "AED",
    ("qatari", "riyal"): "QAR", ("saudi", "riyal"): "SAR", ("omani", "rial"): "OMR", ("iranian", "rial"): "IRR",
    ("yemeni", "rial"): "YER", ("kuwaiti", "dinar"): "KWD", ("jordanian", "dinar"): "JOD", ("iraqi", "dinar"): "IQD",
    ("bahraini", "dinar"): "BHD", ("tunisian", "dinar"): "TND", ("libyan", "dinar"): "LYD",
    ("algerian", "dinar"): "DZD", ("serbian", "dinar"): "RSD",
    ("kenyan", "shilling"): "KES", ("ugandan", "shilling"): "UGX", ("tanzanian", "shilling"): "TZS",
    ("turkish", "lira"): "TRY", ("chinese", "yuan"): "CNY", ("japanese", "yen"): "JPY", ("russian", "rouble"): "RUB",
    ("russian", "ruble"): "RUB", ("south korean", "won"): "KRW", ("korean", "won"): "KRW", ("israeli", "shekel"): "ILS",
    ("south african", "rand"): "ZAR", ("brazilian", "real"): "BRL", ("brazilian", "reais"): "BRL",
    ("polish", "zloty"): "PLN", ("ukrainian", "hryvnia"): "UAH", ("hungarian", "forint"): "HUF",
    ("nigerian", "naira"): "NGN", ("ghanaian", "cedi"): "GHS", ("ethiopian", "birr"): "ETB",
}  # fmt: skip
_ALSO_ENGLISH = frozenset(("won", "real", "rand", "dong", "birr", "buck"))
"""Words that after a bare number are money in few texts: "in 2019 won a contract", "two real people"."""
_ALSO_WORDS = frozenset(("ALL", "TOP", "SOS", "CUP", "PEN"))  # capitals that more often are English than a currency

_DOLLARS_ARE = re.compile(
    r"\b(?:amounts?|sums?|prices?|figures?|dollars?|\$|references to)[^.\n]{0,60}?\b(?:in|to|means?|are|refers? to)\s+"
    r"(?:the\s+)?(?:lawful\s+\w+\s+of\s+)?(Canadian|Australian|Hong Kong|Singapore|New Zealand|Taiwan)\s+dollars?\b",
    re.IGNORECASE,
)


def find_money(text: str) -> Iterator[tuple[int, int, Money]]:
    """Yield amounts with where they stand, in order; a range is one amount with `upper` set."""
    last: tuple[int, int, Money] | None = None
    for start, end, money in _single(text):
        if last is not None and (joined := _range(text, last, (start, end, money))):
            last = joined
            continue
        if last is not None:
            yield last
        last = start, end, money
    if last is not None:
        yield last


def _single(text: str) -> Iterator[tuple[int, int, Money]]:
    dollar = _dollar(text)
    for match in _pattern().finditer(text):
        found = _money(text, match, dollar)
        if found is not None:
            yield match.start(), match.end(), found


def _range(text: str, low: tuple[int, int, Money], high: tuple[int, int, Money]) -> tuple[int, int, Money] | None:
    """Join "$5 million to $10 million" and "between $5m and $10m"; "from $5m to $10m" is a change, not a range."""
    link, before = text[low[1] : high[0]].strip().lower(), text[max(0, low[0] - 10) : low[0]].lower()
    plain = link in ("to", "-", "–", "—") and not before.endswith("from ")
    if not plain and not (link == "and" and before.endswith("between ")):
        return None
    if low[2].currency != high[2].currency or low[2].value >= high[2].value:
        return None
    return low[0], high[1], Money(low[2].value, low[2].currency, low[2].qualifier, high[2].value)


def _money(text: str, match: re.Match[str], dollar: str) -> Money | None:
    written_low, written_high = _written(match, "low"), _written(match, "high")
    low = parse_amount(written_low)
    high = parse_amount(written_high) if written_high else None
    if low is None or (written_high and high is None) or _is_no_money(text, match, low, written_low):
        return None
    currency = _currency(match, dollar)
    if high is not None and low < high and scale_of(written_low.lstrip("0123456789.,")) == 1:
        low = whole(low * scale_of(written_high.lstrip("0123456789.,")))
    qualifier = "about" if is_vague(written_low) else find_qualifier(text, match.start(), match.end())
    upper = high if high is not None and high > low else None
    return Money(low, currency, qualifier, upper)


_LARGE = 1000
_MULTI = re.compile(r"multi[\s-]*$", re.IGNORECASE)


def _is_no_money(text: str, match: re.Match[str], low: Decimal, written: str) -> bool:
    """Whether a word or letter that may mean money means something else here, or nobody knows how much."""
    if _MULTI.search(text, max(0, match.start() - 7), match.start()):
        return True  # "a multi-million dollar contract"
    plain = low < _LARGE or (written.isdigit() and len(written) == len("2019"))
    if match["sign"] in _LETTERS or (match["sign"] or "").startswith("Euro"):
        return plain
    return plain and (match["word2"] or "").lower() in _ALSO_ENGLISH


def _written(match: re.Match[str], part: str) -> str:
    """Return how one end of an amount is written, its thousands held together; empty where there is none."""
    written = match[part] or match[f"{part}2"] or match[f"{part}3"] or ""
    held = re.sub(r"(?<=\d) (?=\d{3})", "\u00a0", written)
    return re.sub(r"(\u00a0\d{3}),(?=\d{1,2}$)", r"\1.", held)


def _currency(match: re.Match[str], dollar: str) -> str:
    after = match["word"] or match["word2"] or match["word3"]
    if after:
        *nation, word = after.lower().replace(".", "").split()
        if word == "sterling":
            return "GBP"
        word = word if word in _WORDS else word.removesuffix("s")
        code = _NATIONS.get((" ".join(nation), word), _WORDS.get(word))
        return after.upper() if code is None else code or dollar
    sign = match["sign"] or match["sign2"]
    return _LETTERS.get(sign) or _SIGNS.get(sign, sign) or dollar


def _dollar(text: str) -> str:
    said = _DOLLARS_ARE.search(text) if "ollar" in text else None
    return _NATIONS[said[1].lower(), "dollar"] if said else "USD"


@cache
def _pattern() -> re.Pattern[str]:
    codes = sorted(currency.alpha_3 for currency in pycountry.currencies)
    code = "(?:" + "|".join(item for item in codes if item not in _ALSO_WORDS) + r")(?![A-Za-z])"
    signs = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
    letters = "|".join(rf"{sign}(?=\s?\d)" if len(sign) > 1 else rf"{sign}(?=\d)" for sign in _LETTERS)
    sign = rf"(?<![A-Za-z])(?:{signs}|{code}|{letters})"
    names = "|".join(sorted(_WORDS, key=len, reverse=True))
    word = rf"(?i:(?:{_national()}|{names})s?(?:\s+sterling)?\b)|{code}"
    to = r"(?:\s?[-–]\s?|\s+to\s+)"
    spaced = r"(?<![$£¥₹])(?<![$£¥₹]\s)\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?(?!\d)"  # EUR 500 000
    before = (
        rf"(?P<sign>{sign})\s?(?P<low>{spaced}|{SHORT_AMOUNT})(?:{to}(?P<high>{SHORT_AMOUNT}))?"
        rf"(?:\s(?P<word>{word}))?"
    )
    between = rf"(?<=[bB]etween )(?P<low3>{SHORT_AMOUNT})\s+and\s+(?P<high3>{SHORT_AMOUNT})[\s-]?(?P<word3>{word})"
    after = (
        rf"(?<![\w.,$€£])(?P<low2>{SHORT_AMOUNT})(?:{to}(?P<high2>{SHORT_AMOUNT}))?"
        rf"(?:\s+of)?[\s-]?(?:(?P<word2>{word})|(?P<sign2>[€£₽₹]|Kč|zł))"
    )
    return re.compile(f"{before}|{between}|{after}")


def _national() -> str:
    """Return a pattern of the currencies that a nation is said with: `us dollar`, `u.s. dollar`, `kuwaiti dinar`."""
    pairs = (rf"{nation}\s+{word}" for nation, word in sorted(_NATIONS, key=lambda pair: -len(" ".join(pair))))
    return "|".join(r"u\.?s\.?" + pair[2:] if pair.startswith("us\\") else pair for pair in pairs)
