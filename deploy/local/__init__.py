"""The local run: everything on one machine that has nothing but Python. `python -m deploy.local --help`.

With the in-process bus, all services are one process on one port; with Kafka, each is a process of its own. What a run keeps
lies in a folder of its own for each of the two, for what has been published differs between them.
"""
