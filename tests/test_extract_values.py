"""Amounts, dates, shares and counts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from extract_docs import language
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.components.dates import find_dates
from extract.components.money import find_money
from extract.components.numerals import parse_amount
from extract.components.quantities import find_percentages
from extract.components.values import find_values
from extract.records import Date, Money, Quantity

TODAY = "2021-06-30"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "value", "currency", "qualifier"),
    [
        ("contracts worth $290 million with", 290_000_000, "USD", "total"),
        ("purchased at least $1.3million worth of equipment", 1_300_000, "USD", "at_least"),
        ("a price of EUR 4,120,000.00 net", 4_120_000, "EUR", "exact"),
        ("some £3.1 million", 3_100_000, "GBP", "about"),
        ("Rs 5 crore", 50_000_000, "INR", "exact"),
        ("Rs. 5,00,000", 500_000, "INR", "exact"),
        ("US$ 45m", 45_000_000, "USD", "exact"),
        ("about 2.5 million euros", 2_500_000, "EUR", "about"),
        ("up to A$2.5bn", 2_500_000_000, "AUD", "up_to"),
        ("4.120.000,00 EUR", 4_120_000, "EUR", "exact"),
        ("5 million Canadian dollars", 5_000_000, "CAD", "exact"),
        ("a 42 million yuan order", 42_000_000, "CNY", "exact"),
        ("spent hundreds of thousands of dollars on", 100_000, "USD", "about"),
        ("two hundred fifty thousand dollars", 250_000, "USD", "exact"),
        ("half a million pounds", 500_000, "GBP", "exact"),
        ("NOK 3.4m in total", 3_400_000, "NOK", "total"),
        ("totalling $1,234.56", Decimal("1234.56"), "USD", "total"),
        ("€ 1.250.000,- excluding tax", 1_250_000, "EUR", "exact"),
        ("1,2 Mio. EUR", 1_200_000, "EUR", "exact"),
        ("2,5 Mrd. Euro", 2_500_000_000, "EUR", "exact"),
        ("CHF 1'250'000", 1_250_000, "CHF", "exact"),
        ("not exceeding EUR 500 000", 500_000, "EUR", "up_to"),
        ("EUR 500 000,00", 500_000, "EUR", "exact"),
        ("40 million Czech crowns", 40_000_000, "CZK", "exact"),
        ("450 million Swedish kronor", 450_000_000, "SEK", "exact"),
        ("Rs. 1,23,45,678/-", 12_345_678, "INR", "exact"),
        ("₹1.2 lakh crore", 1_200_000_000_000, "INR", "exact"),
        ("a ₹45 cr order", 450_000_000, "INR", "exact"),
        ("PKR 200 million", 200_000_000, "PKR", "exact"),
        ("Tk 30 crore", 300_000_000, "BDT", "exact"),
        ("over 20 million RMB", 20_000_000, "CNY", "at_least"),
        ("nearly 3 billion yen", 3_000_000_000, "JPY", "about"),
        ("NT$2.5 billion", 2_500_000_000, "TWD", "exact"),
        ("Dh15 million", 15_000_000, "AED", "exact"),
        ("SR 40 million", 40_000_000, "SAR", "exact"),
        ("3 million Kuwaiti dinars", 3_000_000, "KWD", "exact"),
        ("70 million Egyptian pounds", 70_000_000, "EGP", "exact"),
        ("R15 million", 15_000_000, "ZAR", "exact"),
        ("KSh 3.2 billion", 3_200_000_000, "KES", "exact"),
        ("R$ 4,5 milhões", 4_500_000, "BRL", "exact"),
        ("RM 3.4 million", 3_400_000, "MYR", "exact"),
        ("US dollars 4 million", 4_000_000, "USD", "exact"),
        ("$3.2 bln", 3_200_000_000, "USD", "exact"),
        ("one and a half million pounds", 1_500_000, "GBP", "exact"),
        ("$1½ million", 1_500_000, "USD", "exact"),
        ("$2 million a year", 2_000_000, "USD", "exact"),
        ("£20,000 per year", 20_000, "GBP", "exact"),
    ],
)
def test_money_is_read_with_currency_and_qualifier(
    text: str, value: int | Decimal, currency: str, qualifier: str
) -> None:
    """An amount gives its number, ISO 4217 code and how exact it is said to be."""
    [(_, _, money)] = find_money(text)
    assert money == Money(Decimal(value), currency, qualifier)


def test_ranges_of_money_have_an_upper_end() -> None:
    """Two amounts joined by a dash, `to` or `between ... and` are one; a change from one to another is two."""
    assert [money for _, _, money in find_money("$5-10 million; between $5m and $7m")] == [
        Money(Decimal(5_000_000), "USD", "exact", Decimal(10_000_000)),
        Money(Decimal(5_000_000), "USD", "exact", Decimal(7_000_000)),
    ]
    assert len(list(find_money("rose from $5m to $10m"))) == 2
    [(_, _, money)] = find_money("between 5 and 7 million dollars")
    assert money == Money(Decimal(5_000_000), "USD", "exact", Decimal(7_000_000))


def test_dollars_are_what_the_document_says() -> None:
    """`$` alone is USD unless the text says what its dollars are."""
    [(_, _, money)] = find_money("All amounts in this agreement are in Canadian dollars. The price is $500.")
    assert money.currency == "CAD"


@pytest.mark.parametrize(
    "text",
    [
        "ALL 50 cameras", "501(c)3", "weighs 5 pound-force units?"[:6], "M25 motorway", "50 m", "N95 masks",
        "the R15 road", "in 2019 won a contract", "two real people", "a multi-million dollar contract", "Euro 2020",
        "Euro 6 engines", "500 million CFA francs", "3 million dinars",
    ],
)  # fmt: skip
def test_other_numbers_are_no_money(text: str) -> None:
    """A number beside a word that only looks like a currency is no amount."""
    assert not list(find_money(text))


@settings(deadline=None)
@given(st.integers(1, 10**12), st.sampled_from(["$", "€", "£", "USD ", "EUR "]))
def test_grouped_amounts_are_read_back(number: int, sign: str) -> None:
    """Whatever amount is written with thousands separators, it is read back exactly."""
    [(start, end, money)] = find_money(f"It cost {sign}{number:,} then")
    assert money.value == number
    assert f"It cost {sign}{number:,} then"[start:end] == f"{sign}{number:,}"


@settings(deadline=None)
@given(st.integers(1, 999_999_999))
def test_numbers_in_words_add_up(number: int) -> None:
    """A number written out in words gives the number."""
    assert parse_amount(_in_words(number)) == number


@settings(deadline=None)
@example("0 ")
@given(st.text() | st.text("0123456789$€£,.-–/%()kmbnst JMQof\n"))
def test_values_never_fail_and_never_overlap(text: str) -> None:
    """Any text at all gives values in order, inside the text and apart."""
    doc = language().make_doc(text)
    end = 0
    for value in find_values(doc, "d", TODAY):
        assert end <= value.start < value.end <= len(text)
        end = value.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 14 March 2024.", Date("2024-03-14")),
        ("March 14, 2024", Date("2024-03-14")),
        ("the 5th day of May 2018", Date("2018-05-05")),
        ("in October 2019 to", Date("2019-10")),
        ("since 2019,", Date("2019")),
        ("Q3 2021", Date("2021-07", "2021-09")),
        ("the third quarter of 2021", Date("2021-07", "2021-09")),
        ("from March 2019 to June 2020", Date("2019-03", "2020-06")),
        ("between 2019 and 2021", Date("2019", "2021")),
        ("2019-2021", Date("2019", "2021")),
        ("14-16 March 2024", Date("2024-03-14", "2024-03-16")),
        ("2024-03-14", Date("2024-03-14")),
        ("31.12.2023", Date("2023-12-31")),
        ("25/12/2023", Date("2023-12-25")),
        ("FY2021", Date("2021")),
        ("last week", Date("2021-06-21", "2021-06-27")),
        ("yesterday", Date("2021-06-29")),
        ("last month", Date("2021-05")),
        ("on Tuesday", Date("2021-06-29")),
        ("will open on Tuesday", Date("2021-07-06")),
        ("two years ago", Date("2019")),
        ("over the past two years", Date("2019-06-30", "2021-06-30")),
        ("in October", Date("2020-10")),
        ("last October", Date("2020-10")),
        ("by 31 December", Date("2021-12-31")),
        ("FY2019-20", Date("2019", "2020")),
        ("in the financial year 2019/2020", Date("2019", "2020")),
        ("third-quarter 2021 sales", Date("2021-07", "2021-09")),
        ("in H1 2020", Date("2020-01", "2020-06")),
        ("1 April 2019 to 31 March 2020", Date("2019-04-01", "2020-03-31")),
        ("30 June-2 July 2019", Date("2019-06-30", "2019-07-02")),
        ("between March and June 2020", Date("2020-03", "2020-06")),
        ("from March to June 2020", Date("2020-03", "2020-06")),
        ("in March and June 2020", Date("2020-06")),
        ("in the early 2010s", Date("2010", "2019")),
        ("over the past decade", Date("2011-06-30", "2021-06-30")),
        ("a decade ago", Date("2011")),
        ("the day before yesterday", Date("2021-06-28")),
        ("on Monday, 3 May 2021,", Date("2021-05-03")),
        ("Tuesday, May 25, at noon", Date("2021-05-25")),
        ("2019/10/07", Date("2019-10-07")),
        ("12-Mar-2021", Date("2021-03-12")),
        ("in the spring of 2020", Date("2020")),
    ],
)
def test_dates_have_the_precision_of_the_text(text: str, expected: Date) -> None:
    """A date is read as precisely as it is written, relative ones against the document's date."""
    assert [found for _, _, found in find_dates(text, TODAY)] == [expected]


