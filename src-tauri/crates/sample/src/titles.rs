//! What people of the sample clinic write. Made up, and free of anything about a patient.

use keepalive_domain::words::Break::{self, Burnout, Drift, Reporting, Support};
use keepalive_domain::words::Form::{self, DataEntry, Outside, Sequence};
use keepalive_domain::words::RequestKind::{self, Adapt, EdgeCase, Remove, Template, Visibility, Workflow};

/// A workaround's pattern: title, area, break, form, people, uses per person and week, minutes per use.
pub(crate) struct WorkaroundTitle {
    pub(crate) title: &'static str,
    pub(crate) area: &'static str,
    pub(crate) break_: Break,
    pub(crate) form: Form,
    pub(crate) people: u8,
    pub(crate) uses: u8,
    pub(crate) minutes: f64,
    pub(crate) safety: bool,
}

const fn w(
    title: &'static str,
    area: &'static str,
    break_: Break,
    form: Form,
    people: u8,
    uses: u8,
    minutes: f64,
) -> WorkaroundTitle {
    WorkaroundTitle { title, area, break_, form, people, uses, minutes, safety: false }
}

const fn safety(mut title: WorkaroundTitle) -> WorkaroundTitle {
    title.safety = true;
    title
}

/// The patterns; each can come back at another site or time of day.
pub(crate) const WORKAROUNDS: &[WorkaroundTitle] = &[
    w("Copy vitals from the room sheet at day's end", "Rooming", Burnout, DataEntry, 4, 8, 3.0),
    w("Call the pharmacy when a refill spans both sites", "Refills", Drift, Outside, 3, 5, 5.0),
    w("Type the note in a document and paste it in later", "Note templates", Drift, Outside, 3, 6, 3.5),
    w("Referral tracking spreadsheet", "Reports", Reporting, Outside, 2, 5, 6.0),
    w("Retype insurance details from the card photo", "Check-in", Burnout, DataEntry, 3, 9, 2.0),
    w("Book two short slots to get 30 minutes", "Scheduling", Drift, Sequence, 3, 10, 1.5),
    safety(w("Print the lab list and tick it by hand", "Results", Drift, Outside, 2, 5, 6.0)),
    w("Sticky notes for refills", "Refills", Drift, Outside, 4, 6, 2.0),
    w("On hold with support about claim edits", "Billing", Support, Outside, 1, 3, 15.0),
    w("Two people check every interface error", "Interfaces", Drift, Sequence, 2, 5, 4.0),
    w("Paper count of no-shows by hour", "Reports", Reporting, Outside, 2, 5, 5.0),
    w("Finish the inbox after supper", "Inbox", Burnout, Sequence, 4, 4, 9.0),
    w("Save the visit twice so that the code sticks", "Orders", Drift, Sequence, 5, 8, 0.5),
    safety(w("Allergy kept on the door sign", "Rooming", Drift, Outside, 3, 4, 2.0)),
    w("Screenshot the schedule before it refreshes", "Scheduling", Drift, Outside, 3, 7, 1.0),
    w("Enter the phone twice, once for reminders", "Check-in", Burnout, DataEntry, 3, 12, 1.0),
    w("Spreadsheet of open prior authorisations", "Orders", Reporting, Outside, 2, 6, 5.0),
    w("Ask the vendor portal again each Monday", "Interfaces", Support, Outside, 1, 2, 12.0),
    w("Free-text the vaccine lot in the comment", "Rooming", Drift, DataEntry, 4, 5, 1.5),
    w("Copy the plan from the last visit and correct it", "Note templates", Drift, Sequence, 4, 9, 2.0),
    w("Export claims and sort them outside", "Billing", Reporting, Outside, 1, 5, 11.0),
    w("Log in as the shared desk to see both queues", "Users and roles", Drift, Sequence, 2, 8, 1.0),
    w("Fax the order because the link drops it", "Interfaces", Drift, Outside, 2, 4, 4.0),
    w("Keep a list of results to call about", "Results", Burnout, Outside, 3, 6, 2.5),
    w("Monthly quality numbers counted by hand", "Reports", Reporting, Outside, 1, 1, 45.0),
    w("Close the chart on Sunday evening", "Note templates", Burnout, Sequence, 3, 1, 40.0),
    w("Forward messages to one's own inbox to find them", "Inbox", Drift, Sequence, 4, 6, 1.0),
    w("Retype the medication list from the old system", "Refills", Burnout, DataEntry, 3, 4, 4.0),
    w("Call the other site to see their schedule", "Scheduling", Drift, Outside, 2, 6, 3.0),
    w("Ask support to unlock the same report", "Reports", Support, Outside, 1, 2, 14.0),
];

