"""Tasks and worklists: what is to be done, until when, and whose it is. Made by a service's events, for every service alike.

A service that has tasks writes five things (`x` is the service):

- `x/events`: `TaskKind`, a `Literal`; and its event `TaskDone`, with at least `task` and `on`, when a kind is done by hand.
- `x/deadlines`: `KINDS = Kinds(literal=TaskKind, by_hand=…, units_own=…)` and `steps(event)`, event → steps, all from
  `shared.tasks.steps`; time limits are `shared.limits.Limit`, taken from the practice `in_force` on the event's day. Pure.
- `x/task.py`: `task = completing(KINDS, told, DateInTheFuture)` from `shared.tasks.completion`; `told` makes `TaskDone`.
- `x/projections`: `tables = task_tables(metadata)` (`shared.tasks.tables`) and `follow = TaskProjection(tables, KINDS, steps)`
  (`shared.tasks.projection`). `follow.done` is how `TaskDone` changes the tables; `follow.project` comes after every event's
  own change.
- `x/api`: `ROUTERS = (…, *task_routers(Worklists(…)))` from `shared.tasks.routes`, and a migration with
  `shared.tasks.saved_filters.DDL`.

Tasks are read models: rebuilt from the log they are what stands. Two events about one home come one by one (its row `touched`).
"""