@pytest.mark.parametrize("text", ["yesterday", "last week", "on Tuesday", "in October", "two years ago"])
def test_relative_dates_need_the_documents_date(text: str) -> None:
    """Without the document's date a relative date is left out, not guessed."""
    assert not list(find_dates(text, None))


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2024",
        "32 March 2024x",
        "2019 cameras",
        "Section 2019",
        "half a year ago",
        "a decade-long war",
        "per year",
    ],
)
def test_what_two_readers_read_differently_is_no_date(text: str) -> None:
    """Ambiguous figures and numbers that only look like years give nothing."""
    assert not list(find_dates(text, TODAY))


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_written_dates_are_read_back(day: date) -> None:
    """Every day is read back from the three usual ways to write it."""
    months = "January February March April May June July August September October November December".split()  # noqa: SIM905
    month = months[day.month - 1]
    for written in (day.isoformat(), f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"):
        assert [found for _, _, found in find_dates(written)] == [Date(day.isoformat())]


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_the_last_weekday_lies_in_the_week_before(day: date) -> None:
    """`on Friday` in a report is at most six days old."""
    [(_, _, found)] = find_dates("on Friday", day.isoformat())
    assert timedelta(0) <= day - date.fromisoformat(found.value) < timedelta(7)


def test_shares_and_counts() -> None:
    """Percentages and counted things are read with what they count and how exactly."""
    text = (
        "Around 65% of British councils; an estimated 338,543 networks; two-thirds of MPs; as many as a million Uyghurs"
    )
    found = [value.value for value in find_values(language()(text), "d")]
    assert found == [
        Quantity(Decimal(65), "percent", "about"),
        Quantity(Decimal(338543), "networks", "about"),
        Quantity(Decimal("66.7"), "percent", "about"),
        Quantity(Decimal(1_000_000), "Uyghurs", "up_to"),
    ]
    shares = "65 per cent, ninety percent, sixty-five percent, 65,5 %, between 60% and 70%, one in three councils"
    read = [quantity.value for _, _, quantity in find_percentages(shares)]
    assert read == [65, 90, 65, Decimal("65.5"), 60, Decimal("33.3")]


@pytest.mark.parametrize("text", ["two years", "Article 5 applies", "page 12 of", "one of them", "501(c)3 non-profits"])
def test_numbers_that_count_nothing(text: str) -> None:
    """Time, numbering and the pronoun `one` are no counts."""
    assert not find_values(language()(text), "d")


def _in_words(number: int) -> str:
    small = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen"
    )
    tens = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"
    if number < 20:
        return small.split()[number]
    if number < 100:
        return tens.split()[number // 10] + (f"-{_in_words(number % 10)}" if number % 10 else "")
    for size, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= size:
            rest = f" {_in_words(number % size)}" if number % size else ""
            return f"{_in_words(number // size)} {name}{rest}"
    raise AssertionError
