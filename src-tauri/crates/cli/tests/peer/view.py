"""What was so on a day: one system as of its last measured day (tables.md A4-A16, A25)."""

from statistics import median

from record import CLOSING, DAY


class View:
    """A system's items and the clinic's rows that count for it."""

    def __init__(self, clinic, system, as_of):
        self.clinic, self.system, self.go_live = clinic, system, system["go_live"]
        retired = system["retired"]
        self.last = min(as_of, retired - DAY) if retired else as_of
        self.rows = {key: self.rows_that_count(request) for key, request in clinic.requests.items()}
        mine = [r for r in clinic.requests.values() if r["system"] == system["key"]]
        self.chases = [chase for request in mine for chase in request["chases"]]
        self.requests = [request for request in mine if self.rows[request["key"]]]
        self.workarounds = [w for w in clinic.workarounds.values() if w["system"] == system["key"]]
        self.hours_of = {w["key"]: self.estimated(w) for w in self.workarounds}
        self.pulse = [row for row in clinic.pulse if row["day"] <= self.last]
        self.first_pulse = min((row["day"] for row in self.pulse), default=None)
        self.record_from = self.first_day_of_the_record()

    def first_day_of_the_record(self):
        """A25; None without any row."""
        days = [row["day"] for row in self.clinic.pulse]
        for workaround in self.clinic.workarounds.values():
            days += [e["from"] for e in workaround["estimates"]] + [o["day"] for o in workaround["occurrences"]]
        for request in self.clinic.requests.values():
            days += [self.clinic.day(row[0]) for row in request["states"]]
            days += [day for day, _ in request["chases"]]
        for answers in self.clinic.answers.values():
            days += [day for day, _ in answers]
        return min((day for day in days if day <= self.last), default=None)

    def recorded(self, days):
        """The share of days on or after the record's first."""
        return sum(d >= self.record_from for d in days) / len(days) if self.record_from else 0.0

    # Requests

    def rows_that_count(self, request):
        """The states in order, without those that a closing one bars until the next reopening (A10)."""
        out, closed = [], False
        for at, row, into in request["states"]:
            day = self.clinic.day(at)
            if day > self.last or (closed and row != "reopened"):
                continue
            out.append({
                "at": at, "day": day, "row": row, "into": into,
                "state": "triaged" if row == "reopened" else row,
                "arrives": not out or (closed and row == "reopened"),
            })
            closed = row in CLOSING
        return out

    def state(self, key, day):
        """The row in force at the end of a day, or None."""
        so_far = [row for row in self.rows[key] if row["day"] <= day]
        return so_far[-1] if so_far else None

    def open(self, key, day):
        """Whether a request is open at the end of a day."""
        row = self.state(key, day)
        return row is not None and row["state"] not in CLOSING

    def standing_for(self, key, day):
        """The request that stands for a merged one on a day; in a circle, one of the circle, which is closed."""
        seen = set()
        while key not in seen:
            seen.add(key)
            row = self.state(key, day)
            if row is None or row["state"] != "merged" or not row["into"]:
                break
            key = row["into"]
        return key

    def originals(self, request):
        """The original promise of each clock: the earliest made, then the first listed."""
        out = {}
        for promise in request["promises"]:
            first = out.get(promise["clock"])
            if promise["made_on"] <= self.last and (first is None or promise["made_on"] < first["made_on"]):
                out[promise["clock"]] = promise
        return out

    def overdue(self, request, day):
        """Whether it waits on the vendor past its original promise at the end of a day."""
        row = self.state(request["key"], day)
        originals = self.originals(request)
        promise = originals.get("fix") or originals.get("delivery")
        return bool(promise and row and row["state"] == "waiting_vendor" and day > promise["due_on"])

    # Workarounds

    def active(self, workaround, day):
        """Whether a workaround is in use on a day; an end that is still to come is not yet so."""
        ended = workaround["ended"]
        is_over = ended is not None and ended <= self.last and ended <= day
        return workaround["started"] <= min(day, self.last) and not is_over

    def estimated(self, workaround):
        """Its estimates as (from, to, hours a day, timed), its occurrences in use, and the median of the timed."""
        by_day = {e["from"]: e for e in workaround["estimates"] if e["from"] <= self.last}
        days = sorted(by_day)
        used = [o for o in workaround["occurrences"] if o["day"] <= self.last and self.active(workaround, o["day"])]
        timed = [(o["day"], o["minutes"]) for o in used if o["minutes"] is not None for _ in range(o["count"])]
        spans = []
        for i, start in enumerate(days):
            end = days[i + 1] if i + 1 < len(days) else None
            estimate = by_day[start]
            own = [minutes for day, minutes in timed if start <= day and (end is None or day < end)]
            minutes, is_timed = (median(own), True) if len(own) >= 5 else (estimate["minutes"], estimate["timed"])
            spans.append((start, end, estimate["people"] * estimate["uses"] / 7 * minutes / 60, is_timed))
        return spans, used, median(minutes for _, minutes in timed) if timed else 0.0

    def hours(self, workaround, day):
        """Hours lost to a workaround on a day: all of them, and the timed ones."""
        if not self.active(workaround, day):
            return 0.0, 0.0
        spans, used, usual = self.hours_of[workaround["key"]]
        for start, end, hours, is_timed in spans:
            if start <= day and (end is None or day < end):
                return hours, hours if is_timed else 0.0
        today = [o for o in used if o["day"] == day]
        timed = sum(o["minutes"] * o["count"] / 60 for o in today if o["minutes"] is not None)
        untimed = sum(usual * o["count"] / 60 for o in today if o["minutes"] is None)
        return timed + untimed, timed

    def hardened(self, workaround, day):
        """90 days in use, with neither an acceptance nor an open linked request on any of them (A15)."""
        for back in range(90):
            d = day - DAY * back
            accepted = workaround["accepted_on"] is not None and workaround["accepted_on"] <= d
            if accepted or not self.active(workaround, d):
                return False
            if any(self.open(self.standing_for(request, d), d) for request in workaround["links"]):
                return False
        return True

    def hardened_share(self, day):
        """Hardened ÷ active, or None."""
        active = [w for w in self.workarounds if self.active(w, day)]
        return sum(self.hardened(w, day) for w in active) / len(active) if active else None

    # The clinic

    def fte(self, days):
        """The mean over the days on which anyone's is known, or None (A12)."""
        known = []
        for day in days:
            of_day = []
            for key, rows in self.clinic.fte.items():
                person = self.clinic.people[key]
                so_far = [(start, i, fte) for i, (start, fte) in enumerate(rows) if start <= day]
                if so_far and not person["vendor"] and is_here(person, day):
                    of_day.append(max(so_far)[2])
            if of_day:
                known.append(sum(of_day))
        return sum(known) / len(known) if known else None

    def unanswered_share(self, days):
        """Unanswered question-days ÷ question-days, or None (A13)."""
        told = []
        for day in days:
            for rows in self.clinic.answers.values():
                so_far = [(start, i, where) for i, (start, where) in enumerate(rows) if start <= day]
                if so_far:
                    told.append(max(so_far)[2] == "none")
        return sum(told) / len(told) if told else None

    def overdue_per_10_fte(self, days, fte):
        """Overdue request-days per 10 FTE, or None."""
        return sum(self.overdue(r, d) for r in self.requests for d in days) / fte * 10 if fte else None

    def wow8(self, days):
        """8 × hours outside ÷ scheduled hours, of the rows with both, or None (A16)."""
        both = [
            row for row in self.pulse
            if row["day"] in days and row["outside"] is not None and row["scheduled"] is not None
        ]
        scheduled = sum(row["scheduled"] for row in both)
        return 8 * sum(row["outside"] for row in both) / scheduled if scheduled else None

    def coverage(self, week):
        """Who answered and who is on the roster in a go-live week, or None before the first pulse row (A16)."""
        days = [self.go_live + DAY * (7 * (week - 1) + i) for i in range(7)]
        if self.first_pulse is None or days[-1] < self.first_pulse:
            return None
        roster = {
            key for key, person in self.clinic.people.items()
            if not person["vendor"] and any(is_here(person, d) for d in days)
        }
        answered = {row["person"] for row in self.pulse if row["answered"] and row["day"] in days}
        return len(roster & answered), len(roster)


def is_here(person, day):
    """Whether a person is active on a day; `to` is the first day away."""
    return (person["from"] is None or person["from"] <= day) and (person["to"] is None or day < person["to"])
