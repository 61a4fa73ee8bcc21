"""Every figure of a table set as `keepalive-cli measure --json` prints them, read a second time.

Written from docs/domain.md and docs/tables.md alone, slow and literal. Standard library of Python 3.11.

    python3 measure.py FOLDER --as-of 2026-11-20      prints the figures of a folder of tables
    python3 measure.py clinics/*.json                 counts the figures in these files afresh
"""

import argparse
import json
from pathlib import Path

from curves import survival, turnaround, vendor
from phase import phase
from record import CLOSING, DAY, Clinic, add_months, day_of
from view import View

CLOCKS = ("first_response", "workaround_offered", "delivered", "verified")
BREAKS = ("drift", "reporting", "support", "burnout")


def hours_lost(view, days):
    """Hours by break, all and timed; chases are support, and timed."""
    hours = dict.fromkeys((*BREAKS, "all", "timed"), 0.0)
    for workaround in view.workarounds:
        for day in days:
            lost, timed = view.hours(workaround, day)
            hours[workaround["break"]] += lost
            hours["timed"] += timed
    chased = sum(minutes for day, minutes in view.chases if day in days) / 60
    hours["support"] += chased
    hours["timed"] += chased
    hours["all"] = sum(hours[b] for b in BREAKS)
    return hours


def measured_days(view, start, end):
    """The days of [start, end) up to the last measured one."""
    days = ((start + DAY * i) for i in range((end - start).days))
    return [day for day in days if day <= view.last]


def month(view, n):
    """Go-live month n; `to` is exclusive."""
    start, end = add_months(view.go_live, n - 1), add_months(view.go_live, n)
    days = measured_days(view, start, end)
    rows = [row for r in view.requests for row in view.rows[r["key"]] if row["day"] in days]
    asks = sum(view.rows[r["key"]][0]["day"] in days for r in view.requests)
    in_use = sum(view.active(w, start) for w in view.workarounds)
    covered, week = [], 1
    while (last := view.go_live + DAY * (7 * week - 1)) <= view.last:
        if start <= last < end:
            covered.append(view.coverage(week))
        week += 1
    roster = sum(c[1] for c in covered if c)
    hours, fte = hours_lost(view, days), view.fte(days)
    return {
        "n": n, "from": start.isoformat(), "to": end.isoformat(), "partial": end - DAY > view.last,
        "recorded": view.recorded(days), "hours": hours, "fte": fte,
        "hours_per_fte": hours["all"] / fte if fte else None,
        "hardened_share": view.hardened_share(days[-1]),
        "unanswered_share": view.unanswered_share(days),
        "overdue_days_per_10_fte": view.overdue_per_10_fte(days, fte),
        "wow8": view.wow8(days),
        "coverage": sum(c[0] for c in covered if c) / roster if roster else None,
        "arrivals": sum(row["arrives"] for row in rows),
        "departures": sum(row["state"] in CLOSING for row in rows),
        "wip": sum(view.open(r["key"], days[-1]) for r in view.requests),
        "asks_per_active_workaround": asks / in_use if in_use else None,
        "withdrawn": sum(row["state"] == "withdrawn" for row in rows),
    }


def week(view, w):
    """Go-live week w."""
    start = view.go_live + DAY * 7 * (w - 1)
    days = measured_days(view, start, start + DAY * 7)
    entries = sum(view.rows[r["key"]][0]["day"] in days for r in view.requests)
    for workaround in view.workarounds:
        entries += workaround["started"] in days
        entries += sum(o["day"] in days for o in workaround["occurrences"])
    fte = view.fte(days)
    return {
        "w": w, "from": start.isoformat(), "recorded": view.recorded(days), "entries": entries,
        "drift_hours_per_fte": hours_lost(view, days)["drift"] / fte if fte else None,
        "unanswered_share": view.unanswered_share(days),
        "overdue_days_per_10_fte": view.overdue_per_10_fte(days, fte),
        "wow8": view.wow8(days),
    }


def system_figures(view):
    """Everything about one system."""
    months, weeks = [], []
    while add_months(view.go_live, len(months)) <= view.last:
        months.append(month(view, len(months) + 1))
    while view.go_live + DAY * 7 * len(weeks) <= view.last:
        weeks.append(week(view, len(weeks) + 1))
    return {
        "system": view.system["key"], "go_live": view.go_live.isoformat(), "months": months, "weeks": weeks,
        "phase": phase(view, weeks), "workaround_survival": survival(view),
        "turnaround": {clock: turnaround(view, clock) for clock in CLOCKS}, "vendors": [vendor(view)],
    }


def measure(tables, as_of):
    """The figures of a table set as of a day."""
    clinic = Clinic(tables)
    systems = [system_figures(View(clinic, system, as_of)) for system in clinic.systems]
    return {"as_of": as_of.isoformat(), "zone": clinic.zone_name, "systems": systems}


def main():
    """One folder printed, or files of clinics counted afresh."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("paths", nargs="+", type=Path)
    arguments.add_argument("--as-of", type=day_of)
    given = arguments.parse_args()
    for path in given.paths:
        if path.is_dir():
            tables = {file.stem: file.read_bytes().decode() for file in path.glob("*.csv")}
            print(json.dumps(measure(tables, given.as_of), indent=2))
            continue
        clinic = json.loads(path.read_text("utf-8"))
        days = [figures["as_of"] for figures in clinic["figures"]]
        clinic["figures"] = [measure(clinic["tables"], day_of(day)) for day in days]
        path.write_text(json.dumps(clinic, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
