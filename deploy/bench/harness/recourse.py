"""Recourse, started by deploy/local/up in a directory of its own."""

import glob
import json
import os
import random
import re
import signal
import socket
import subprocess
import time
import urllib.request

from . import texts
from .load import Requests, settled
from .processes import environment, run

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))
PASSWORD = "a bench in the park"
# By whom the sample data have hundreds of complaints in 100,000.
CUSTOMER = "user25"
STATUSES = ["open", "in_progress", "resolved", "closed"]
# A page of what each finds is full: they stand in 5 %, 30 %, 1 % and 0.1 % of the complaints.
SEARCHES = ["leakage", "invoice", "pressure", "sulphur"]
# What a complaint may become, in a circle but for the first.
NEXT = """case status when 'open' then 'in_progress' when 'in_progress' then 'resolved' when 'on_hold' then 'in_progress'
    when 'escalated' then 'resolved' when 'resolved' then 'closed' else 'in_progress' end"""
READS_AND_WRITES = {"get": 40, "list": 30, "create": 15, "update": 15}
UPDATES = 60_000


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Stack:
    """The programs of one data directory."""

    def __init__(self, directory, services):
        self.directory = directory
        self.services = services
        self.port = free_port()
        self.launcher = None
        # Further instances of complaint-service: port and process.
        self.replicas = []

    def start(self, fresh=False):
        log = os.path.join(self.directory + ".log")
        variables = {
            **os.environ,
            "RECOURSE_ADMIN_PASSWORD": PASSWORD,
            "RECOURSE_TOKEN_LIFETIME": "PT12H",
            # One client stands for many.
            "RECOURSE_GATEWAY_REQUESTS_PER_ADDRESS": "1000000",
            "RECOURSE_GATEWAY_REQUESTS_PER_TOKEN": "1000000",
        }
        command = [os.path.join(ROOT, "deploy/local/up"), "--data", self.directory, "--port", str(self.port)]
        command += ["--only", ",".join(self.services)] + (["--fresh"] if fresh else [])
        with open(log, "w") as output:
            self.launcher = subprocess.Popen(
                command, env=variables, stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True
            )
        for _ in range(1800):
            time.sleep(0.5)
            with open(log) as file:
                text = file.read()
            if "Recourse is ready" in text:
                break
            if self.launcher.poll() is not None:
                raise SystemExit(f"Recourse has not started:\n{text}")
        else:
            raise SystemExit(f"Recourse is not ready after 15 minutes:\n{text}")
        variables = environment(self.pid("complaint-service"))
        self.database_port = variables["RECOURSE_DATABASE_PORT"]
        self.kafka = variables["KAFKA_BOOTSTRAP_SERVERS"]
        with open(os.path.join(self.directory, "secrets/database-password")) as file:
            self.password = file.read().strip()

    def replicate(self, amount):
        """Starts instances of complaint-service like the first, until there are so many."""
        pid = self.pid("complaint-service")
        with open(f"/proc/{pid}/cmdline") as file:
            command = file.read().split("\0")[:-1]
        while len(self.replicas) + 1 < amount:
            port = free_port()
            variables = {**environment(pid), "QUARKUS_HTTP_PORT": str(port)}
            with open(f"{self.directory}-{port}.log", "w") as log:
                process = subprocess.Popen(
                    command, env=variables, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
                )
            self.replicas.append((port, process))
            self.await_ready(port)

    @staticmethod
    def await_ready(port):
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/q/health/ready", timeout=5).close()
                return
            except OSError:
                time.sleep(0.2)
        raise SystemExit(f"The instance of complaint-service at {port} does not become ready.")

    def stop(self):
        for _, process in self.replicas:
            process.terminate()
            process.wait(60)
        self.replicas = []
        if self.launcher and self.launcher.poll() is None:
            self.resume()
            self.launcher.terminate()
            self.launcher.wait(60)

    def pid(self, name):
        with open(os.path.join(self.directory, "run", name)) as file:
            return int(file.read().split()[0])

    def port_of(self, service):
        return int(environment(self.pid(service + "-service"))["QUARKUS_HTTP_PORT"])

    def sql(self, database, *statements):
        commands = [part for statement in statements for part in ("-c", statement)]
        return self.psql(database, *commands)

    def psql(self, database, *arguments):
        variables = {**os.environ, "PGPASSWORD": self.password, "PGTZ": "UTC"}
        server = ["-h", "127.0.0.1", "-p", self.database_port, "-U", "postgres", "-d", database]
        return run("psql", "-v", "ON_ERROR_STOP=1", "-Atq", *server, *arguments, env=variables)

    def fill(self, rows):
        """Loads complaints, and gives one of those who filed them an account."""
        self.psql(
            "complaint", "-v", f"complaints={rows}", "-f", os.path.join(ROOT, "deploy/bench/million-complaints.sql")
        )
        self.sql(
            "identity",
            f"""insert into account (id, username, email, email_verified, password_hash, first_name, last_name,
                    customer_number, role, active, available, created_at, updated_at, version)
                select md5('{CUSTOMER}')::uuid, '{CUSTOMER}', '{CUSTOMER}@example.com', true, password_hash, 'A', 'Customer',
                    'C-900025', 'user', true, false, now(), now(), 1
                from account where username = 'admin'""",
        )

    def program(self, name, *arguments):
        """The command that runs one of the programs of this directory, with the libraries of complaint-service."""
        jars = os.path.join(ROOT, "complaint-service/target/quarkus-app/lib/main")
        libraries = os.pathsep.join(
            os.path.join(jars, jar) for jar in os.listdir(jars) if re.search("kafka-clients|HdrHistogram|lz4|slf4j-api", jar)
        )
        java = os.readlink(f"/proc/{self.pid('complaint-service')}/exe")
        return [java, "-Xmx512m", "-cp", libraries, os.path.join(ROOT, "deploy/bench", name), *arguments]

    def token(self, username):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port_of('identity')}/api/auth/login",
            json.dumps({"username": username, "password": PASSWORD}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)["access_token"]

    def noted(self):
        return {
            os.path.basename(note).removesuffix("-service").lower(): self.pid(os.path.basename(note))
            for note in glob.glob(os.path.join(self.directory, "run/*"))
            if not note.endswith("-ready")
        }

    def pause(self, *services):
        for service in services:
            os.kill(self.pid(service + "-service"), signal.SIGSTOP)

    def resume(self):
        for service in self.services:
            os.kill(self.pid(service + "-service"), signal.SIGCONT)

    def settings(self):
        names = ["server_version", "fsync", "synchronous_commit", "shared_buffers", "max_wal_size", "jit"]
        values = self.sql("postgres", "select " + " || ' ' || ".join(f"'{n}=' || current_setting('{n}')" for n in names))
        return f"PostgreSQL {values}"


