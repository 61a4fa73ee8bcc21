//! What people did instead later on. All made up.

/// Further workarounds by area in the order of `titles::AREAS`, of the breaks and forms of the area's first four.
pub(crate) const LATER_WORKAROUNDS: [[&str; 4]; 12] = [
    // Scheduling
    [
        "Reserve a dummy visit to block a room",
        "Text the other site about free slots",
        "Walk to the nurse station to ask who is late",
        "Write the interpreter into three fields",
    ],
    // Check-in
    [
        "Type the referral number from a fax",
        "Photocopy a form the scanner refused",
        "Ask people to wait while we phone the plan",
        "Number slips from a kitchen roll",
    ],
    // Rooming
    [
        "Enter vitals twice where the save fails",
        "Door magnets show who is ready",
        "Open the chart in two tabs for allergies",
        "Put pain scores under weight",
    ],
    // Note templates
    [
        "Paper checklist clipped to the keyboard",
        "Retype diagnoses from the order screen",
        "Dictate on the drive home",
        "Share letter texts by e-mail",
    ],
    // Orders
    [
        "Binder of forms for each imaging center",
        "Phone the lab to change the fasting note",
        "Walk urgent orders down the hall",
        "Read the audit log to find a sent-back order",
    ],
    // Results
    [
        "Second copy of the culture list in a tray",
        "Assign results to yourself and back",
        "Color code abnormal values on a printout",
        "Key in hospital numbers from a screenshot",
    ],
    // Refills
    [
        "Fax the mail-order form from the copier",
        "Wall calendar for monthly injections",
        "Add each vitamin as a new prescription",
        "Look up the second brand name before each refill",
    ],
    // Inbox
    [
        "Print long threads for the morning huddle",
        "Flag notices as junk one at a time",
        "Write replies in bed on a tablet",
        "Whiteboard of callbacks behind the desk",
    ],
    // Billing
    [
        "Wait on chat for a claim number",
        "Track appeals in a notebook",
        "Split a payment by hand across siblings",
        "Hold claims until the codes are checked",
    ],
    // Reports
    [
        "Highlight overdue screenings on paper",
        "Add up waits from the sign-in sheet",
        "Merge two rosters in a workbook",
        "Fix date columns after each download",
    ],
    // Interfaces
    [
        "Ring the pharmacy to hear if it arrived",
        "Enter meter readings at lunch",
        "Trim fax margins with scissors",
        "Restart the scanner before each batch",
    ],
    // Users and roles
    [
        "Borrow a badge for the supply cabinet",
        "Print sign-in times for the auditor",
        "E-mail the help desk about a locked account",
        "Sign out and in to see the other site",
    ],
];
