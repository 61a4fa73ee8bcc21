//! The clinic's configuration areas and what people asked for and worked around in each. All made up.

use keepalive_domain::words::{AreaRoute, Break, Form, RequestKind};

use crate::later_requests::LATER_REQUESTS;
use crate::later_workarounds::LATER_WORKAROUNDS;

use AreaRoute::{Consultant, InHouse, Nobody, Vendor};
use Break::{Burnout, Drift, Reporting, Support};
use Form::{DataEntry, Outside, Sequence};
use RequestKind::{Adapt, EdgeCase, Remove, Template, Visibility, Workflow};

/// One configuration area with its people and its troubles.
pub(crate) struct AreaSpec {
    pub(crate) name: &'static str,
    /// Key of the accountable person; `None`: nobody owns it.
    pub(crate) owner: Option<&'static str>,
    pub(crate) backup: Option<&'static str>,
    pub(crate) route: AreaRoute,
    pub(crate) review_every_days: i64,
    pub(crate) requests: &'static [(&'static str, RequestKind)],
    pub(crate) workarounds: &'static [(&'static str, Break, Form)],
}

impl AreaSpec {
    /// The nth request of this area, whose place among the areas is `area`: its title and kind. `None` past the last.
    pub(crate) fn request(&self, area: usize, nth: usize) -> Option<(&'static str, RequestKind)> {
        let (title, kind) = self.requests[nth % self.requests.len()];
        match nth.checked_sub(self.requests.len()) {
            None => Some((title, kind)),
            Some(later) => Some((*LATER_REQUESTS[area].get(later)?, kind)),
        }
    }

    /// The nth workaround of this area: its title, break and form. `None` past the last.
    pub(crate) fn workaround(&self, area: usize, nth: usize) -> Option<(&'static str, Break, Form)> {
        let (title, break_, form) = self.workarounds[nth % self.workarounds.len()];
        match nth.checked_sub(self.workarounds.len()) {
            None => Some((title, break_, form)),
            Some(later) => Some((*LATER_WORKAROUNDS[area].get(later)?, break_, form)),
        }
    }
}

