//! Every kind of thing the log knows, with its fields and their types.
//!
//! This one registry feeds the store's read tables, the table set's columns and the checks of what a form may
//! set. It only ever grows: a field is never renamed, removed or given a new meaning; a new meaning is a new
//! field.

use crate::value::FieldType::{
    self, Bool, Date, Instant, Int, Item, LongText, Real, Ref, RefOrText, Text, Word,
};
use crate::words as w;

/// One field of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in the log, the read tables and the table set.
    pub name: &'static str,
    /// What it holds.
    pub ty: FieldType,
}

/// A kind's place in the registry.
#[derive(Debug, PartialEq, Eq)]
pub struct KindDef {
    /// Its name in the log and of its read table.
    pub name: &'static str,
    /// Its fields, `deleted` and `listed` aside.
    pub fields: &'static [Field],
    /// The field that names the thing it hangs on, for children.
    pub parent: Option<&'static str>,
    /// Fields whose words search finds.
    pub searched: &'static [&'static str],
}

/// Set when a thing was deleted; later edits still merge.
pub const DELETED: Field = Field { name: "deleted", ty: Bool };

/// Position among its imported siblings, where equal dates stand in file order.
pub const LISTED: Field = Field { name: "listed", ty: Int };

/// The fields every kind has.
pub const COMMON: &[Field] = &[DELETED, LISTED];

/// Declares the kinds in one table.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal $(in $parent:literal)? $(finds [$($searched:literal),*])? { $($field:literal: $ty:expr),* $(,)? })+) => {
        /// A kind of thing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $kind),+ }

        impl Kind {
            /// Every kind, parents before children.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// Its place in the registry.
            #[must_use]
            pub const fn def(self) -> &'static KindDef {
                match self {
                    $(Self::$kind => &KindDef {
                        name: $name,
                        fields: &[$(Field { name: $field, ty: $ty }),*],
                        parent: kinds!(@parent $($parent)?),
                        searched: &[$($($searched),*)?],
                    }),+
                }
            }

            /// The kind with this name; `None` for one a newer version invented.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$kind),)+ _ => None }
            }
        }
    };
    (@parent) => { None };
    (@parent $parent:literal) => { Some($parent) };
}