/// Where or when a pattern comes back.
pub(crate) const VARIANTS: &[&str] =
    &["", " at the north site", " on vaccine days", " for new people", " on Mondays", " in telehealth"];

/// A request's pattern: title, area, kind.
pub(crate) const REQUESTS: &[(&str, &str, RequestKind)] = &[
    ("Refill requests land in the wrong inbox", "Refills", Workflow),
    ("See open referrals older than 14 days", "Reports", Visibility),
    ("New-person form will not save", "Check-in", EdgeCase),
    ("Prior-auth checklist inside the order", "Orders", Template),
    ("Visit reasons per provider", "Scheduling", Visibility),
    ("Shorten the well-child note template", "Note templates", Template),
    ("Ask smoking status once a year", "Rooming", Remove),
    ("No-show list before 7:30 each morning", "Reports", Visibility),
    ("Lab results reach the wrong doctor", "Results", EdgeCase),
    ("Fax cover sheet prints twice", "Interfaces", EdgeCase),
    ("Second allergy pop-up", "Orders", Remove),
    ("30-minute slots for new people", "Scheduling", Adapt),
    ("Telehealth visit type", "Scheduling", Adapt),
    ("Claim edits explain themselves", "Billing", Workflow),
    ("Vitals carry over from the device", "Rooming", Workflow),
    ("Default pharmacy by site", "Refills", Workflow),
    ("Message pools by team", "Inbox", Workflow),
    ("One login for both queues", "Users and roles", Workflow),
    ("Report of unsigned notes", "Reports", Visibility),
    ("Diabetes template without empty headings", "Note templates", Template),
    ("Vaccine lot as a list", "Rooming", Template),
    ("Insurance card from the photo", "Check-in", Workflow),
    ("Stop the duplicate reminder call", "Scheduling", Remove),
    ("Order set for annual labs", "Orders", Template),
    ("Result letters in Spanish", "Results", Adapt),
    ("Co-pay shown at check-in", "Check-in", Visibility),
    ("Denials by payer", "Billing", Visibility),
    ("New state form for school visits", "Note templates", Adapt),
    ("Inbox sorted by age", "Inbox", Workflow),
    ("Interface error names the field", "Interfaces", EdgeCase),
    ("Role for the float nurse", "Users and roles", Adapt),
    ("Refill protocol for the nurse", "Refills", Workflow),
    ("Fewer clicks to sign an order", "Orders", Workflow),
    ("Depression screen once, not twice", "Rooming", Remove),
    ("Late arrivals keep their slot", "Scheduling", EdgeCase),
    ("Prior results beside the new one", "Results", Visibility),
];

/// Why a vendor calls something out of scope.
pub(crate) const CLAUSES: &[&str] = &[
    "Out of scope under clause 4.2: changes to standard content are billable.",
    "Clause 7: custom reports are a separate service.",
    "Works as designed. A workaround exists.",
];

/// Why the clinic itself says no.
pub(crate) const REASONS: &[&str] = &[
    "Two people need it; the template serves the rest.",
    "Comes with the next upgrade.",
    "Policy, not software.",
];

/// How people follow a request up.
pub(crate) const CHANNELS: &[&str] = &["call", "portal", "e-mail", "hold"];

/// What leadership needs to know.
pub(crate) const QUESTIONS: &[(&str, &str)] = &[
    ("How many referrals are open longer than 14 days?", "Reports"),
    ("Which notes are unsigned after three days?", "Note templates"),
    ("How long do refills take?", "Refills"),
    ("Which payers deny the most?", "Billing"),
    ("How many people did not show up, by hour?", "Scheduling"),
    ("Which results has nobody called about?", "Results"),
    ("How full is next week?", "Scheduling"),
    ("Who is due for a vaccine?", "Rooming"),
];
