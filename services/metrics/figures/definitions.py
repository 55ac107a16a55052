"""The version of the definitions: it is raised when any figure would count otherwise from the same facts."""

from typing import Final

DEFINITIONS: Final = "2026-1"
