import type { AnsweredIn, AreaRoute, Break, Clock, DeskRole, Effect, EventKind, Form, Rationale, RequestFactKind, RequestKind, RequestState, Route } from "./backend/bindings/schema";
import type { ClockName, HoursBasis, Stage } from "./backend/bindings/types";
import { m } from "./paraglide/messages.js";
import { thisDesk } from "./state/this_desk.svelte";

/** The closed vocabularies of DOMAIN §3 as people read them. */
type Words<T extends string> = Record<T, () => string>;

export const breakName: Words<Break> = {
  drift: m.break_drift,
  reporting: m.break_reporting,
  support: m.break_support,
  burnout: m.break_burnout,
};

/** For columns, where the full name has no room. */
export const breakShort: Words<Break> = {
  drift: m.break_short_drift,
  reporting: m.break_short_reporting,
  support: m.break_short_support,
  burnout: m.break_short_burnout,
};

/** The order of the stack, from the bottom. */
export const BREAKS: readonly Break[] = ["drift", "reporting", "support", "burnout"];

export const stateName: Words<RequestState> = {
  new: m.state_new,
  needs_clarifying: m.state_needs_clarifying,
  triaged: m.state_triaged,
  in_progress: m.state_in_progress,
  waiting_vendor: m.state_waiting_vendor,
  waiting_others: m.state_waiting_others,
  delivered: m.state_delivered,
  verified: m.state_verified,
  declined_clinic: m.state_declined_clinic,
  declined_vendor: m.state_declined_vendor,
  withdrawn: m.state_withdrawn,
  merged: m.state_merged,
  reopened: m.state_reopened,
};

export const kindName: Words<RequestKind> = {
  workflow: m.kind_workflow,
  template: m.kind_template,
  visibility: m.kind_visibility,
  edge_case: m.kind_edge_case,
  adapt: m.kind_adapt,
  remove: m.kind_remove,
};

export const routeName: Words<Route> = {
  in_house: m.route_in_house,
  vendor: m.route_vendor,
  training: m.route_training,
  policy: m.route_policy,
  consultant: m.route_consultant,
};

export const areaRouteName: Words<AreaRoute> = {
  in_house: m.area_route_in_house,
  vendor: m.area_route_vendor,
  consultant: m.area_route_consultant,
  nobody: m.area_route_nobody,
};

export const stageName: Words<Stage> = {
  temporary: m.stage_temporary,
  hardened: m.stage_hardened,
  accepted: m.stage_accepted,
  retired: m.stage_retired,
};

/** How somebody asked again: what our own form writes. A table may say other ways, in its own words. */
export const channelName: Words<"phone" | "email" | "portal"> = {
  phone: m.chase_phone,
  email: m.chase_email,
  portal: m.chase_portal,
};

export const formName: Words<Form> = {
  sequence: m.form_sequence,
  data_entry: m.form_data_entry,
  outside: m.form_outside,
};

export const basisName: Words<HoursBasis> = {
  timed: m.basis_timed,
  part_timed: m.basis_part_timed,
  guessed: m.basis_guessed,
  none: m.basis_none,
};

export const clockName: Words<ClockName> = {
  first_response: m.clock_first_response,
  workaround_offered: m.clock_workaround_offered,
  delivered: m.clock_delivered,
  verified: m.clock_verified,
};

export const promiseClockName: Words<Clock> = {
  response: m.clock_first_response,
  workaround: m.clock_workaround_offered,
  fix: m.clock_fix,
  delivery: m.clock_delivery,
};

/** What a promise is written down for: a fix is kept by its delivery, so that only tables tell the two apart. */
export const promisedFor = (): { value: Clock; label: string }[] => options(promiseClockName).filter(({ value }) => value !== "delivery");

export const deskRoleName: Words<DeskRole> = {
  manager: m.role_manager,
  provider: m.role_provider,
  reader: m.role_reader,
};

/** What a desk of each role does. */
export const deskRoleMeans: Words<DeskRole> = {
  manager: m.role_manager_means,
  provider: m.role_provider_means,
  reader: m.role_reader_means,
};

/** Why something is not offered at this desk, in a line; nothing at a manager's. */
export const roleLine = (): string =>
  ({ manager: () => "", provider: m.role_line_provider, reader: m.role_line_reader })[thisDesk.role]();

export const eventKindName: Words<EventKind> = {
  staff: m.event_staff,
  service: m.event_service,
  volume: m.event_volume,
  regulation: m.event_regulation,
  upgrade: m.event_upgrade,
  contract: m.event_contract,
  replacement: m.event_replacement,
  module_go_live: m.event_module_go_live,
};

export const answeredInName: Words<AnsweredIn> = {
  ehr: m.answered_ehr,
  shadow: m.answered_shadow,
  none: m.answered_none,
};

export const factName: Words<RequestFactKind> = {
  first_response: m.fact_first_response,
  workaround_offered: m.fact_workaround_offered,
  told_requester: m.fact_told_requester,
};

/** Why people work around (SEWA). */
export const rationaleName: Words<Rationale> = {
  knowledge: m.rationale_knowledge,
  memory_aid: m.rationale_memory_aid,
  awareness: m.rationale_awareness,
  social_norm: m.rationale_social_norm,
  trust: m.rationale_trust,
  usability: m.rationale_usability,
  technical: m.rationale_technical,
  data_presentation: m.rationale_data_presentation,
  specificity: m.rationale_specificity,
  integration: m.rationale_integration,
  enforced_action: m.rationale_enforced_action,
  data_quality: m.rationale_data_quality,
  interoperability: m.rationale_interoperability,
};

export const effectName: Words<Effect> = {
  better: m.effect_better,
  worse: m.effect_worse,
  none: m.effect_none,
  unknown: m.effect_unknown,
};

/** What a workaround has an effect on, and for whom: `safety_patient` is a field of it. */
export const EFFECT_OF = [
  { key: "safety", label: m.effect_safety },
  { key: "effectiveness", label: m.effect_effectiveness },
  { key: "efficiency", label: m.effect_efficiency },
] as const;
export const EFFECT_ON = [
  { key: "patient", label: m.effect_for_patient },
  { key: "staff", label: m.effect_for_staff },
  { key: "organisation", label: m.effect_for_organisation },
] as const;

/** A vocabulary as options of a chooser, in the order of the domain page. */
export function options<T extends string>(words: Words<T>): { value: T; label: string }[] {
  return (Object.keys(words) as T[]).map((value) => ({ value, label: words[value]() }));
}
