// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
export * from "./AnsweredIn";
export * from "./Rationale";
export * from "./Effect";
export * from "./AreaRoute";
export * from "./Basis";
export * from "./Break";
export * from "./Clock";
export * from "./DeskRole";
export * from "./Deed";
export * from "./EventKind";
export * from "./Form";
export * from "./RequestFactKind";
export * from "./RequestKind";
export * from "./RequestState";
export * from "./Route";
export * from "./VendorQuestion";
export * from "./Kind";

/** Fields a thing of a kind cannot be without. */
export const required = {
  clinic: ["name", "time_zone"],
  site: ["name"],
  system: ["name", "vendor", "go_live"],
  person: ["name", "role"],
  fte: ["person", "from", "fte"],
  area: ["key"],
  workaround: ["title", "break", "started"],
  estimate: ["workaround", "from", "people", "uses_per_person_per_week", "minutes_per_use", "basis"],
  occurrence: ["workaround", "at"],
  request: ["title", "kind"],
  request_state: ["request", "at", "state"],
  request_fact: ["request", "at", "fact"],
  link: ["request", "workaround"],
  promise: ["request", "clock", "made_on", "due_on"],
  chase: ["request", "at", "minutes"],
  voice: ["item", "person", "at"],
  question: ["text"],
  answer: ["question", "from", "answered_in"],
  shadow_record: ["title", "started"],
  pulse: ["person", "week_of", "answered"],
  event: ["on", "kind", "title"],
  config_change: ["on", "item"],
  comment: ["item", "at", "text"],
  vendor_answer: ["system", "question"],
  candidate: ["name", "vendor"],
  candidate_answer: ["candidate", "question"],
  question_weight: ["question", "weight"],
  desk: [],
} as const;

/** Longest texts in characters. */
export const longest = { title: 500, text: 20000 } as const;

/** What each field of a kind holds. */
export const fields = {
  clinic: {
    name: "text",
    time_zone: "text",
    opening_hours: "long_text",
    holidays: "long_text",
    thresholds: "long_text",
    sample: "bool",
  },
  site: {
    name: "text",
  },
  system: {
    key: "text",
    name: "text",
    vendor: "text",
    go_live: "date",
    retired: "date",
    contract_notice_on: "date",
    contract_renews_on: "date",
  },
  person: {
    key: "text",
    name: "text",
    role: "text",
    site: "ref_or_text",
    active_from: "date",
    active_to: "date",
    review_every_days: "int",
    last_reviewed: "date",
  },
  fte: {
    person: "ref",
    from: "date",
    fte: "real",
  },
  area: {
    key: "text",
    owner: "ref_or_text",
    backup: "ref_or_text",
    route: "word",
    review_every_days: "int",
    last_reviewed: "date",
  },
  workaround: {
    key: "text",
    title: "text",
    break: "word",
    form: "word",
    area: "ref",
    system: "ref",
    owner: "ref_or_text",
    started: "date",
    ended: "date",
    expected_end: "date",
    acceptable: "bool",
    acceptable_why: "long_text",
    safety: "bool",
    accepted_by: "ref_or_text",
    accepted_on: "date",
    review_on: "date",
    detail: "long_text",
    rationale: "word",
    avoidable: "bool",
    planned: "bool",
    safety_patient: "word",
    safety_staff: "word",
    safety_organisation: "word",
    effectiveness_patient: "word",
    effectiveness_staff: "word",
    effectiveness_organisation: "word",
    efficiency_patient: "word",
    efficiency_staff: "word",
    efficiency_organisation: "word",
  },
  estimate: {
    workaround: "ref",
    from: "date",
    people: "real",
    uses_per_person_per_week: "real",
    minutes_per_use: "real",
    basis: "word",
  },
  occurrence: {
    workaround: "ref",
    at: "instant",
    person: "ref_or_text",
    minutes: "real",
    count: "int",
  },
  request: {
    key: "text",
    title: "text",
    kind: "word",
    route: "word",
    area: "ref",
    system: "ref",
    owner: "ref_or_text",
    requester: "ref_or_text",
    vendor_contact: "ref_or_text",
    vendor_ref: "text",
    safety: "bool",
    regulatory: "bool",
    value: "int",
    effort: "int",
    detail: "long_text",
    source_id: "text",
  },
  request_state: {
    request: "ref",
    at: "instant",
    state: "word",
    by: "ref_or_text",
    reason: "long_text",
    into: "ref",
    undated: "bool",
  },
  request_fact: {
    request: "ref",
    at: "instant",
    fact: "word",
    by: "ref_or_text",
    note: "long_text",
  },
  link: {
    request: "ref",
    workaround: "ref",
  },
  promise: {
    request: "ref",
    clock: "word",
    made_on: "date",
    due_on: "date",
    promised_by: "ref_or_text",
    source: "text",
  },
  chase: {
    request: "ref",
    at: "instant",
    minutes: "real",
    person: "ref_or_text",
    channel: "text",
    note: "long_text",
  },
  voice: {
    item: "item",
    person: "ref_or_text",
    at: "instant",
  },
  question: {
    key: "text",
    text: "text",
    area: "ref",
  },
  answer: {
    question: "ref",
    from: "date",
    answered_in: "word",
  },
  shadow_record: {
    key: "text",
    title: "text",
    keeper: "ref_or_text",
    question: "ref",
    kept_in: "text",
    started: "date",
    ended: "date",
    workaround: "ref",
  },
  pulse: {
    person: "ref",
    week_of: "date",
    answered: "bool",
    ehr_hours_outside: "real",
    scheduled_hours: "real",
  },
  event: {
    key: "text",
    on: "date",
    kind: "word",
    title: "text",
    rebase: "bool",
  },
  config_change: {
    key: "text",
    on: "date",
    area: "ref",
    item: "text",
    before: "long_text",
    after: "long_text",
    by: "ref_or_text",
    request: "ref",
    verified_by: "ref_or_text",
    review_on: "date",
  },
  comment: {
    item: "item",
    at: "instant",
    by: "ref_or_text",
    text: "long_text",
  },
  vendor_answer: {
    system: "ref",
    question: "word",
    stated: "long_text",
    source: "text",
    response_days: "int",
    fix_days: "int",
    rating: "int",
  },
  candidate: {
    key: "text",
    name: "text",
    vendor: "text",
    detail: "long_text",
  },
  candidate_answer: {
    candidate: "ref",
    question: "word",
    stated: "long_text",
    source: "text",
    response_days: "int",
    fix_days: "int",
    rating: "int",
  },
  question_weight: {
    question: "word",
    weight: "int",
  },
  desk: {
    role: "word",
    name: "text",
  },
} as const;
