"""Times with open items censored, and the vendor's promises (tables.md A17, A18, A21, A22, A26)."""

import math

from numbers_alike import at_most
from record import CLOSING, DAY, ms_of

Z = 1.959963984540054
MS_A_DAY = 86_400_000
PROMISED = {"response": "first_response", "workaround": "workaround_offered"}


def kaplan_meier(items):
    """The median of (time, whether it was the event) with the ends of its log-log Greenwood band."""
    survival, greenwood = 1.0, 0.0
    median = low = high = None
    for time in sorted({time for time, event in items if event}):
        at_risk = sum(t >= time for t, _ in items)
        events = sum(t == time and event for t, event in items)
        survival = 0.0 if events == at_risk else survival * (1 - events / at_risk)
        if median is None and at_most(survival, 0.5):
            median = time
        if survival > 0:
            greenwood += events / (at_risk * (at_risk - events))
            width = Z * math.sqrt(greenwood) / abs(math.log(survival))
            if low is None and at_most(survival ** math.exp(width), 0.5):
                low = time
            if high is None and at_most(survival ** math.exp(-width), 0.5):
                high = time
    return {"median_days": median, "low": low, "high": high}


def survival(view):
    """How long workarounds live, in calendar days."""
    items = []
    for w in view.workarounds:
        if w["started"] <= view.last:
            over = w["ended"] is not None and w["ended"] <= view.last
            items.append((((w["ended"] if over else view.last + DAY) - w["started"]).days, over))
    return {"n": len(items), "retired": sum(over for _, over in items), **kaplan_meier(items)}


def turnaround(view, clock):
    """Days from the first state to one of the four clocks."""
    end = ms_of(view.clinic.day_start(view.last + DAY))
    items = []
    for request in view.requests:
        rows = view.rows[request["key"]]
        start = ms_of(rows[0]["at"])
        if clock in PROMISED.values():
            came = [max(start, ms_of(at)) for at, fact in request["facts"]
                    if fact == clock and view.clinic.day(at) <= view.last]
        else:
            reopened = max((i for i, row in enumerate(rows) if row["row"] == "reopened"), default=-1)
            came = [ms_of(row["at"]) for row in rows[reopened + 1:] if row["row"] == clock]
        closed = rows[-1]["state"] in CLOSING
        until = min(came) if came else ms_of(rows[-1]["at"]) if closed else end
        items.append(((until - start) / MS_A_DAY, bool(came)))
    return {"n": len(items), "events": sum(event for _, event in items), **kaplan_meier(items)}


def came_by(view, request, clock, day):
    """Whether the promised thing came on or before a day."""
    day = min(day, view.last)
    if clock in PROMISED:
        return any(f == PROMISED[clock] and view.clinic.day(at) <= day for at, f in request["facts"])
    return any(row["row"] == "delivered" and row["day"] <= day for row in view.rows[request["key"]])


def vendor(view):
    """The scorecard of the system's vendor."""
    kept = due = originals = slips = 0
    for request in view.requests:
        for clock, promise in view.originals(request).items():
            originals += 1
            due_on = promise["due_on"]
            row = view.state(request["key"], due_on)
            if came_by(view, request, clock, due_on):
                kept, due = kept + 1, due + 1
            elif due_on < view.last and not (row and row["state"] in CLOSING):
                due += 1
            made = [p for p in request["promises"] if p["clock"] == clock and p["made_on"] <= view.last]
            made.sort(key=lambda p: p["made_on"])
            slips += sum(after["due_on"] > before["due_on"] for before, after in zip(made, made[1:]))
    asked = [
        r for r in view.requests
        if r["route"] == "vendor"
        or any(row["row"] in ("waiting_vendor", "declined_vendor") for row in view.rows[r["key"]])
    ]
    now = [view.rows[r["key"]][-1]["state"] for r in asked]
    declined = now.count("declined_vendor")
    decided = declined + now.count("delivered") + now.count("verified")
    chases = sum(day <= view.last for r in asked for day, _ in r["chases"])
    return {
        "vendor": view.system["vendor"], "kept": kept, "due": due,
        "slips_per_promise": slips / originals if originals else None,
        "out_of_scope_share": declined / decided if decided else None,
        "named_contact_share": sum(r["contact"] is not None for r in asked) / len(asked) if asked else None,
        "chases_per_request": chases / len(asked) if asked else None,
    }
