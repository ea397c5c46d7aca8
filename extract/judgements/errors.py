"""What can go wrong when people judge.

- JudgementError (an ExtractError)
  - JudgementNotFoundError: no judgement has this id
  - FactNotFoundError: no fact has this id
  - EditRefusedError: an edit does not fit its fact
  - JudgedMeanwhileError: somebody else judged the same in between
  - NothingToJudgeError: the judgement says what is so already, or speaks of nothing
"""

from __future__ import annotations

from extract.errors import ExtractError
from extract.judgements.records import Judgement


class JudgementError(ExtractError):
    """A judgement that cannot be made."""


class JudgementNotFoundError(JudgementError):
    """No judgement has this id."""

    def __init__(self, judgement_id: str) -> None:
        super().__init__(
            f"There is no judgement {judgement_id[:60]!r} in this workspace. `threadline judgements` lists them."
        )
        self.judgement_id = judgement_id


class FactNotFoundError(JudgementError):
    """No fact has this id."""

    def __init__(self, fact_id: str) -> None:
        super().__init__(
            f"There is no fact {fact_id[:60]!r} in this workspace. `threadline facts --all` lists them with their ids."
        )
        self.fact_id = fact_id


class EditRefusedError(JudgementError):
    """An edit does not fit its fact."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The fact cannot be edited so: {problem}")


class NothingToJudgeError(JudgementError):
    """A judgement that would change nothing or that speaks of nothing."""


class JudgedMeanwhileError(JudgementError):
    """Somebody judged the same after what the maker of this judgement knew."""

    def __init__(self, last: Judgement) -> None:
        super().__init__(
            f"{last.decision.by} judged the same in the meantime ({last.act.value}, {last.at}). "
            "Look at it again, and judge it once more if you still want to."
        )
        self.last = last
