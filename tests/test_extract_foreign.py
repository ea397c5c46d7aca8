"""Any installed spaCy pipeline in place of ours: labels read as ours, and a plain sentence where it cannot serve."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from command_line import run_here
from foreign_pipelines import STORY, complete, names_only, without_parser

from extract.errors import ModelError
from extract.model_loading import find_lack, load_language, read_language
from extract.options import Options
from extract.pipeline import load
from extract.records import Label


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a pipeline that extraction can use, with the labels of OntoNotes and CoNLL."""
    return complete(tmp_path_factory.mktemp("foreign") / "complete")


def test_labels_of_others_are_read_as_ours(foreign: Path) -> None:
    """GPE and FAC are places, NORP is a group, PER a person; works of art are passed over."""
    found = load(Options(model=str(foreign))).extract_text(STORY, "story")
    named = {(mention.text, mention.label) for mention in found.mentions}
    assert ("Northgate Optics Ltd.", Label.COMPANY) in named
    assert {("Leeds", Label.PLACE), ("Mill Bridge", Label.PLACE)} <= named
    assert {("Kenyan", Label.GROUP), ("Maria Okafor", Label.PERSON)} <= named
    assert "Seven Days" not in {text for text, _ in named}


def test_annotate_and_add_take_a_foreign_pipeline(foreign: Path, tmp_path: Path) -> None:
    """By path on the command line and in the workspace's file; the program tells no difference."""
    told = run_here("annotate", "-", "--model", str(foreign), stdin=STORY)
    assert (told.returncode, told.stderr) == (0, "")
    assert "Northgate Optics Ltd." in told.stdout
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / "workspace.toml").write_text(f"[extract]\nmodel = {str(foreign)!r}\n", "utf-8")
    added = run_here("add", str(tmp_path / "story.txt"), "-w", str(workspace))
    assert added.returncode == 0, added.stderr
    assert "Maria Okafor" in run_here("entities", "-w", str(workspace)).stdout


@pytest.mark.parametrize("command", [("annotate", "-"), ("add", "{story}", "-w", "{workspace}")])
def test_a_pipeline_without_a_parser_is_refused_in_a_sentence(command: tuple[str, ...], tmp_path: Path) -> None:
    """What is missing is named, and what there is; no traceback."""
    folder = without_parser(tmp_path / "flat")
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    places = {"story": tmp_path / "story.txt", "workspace": tmp_path / "workspace"}
    told = run_here(*(word.format(**places) for word in command), "--model", str(folder), stdin=STORY)
    assert told.returncode == 1
    assert "no component that parses sentences" in told.stderr
    assert "entity_ruler, sentencizer, trainable_lemmatizer" in told.stderr
    assert "Traceback" not in told.stderr


def test_all_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    """A pipeline that finds names alone lacks two things, and both are said."""
    folder = names_only(tmp_path / "names")
    with pytest.raises(ModelError, match=r"parses sentences.* and none that gives base forms"):
        load_language(str(folder))
    assert find_lack(read_language(str(folder))) is not None


@pytest.mark.parametrize(
    "name", ["no_such_pipeline", "en_core_web_nowhere", "{folder}/gone", "{folder}", "{file}", " ", "a b", "click"]
)
def test_what_is_no_pipeline_is_told(name: str, tmp_path: Path) -> None:
    """A package that is not installed, a path where nothing is, an empty folder, a file: a sentence with a way out."""
    (tmp_path / "some.txt").write_text("words", "utf-8")
    (tmp_path / "empty").mkdir()
    given = name.format(folder=tmp_path / "empty", file=tmp_path / "some.txt")
    told = run_here("annotate", "-", "--model", given, stdin=STORY)
    assert told.returncode == 1
    assert "cannot be used" in told.stderr
    assert "Give the path of a spaCy pipeline, or the name of one that is installed." in told.stderr
    assert "Traceback" not in told.stderr
    assert "[E0" not in told.stderr, "the message speaks of a spaCy error by number"


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("meta.json", b"{"),
        ("config.cfg", b"[nlp"),
        ("config.cfg", b""),
        ("vocab/strings.json", b"\xff\xfe"),
        ("parser/model", b"xx"),
    ],
)
def test_a_damaged_pipeline_is_told(foreign: Path, tmp_path: Path, file: str, content: bytes) -> None:
    """Whatever file of a pipeline is broken, a sentence names the pipeline."""
    folder = tmp_path / "damaged"
    shutil.copytree(foreign, folder)
    (folder / file).write_bytes(content)
    with pytest.raises(ModelError, match="cannot be used"):
        load_language(str(folder))


def test_a_pipeline_with_unknown_components_is_told(foreign: Path, tmp_path: Path) -> None:
    """A pipeline that needs another package is refused with the component's name."""
    folder = tmp_path / "special"
    shutil.copytree(foreign, folder)
    config = (folder / "config.cfg").read_text("utf-8")
    (folder / "config.cfg").write_text(config.replace('factory = "parser"', 'factory = "marvellous"'), "utf-8")
    with pytest.raises(ModelError, match="marvellous"):
        load_language(str(folder))
