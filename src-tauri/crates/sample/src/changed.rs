//! What was really changed in the EHR for a request, in the words of its area: made up like the rest.

/// The request's title, what was changed, how it was before, how it is now.
type ChangedSpec = (&'static str, &'static str, &'static str, &'static str);

const CHANGED: &[ChangedSpec] = &[
    (
        "Pulse from the cuff with its reading",
        "Vitals from the cuff",
        "Blood pressure alone",
        "Blood pressure and pulse",
    ),
    ("School nurse portal receives vaccines", "Vaccines to the school portal", "Not sent", "Sent each night"),
    ("Screenings overdue by age band", "Report on screenings", "All ages in one list", "Four age bands"),
    ("Two old vendor accounts still open", "Accounts of Hobbin's support", "2 open", "Both closed"),
    ("Empty slots by weekday", "Report on empty slots", "By month", "By weekday and hour"),
    (
        "Carry the care team into each letter",
        "Heading of a letter",
        "Provider alone",
        "Provider and care team",
    ),
    ("Room board on the hallway screen", "Hallway screen", "Turned off", "Shows the room board"),
    (
        "Graph weight beside the lab values",
        "Graph of lab values",
        "Lab values alone",
        "Weight as a second line",
    ),
    (
        "Postpone a task until the lab is back",
        "Choices for a task",
        "Done or not done",
        "Also: until the lab is back",
    ),
    ("Phrases for borderline thyroid values", "Phrases for results", "None for the thyroid", "4 phrases"),
    (
        "Changes of rights in the last month",
        "Report on rights",
        "Rights as of today",
        "Who changed what, by month",
    ),
    (
        "Fasting note prints on the label",
        "Label of a lab order",
        "No note",
        "Fasting note in the second line",
    ),
    (
        "No race question at every visit",
        "Question at check-in",
        "At every visit",
        "Once, then every two years",
    ),
    (
        "Assessment before the history, as we read it",
        "Order of the visit note",
        "History first",
        "Assessment first",
    ),
    (
        "Biller may open the referral notes",
        "Role of the biller",
        "Referral notes closed",
        "Referral notes to read",
    ),
    ("Order set for new hypertension", "Order sets", "None for hypertension", "5 orders in one set"),
    ("Newborn visit note by age in days", "Age in the newborn note", "In months", "In days"),
    ("One inbox for both sites at lunch", "Inbox from 12 to 1", "One for each site", "One for both"),
    (
        "Pharmacy closed, request still open",
        "Refill at a closed pharmacy",
        "Stays open",
        "Goes back to the desk",
    ),
    ("Claim number missing after a resend", "Claim sent again", "Without its number", "With its number"),
    ("Urgent flag survives the fax", "Fax cover of an order", "Without the flag", "Flag in the first line"),
    ("No statement for balances under a dollar", "Smallest balance on a statement", "$0.01", "$1.00"),
    (
        "Glucose meters post to yesterday",
        "Clock of the glucose meters",
        "One day behind",
        "Set by the server",
    ),
    ("Inhalers renewed with their spacer", "Renewal of an inhaler", "Inhaler alone", "Inhaler and spacer"),
];

/// What was changed for a request, before and after. Where nobody wrote down how it was, the request's own words stand.
pub(crate) fn changed(title: &str) -> (String, Option<&'static str>, &'static str) {
    match CHANGED.iter().find(|(asked, ..)| *asked == title) {
        Some((_, item, before, after)) => ((*item).to_owned(), Some(before), after),
        None => (title.to_owned(), None, "Done as asked"),
    }
}