class Recourse:
    """Complaint-service as its clients see it: by itself, or through the gateway."""

    def __init__(self, name, stack, rows, gateway=False):
        self.name = name
        self.stack = stack
        self.rows = rows
        self.gateway = gateway
        self.admin = "Authorization: Bearer " + stack.token("admin")
        self.customer = "Authorization: Bearer " + stack.token(CUSTOMER)
        self.await_keys()

    def await_keys(self):
        """Complaint-service asks for the keys of tokens at the first one, and then has them."""
        url = f"http://127.0.0.1:{self.stack.port_of('complaint')}/api/complaints/stats"
        name, value = self.admin.split(": ")
        for _ in range(60):
            try:
                urllib.request.urlopen(urllib.request.Request(url, headers={name: value}), timeout=30).close()
                return
            except OSError:
                time.sleep(0.5)
        raise SystemExit("complaint-service does not accept identity-service's token.")

    def works(self):
        return {"get", "list", "filtered", "search", "mine", "stats", "update", "create", "login", "mixed"}

    def ports(self, work):
        if self.gateway:
            return [self.stack.port]
        if work == "login":
            return [self.stack.port_of("identity")]
        return [self.stack.port_of("complaint"), *(port for port, _ in self.stack.replicas)]

    def parts(self):
        parts = {name: [pid] for name, pid in self.stack.noted().items()}
        parts["database"] = parts.pop("postgresql")
        parts["gateway"] = [self.stack.launcher.pid]
        parts["complaint"] += [process.pid for _, process in self.stack.replicas]
        return parts

    def servers(self, work):
        return (["gateway"] if self.gateway else []) + ["identity" if work == "login" else "complaint"]

    def requests(self, work):
        chance = random.Random()
        if work == "login":
            return Requests([], [("POST", "/api/auth/login", "", json.dumps({"username": CUSTOMER, "password": PASSWORD}))])
        if work == "mixed":
            ready = {part: self.requests(part).lines for part in READS_AND_WRITES}
            lines = []
            for part in chance.choices(list(READS_AND_WRITES), READS_AND_WRITES.values(), k=60_000):
                lines.append(ready[part].pop() if part == "update" else chance.choice(ready[part]))
            return Requests([self.admin], lines, once=True)
        if work == "update":
            found = self.stack.sql(
                "complaint",
                f"""select id, version, {NEXT} from complaint where id <= {self.rows} and status <> 'cancelled'
                    order by random() limit {UPDATES}""",
            )
            lines = []
            for line in found.splitlines():
                number, version, status = line.split("|")
                lines.append(("PATCH", f"/api/complaints/{number}", version, json.dumps({"status": status})))
            return Requests([self.admin], lines, once=True)
        if work == "create":
            return Requests([self.customer], [("POST", "/api/complaints", "", body) for body in texts.complaints()])
        pages = {
            "get": lambda: f"/api/complaints/{chance.randint(1, self.rows)}",
            "list": lambda: f"/api/complaints?status={chance.choice(STATUSES)}",
            "filtered": lambda: f"/api/complaints?status={chance.choice(STATUSES)}"
            f"&category={chance.choice(['billing', 'technical'])}&priority={chance.choice(['medium', 'high'])}",
            "search": lambda: f"/api/complaints?search={chance.choice(SEARCHES)}",
            "mine": lambda: "/api/complaints",
            "stats": lambda: "/api/complaints/stats",
        }
        headers = [self.customer if work == "mine" else self.admin]
        return Requests(headers, [("GET", pages[work](), "", "") for _ in range(20_000)])

    def count(self):
        return int(self.stack.sql("complaint", "select count(*) from complaint"))

    def history(self):
        return int(self.stack.sql("complaint", "select count(*) from complaint_history"))

    def events(self):
        """How many records are on complaint-events, and how many different events."""
        printed = run(*self.stack.program("Events.java", self.stack.kafka, "complaint-events"))
        records, events = map(int, printed.splitlines()[-1].split())
        return records, events

    def before(self):
        self.stack.sql("postgres", "checkpoint")

    def after(self, work):
        """The events are all with Kafka before anything else is measured."""
        if settled(lambda: int(self.stack.sql("complaint", "select count(*) from outbox"))) > 0:
            raise SystemExit("Events are left in the outbox.")
