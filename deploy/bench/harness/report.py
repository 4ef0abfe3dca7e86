"""Medians and ratios of what was measured, as tables."""

import statistics


def groups(rows, *keys):
    found = {}
    for row in rows:
        found.setdefault(tuple(row[key] for key in keys), []).append(row)
    return found


def short(number):
    if number >= 1000:
        return f"{number:,.0f}"
    return f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def median(rows, value):
    return statistics.median(value(row) for row in rows)


def ratio(rows, others):
    """The median of the ratios of the first to the first, the second to the second run, and so on."""
    pairs = [(row["per_second"], other["per_second"]) for row, other in zip(rows, others)]
    return statistics.median(mine / its for mine, its in pairs if its) if pairs else None


def cost(rows, names):
    return median(rows, lambda row: sum(row["cpu_ms"].get(name, 0) for name in names))


HEAD = """\
| rows | work | connections | target | per second | p50 ms | p99 ms | CPU ms: service | Kafka | database | peak MB (PSS) | : django | : ceiling | : pgbench |
|--:|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"""


def table(rows):
    """One line for each target of each work, in the order in which they were measured."""
    lines = [HEAD]
    for (size, work, connections), group in groups(rows, "rows", "work", "connections").items():
        targets = groups(group, "target")
        for (target,), runs in targets.items():
            ratios = []
            for other in ("django", "ceiling", "pgbench"):
                against = targets.get((other,))
                value = ratio(runs, against) if against and other != target else None
                ratios.append("" if value is None else f"{value:.2f}" if value < 10 else f"{value:.0f}")
            names = set().union(*(row["cpu_ms"] for row in runs)) - {"database", "kafka"}
            memory = f"{median(runs, lambda r: r['peak_mb']):.0f} ({median(runs, lambda r: r['pss_mb']):.0f})"
            cells = [
                size,
                work,
                str(connections),
                target,
                short(median(runs, lambda r: r["per_second"])),
                f"{median(runs, lambda r: r['p50_ms']):.2f}",
                f"{median(runs, lambda r: r['p99_ms']):.1f}" if target != "pgbench" else "",
                f"{cost(runs, names):.3f}" if names else "",
                f"{cost(runs, ['kafka']):.3f}" if target.startswith(("recourse", "gateway")) else "",
                f"{cost(runs, ['database']):.3f}",
                memory if target != "pgbench" else "",
                *ratios,
            ]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def line(row):
    """One run, while it goes on."""
    costs = " ".join(f"{name} {value:.3f}" for name, value in row["cpu_ms"].items() if value >= 0.0005)
    notes = [f"others {row['others_cores']:.2f} cores"]
    if row["bad"]:
        notes.append(f"{row['bad']} BAD")
    if "exists" in row:
        notes.append(f"{row['created']} created, {row['grown']} more rows" + ("" if row["exists"] else ": MISMATCH"))
    return (
        f"{row['target']:<9} {row['work']:<9} {row['connections']:>4} {short(row['per_second']):>8}/s"
        f" p50 {row['p50_ms']:.2f} p99 {row['p99_ms']:.1f} ms, CPU ms {costs}; {', '.join(notes)}"
    )
