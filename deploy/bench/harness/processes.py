"""What processes use, as Linux tells it in /proc."""

import os
import re
import subprocess
import threading

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def run(*command, env=None, cwd=None, stdin=None, timeout=1800):
    """Returns what a command prints; ends the program with its messages when it fails."""
    done = subprocess.run(
        command, env=env, cwd=cwd, input=stdin, capture_output=True, text=True, timeout=timeout
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)[:300]} has failed:\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def environment(pid):
    with open(f"/proc/{pid}/environ") as file:
        return dict(entry.split("=", 1) for entry in file.read().split("\0") if "=" in entry)


class Snapshot:
    """All processes at one moment: parent, seconds computed (those of ended children too), resident bytes."""

    def __init__(self):
        self.processes = {}
        for name in os.listdir("/proc"):
            if name.isdigit():
                try:
                    with open(f"/proc/{name}/stat") as file:
                        text = file.read()
                except OSError:
                    continue
                fields = text[text.rindex(")") + 2 :].split()
                computed = sum(map(int, fields[11:15])) / TICKS
                self.processes[int(name)] = (int(fields[1]), computed, int(fields[21]) * PAGE)
        with open("/proc/stat") as file:
            fields = [int(field) for field in file.readline().split()[1:9]]
        # Neither idle nor waiting for a disk.
        self.busy = (sum(fields) - fields[3] - fields[4]) / TICKS

    def tree(self, roots, apart=()):
        """The roots and their descendants, without those of processes that count apart."""
        children = {}
        for pid, (parent, _, _) in self.processes.items():
            if pid not in apart:
                children.setdefault(parent, []).append(pid)
        found, waiting = set(), [root for root in roots if root in self.processes]
        while waiting:
            pid = waiting.pop()
            if pid not in found:
                found.add(pid)
                waiting += children.get(pid, [])
        return found

    def computed(self, roots, apart=()):
        return sum(self.processes[pid][1] for pid in self.tree(roots, apart))

    def resident(self, roots, apart=()):
        return sum(self.processes[pid][2] for pid in self.tree(roots, apart))

    def proportional(self, roots, apart=()):
        """Bytes, shared pages by their share; what may not be read counts nothing."""
        kilobytes = 0
        for pid in self.tree(roots, apart):
            try:
                with open(f"/proc/{pid}/smaps_rollup") as file:
                    kilobytes += int(re.search(r"^Pss:\s+(\d+)", file.read(), re.M)[1])
            except (OSError, TypeError):
                pass
        return kilobytes * 1024


def as_urgent_as_this(roots):
    """Gives processes the priority of this program: those that ran before would otherwise have another."""
    for pid in Snapshot().tree(roots):
        try:
            for thread in os.listdir(f"/proc/{pid}/task"):
                os.setpriority(os.PRIO_PROCESS, int(thread), os.getpriority(os.PRIO_PROCESS, 0))
        except OSError:
            pass


class Peak(threading.Thread):
    """Watches the resident bytes of some processes until it is told to stop."""

    def __init__(self, roots, apart=()):
        super().__init__(daemon=True)
        self.roots = roots
        self.apart = apart
        self.bytes = 0
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.5):
            self.bytes = max(self.bytes, Snapshot().resident(self.roots, self.apart))

    def stop(self):
        self.over.set()
        self.join()
        return self.bytes