/// Every area.
pub(crate) const AREAS: &[AreaSpec] = &[
    AreaSpec {
        name: "Scheduling",
        owner: Some("front-desk-lead"),
        backup: Some("office-manager"),
        route: InHouse,
        review_every_days: 90,
        requests: &[
            ("Visit reasons per provider", Workflow),
            ("Let double slots be booked in one step", Workflow),
            ("Waitlist that offers freed slots in order", Workflow),
            ("Color for visits that need an interpreter", Visibility),
            ("Stop asking for a visit reason twice", Remove),
            ("Template for group visits", Template),
            ("Longer slots for procedures by default", Adapt),
            ("Reschedule without losing the note to the front desk", EdgeCase),
        ],
        workarounds: &[
            ("Book two short slots to get 30 minutes", Drift, Sequence),
            ("Keep the waitlist on a clipboard", Drift, Outside),
            ("Call the back office to see who is really in", Drift, Outside),
            ("Type the visit reason again in the comment", Burnout, DataEntry),
            ("Count next week's open slots by hand", Reporting, Outside),
            ("Ask support to unlock a closed day", Support, Outside),
        ],
    },
    AreaSpec {
        name: "Check-in",
        owner: Some("front-desk-lead"),
        backup: None,
        route: InHouse,
        review_every_days: 90,
        requests: &[
            ("New-arrival form will not save", EdgeCase),
            ("Insurance card photo beside the form", Workflow),
            ("Skip consent pages signed this year", Remove),
            ("Show the balance due at check-in", Visibility),
            ("Spanish version of the check-in form", Adapt),
            ("Shorter check-in for nurse visits", Template),
            ("Warn when coverage ended", Visibility),
            ("Let the kiosk hand over to the desk", EdgeCase),
        ],
        workarounds: &[
            ("Retype insurance details from the card photo", Burnout, DataEntry),
            ("Print consent pages and scan them in the evening", Burnout, Outside),
            ("Check coverage in the payer portal first", Drift, Outside),
            ("Mark arrivals on a paper list", Drift, Outside),
            ("Save the form twice so that it sticks", Drift, Sequence),
            ("Tally kiosk failures on a sheet", Reporting, Outside),
        ],
    },
    AreaSpec {
        name: "Rooming",
        owner: Some("nurse-lead"),
        backup: Some("nurse-2"),
        route: InHouse,
        review_every_days: 120,
        requests: &[
            ("Ask smoking status once a year", Remove),
            ("Vitals on one screen", Workflow),
            ("Weight in both units", EdgeCase),
            ("Second allergy pop-up removed", Remove),
            ("Rooming checklist for well-child visits", Template),
            ("Show who is waiting longest", Visibility),
            ("Blood pressure repeat without a new form", EdgeCase),
            ("Screening questions by visit reason", Adapt),
        ],
        workarounds: &[
            ("Copy vitals from the room sheet at day's end", Burnout, DataEntry),
            ("Allergy kept on the door sign", Drift, Outside),
            ("Close the allergy pop-up three times", Drift, Sequence),
            ("Enter the second reading as a comment", Drift, DataEntry),
            ("Write waiting times on the whiteboard", Reporting, Outside),
            ("Use last year's screening form on paper", Drift, Outside),
        ],
    },
    AreaSpec {
        name: "Note templates",
        owner: Some("dr-a"),
        backup: Some("dr-c"),
        route: InHouse,
        review_every_days: 90,
        requests: &[
            ("Shorten the well-child note template", Template),
            ("Exam section without defaults", Template),
            ("Bring last plan forward on one key", Workflow),
            ("Template for medication reviews", Template),
            ("Stop copying the problem list into every note", Remove),
            ("Quick phrases shared by the team", Workflow),
            ("Template for school forms", Template),
            ("Counseling time in its own field", Adapt),
        ],
        workarounds: &[
            ("Type the note in a document and paste it in later", Drift, Outside),
            ("Delete the copied problem list from each note", Burnout, DataEntry),
            ("Finish notes at home after dinner", Burnout, Sequence),
            ("Keep quick phrases in a text file", Drift, Outside),
            ("Copy an old note and change it", Drift, DataEntry),
            ("Fill school forms on paper and scan them", Burnout, Outside),
        ],
    },
    AreaSpec {
        name: "Orders",
        owner: Some("dr-a"),
        backup: Some("nurse-lead"),
        route: Vendor,
        review_every_days: 120,
        requests: &[
            ("Prior-auth checklist inside the order", Workflow),
            ("Order sets for the common visits", Template),
            ("Default lab by payer", EdgeCase),
            ("See orders nobody has signed", Visibility),
            ("Imaging order keeps its comment", EdgeCase),
            ("Standing orders for vaccines", Adapt),
            ("Stop the duplicate warning for yearly labs", Remove),
            ("Send orders to the hospital without fax", Workflow),
        ],
        workarounds: &[
            ("Prior-auth steps on a laminated card", Drift, Outside),
            ("Write the payer's lab on a sticky note", Drift, Outside),
            ("Fax imaging orders by hand", Drift, Outside),
            ("Search unsigned orders by provider every evening", Reporting, Sequence),
            ("Order the panel line by line", Burnout, DataEntry),
            ("Hold with support about a stuck order", Support, Outside),
        ],
    },
    AreaSpec {
        name: "Results",
        owner: None,
        backup: None,
        route: Nobody,
        review_every_days: 90,
        requests: &[
            ("Lab results reach the wrong doctor", EdgeCase),
            ("One list of results nobody has looked at", Visibility),
            ("Result letters in plain words", Template),
            ("Route results to whoever covers", Workflow),
            ("Trend of the last five values", Visibility),
            ("Outside results in the same place", Workflow),
            ("Critical results ring", Adapt),
            ("Stop closing results on opening them", Remove),
        ],
        workarounds: &[
            ("Print the lab list and tick it by hand", Drift, Outside),
            ("Forward results to the covering doctor by message", Drift, Sequence),
            ("Keep open results in a spreadsheet", Reporting, Outside),
            ("Copy outside values into the note", Burnout, DataEntry),
            ("Call the lab to ask where a result went", Support, Outside),
            ("Draw trends on paper", Reporting, Outside),
        ],
    },
    AreaSpec {
        name: "Refills",
        owner: None,
        backup: None,
        route: Vendor,
        review_every_days: 60,
        requests: &[
            ("Refill requests land in the wrong inbox", Workflow),
            ("Refill protocol for nurses", Adapt),
            ("See the last visit beside the refill", Visibility),
            ("One pharmacy per refill, chosen once", EdgeCase),
            ("Renew several medications at once", Workflow),
            ("Reason list for refused refills", Template),
            ("Stop the daily refill digest", Remove),
            ("Warn when a refill spans both sites", EdgeCase),
        ],
        workarounds: &[
            ("Sticky notes for refills", Drift, Outside),
            ("Call the pharmacy when a refill spans both sites", Drift, Outside),
            ("Renew medications one by one", Burnout, DataEntry),
            ("Look up the last visit in a second window", Drift, Sequence),
            ("Sort the shared inbox by hand each morning", Drift, Sequence),
            ("Count refused refills on a tally sheet", Reporting, Outside),
        ],
    },
    AreaSpec {
        name: "Inbox",
        owner: Some("nurse-lead"),
        backup: Some("dr-c"),
        route: InHouse,
        review_every_days: 90,
        requests: &[
            ("Portal messages skip the nurse pool", EdgeCase),
            ("Folders by topic", Workflow),
            ("Out-of-office hands over by itself", Workflow),
            ("Stop copies of every sent letter", Remove),
            ("See what is older than two days", Visibility),
            ("Answer templates for common questions", Template),
            ("Tasks keep their due day", EdgeCase),
            ("Messages to the billing team", Adapt),
        ],
        workarounds: &[
            ("Forward portal messages to the nurse by chat", Drift, Outside),
            ("Clear copies of letters before starting work", Burnout, Sequence),
            ("Answer the inbox after hours", Burnout, Sequence),
            ("Keep due days in a paper planner", Drift, Outside),
            ("Read a colleague's inbox with a shared screen", Drift, Sequence),
            ("Count old messages every Friday", Reporting, Outside),
        ],
    },
    AreaSpec {
        name: "Billing",
        owner: Some("biller"),
        backup: Some("office-manager"),
        route: Consultant,
        review_every_days: 60,
        requests: &[
            ("Claim edit rules lose their order", EdgeCase),
            ("Denials by reason and week", Visibility),
            ("Charge capture for nurse visits", Workflow),
            ("Modifier list by payer", Template),
            ("Write-off needs a second person", Adapt),
            ("Stop holding clean claims overnight", Remove),
            ("Copay posts to the right visit", EdgeCase),
            ("Fee schedule change in one place", Adapt),
        ],
        workarounds: &[
            ("On hold with support about claim edits", Support, Outside),
            ("Keep denials in a spreadsheet", Reporting, Outside),
            ("Enter charges twice and delete one", Burnout, DataEntry),
            ("Post copays in a batch on Fridays", Drift, Sequence),
            ("Check modifiers against a printed list", Drift, Outside),
            ("Open a ticket for every stuck claim", Support, Outside),
        ],
    },
    AreaSpec {
        name: "Reports",
        owner: Some("office-manager"),
        backup: None,
        route: Vendor,
        review_every_days: 90,
        requests: &[
            ("See open referrals older than 14 days", Visibility),
            ("No-show list before 7:30 each morning", Visibility),
            ("No-show report by hour", Visibility),
            ("Recall list for yearly visits", Visibility),
            ("Export without merged cells", EdgeCase),
            ("Quality measures by provider, monthly", Adapt),
            ("Schedule a report to arrive by itself", Workflow),
            ("Turn off reports nobody opens", Remove),
        ],
        workarounds: &[
            ("Referral tracking spreadsheet", Reporting, Outside),
            ("Paper count of no-shows by hour", Reporting, Outside),
            ("Build the recall list from three exports", Reporting, Outside),
            ("Unmerge cells before sorting", Burnout, DataEntry),
            ("Ask the vendor for the monthly numbers", Support, Outside),
            ("Retype quality measures into a slide", Reporting, DataEntry),
        ],
    },
    AreaSpec {
        name: "Interfaces",
        owner: None,
        backup: None,
        route: Nobody,
        review_every_days: 180,
        requests: &[
            ("Fax cover sheet prints twice", EdgeCase),
            ("Immunization registry sends without retyping", Workflow),
            ("Hospital discharge papers arrive as text", Adapt),
            ("Lab interface names the ordering site", EdgeCase),
            ("See what an interface refused", Visibility),
            ("One sign-on for the imaging viewer", Workflow),
            ("Stop the nightly interface mail", Remove),
            ("Device readings into the chart", Adapt),
        ],
        workarounds: &[
            ("Two people check every interface error", Drift, Outside),
            ("Retype vaccines into the registry", Burnout, DataEntry),
            ("Throw away the second cover sheet", Drift, Outside),
            ("Sign on to the imaging viewer again each time", Drift, Sequence),
            ("Scan discharge papers page by page", Burnout, Outside),
            ("Chase the interface team by phone", Support, Outside),
        ],
    },
    AreaSpec {
        name: "Users and roles",
        owner: Some("office-manager"),
        backup: Some("front-desk-lead"),
        route: InHouse,
        review_every_days: 180,
        requests: &[
            ("Role for float staff", Adapt),
            ("Nurses may reorder supplies", Workflow),
            ("List of who can see what", Visibility),
            ("Lock after ten minutes, not two", EdgeCase),
            ("Checklist for somebody's last day", Template),
            ("Remove rights left from training", Remove),
            ("Students sign with their teacher", Adapt),
            ("Reset a password without a ticket", Workflow),
        ],
        workarounds: &[
            ("Ask the office manager to click it", Drift, Outside),
            ("Keep the list of roles in a binder", Reporting, Outside),
            ("Wait for support to reset a password", Support, Outside),
            ("Move the mouse so that the screen stays on", Drift, Sequence),
            ("Enter supplies under the lead's name", Drift, Sequence),
            ("Float staff write on paper first", Burnout, Outside),
        ],
    },
];
