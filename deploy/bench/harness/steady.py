"""Loads of a constant rate: latency, the delay of events, and the whole pipeline."""

import json
import os
import subprocess
import time
import urllib.request

from . import texts
from .load import Requests, computed_between
from .processes import Snapshot, as_urgent_as_this
from .recourse import PASSWORD

# Rates of creations that the pipeline is tried with, until it does not keep up.
RATES = [50, 100, 200, 300, 400, 600, 800, 1000, 1300, 1600, 2000, 2500, 3000]


def send(stack, directory, port, requests, rate, connections, warm, seconds, meanwhile=lambda: None):
    """Sends at a constant rate; returns what was seen."""
    headers, lines = requests.write(directory, port)
    program = stack.program(
        "ConstantRate.java", str(port), headers, lines, str(rate), str(connections), str(warm), str(seconds)
    )
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as load:
        meanwhile()
        output, errors = load.communicate(timeout=warm + seconds + 120)
    if load.returncode:
        raise SystemExit(f"The load has failed:\n{errors}")
    return json.loads(output)


def latency(recourse, directory, work, rate, connections, warm, seconds):
    """Latency of a work at so many requests a second, from when each was due."""
    requests = recourse.requests(work)
    as_urgent_as_this([pid for roots in recourse.parts().values() for pid in roots])
    recourse.before()
    seen = send(recourse.stack, directory, recourse.ports(work)[0], requests, rate, connections, warm, seconds)
    recourse.after(work)
    return {"work": work, "rate": rate, **seen}


def event_delay(recourse, directory, rate, warm, seconds):
    """From the change to a waiting consumer, while so many complaints a second are filed."""
    consumer = recourse.stack.program(
        "EventDelay.java", recourse.stack.kafka, "complaint.created", str(warm), str(seconds)
    )
    with subprocess.Popen(consumer, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as reader:
        send(recourse.stack, directory, recourse.ports("create")[0], recourse.requests("create"), rate, 16, 0, warm + seconds + 2)
        output, errors = reader.communicate(timeout=60)
    if reader.returncode:
        raise SystemExit(f"The consumer has failed:\n{errors}")
    return {"rate": rate, **json.loads(output.splitlines()[-1])}


class Pipeline:
    """All four services: complaints are filed, and acknowledged by escalation-service, over Kafka there and back."""

    def __init__(self, stack, directory):
        self.stack = stack
        self.directory = directory
        self.customer = self.register()

    def register(self):
        """Somebody with an address, who gets a mail about each acknowledgement."""
        body = {"username": f"walker{int(time.time())}", "password": PASSWORD, "first_name": "A", "last_name": "Walker"}
        body["email"] = body["username"] + "@example.com"
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.stack.port_of('identity')}/api/users",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        urllib.request.urlopen(request, timeout=30).close()
        return "Authorization: Bearer " + self.stack.token(body["username"])

    def counts(self, base):
        found = self.stack.sql(
            "complaint", f"select count(*), count(*) filter (where status = 'open') from complaint where id > {base}"
        )
        created, waiting = map(int, found.split("|"))
        return created, waiting

    def run(self, rate, seconds):
        base = int(self.stack.sql("complaint", "select max(id) from complaint"))
        parts = {name: [pid] for name, pid in self.stack.noted().items()}
        parts["database"] = parts.pop("postgresql")
        parts["gateway"] = [self.stack.launcher.pid]
        every = {pid for roots in parts.values() for pid in roots}
        as_urgent_as_this(every)
        requests = Requests(
            [self.customer], [("POST", "/api/complaints", "", body) for body in texts.complaints()]
        )
        waiting = []
        began = time.time()
        lags = subprocess.Popen(
            self.stack.program("Lag.java", self.stack.kafka, str(seconds + 4)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        before = Snapshot()

        def watch():
            while time.time() - began < seconds + 1:
                time.sleep(1)
                waiting.append(self.counts(base)[1])

        seen = send(
            self.stack, self.directory, self.stack.port_of("complaint"), requests, rate, 64, 0, seconds, watch
        )
        after = Snapshot()
        sent = time.time()
        while time.time() < sent + 120:
            created, left = self.counts(base)
            if not left:
                break
            time.sleep(0.25)
        drained = time.time() - sent
        output, _ = lags.communicate(timeout=60)
        lag = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
        # What waits at the end, against what waited half-way: it must not have grown by a tenth of what was filed meanwhile.
        middle = waiting[len(waiting) // 2]
        end = waiting[-2]
        grows = end - middle > 0.1 * rate * seconds / 2
        answered = max(1, created)
        return {
            "rate": rate,
            "created": created,
            "unacknowledged": left,
            "waiting": waiting,
            "drained_s": drained,
            "lag": lag[-1] if lag else {},
            "worst_lag": {group: max(step.get(group, 0) for step in lag) for group in (lag[-1] if lag else {})},
            "keeps_up": not grows and not left and not seen["bad"] and seen["per_second"] > 0.97 * rate,
            "cpu_ms": {
                name: 1000 * computed_between(before, after, roots, every - set(roots)) / answered
                for name, roots in parts.items()
            },
            "pss_mb": Snapshot().proportional(every) / 1e6,
            **{key: seen[key] for key in ("per_second", "p50_ms", "p99_ms", "max_ms", "bad")},
        }
