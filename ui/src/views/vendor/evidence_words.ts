import type { MedianDays, OutOf, StatedAnswer, VendorEvidence } from "../../backend/bindings/types";
import { formatLocale } from "../../format/locale";
import { count, hours, percent, upToTenths } from "../../format/number";
import { m } from "../../paraglide/messages.js";
import { routeName } from "../../words";

/** One plain sentence, its weightiest words first and bold, and what else was counted. */
export interface Said {
  /** Empty where nothing is claimed. */
  strong: string;
  rest: string;
  /** Shorter sentences below. */
  more: string[];
}

const nothing = (why: string): Said => ({ strong: "", rest: m.nothing_measured({ why }), more: [] });
const tooFew = (have: string, needed: number): Said => ({
  strong: "",
  rest: m.too_few({ have, needed: count(needed) }),
  more: [],
});
/** Whole days, as people say them. */
export const whole = (days: number): number => Math.round(days);

/** A part of a whole that is worth saying: nothing of nothing, or of too few, is said as that. */
function share(of: OutOf, needed: number, words: { none: () => string; have: (n: { count: number }) => string; rest: () => string }): Said {
  if (of.whole === 0) return nothing(words.none());
  if (of.whole < needed) return tooFew(words.have({ count: of.whole }), needed);
  return { strong: m.misfit_strong({ part: count(of.part), whole: count(of.whole) }), rest: words.rest(), more: [] };
}

/** How changes are handled: hand-overs and steps of what was delivered, the routes of everything asked. */
function changesSaid(evidence: VendorEvidence, needed: number): Said {
  const { delivered, hand_overs_per_delivered: handOvers, steps_per_delivered: steps } = evidence;
  const asked = evidence.routes.reduce((sum, route) => sum + route.requests, 0);
  const list = evidence.routes.map((one) =>
    m.changes_route({
      route: one.route === null ? m.changes_no_route() : routeName[one.route]().toLocaleLowerCase(formatLocale()),
      share: percent(one.requests / asked),
    }),
  );
  const routes = asked < needed ? [] : [m.changes_routes({ list: list.join(", ") })];
  if (evidence.requests === 0) return { ...nothing(m.why_no_requests()), more: routes };
  if (delivered < needed || handOvers === null || steps === null)
    return { ...tooFew(m.have_delivered({ count: delivered }), needed), more: routes };
  return {
    strong: m.changes_strong({ n: upToTenths(handOvers) }),
    rest: m.changes_rest({ count: delivered }),
    more: [m.changes_steps({ n: upToTenths(steps) }), ...routes],
  };
}

/** What happens where a workflow does not fit: how many got their request, how long they live. */
function misfitSaid(evidence: VendorEvidence, needed: number): Said {
  const said = share(evidence.workarounds_delivered, needed, {
    none: m.why_no_workarounds,
    have: m.have_workarounds,
    rest: m.misfit_rest,
  });
  return { ...said, more: said.strong === "" ? [] : [lived(evidence.workaround_survival)] };
}

function lived({ median, low, high }: MedianDays): string {
  if (median === null) return m.misfit_more();
  const days = { count: whole(median) };
  if (low === null) return m.misfit_half(days);
  if (high === null) return m.misfit_half_open({ ...days, low: count(whole(low)) });
  return m.misfit_half_interval({ ...days, low: count(whole(low)), high: count(whole(high)) });
}

/** What counts as out of scope, and what is still lost to it. */
function scopeSaid(evidence: VendorEvidence, needed: number): Said {
  const said = share(evidence.out_of_scope, needed, {
    none: m.why_none_decided,
    have: m.have_decided,
    rest: m.scope_rest,
  });
  if (evidence.refusals.length === 0) return said;
  const lost =
    evidence.lost_to.length === 0
      ? m.scope_lost_none()
      : evidence.lost_hours_a_month === null
        ? m.scope_lost_unmeasured({ count: evidence.lost_to.length })
        : m.scope_lost({ hours: hours(evidence.lost_hours_a_month) });
  return { ...said, more: [lost] };
}

/** How quickly adjustments are made: the median to a fix beside what was said. */
function speedSaid(evidence: VendorEvidence, answer: StatedAnswer, needed: number): Said {
  const { n, median } = evidence.fix_delivered;
  if (n === 0) return nothing(m.why_no_requests());
  if (n < needed) return tooFew(m.have_requests({ count: n }), needed);
  if (median === null) return { strong: m.speed_more_strong(), rest: m.speed_more(), more: [] };
  const rest =
    answer.fix_days === null ? m.speed_half() : m.speed_half_promised({ promised: m.days({ count: answer.fix_days }) });
  return { strong: m.speed_strong({ count: whole(median) }), rest, more: [] };
}

/** Who there is to talk to: named contacts, the first response, and how often somebody had to ask again. */
function contactSaid(evidence: VendorEvidence, needed: number): Said {
  const said = share(evidence.named_contact, needed, {
    none: m.why_no_requests,
    have: m.have_requests,
    rest: m.contact_rest,
  });
  if (said.strong === "") return said;
  const { n, median } = evidence.first_response;
  const response =
    n < needed ? [] : [median === null ? m.contact_response_more() : m.contact_response({ count: whole(median) })];
  const chases =
    evidence.chases_per_request === null
      ? []
      : [m.contact_chases({ n: upToTenths(evidence.chases_per_request), hours: hours(evidence.chase_hours) })];
  return { ...said, more: [...response, ...chases] };
}

/** What the log measured beside one of the five questions. */
export function saidTo(answer: StatedAnswer, evidence: VendorEvidence, needed: number): Said {
  switch (answer.question) {
    case "changes":
      return changesSaid(evidence, needed);
    case "misfit":
      return misfitSaid(evidence, needed);
    case "scope":
      return scopeSaid(evidence, needed);
    case "speed":
      return speedSaid(evidence, answer, needed);
    case "contact":
      return contactSaid(evidence, needed);
  }
}
