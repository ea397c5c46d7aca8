"""The archivist's and the admin's commands: describe, withdraw, fixity, accounts, audit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command_line import run, run_here

from library.library import open_library

TEXT = "Orlane Systems signed a contract worth EUR 3 million with the city of Marseille in May 2022."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A workspace with one text."""
    folder = tmp_path_factory.mktemp("custody")
    (folder / "contract.txt").write_text(TEXT, "utf-8")
    assert run_here("add", str(folder / "contract.txt"), "-w", str(folder / "w")).returncode == 0
    return str(folder / "w")


def told(*arguments: str) -> list[dict[str, Any]]:
    """What a command answers as JSON lines."""
    done = run_here(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_document_is_described_by_hand(workspace: str) -> None:
    """Kind and date are set and told with who set them; a slip is refused in words; what was found comes back."""
    (entry,) = told("ledger", "-w", workspace)
    document_id = entry["document_id"]
    (head,) = told("describe", document_id, "--kind", "contract", "--date", "2022-05", "--by", "ann", "-w", workspace)
    assert (head["kind"], head["date"]) == ("contract", "2022-05")
    assert {(one["name"], one["by"]) for one in head["by_hand"]} == {("kind", "ann"), ("date", "ann")}
    slip = run_here("describe", document_id, "--date", "in May", "-w", workspace)
    assert slip.returncode == 1
    assert "is no date" in slip.stderr
    (head,) = told("describe", document_id, "--found", "date", "-w", workspace)
    assert [one["name"] for one in head["by_hand"]] == ["kind"]


def test_a_document_is_withdrawn_and_comes_back(workspace: str) -> None:
    """Withdrawn with a reason it is listed and found no more; brought back it is found again."""
    (entry,) = told("ledger", "-w", workspace)
    document_id = entry["document_id"]
    assert run_here("withdraw", document_id, "-w", workspace).returncode == 2
    (stone,) = told("withdraw", document_id, "--reason", "A court's order.", "--by", "ann", "-w", workspace)
    assert (stone["by"], stone["reason"]) == ("ann", "A court's order.")
    assert told("search", "Marseille", "-w", workspace)[0]["total"] == 0
    assert "A court's order." in run_here("withdraw", "--list", "-w", workspace).stdout
    assert "A court's order." in run_here("ledger", "--failed", "-w", workspace).stdout
    assert run_here("withdraw", document_id, "--back", "-w", workspace).returncode == 0
    assert told("search", "Marseille", "-w", workspace)[0]["total"] == 1


def test_originals_are_checked(workspace: str) -> None:
    """The status tells whether an original is missing or changed."""
    assert run_here("fixity", "-w", workspace).returncode == 0
    (folder,) = [path for path in (Path(workspace) / "originals").iterdir() if len(path.name) == 2]
    (original,) = folder.iterdir()
    kept = original.read_bytes()
    original.write_bytes(b"changed")
    done = run_here("fixity", "-w", workspace)
    original.write_bytes(kept)
    assert done.returncode == 1
    assert "changed: " in done.stdout


def test_accounts_are_made_and_changed(workspace: str) -> None:
    """The password comes from standard input, never from the arguments; the first account is an admin's."""
    words = "a horse and a battery"
    refused = run_here("accounts", "add", "ed", "--role", "editor", "-w", workspace, stdin=words + "\n")
    assert refused.returncode == 1
    assert "must be an admin's" in refused.stderr
    assert run_here("accounts", "add", "ann", "-w", workspace, stdin="short\n").returncode == 1
    for name, role in (("ann", "admin"), ("ed", "editor")):
        done = run_here("accounts", "add", name, "--role", role, "-w", workspace, stdin=words + "\n")
        assert done.returncode == 0, done.stderr
        assert words not in done.stdout + done.stderr
    assert run_here("accounts", "role", "ed", "archivist", "-w", workspace).returncode == 0
    assert run_here("accounts", "disable", "ed", "-w", workspace).returncode == 0
    assert run_here("accounts", "disable", "ann", "-w", workspace).returncode == 1
    listed = told("accounts", "list", "-w", workspace)
    assert {(one["name"], one["role"], one["disabled"]) for one in listed} == {
        ("ann", "admin", False), ("ed", "archivist", True),
    }  # fmt: skip
    assert "password" not in json.dumps(listed)
    assert run_here("accounts", "enable", "ed", "-w", workspace).returncode == 0
    assert run_here("accounts", "password", "ed", "-w", workspace, stdin="another long one\n").returncode == 0
    token = run_here("accounts", "token", "ed", "--for", "reports", "-w", workspace).stdout.strip()
    with open_library(Path(workspace)) as library:
        assert library.accounts.bearer(token) == library.accounts.get("ed")
        _, secret = library.accounts.sign_in("ed", "another long one", address="x")
        assert run_here("accounts", "sign-out", "ed", "-w", workspace).returncode == 0
        assert library.accounts.signed_in(secret) is None
    for name in ("ed", "ann"):
        assert run_here("accounts", "remove", name, "-w", workspace).returncode == 0
    assert run_here("accounts", "password", "ed", "-w", workspace).returncode == 1


def test_every_change_is_in_the_log(workspace: str) -> None:
    """What the commands before changed is listed with who did it; a change `--by` somebody names both."""
    changes = told("audit", "--limit", "200", "-w", workspace)
    acts = {change["act"] for change in changes}
    assert {"added documents", "set properties by hand", "withdrew a document", "checked the originals"} <= acts
    withdrawn = next(change for change in changes if change["act"] == "withdrew a document")
    assert "(as ann)" in withdrawn["detail"]
    assert withdrawn["via"] == "command"
    assert told("audit", "--about", "court", "-w", workspace) == [withdrawn]
    assert "battery" not in json.dumps(changes)


def test_serving_elsewhere_needs_accounts(workspace: str) -> None:
    """Without accounts the server refuses every address but this machine's, and says what to do."""
    done = run("serve", "--host", "0.0.0.0", "--port", "0", "-w", workspace)
    assert done.returncode == 1
    assert "threadline accounts add" in done.stderr
    assert "Traceback" not in done.stderr
