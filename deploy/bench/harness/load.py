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

    def share(self, number, of):
        """What one of several senders sends."""
        return Requests(self.headers, self.lines[number::of] if of > 1 else self.lines, self.once)

    def write(self, directory, port):
        os.makedirs(directory, exist_ok=True)
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


def wrk(port, connections, seconds, requests, directory, number):
    """Starts wrk; returns the process and where its result will be."""
    headers, lines = requests.write(directory, port)
    result = os.path.join(directory, f"result{number}.json")
    if os.path.exists(result):
        os.unlink(result)
    command = ["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "30s"]
    command += ["-s", os.path.join(HERE, "requests.lua"), f"http://127.0.0.1:{port}/"]
    variables = {**os.environ, "BENCH_HEADERS": headers, "BENCH_REQUESTS": lines, "BENCH_RESULT": result}
    return subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True), result


def merged(results):
    """The sum of what several instances of wrk have seen; the percentiles are those of the slowest."""
    together = {name: sum(result[name] for result in results) for name in ("requests", "refused", "broken", "wrapped")}
    together |= {name: max(result[name] for result in results) for name in ("p50", "p99", "max")}
    # Each counted its own time.
    together["per_second"] = sum((r["requests"] - r["refused"]) * 1e6 / r["microseconds"] for r in results)
    return together


def measure(target, work, connections, seconds, directory):
    """Runs a work for some seconds; returns what was seen as a dictionary."""
    ports = target.ports(work)
    share = max(1, connections // len(ports))
    requests = target.requests(work)
    parts = target.parts()
    every = {pid for roots in parts.values() for pid in roots}
    as_urgent_as_this(every)
    rows = target.count() if work == "create" else 0
    target.before()
    servers = [pid for name in target.servers(work) for pid in parts[name]]
    peak = Peak(servers, every - set(servers))
    peak.start()
    before, computed = Snapshot(), children_computed()
    loads = []
    for number, port in enumerate(ports):
        mine = requests.share(number, len(ports))
        loads.append(wrk(port, share, seconds, mine, os.path.join(directory, str(number)), number))
    outputs = [load.communicate(timeout=seconds + 90)[0] for load, _ in loads]
    after = Snapshot()
    generator = children_computed() - computed
    results = []
    for (_, result), output in zip(loads, outputs):
        if not os.path.exists(result):
            raise SystemExit(f"wrk has failed: {output}")
        with open(result) as file:
            results.append(json.load(file))
    seen = merged(results)
    count = max(1, seen["requests"])
    cost = {name: computed_between(before, after, roots, every - set(roots)) for name, roots in parts.items()}
    row = {
        "target": target.name,
        "work": work,
        "connections": connections,
        "requests": seen["requests"],
        "per_second": seen["per_second"],
        "p50_ms": seen["p50"] / 1000,
        "p99_ms": seen["p99"] / 1000,
        "max_ms": seen["max"] / 1000,
        # What can succeed but once and was sent twice tells nothing.
        "bad": seen["refused"] + seen["broken"] + (seen["wrapped"] if requests.once else 0),
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
