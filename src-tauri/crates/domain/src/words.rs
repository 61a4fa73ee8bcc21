//! The closed vocabularies of DOMAIN §3, spelled as in the table set.

use serde::{Deserialize, Serialize};

/// Declares a closed vocabulary: an enum whose variants have one spelling each, used in the log, the tables
/// and the screen's bindings alike.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every word of the vocabulary, in the order of the domain page.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The spellings, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The spelling.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The variant with this spelling.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.word()) }
        }
    };
}
pub(crate) use words;

words! {
    /// The four breaks.
    Break {
        /// Workflow drift.
        Drift = "drift",
        /// Reporting blind spots.
        Reporting = "reporting",
        /// Support friction.
        Support = "support",
        /// Staff burnout.
        Burnout = "burnout",
    }
}
words! {
    /// What form a workaround takes.
    Form {
        /// In-system order of steps.
        Sequence = "sequence",
        /// In-system data entry.
        DataEntry = "data_entry",
        /// Paper, spreadsheet, other software, memory.
        Outside = "outside",
    }
}
words! {
    /// Why people work around (SEWA: Blijleven et al. 2017 and 2022).
    Rationale {
        /// They do not know the way the system means.
        Knowledge = "knowledge",
        /// It helps to remember.
        MemoryAid = "memory_aid",
        /// It keeps others aware.
        Awareness = "awareness",
        /// Everybody here does.
        SocialNorm = "social_norm",
        /// They do not trust what the system shows.
        Trust = "trust",
        /// The system's way is hard to use.
        Usability = "usability",
        /// The system is slow or fails.
        Technical = "technical",
        /// The data are shown so that they cannot be used.
        DataPresentation = "data_presentation",
        /// The system has no place specific enough.
        Specificity = "specificity",
        /// Systems do not talk to each other.
        Integration = "integration",
        /// The system forces a step that does not fit.
        EnforcedAction = "enforced_action",
        /// The data are not good enough.
        DataQuality = "data_quality",
        /// Another organisation's system cannot read it.
        Interoperability = "interoperability",
    }
}
words! {
    /// What a workaround does to safety, effectiveness or efficiency.
    Effect {
        /// Makes it better.
        Better = "better",
        /// Makes it worse.
        Worse = "worse",
        /// Does nothing to it.
        NoEffect = "none",
        /// Somebody looked and cannot tell.
        Unknown = "unknown",
    }
}
words! {
    /// How an estimate's minutes came about.
    Basis {
        /// With a clock.
        Timed = "timed",
        /// Guessed.
        Guessed = "guessed",
    }
}
words! {
    /// Who makes changes to an area.
    AreaRoute {
        /// The clinic itself.
        InHouse = "in_house",
        /// The vendor's queue.
        Vendor = "vendor",
        /// A consultant.
        Consultant = "consultant",
        /// Nobody: an alarm.
        Nobody = "nobody",
    }
}
words! {
    /// What kind of change a request asks for.
    RequestKind {
        /// Adjust a workflow.
        Workflow = "workflow",
        /// Refine a template.
        Template = "template",
        /// Make data visible.
        Visibility = "visibility",
        /// Fix an edge case.
        EdgeCase = "edge_case",
        /// Adapt to a change of staff, services, volume or regulation.
        Adapt = "adapt",
        /// Stop doing it.
        Remove = "remove",
    }
}
words! {
    /// Where a request goes.
    Route {
        /// Configuration in-house.
        InHouse = "in_house",
        /// The vendor.
        Vendor = "vendor",
        /// Training.
        Training = "training",
        /// Policy.
        Policy = "policy",
        /// A consultant.
        Consultant = "consultant",
    }
}
words! {
    /// What happened to a request, as written in the log. `reopened` is an event; the state it leads to is
    /// `triaged`.
    RequestState {
        /// Just written down.
        New = "new",
        /// Nobody can act on it yet.
        NeedsClarifying = "needs_clarifying",
        /// Understood, has a place in the order.
        Triaged = "triaged",
        /// We are at it.
        InProgress = "in_progress",
        /// The vendor's turn.
        WaitingVendor = "waiting_vendor",
        /// Somebody else's turn.
        WaitingOthers = "waiting_others",
        /// Changed, not yet confirmed.
        Delivered = "delivered",
        /// The people who asked say it holds.
        Verified = "verified",
        /// The clinic decided against it.
        DeclinedClinic = "declined_clinic",
        /// The vendor calls it out of scope.
        DeclinedVendor = "declined_vendor",
        /// Not worth asking any more.
        Withdrawn = "withdrawn",
        /// Continues in another request.
        Merged = "merged",
        /// Open again.
        Reopened = "reopened",
    }
}
words! {
    /// Dated facts about a request that are not states.
    RequestFactKind {
        /// The vendor answered for the first time.
        FirstResponse = "first_response",
        /// A way around was offered.
        WorkaroundOffered = "workaround_offered",
        /// The requester was told what became of it.
        ToldRequester = "told_requester",
    }
}
words! {
    /// The clocks a promise can be made for.
    Clock {
        /// First response.
        Response = "response",
        /// A workaround.
        Workaround = "workaround",
        /// The fix.
        Fix = "fix",
        /// Delivery.
        Delivery = "delivery",
    }
}
words! {
    /// Where a question of leadership is answered.
    AnsweredIn {
        /// In the EHR.
        Ehr = "ehr",
        /// From a shadow record.
        Shadow = "shadow",
        /// Not at all.
        Unanswered = "none",
    }
}
words! {
    /// The five questions a clinic should ask a vendor (DOMAIN §5, "Vendor scorecard").
    VendorQuestion {
        /// How are post-go-live changes handled?
        Changes = "changes",
        /// What happens when a workflow doesn't fit?
        Misfit = "misfit",
        /// What counts as out of scope?
        Scope = "scope",
        /// How quickly are adjustments made?
        Speed = "speed",
        /// Who do we talk to?
        Contact = "contact",
    }
}
words! {
    /// Kinds of change events.
    EventKind {
        /// People joined or left.
        Staff = "staff",
        /// A service began or ended.
        Service = "service",
        /// Volume changed.
        Volume = "volume",
        /// A rule from outside.
        Regulation = "regulation",
        /// The EHR was upgraded.
        Upgrade = "upgrade",
        /// The vendor contract.
        Contract = "contract",
        /// Demo, request for proposals, reading the exit clause.
        Replacement = "replacement",
        /// A module went live.
        ModuleGoLive = "module_go_live",
    }
}

words! {
    /// What a desk of a clinic that shares is there for ([`crate::roles`] says what each may).
    DeskRole {
        /// Everything.
        Manager = "manager",
        /// Writes down what happens, and reads.
        Provider = "provider",
        /// Reads.
        Reader = "reader",
    }
}

impl RequestState {
    /// Whether a request in this state is closed (TABLES, reading rules).
    #[must_use]
    pub const fn is_closing(self) -> bool {
        matches!(
            self,
            Self::Verified | Self::DeclinedClinic | Self::DeclinedVendor | Self::Withdrawn | Self::Merged
        )
    }
}
