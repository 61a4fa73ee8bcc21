// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.

/** What kind of thing needs somebody. */
export type NeedKind = "areas_unowned" | "requests_unowned" | "promises_late" | "hardened" | "people_to_tell" | "to_verify" | "reviews_due" | "decisions_due" | "contract_notice";
