"""Closed-loop load on a target, and what it costs the target's processes."""

import json
import os
import resource
import subprocess
import time

from .processes import Peak, Snapshot, as_urgent_as_this

HERE = os.path.dirname(os.path.abspath(__file__))


class Requests:
    """What is sent: all have the same headers."""

    def __init__(self, headers, lines, once=False):
        """
        headers: a list of lines, without Host
        lines: tuples of method, path, version for If-Match or "", body or ""
        once: each line only once, because it can succeed only once
        """
        self.headers = headers
        self.lines = lines
        self.once = once

    def write(self, directory, port):
        headers = os.path.join(directory, "headers")
        with open(headers, "w", newline="") as file:
            file.write("".join(line + "\r\n" for line in [f"Host: 127.0.0.1:{port}", *self.headers]))
        requests = os.path.join(directory, "requests")
        with open(requests, "w") as file:
            for line in self.lines:
                file.write("\t".join(map(str, line)) + "\n")
        return headers, requests


def children_computed():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(target, work, connections, seconds, directory):
    """Runs a work for some seconds; returns what was seen as a dictionary."""
    requests = target.requests(work)
    port = target.port(work)
    headers, lines = requests.write(directory, port)
    result = os.path.join(directory, "result.json")
    if os.path.exists(result):
        os.unlink(result)
    parts = target.parts()
    every = {pid for roots in parts.values() for pid in roots}
    as_urgent_as_this(every)
    rows = target.count() if work == "create" else 0
    target.before()
    servers = [pid for name in target.servers(work) for pid in parts[name]]
    peak = Peak(servers, every - set(servers))
    peak.start()
    before, computed = Snapshot(), children_computed()
    done = subprocess.run(
        ["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "30s"]
        + ["-s", os.path.join(HERE, "requests.lua"), f"http://127.0.0.1:{port}/"],
        env={**os.environ, "BENCH_HEADERS": headers, "BENCH_REQUESTS": lines, "BENCH_RESULT": result},
        capture_output=True,
        text=True,
        timeout=seconds + 90,
    )
    after = Snapshot()
    generator = children_computed() - computed
    if not os.path.exists(result):
        raise SystemExit(f"wrk has failed: {done.stdout}{done.stderr}")
    with open(result) as file:
        seen = json.load(file)
    count = max(1, seen["requests"])
    cost = {name: computed_between(before, after, roots, every - set(roots)) for name, roots in parts.items()}
    bad = seen["refused"] + seen["broken"]
    if requests.once and seen["wrapped"]:
        bad += 1
    row = {
        "target": target.name,
        "work": work,
        "connections": connections,
        "requests": seen["requests"],
        "per_second": (seen["requests"] - seen["refused"]) * 1e6 / seen["microseconds"],
        "p50_ms": seen["p50"] / 1000,
        "p99_ms": seen["p99"] / 1000,
        "max_ms": seen["max"] / 1000,
        "bad": bad,
        "cpu_ms": {name: 1000 * value / count for name, value in cost.items()},
        "generator_seconds": generator,
        "others_cores": max(0.0, after.busy - before.busy - sum(cost.values()) - generator) / seconds,
        "peak_mb": peak.stop() / 1e6,
        "pss_mb": Snapshot().proportional(servers, every - set(servers)) / 1e6,
        "at": time.strftime("%FT%TZ", time.gmtime()),
    }
    if work == "create":
        created = seen["requests"] - seen["refused"]
        grown = settled(target.count) - rows
        # What is under way when wrk stops is stored, but not counted by it.
        row["created"], row["grown"] = created, grown
        row["exists"] = 0 <= grown - created <= connections
    target.after(work)
    return row


def computed_between(before, after, roots, apart):
    return after.computed(roots, apart) - before.computed(roots, apart)


def settled(count):
    """What a number is when it no longer changes."""
    last = count()
    for _ in range(40):
        time.sleep(0.3)
        now = count()
        if now == last:
            break
        last = now
    return last
