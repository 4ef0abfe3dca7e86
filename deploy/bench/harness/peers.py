"""What Recourse is measured against: the folder of peers that --peers names."""

import json
import os
import random
import re
import subprocess
import urllib.request

from . import texts
from .load import Requests, computed_between
from .processes import Snapshot, as_urgent_as_this, run

STATUSES = ["open", "in_progress", "resolved", "closed"]
DJANGO_PORT = 22101
CEILING_PORT = 22301


class Peers:
    """The database cluster of the peers, and the programs on it."""

    def __init__(self, directory):
        self.directory = os.path.abspath(directory)
        self.variables = {
            **os.environ,
            "SCRATCH": os.environ.get("SCRATCH", "/tmp/peers"),
            "PGHOST": "127.0.0.1",
            "PGPORT": os.environ.get("PGPORT", "22432"),
            "PGUSER": "bench",
        }
        self.scratch = self.variables["SCRATCH"]

    def call(self, script, *arguments, **variables):
        return run(os.path.join(self.directory, script), *arguments, env={**self.variables, **variables})

    def sql(self, database, *statements):
        commands = [part for statement in statements for part in ("-c", statement)]
        return run("psql", "-v", "ON_ERROR_STOP=1", "-Atq", "-d", database, *commands, env=self.variables)

    def start(self, rows, label):
        self.call("pg/start")
        as_urgent_as_this([self.postmaster()])
        databases = self.sql("postgres", "select datname from pg_database").split()
        for prefix, script in (("dj", "django/seed"), ("lim", "limit/seed")):
            if f"{prefix}_{label}" not in databases:
                print(f"filling {prefix}_{label}", flush=True)
                self.call(script, f"{prefix}_{label}", str(rows))
        if not os.path.isdir(os.path.join(self.scratch, "ceiling/classes")):
            self.call("ceiling/build")
        self.stop()
        self.call("django/run", f"dj_{label}", str(DJANGO_PORT))
        self.call("ceiling/run", f"lim_{label}", str(CEILING_PORT))

    def stop(self):
        self.call("django/stop", str(DJANGO_PORT))
        self.call("ceiling/stop", str(CEILING_PORT))

    def postmaster(self):
        with open(os.path.join(self.scratch, "pg/data/postmaster.pid")) as file:
            return int(file.readline())

    def pid(self, name):
        with open(os.path.join(self.scratch, "run", name + ".pid")) as file:
            return int(file.read())

    def delete_created(self, database, rows):
        self.sql(
            database,
            f"delete from complaint where id > {rows}",
            f"delete from event where complaint_id > {rows}",
            "vacuum complaint",
            "vacuum event",
        )

    def settings(self):
        names = ["server_version", "fsync", "synchronous_commit", "shared_buffers", "max_wal_size", "jit"]
        values = self.sql("postgres", "select " + " || ' ' || ".join(f"'{n}=' || current_setting('{n}')" for n in names))
        return f"PostgreSQL {values}"


