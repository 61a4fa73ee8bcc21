"""The table set as plain rows, with the calendar rules of domain.md §4 (tables.md: columns, A4, A6)."""

import csv
import io
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
CLOSING = {"verified", "declined_clinic", "declined_vendor", "withdrawn", "merged"}


def day_of(text):
    """A date, or None where the cell is empty."""
    return date.fromisoformat(text) if text else None


def number_of(text):
    """A number, or None where the cell is empty."""
    return float(text) if text is not None else None


def instant_of(text):
    """An instant in UTC."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc)


def ms_of(instant):
    """UTC milliseconds."""
    return (instant - EPOCH) // timedelta(milliseconds=1)


def add_months(day, months):
    """The same day of another month, or that month's last where it is shorter."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for of_month in (day.day, 30, 29, 28):
        if of_month <= day.day:
            try:
                return date(year, month, of_month)
            except ValueError:
                continue


class Clinic:
    """Every row of a table set, unjudged. `tables` is the text of each file by its name without `.csv`."""

    def __init__(self, tables):
        def rows(name):
            lines = csv.DictReader(io.StringIO(tables.get(name, "").removeprefix("\ufeff"), newline=""))
            return [{column: cell or None for column, cell in row.items()} for row in lines]

        clinic = rows("clinic")[0]
        self.zone_name = clinic["time_zone"]
        self.zone = ZoneInfo(self.zone_name)
        self.systems = [
            {"key": r["system"], "vendor": r["vendor"], "go_live": day_of(r["go_live"]),
             "retired": day_of(r.get("retired"))}
            for r in rows("systems")
        ]
        self.systems.sort(key=lambda system: (system["go_live"], system["key"]))
        self.people = {
            r["person"]: {"vendor": r["role"] == "vendor", "from": day_of(r.get("active_from")),
                          "to": day_of(r.get("active_to"))}
            for r in rows("people")
        }
        self.fte = {}
        for r in rows("fte"):
            self.fte.setdefault(r["person"], []).append((day_of(r["from"]), number_of(r["fte"])))
        self.read_workarounds(rows)
        self.read_requests(rows)
        self.voices = [(r["item"], r["person"], self.day(instant_of(r["at"]))) for r in rows("voices")]
        self.answers = {}
        for r in rows("answers"):
            self.answers.setdefault(r["question"], []).append((day_of(r["from"]), r["answered_in"]))
        self.pulse = [
            {"person": r["person"], "day": day_of(r["week_of"]), "answered": r["answered"] == "yes",
             "outside": number_of(r.get("ehr_hours_outside")), "scheduled": number_of(r.get("scheduled_hours"))}
            for r in rows("pulse")
        ]
        self.events = [
            {"on": day_of(r["on"]), "kind": r["kind"], "rebase": r.get("rebase") == "yes"} for r in rows("events")
        ]
        self.find_systems()

    def read_workarounds(self, rows):
        """Workarounds with their estimates, occurrences and links."""
        self.workarounds = {
            r["workaround"]: {
                "key": r["workaround"], "break": r["break"], "system": r.get("system"),
                "started": day_of(r["started"]), "ended": day_of(r.get("ended")),
                "accepted_on": day_of(r.get("accepted_on")), "estimates": [], "occurrences": [], "links": [],
            }
            for r in rows("workarounds")
        }
        for r in rows("estimates"):
            self.workarounds[r["workaround"]]["estimates"].append({
                "from": day_of(r["from"]), "people": number_of(r["people"]),
                "uses": number_of(r["uses_per_person_per_week"]), "minutes": number_of(r["minutes_per_use"]),
                "timed": r["basis"] == "timed",
            })
        for r in rows("occurrences"):
            self.workarounds[r["workaround"]]["occurrences"].append({
                "day": self.day(instant_of(r["at"])), "minutes": number_of(r.get("minutes")),
                "count": int(r.get("count") or 1),
            })
        for r in rows("links"):
            self.workarounds[r["workaround"]]["links"].append(r["request"])

    def read_requests(self, rows):
        """Requests with their states by instant (equal ones as listed), facts, promises and chases."""
        self.requests = {
            r["request"]: {
                "key": r["request"], "route": r.get("route"), "system": r.get("system"),
                "contact": r.get("vendor_contact"), "states": [], "facts": [], "promises": [], "chases": [],
            }
            for r in rows("requests")
        }
        for r in rows("request_states"):
            self.requests[r["request"]]["states"].append((instant_of(r["at"]), r["state"], r.get("into")))
        for request in self.requests.values():
            request["states"].sort(key=lambda row: row[0])
        for r in rows("request_facts"):
            self.requests[r["request"]]["facts"].append((instant_of(r["at"]), r["fact"]))
        for r in rows("promises"):
            promise = {"clock": r["clock"], "made_on": day_of(r["made_on"]), "due_on": day_of(r["due_on"])}
            self.requests[r["request"]]["promises"].append(promise)
        for r in rows("chases"):
            chase = (self.day(instant_of(r["at"])), number_of(r["minutes"]))
            self.requests[r["request"]]["chases"].append(chase)

    def find_systems(self):
        """Gives each item without a system the one live on the day it began."""
        for workaround in self.workarounds.values():
            workaround["system"] = workaround["system"] or self.system_on(workaround["started"])
        for request in self.requests.values():
            if not request["system"] and request["states"]:
                request["system"] = self.system_on(self.day(request["states"][0][0]))

    def day(self, instant):
        """The local day of an instant."""
        return instant.astimezone(self.zone).date()

    def day_start(self, day):
        """The first instant of a local day; where the zone skips its midnight, the end of the gap."""
        instant = datetime(day.year, day.month, day.day, tzinfo=timezone.utc) - timedelta(hours=30)
        for step in (timedelta(minutes=15), timedelta(seconds=30), timedelta(seconds=1)):
            while self.day(instant + step) < day:
                instant += step
        return instant + timedelta(seconds=1)

    def system_on(self, day):
        """The system live on a day, else the next to go live, else the last retired (A6)."""
        live = [s for s in self.systems if s["go_live"] <= day and (not s["retired"] or day < s["retired"])]
        if live:
            return live[-1]["key"]
        coming = [s for s in self.systems if s["go_live"] > day]
        if coming:
            return coming[0]["key"]
        retired = [s for s in self.systems if s["retired"]]
        return max(retired, key=lambda s: (s["retired"], s["go_live"], s["key"]))["key"] if retired else None
