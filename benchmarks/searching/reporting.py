"""Prints what was measured: tables of times with ratios to ours, and how times grow with an index."""

from __future__ import annotations

from benchmarks.searching.asking import STATES, State, Times

BAR = 40
"""Letters of the longest bar of a curve."""


def tables(times: Times, names: list[str]) -> None:
    """Print a table a state: milliseconds of every engine, p50 and p95, and how many times ours they are."""
    for state in STATES:
        heads = "".join(f"{name + ' p50':>13}{'p95':>9}{'':>9}" for name in names)
        print(f"\n{state + ', ms':<20}{'matches':>9}{heads}")
        for name in times.classes():
            if (mine := times.point(state, name, names[0], 0.5)) is not None:
                cells = "".join(_cells(times, state, name, one, mine) for one in names)
                print(f"{name:<20}{times.matches(name):>9.0f}{cells}")


def _cells(times: Times, state: State, name: str, engine: str, mine: float) -> str:
    middle, high = times.point(state, name, engine, 0.5), times.point(state, name, engine, 0.95)
    if middle is None or high is None:
        return f"{'-':>13}{'-':>9}{'':>9}"
    ratio = "" if engine == "ours" else f"{middle / mine:.1f}x"
    return f"{middle:>13.3f}{high:>9.3f}{ratio:>9}"


def curve(sizes: dict[int, Times]) -> None:
    """Print, for each class, matches and our times at each size, and whether times outgrow matches."""
    print("\nGrowth of ours: matches and p50 in ms at each size; bars are as long as the warm time")
    for name in next(iter(sizes.values())).classes():
        print(name)
        longest = max(times.point("warm", name, "ours", 0.5) or 0 for times in sizes.values())
        for count, times in sizes.items():
            warm, new = (times.point(state, name, "ours", 0.5) or 0 for state in ("warm", "new"))
            bar = "#" * max(round(BAR * warm / longest), 1)
            print(f"  {count:>9,}{times.matches(name):>10.0f} matches  warm {warm:8.3f}  new {new:8.3f}  {bar}")
        small, large = (sizes[count] for count in (min(sizes), max(sizes)))
        more = large.matches(name) / max(small.matches(name), 1)
        longer = [_times(small, large, state, name) for state in ("warm", "new")]
        verdict = "no faster than the matches" if max(longer) <= more else "faster than the matches"
        print(f"  {more:.1f} times the matches, {longer[0]:.1f} times the time warm, {longer[1]:.1f} new: {verdict}")


def _times(small: Times, large: Times, state: State, name: str) -> float:
    return (large.point(state, name, "ours", 0.5) or 0) / (small.point(state, name, "ours", 0.5) or 1)