class Django:
    """The same API in Django REST framework, as people run it."""

    name = "django"

    def __init__(self, peers, rows, label):
        self.peers = peers
        self.rows = rows
        self.database = f"dj_{label}"
        self.admin = self.authorization("u2051")
        self.customer = self.authorization("u7")

    def authorization(self, username):
        request = urllib.request.Request(
            f"http://127.0.0.1:{DJANGO_PORT}/api/user_login",
            json.dumps({"username": username, "password": "sam@123"}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return "Authorization: Bearer " + json.load(answer)["token"]

    def works(self):
        return {"get", "list", "filtered", "search", "mine", "stats", "update", "create", "login", "mixed"}

    def ports(self, work):
        return [DJANGO_PORT]

    def parts(self):
        return {"django": [self.peers.pid(f"django-{DJANGO_PORT}")], "database": [self.peers.postmaster()]}

    def servers(self, work):
        return ["django"]

    def requests(self, work):
        chance = random.Random()
        number = lambda: chance.randint(1, self.rows)
        if work == "login":
            body = json.dumps({"username": "u7", "password": "sam@123"})
            return Requests([], [("POST", "/api/user_login", "", body)])
        if work == "create":
            return Requests([self.customer], [("POST", "/api/tickets/", "", body) for body in texts.complaints()])
        if work == "update":
            numbers = chance.sample(range(1, self.rows + 1), min(self.rows, 40_000))
            change = lambda: json.dumps({"status": chance.choice(STATUSES)})
            return Requests([self.admin], [("PATCH", f"/api/tickets/{n}/", "", change()) for n in numbers], once=True)
        if work == "mixed":
            ready = {part: self.requests(part).lines for part in ("get", "list", "create", "update")}
            chosen = chance.choices(list(ready), [40, 30, 15, 15], k=20_000)
            return Requests([self.admin], [chance.choice(ready[part]) for part in chosen])
        pages = {
            "get": lambda: f"/api/tickets/{number()}/",
            "list": lambda: f"/api/tickets/?status={chance.choice(STATUSES)}",
            "filtered": lambda: f"/api/tickets/?status={chance.choice(STATUSES)}"
            f"&category={chance.choice(['billing', 'technical'])}&priority={chance.choice(['medium', 'high'])}",
            "search": lambda: f"/api/tickets/?search={chance.choice(['gas', 'refund', 'invoice', 'manhole'])}",
            "mine": lambda: "/api/tickets/?page=1",
            "stats": lambda: "/api/tickets/stats/",
        }
        headers = [self.customer if work == "mine" else self.admin]
        return Requests(headers, [("GET", pages[work](), "", "") for _ in range(20_000)])

    def count(self):
        return int(self.peers.sql(self.database, "select count(*) from tickets_ticket"))

    def before(self):
        self.peers.sql("postgres", "checkpoint")

    def after(self, work):
        if work in ("create", "mixed"):
            self.peers.sql(self.database, f"delete from tickets_ticket where id > {self.rows}")
            self.peers.sql(self.database, "vacuum tickets_ticket")


class Ceiling:
    """The same statements behind a bare Vert.x server."""

    name = "ceiling"

    def __init__(self, peers, rows, label):
        self.peers = peers
        self.rows = rows
        self.database = f"lim_{label}"
        with open(os.path.join(peers.scratch, "run/ceiling.token")) as file:
            self.token = "Authorization: Bearer " + file.read().strip()

    def works(self):
        return {"get", "list", "stats", "update", "create", "mixed"}

    def ports(self, work):
        return [CEILING_PORT]

    def parts(self):
        return {"ceiling": [self.peers.pid(f"ceiling-{CEILING_PORT}")], "database": [self.peers.postmaster()]}

    def servers(self, work):
        return ["ceiling"]

    def requests(self, work):
        chance = random.Random()
        headers = [self.token]
        if work == "create":
            return Requests(headers, [("POST", "/c", "", body) for body in texts.complaints()])
        if work == "update":
            numbers = chance.sample(range(1, self.rows + 1), min(self.rows, 60_000))
            change = lambda: json.dumps({"status": chance.choice(STATUSES)})
            return Requests(headers, [("PATCH", f"/c/{n}", "", change()) for n in numbers], once=True)
        if work == "mixed":
            ready = {part: self.requests(part).lines for part in ("get", "list", "create", "update")}
            chosen = chance.choices(list(ready), [40, 30, 15, 15], k=60_000)
            lines = [ready[part].pop() if part == "update" else chance.choice(ready[part]) for part in chosen]
            return Requests(headers, lines)
        pages = {
            "get": lambda: f"/c/{chance.randint(1, self.rows)}",
            "list": lambda: f"/c?status={chance.choice(STATUSES)}",
            "stats": lambda: "/stats",
        }
        return Requests(headers, [("GET", pages[work](), "", "") for _ in range(20_000)])

    def count(self):
        return int(self.peers.sql(self.database, "select count(*) from complaint"))

    def before(self):
        self.peers.sql("postgres", "checkpoint")

    def after(self, work):
        if work in ("create", "mixed"):
            self.peers.delete_created(self.database, self.rows)


class Limit:
    """The database alone: pgbench with the same units of work, which more than 16 clients do not speed up."""

    name = "pgbench"
    clients = 16

    def __init__(self, peers, rows, label):
        self.peers = peers
        self.rows = rows
        self.database = f"lim_{label}"

    def works(self):
        return {"get", "list", "stats", "update", "create"}

    def measure(self, work, connections, seconds):
        # The counters stand for the statistics: that is what is read.
        script = os.path.join(self.peers.directory, "limit", {"stats": "stats_counter"}.get(work, work) + ".sql")
        self.peers.sql("postgres", "checkpoint")
        database = [self.peers.postmaster()]
        before = Snapshot()
        done = subprocess.run(
            ["/usr/lib/postgresql/15/bin/pgbench", "-n", "-M", "prepared", "-j", "2", "-D", f"rows={self.rows}"]
            + ["-c", str(min(connections, self.clients)), "-T", str(seconds), "-f", script, self.database],
            env=self.peers.variables,
            capture_output=True,
            text=True,
            timeout=seconds + 120,
        )
        after = Snapshot()
        if done.returncode:
            raise SystemExit(f"pgbench has failed:\n{done.stdout}{done.stderr}")
        number = lambda pattern: float(re.search(pattern, done.stdout)[1])
        count = number(r"actually processed: (\d+)")
        if work == "create":
            self.peers.delete_created(self.database, self.rows)
        return {
            "target": self.name,
            "work": work,
            "connections": connections,
            "requests": int(count),
            "per_second": number(r"tps = ([\d.]+)"),
            "p50_ms": number(r"latency average = ([\d.]+)"),
            "p99_ms": 0.0,
            "max_ms": 0.0,
            "bad": 0,
            "cpu_ms": {"database": 1000 * computed_between(before, after, database, ()) / max(1, count)},
            "generator_seconds": 0.0,
            "others_cores": 0.0,
            "peak_mb": 0.0,
            "pss_mb": 0.0,
        }