kinds! {
    /// The organisation; one per database.
    Clinic = "clinic" {
        "name": Text, "time_zone": Text, "opening_hours": LongText, "holidays": LongText,
        "thresholds": LongText, "sample": Bool,
    }
    /// A place of the clinic.
    Site = "site" finds ["name"] { "name": Text }
    /// One EHR deployment.
    System = "system" finds ["name", "vendor"] {
        "key": Text, "name": Text, "vendor": Text, "go_live": Date, "retired": Date,
        "contract_notice_on": Date, "contract_renews_on": Date,
    }
    /// Staff or vendor contact.
    Person = "person" finds ["name", "role"] {
        "key": Text, "name": Text, "role": Text, "site": RefOrText(Kind::Site),
        "active_from": Date, "active_to": Date, "review_every_days": Int, "last_reviewed": Date,
    }
    /// Staffing from a day on.
    Fte = "fte" in "person" { "person": Ref(Kind::Person), "from": Date, "fte": Real }
    /// A configuration area. Its key is its name.
    Area = "area" finds ["key"] {
        "key": Text, "owner": RefOrText(Kind::Person), "backup": RefOrText(Kind::Person),
        "route": Word(w::AreaRoute::WORDS), "review_every_days": Int, "last_reviewed": Date,
    }
    /// A way of working around the system.
    Workaround = "workaround" finds ["key", "title", "detail"] {
        "key": Text, "title": Text, "break": Word(w::Break::WORDS), "form": Word(w::Form::WORDS),
        "area": Ref(Kind::Area), "system": Ref(Kind::System), "owner": RefOrText(Kind::Person),
        "started": Date, "ended": Date, "expected_end": Date,
        "acceptable": Bool, "acceptable_why": LongText, "safety": Bool,
        "accepted_by": RefOrText(Kind::Person), "accepted_on": Date, "review_on": Date, "detail": LongText,
        "rationale": Word(w::Rationale::WORDS), "avoidable": Bool, "planned": Bool,
        "safety_patient": Word(w::Effect::WORDS), "safety_staff": Word(w::Effect::WORDS),
        "safety_organisation": Word(w::Effect::WORDS), "effectiveness_patient": Word(w::Effect::WORDS),
        "effectiveness_staff": Word(w::Effect::WORDS), "effectiveness_organisation": Word(w::Effect::WORDS),
        "efficiency_patient": Word(w::Effect::WORDS), "efficiency_staff": Word(w::Effect::WORDS),
        "efficiency_organisation": Word(w::Effect::WORDS),
    }
    /// people x uses x minutes, in force from a day on.
    Estimate = "estimate" in "workaround" {
        "workaround": Ref(Kind::Workaround), "from": Date, "people": Real,
        "uses_per_person_per_week": Real, "minutes_per_use": Real, "basis": Word(w::Basis::WORDS),
    }
    /// It happened again.
    Occurrence = "occurrence" in "workaround" {
        "workaround": Ref(Kind::Workaround), "at": Instant, "person": RefOrText(Kind::Person),
        "minutes": Real, "count": Int,
    }
    /// A change asked of the configuration.
    Request = "request" finds ["key", "title", "detail", "vendor_ref"] {
        "key": Text, "title": Text, "kind": Word(w::RequestKind::WORDS), "route": Word(w::Route::WORDS),
        "area": Ref(Kind::Area), "system": Ref(Kind::System), "owner": RefOrText(Kind::Person),
        "requester": RefOrText(Kind::Person), "vendor_contact": RefOrText(Kind::Person), "vendor_ref": Text,
        "safety": Bool, "regulatory": Bool, "value": Int, "effort": Int, "detail": LongText,
        "source_id": Text,
    }
    /// A change of a request's state, with who, when and why.
    RequestState = "request_state" in "request" {
        "request": Ref(Kind::Request), "at": Instant, "state": Word(w::RequestState::WORDS),
        "by": RefOrText(Kind::Person), "reason": LongText, "into": Ref(Kind::Request), "undated": Bool,
    }
    /// First response, workaround offered, requester told.
    RequestFact = "request_fact" in "request" {
        "request": Ref(Kind::Request), "at": Instant, "fact": Word(w::RequestFactKind::WORDS),
        "by": RefOrText(Kind::Person), "note": LongText,
    }
    /// This request is meant to end this workaround.
    Link = "link" in "request" { "request": Ref(Kind::Request), "workaround": Ref(Kind::Workaround) }
    /// What the vendor said it would do, by when.
    Promise = "promise" in "request" {
        "request": Ref(Kind::Request), "clock": Word(w::Clock::WORDS), "made_on": Date, "due_on": Date,
        "promised_by": RefOrText(Kind::Person), "source": Text,
    }
    /// Time spent following a request up.
    Chase = "chase" in "request" {
        "request": Ref(Kind::Request), "at": Instant, "minutes": Real, "person": RefOrText(Kind::Person),
        "channel": Text, "note": LongText,
    }
    /// Me too.
    Voice = "voice" in "item" { "item": Item, "person": RefOrText(Kind::Person), "at": Instant }
    /// Something leadership needs to know.
    Question = "question" finds ["text"] { "key": Text, "text": Text, "area": Ref(Kind::Area) }
    /// Where a question is answered, from a day on.
    Answer = "answer" in "question" {
        "question": Ref(Kind::Question), "from": Date, "answered_in": Word(w::AnsweredIn::WORDS),
    }
    /// A spreadsheet or list kept beside the EHR.
    ShadowRecord = "shadow_record" finds ["title"] {
        "key": Text, "title": Text, "keeper": RefOrText(Kind::Person), "question": Ref(Kind::Question),
        "kept_in": Text, "started": Date, "ended": Date, "workaround": Ref(Kind::Workaround),
    }
    /// One person's weekly answer.
    Pulse = "pulse" in "person" {
        "person": Ref(Kind::Person), "week_of": Date, "answered": Bool,
        "ehr_hours_outside": Real, "scheduled_hours": Real,
    }
    /// A change in the clinic or the EHR.
    Event = "event" finds ["title"] {
        "key": Text, "on": Date, "kind": Word(w::EventKind::WORDS), "title": Text, "rebase": Bool,
    }
    /// What was really changed in the EHR.
    ConfigChange = "config_change" finds ["item", "before", "after"] {
        "key": Text, "on": Date, "area": Ref(Kind::Area), "item": Text, "before": LongText, "after": LongText,
        "by": RefOrText(Kind::Person), "request": Ref(Kind::Request), "verified_by": RefOrText(Kind::Person),
        "review_on": Date,
    }
    /// What somebody wrote under a request or a workaround.
    Comment = "comment" in "item" finds ["text"] {
        "item": Item, "at": Instant, "by": RefOrText(Kind::Person), "text": LongText,
    }
    /// What a system's vendor said to one of the five questions, and what the clinic makes of it.
    VendorAnswer = "vendor_answer" in "system" finds ["stated", "source"] {
        "system": Ref(Kind::System), "question": Word(w::VendorQuestion::WORDS), "stated": LongText,
        "source": Text, "response_days": Int, "fix_days": Int, "rating": Int,
    }
    /// An EHR looked at before a replacement.
    Candidate = "candidate" finds ["name", "vendor", "detail"] {
        "key": Text, "name": Text, "vendor": Text, "detail": LongText,
    }
    /// What a candidate's vendor said to one of the five questions, and what the clinic makes of it.
    CandidateAnswer = "candidate_answer" in "candidate" finds ["stated", "source"] {
        "candidate": Ref(Kind::Candidate), "question": Word(w::VendorQuestion::WORDS), "stated": LongText,
        "source": Text, "response_days": Int, "fix_days": Int, "rating": Int,
    }
    /// How much one of the five questions matters to the clinic.
    QuestionWeight = "question_weight" { "question": Word(w::VendorQuestion::WORDS), "weight": Int }
    /// What one of the clinic's desks is there for, or what people call it: two things, each with an identity made of the
    /// installation's, so that taking a name back never touches a role. A desk without a role is a manager's; one without a
    /// name is shown by its mark.
    Desk = "desk" { "role": Word(w::DeskRole::WORDS), "name": Text }
}

impl Kind {
    /// Its name in the log and of its read table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.def().name
    }

    /// The field of this name, the common ones included.
    #[must_use]
    pub fn field(self, name: &str) -> Option<Field> {
        self.def().fields.iter().chain(COMMON).copied().find(|field| field.name == name)
    }

    /// Whether things of this kind carry the clinic's own short key.
    #[must_use]
    pub fn has_key(self) -> bool {
        self.field("key").is_some()
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_name_and_its_parent_is_a_field_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(*kind));
            if let Some(parent) = kind.def().parent {
                assert!(matches!(kind.field(parent).unwrap().ty, Ref(_) | Item), "{kind}.{parent}");
            }
            for searched in kind.def().searched {
                assert!(matches!(kind.field(searched).unwrap().ty, Text | LongText), "{kind}.{searched}");
            }
        }
    }

    #[test]
    fn no_kind_has_a_field_twice() {
        for kind in Kind::ALL {
            let mut names: Vec<_> = kind.def().fields.iter().chain(COMMON).map(|f| f.name).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), kind.def().fields.len() + COMMON.len(), "{kind}");
        }
    }
}
