"""`workspace.toml`: what is understood, and how the rest is told."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Kind
from library.errors import OptionsError
from library.library import open_library
from library.options import Options, read_options
from library.workspace import OPTIONS_TEMPLATE


def written(folder: Path, text: str) -> Path:
    """Write an options file."""
    path = folder / "workspace.toml"
    path.write_text(text, "utf-8")
    return path


def problems(folder: Path, text: str) -> tuple[str, ...]:
    """Return what is wrong with these options."""
    with pytest.raises(OptionsError) as caught:
        read_options(written(folder, text))
    return caught.value.problems


def test_no_file_and_a_new_one_give_the_defaults(tmp_path: Path) -> None:
    """A missing file and the one that a new workspace gets say the same: nothing."""
    assert read_options(tmp_path / "none.toml") == Options()
    assert read_options(written(tmp_path, OPTIONS_TEMPLATE)) == Options()


def test_what_is_stated_is_taken(tmp_path: Path) -> None:
    """A kind becomes a Kind, a whole number may stand for a number, the rest keeps its default."""
    text = '[ingest]\nkind = "contract"\nsource = "registry"\nseconds = 30\nocr = false\n[extract]\nmodel = "mine"\n'
    options = read_options(written(tmp_path, text))
    assert options.ingest.kind is Kind.CONTRACT
    assert (options.ingest.source, options.ingest.seconds, options.ingest.ocr) == ("registry", 30, False)
    assert options.ingest.depth == Options().ingest.depth
    assert options.extract.model == "mine"


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    """Unknown sections and names, wrong types, wrong kinds and numbers below zero are all in one message."""
    text = '[ingest]\ndeepth = 3\ndepth = "x"\nkind = "novel"\nsource = 3\nocr = 1\nmembers = -1\n[extrakt]\na = 1\n'
    found = "\n".join(problems(tmp_path, text))
    assert "no deepth" in found
    assert "depth is 'x'; it must be a whole number" in found
    assert "kind is 'novel'; it must be one of news, contract, sanctions_notice, other" in found
    assert "source is 3; it must be a text in quotes" in found
    assert "ocr is 1; it must be true or false" in found
    assert "members is -1; it must be 0 or more" in found
    assert "no section [extrakt]; there are ingest, extract" in found


@pytest.mark.parametrize("name", ["base", "prefix", "retry"])
def test_options_of_one_run_are_not_kept(tmp_path: Path, name: str) -> None:
    """Where an upload lay, and whether to retry, is no option of a workspace."""
    (problem,) = problems(tmp_path, f'[ingest]\n{name} = "x"\n')
    assert f"has no {name}" in problem
    assert name not in problem.partition("it has")[2]


@pytest.mark.parametrize("text", ["[ingest\n", "ingest = 3\n", "\x00", "[ingest]\ndepth = 1\ndepth = 2\n"])
def test_what_is_no_options_file_is_told(tmp_path: Path, text: str) -> None:
    """Broken TOML, and a value where a section belongs, end in a sentence."""
    assert len(problems(tmp_path, text)) == 1


@given(st.binary(max_size=60))
def test_any_bytes_are_understood_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever the file holds: options, or an error of ours."""
    path = tmp_path_factory.mktemp("options") / "workspace.toml"
    path.write_bytes(data)
    with suppress(OptionsError):
        assert isinstance(read_options(path), Options)


def test_stated_kind_and_source_hold_for_what_is_added(tmp_path: Path) -> None:
    """What the options say holds until a run says otherwise."""
    folder = tmp_path / "w"
    folder.mkdir()
    written(folder, '[ingest]\nkind = "contract"\nsource = "registry"\n')
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"The council met in Leeds about {name}.")
    with open_library(folder) as library:
        library.add([tmp_path / "a.txt"])
        library.add([tmp_path / "b.txt"], kind="news", source="desk")
        assert [(head.kind, head.source) for head in library.heads()] == [("contract", "registry"), ("news", "desk")]
