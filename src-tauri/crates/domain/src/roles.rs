//! Who may do what on a desk: one table for the pages, imports and the command line.
//!
//! A clinic gives each of its desks a role. Roles keep honest programs from doing what is not theirs; they hide nothing:
//! every desk holds the whole record.

use serde::{Deserialize, Serialize};

use crate::schema::Kind;
use crate::words::DeskRole::{self, Manager, Provider, Reader};
use crate::words::words;

words! {
    /// What somebody wants to do at a desk.
    Deed {
        /// Look at the record, search it, write a copy of it into a file.
        Look = "look",
        /// What concerns this computer alone: language, who is at it, its backups.
        ThisComputer = "this_computer",
        /// This desk's own way to the others: begin, join, meet, stop.
        Connect = "connect",
        /// Write a friction or a request down, or that it happened again.
        Log = "log",
        /// Comment, say "me too", answer the weekly pulse.
        Say = "say",
        /// Change or delete what this desk alone wrote.
        Own = "own",
        /// Take this desk's own acts back, and do them again.
        TakeBack = "take_back",
        /// Change what others wrote, move requests, promise, chase, link, settle two values.
        Triage = "triage",
        /// Say who owns an area, and hand over.
        Owners = "owners",
        /// Keep the register: changes of the EHR, events, questions, lists beside it.
        Register = "register",
        /// Keep what the vendor promised and who might come instead.
        Vendor = "vendor",
        /// The clinic's own settings: people, hours, systems, thresholds.
        Settings = "settings",
        /// Change many things at once.
        Bulk = "bulk",
        /// Bring rows in.
        Import = "import",
        /// Take a text out of the whole history.
        Redact = "redact",
        /// Put an older copy of the record back.
        Restore = "restore",
        /// Let desks in, take them out, give them roles; recovery sheets; where the clinic meets.
        Share = "share",
    }
}

/// Whose it is: the table of roles.
#[must_use]
pub const fn whose(deed: Deed) -> &'static [DeskRole] {
    match deed {
        Deed::Look | Deed::ThisComputer | Deed::Connect => &[Manager, Provider, Reader],
        Deed::Log | Deed::Say | Deed::Own | Deed::TakeBack => &[Manager, Provider],
        Deed::Triage
        | Deed::Owners
        | Deed::Register
        | Deed::Vendor
        | Deed::Settings
        | Deed::Bulk
        | Deed::Import
        | Deed::Redact
        | Deed::Restore
        | Deed::Share => &[Manager],
    }
}

/// Whether a desk of this role may do it.
#[must_use]
pub fn may(role: DeskRole, deed: Deed) -> bool {
    whose(deed).contains(&role)
}

/// What a form's thing is to the desk that sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThingIs {
    /// Not there before.
    New,
    /// Written by this desk, and by no other since.
    Own,
    /// Written, or changed since, by another desk.
    Others,
}

/// What making or changing a thing of this kind by a form is.
#[must_use]
pub const fn deed_of_form(kind: Kind, thing: ThingIs) -> Deed {
    match (kind, thing) {
        (Kind::Workaround | Kind::Request | Kind::Occurrence, ThingIs::New) => Deed::Log,
        (
            Kind::Workaround | Kind::Request | Kind::Occurrence | Kind::Estimate | Kind::Comment,
            ThingIs::Own,
        ) => Deed::Own,
        // An estimate is new on a workaround that is somebody's: whoever asks says whose.
        (Kind::Voice | Kind::Pulse, ThingIs::New | ThingIs::Own) | (Kind::Comment, ThingIs::New) => Deed::Say,
        (
            Kind::Workaround
            | Kind::Request
            | Kind::Occurrence
            | Kind::Estimate
            | Kind::Comment
            | Kind::Voice
            | Kind::Pulse
            | Kind::RequestState
            | Kind::RequestFact
            | Kind::Link
            | Kind::Promise
            | Kind::Chase,
            _,
        ) => Deed::Triage,
        (Kind::Area, _) => Deed::Owners,
        (Kind::Question | Kind::Answer | Kind::ShadowRecord | Kind::Event | Kind::ConfigChange, _) => {
            Deed::Register
        }
        (Kind::VendorAnswer | Kind::Candidate | Kind::CandidateAnswer | Kind::QuestionWeight, _) => {
            Deed::Vendor
        }
        (Kind::Clinic | Kind::Site | Kind::System | Kind::Person | Kind::Fte, _) => Deed::Settings,
        (Kind::Desk, _) => Deed::Share,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manager_may_everything_and_each_lesser_role_a_part_of_what_the_one_above_may() {
        for deed in Deed::ALL {
            assert!(may(Manager, *deed), "{deed}");
            assert!(may(Provider, *deed) || !may(Reader, *deed), "{deed}");
        }
    }

    #[test]
    fn a_reader_writes_nothing_that_others_see() {
        let may: Vec<_> = Deed::ALL.iter().filter(|deed| may(Reader, **deed)).collect();
        assert_eq!(may, [&Deed::Look, &Deed::ThisComputer, &Deed::Connect]);
    }

    #[test]
    fn a_provider_logs_comments_and_changes_its_own() {
        for (kind, thing, allowed) in [
            (Kind::Workaround, ThingIs::New, true),
            (Kind::Request, ThingIs::Own, true),
            (Kind::Request, ThingIs::Others, false),
            (Kind::Estimate, ThingIs::New, false),
            (Kind::Estimate, ThingIs::Own, true),
            (Kind::Comment, ThingIs::Others, false),
            (Kind::RequestState, ThingIs::Own, false),
            (Kind::Promise, ThingIs::New, false),
            (Kind::Area, ThingIs::New, false),
            (Kind::Person, ThingIs::Own, false),
            (Kind::Desk, ThingIs::Own, false),
        ] {
            assert_eq!(may(Provider, deed_of_form(kind, thing)), allowed, "{kind} {thing:?}");
        }
    }

    #[test]
    fn no_form_is_a_readers() {
        for kind in Kind::ALL {
            for thing in [ThingIs::New, ThingIs::Own, ThingIs::Others] {
                assert!(!may(Reader, deed_of_form(*kind, thing)), "{kind} {thing:?}");
            }
        }
    }
}
