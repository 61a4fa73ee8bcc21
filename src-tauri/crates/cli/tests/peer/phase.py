"""Control charts and the phase with the counts behind it (tables.md A19, A20, A23, A25)."""

from statistics import median

from numbers_alike import above, at_least, at_most, below
from record import DAY

SERIES = ("drift_hours_per_fte", "unanswered_share", "overdue_days_per_10_fte", "wow8")


def mean(values):
    """The mean, or None of nothing."""
    return sum(values) / len(values) if values else None


def signals(view, whole, series):
    """The weeks at which a chart of whole weeks signals on the worse side."""
    fresh = {(e["on"] - view.go_live).days // 7 + 1 for e in view.clinic.events
             if e["rebase"] and view.go_live <= e["on"] <= view.last}
    segments = [[]]
    for week in whole:
        if week["w"] in fresh:
            segments.append([])
        if week[series] is not None and week["recorded"] == 1:
            segments[-1].append((week["w"], week[series]))
    out = set()
    for segment in segments:
        at = [value for _, value in segment]
        if len(at) < 2:
            continue
        centre = mean(at)
        ranges = [abs(b - a) for a, b in zip(at, at[1:])]
        moving = mean([r for r in ranges if at_most(r, 3.267 * mean(ranges))])
        limit, warning = centre + 2.66 * moving, centre + 2 / 3 * 2.66 * moving
        for i, (week, value) in enumerate(segment):
            seven = at[i - 6:i + 1] if i >= 6 else []
            high = [above(v, warning) for v in at[max(0, i - 2):i + 1]]
            if (
                above(value, limit)
                or (seven and all(above(v, centre) for v in seven))
                or (seven and all(above(b, a) for a, b in zip(seven, seven[1:])))
                or (high[-1] and sum(high) >= 2)
            ):
                out.add(week)
    return out


def most_voiced(view):
    """The most distinct persons on one open request or active workaround (A20)."""
    voices = {}
    for item, person, day in view.clinic.voices:
        if day <= view.last:
            is_request = item in view.clinic.requests
            voices.setdefault(view.standing_for(item, view.last) if is_request else item, set()).add(person)
    needs = [r["key"] for r in view.requests if view.open(r["key"], view.last)]
    needs += [w["key"] for w in view.workarounds if view.active(w, view.last)]
    return max((len(voices.get(need, ())) for need in needs), default=0)


def median_age(view, day):
    """The median age of the open requests in whole days, or None."""
    opened = [view.rows[r["key"]][0]["day"] for r in view.requests if view.open(r["key"], day)]
    return median((day - d).days for d in opened) if opened else None


def phase(view, weeks):
    """The label and its tests, in their order."""
    whole = [week for week in weeks if view.go_live + DAY * (7 * week["w"] - 1) <= view.last]
    last_four, sixteen = whole[-4:], [week["entries"] for week in whole[-16:]]
    first = None
    if view.record_from is not None:
        first = 3
        while view.go_live + DAY * 7 * (first - 1) < view.record_from:
            first += 1
    baseline = [w for w in whole if first is not None and first <= w["w"] < first + 8 and w["recorded"] == 1]
    thin = None
    if view.first_pulse is not None:
        covered = [view.coverage(week["w"]) for week in last_four]
        thin = sum(1 for c in covered if c and c[1] and below(c[0] / c[1], 0.5))
    before = mean(sixteen[:12]) if len(sixteen) == 16 else None
    then = view.last - 28 * DAY
    ages = median_age(view, view.last), median_age(view, then)
    alarming = 0
    for series in SERIES:
        usual = mean([w[series] for w in baseline if w[series] is not None])
        lately = mean([w[series] for w in last_four if w[series] is not None])
        if usual is not None and lately is not None and at_least(lately, 1.5 * usual):
            alarming += bool({w["w"] for w in last_four} & signals(view, whole, series))
    open_now = [r for r in view.requests if view.open(r["key"], view.last)]
    in_use = [sum(view.active(w, day) for w in view.workarounds) for day in (view.last, then)]
    replacing = [e for e in view.clinic.events if e["kind"] == "replacement"]
    tests = [
        ("late_baseline", first, above, 3),
        ("baseline_weeks", sum(any(w[s] is not None for s in SERIES) for w in baseline), below, 8),
        ("low_coverage_weeks", thin, at_least, 2),
        ("replacement_events",
         sum(view.last - 180 * DAY < e["on"] <= view.last for e in replacing), at_least, 1),
        ("entries_per_week", mean(sixteen), below, 3),
        ("entries_ratio", mean(sixteen[12:]) / before if before else None, at_most, 0.6),
        ("active_workarounds_change", in_use[0] - in_use[1], at_least, 0),
        ("open_age_change", None if None in ages else ages[0] - ages[1], at_least, 0),
        ("overdue_share_of_open", mean([view.overdue(r, view.last) for r in open_now]), at_least, 0.25),
        ("hardened_share", view.hardened_share(view.last), at_least, 0.5),
        ("voices_on_one_need", most_voiced(view), at_least, 3),
        ("alarming_series", alarming, at_least, 2),
    ]
    met = {name: value is not None and holds(value, limit) for name, value, holds, limit in tests}
    friction = met["alarming_series"]
    labels = [
        ("not_measured", met["baseline_weeks"] or met["low_coverage_weeks"]),
        ("replacement_talk", met["replacement_events"]),
        ("too_few_entries", met["entries_per_week"]),
        ("going_quiet",
         met["entries_ratio"] and (met["active_workarounds_change"] or met["open_age_change"])),
        ("complaints",
         friction and (met["overdue_share_of_open"] or met["hardened_share"] or met["voices_on_one_need"])),
        ("friction", friction),
        ("settled", True),
    ]
    because = [{"test": t, "value": value, "limit": limit, "met": met[t]} for t, value, _, limit in tests]
    return {"label": next(label for label, holds in labels if holds), "because": because}
