"""What somebody wants done: to a task."""

from shared.tasks.completion import CompleteTask

__all__ = ["CompleteTask", "TaskCommand"]

TaskCommand = CompleteTask
