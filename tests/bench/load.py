"""A small HTTP/1.1 load generator: keep-alive connections, a bounded number of requests, loopback only."""

import asyncio
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CRLF = b"\r\n\r\n"


@dataclass(frozen=True)
class Result:
    """Requests answered with 2xx, and how long they took together (seconds)."""

    answered: int
    seconds: float
    slowest: float

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.answered / self.seconds


def request(method: str, path: str, body: bytes, headers: Iterable[tuple[str, str]] = ()) -> bytes:
    """One request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join(lines).encode() + CRLF + body


async def run(port: int, requests: list[bytes], connections: int) -> Result:
    """Send every request once over so many connections; raises when one is not answered with 2xx."""
    waiting = iter(requests)
    started = time.perf_counter()
    slowest = await asyncio.gather(*(_client(port, waiting) for _ in range(connections)))
    return Result(len(requests), time.perf_counter() - started, max(slowest))


async def _client(port: int, waiting: Iterator[bytes]) -> float:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    slowest = 0.0
    try:
        for sent in waiting:
            started = time.perf_counter()
            writer.write(sent)
            head = await reader.readuntil(CRLF)
            length = _content_length(head)
            body = await reader.readexactly(length)
            if not head.startswith(b"HTTP/1.1 2"):
                raise RuntimeError(f"{head.splitlines()[0].decode()}: {body[:300].decode()}")
            slowest = max(slowest, time.perf_counter() - started)
    finally:
        writer.close()
    return slowest


def _content_length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0
