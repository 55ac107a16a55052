"""Why a command to a task, or to a saved filter of tasks, is refused: as the kernel says it."""

from shared.tasks.refusals import FilterNameTaken, TaskDoneElsewhere, TaskNotOpen, TooEarly

__all__ = ["FilterNameTaken", "TaskDoneElsewhere", "TaskNotOpen", "TooEarly"]
