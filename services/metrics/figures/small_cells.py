"""Small cells of a funnel: which counts are withheld, so that no withheld one can be computed from what is shown. Pure.

A funnel is a table of groups × stages, where a later stage counts some of those in the stage before; each stage has a total over
the groups. A count of 1-4 is small.

- A group is shown up to the stage before its first small count, and withheld from that stage on (its *cut*). The total is a
  group here: it is shown up to its own first small count, and where the total is withheld every group is.
- Groups of the same cut make a *block*, and a block stands on its own: beside the shown counts a reader may be given even the
  sums of each block at each stage, which is more than the table gives. In a block of groups with last shown counts U (none shown
  before the first stage), the counts at a stage sum to R and the drop since the cut to D = ΣU - R. By transport between groups
  (each with its U) and two places (at the stage, dropped before it), the count of a group can be every whole number from
  max(0, U - D) to min(U, R): min(U, R, D, ΣU - U) + 1 values.
- So a block is enlarged, by cutting the next group in the table's order at the same stage, until its groups on average count at
  least 5 at every stage whose total is shown, unless the whole block counts 0 there, and have on average dropped at least 5 since
  the stage before the cut. Where the block counts 0, all its groups do, which is not small: they are shown as 0.
- If no group is left to add, the totals are withheld as well, from the first stage where that fails.
- A group whose last shown count is 0 stays 0, and is shown so.
- Groups are added in the order of the table, and by what the shown counts give: a choice by the withheld ones would tell of them.
- How many left between two stages is no count of the table: where both stages are shown it can be small.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SMALLEST: Final = 5

Counts = tuple[int, ...]
Shown = tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownFunnel:
    """The table as it may be shown; None is withheld."""

    groups: Mapping[str, Shown]
    total: Shown


def small(count: int) -> bool:
    """Whether it would speak of one to four persons."""
    return 0 < count < SMALLEST


def shown_funnel(groups: Mapping[str, Counts], *, stages: int) -> ShownFunnel:
    """What may be shown of these groups, each with a count for each of the stages, none greater than the one before it."""
    names = list(groups)
    total = tuple(sum(counts[stage] for counts in groups.values()) for stage in range(stages))
    own = {name: _first_small(counts) for name, counts in groups.items()}
    cuts, total_cut = dict(own), _first_small(total)
    for stage in range(stages):
        if stage < total_cut:
            total_cut = _cover(stage, groups, names, cuts, total_cut)
    cuts = {name: min(cut, total_cut) for name, cut in cuts.items()}
    return ShownFunnel(
        groups=_shown(groups, cuts, total_cut),
        total=tuple(count if stage < total_cut else None for stage, count in enumerate(total)),
    )


def _first_small(counts: Counts) -> int:
    return next((stage for stage, count in enumerate(counts) if small(count)), len(counts))


def _cover(stage: int, groups: Mapping[str, Counts], names: list[str], cuts: dict[str, int], total_cut: int) -> int:
    """Enlarge the block cut at this stage until it covers its small groups; gives where the total is cut then."""
    block = [name for name in names if cuts[name] == stage]
    if not block:
        return total_cut
    at = names.index(block[0])
    for name in [*names[at:], *names[:at]]:
        if _uncovered(stage, groups, block, total_cut) is None:
            return total_cut
        if cuts[name] > stage and (stage == 0 or groups[name][stage - 1]):
            cuts[name] = stage
            block.append(name)
    failing = _uncovered(stage, groups, block, total_cut)
    return total_cut if failing is None else failing


def _uncovered(stage: int, groups: Mapping[str, Counts], block: list[str], total_cut: int) -> int | None:
    """The first stage at which the block does not cover its small groups, if any."""
    if stage and sum(groups[name][stage - 1] - groups[name][stage] for name in block) < SMALLEST * len(block):
        return stage
    for later in range(stage, total_cut):
        counted = sum(groups[name][later] for name in block)
        if 0 < counted < SMALLEST * len(block):
            return later
    return None


def _shown(groups: Mapping[str, Counts], cuts: Mapping[str, int], total_cut: int) -> dict[str, Shown]:
    """A block that is shown to count 0 counts 0 ever after, also where the totals are withheld."""
    empty_from = {cut: _empty_from(groups, cuts, cut, total_cut) for cut in set(cuts.values())}
    return {
        name: tuple(
            count if stage < cuts[name] or stage >= empty_from[cuts[name]] or _stays_zero(counts, cuts[name]) else None
            for stage, count in enumerate(counts)
        )
        for name, counts in groups.items()
    }


def _empty_from(groups: Mapping[str, Counts], cuts: Mapping[str, int], cut: int, total_cut: int) -> int:
    """The first stage, of those whose total is shown, at which nobody of the block cut there is counted."""
    block = [groups[name] for name in groups if cuts[name] == cut]
    empty = (stage for stage in range(cut, total_cut) if not any(counts[stage] for counts in block))
    return next(empty, max(map(len, block)))


def _stays_zero(counts: Counts, cut: int) -> bool:
    return cut > 0 and counts[cut - 1] == 0
