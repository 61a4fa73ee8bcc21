import type { ReviewView } from "../../backend/bindings/types";
import { dayAndYear, dayNear } from "../../format/date";
import { hours } from "../../format/number";
import { sentenceWith } from "../../components/figure/threshold_words";
import { timedWords } from "../../components/figure/timed_words";
import { m } from "../../paraglide/messages.js";
import type { Session } from "../../state/session.svelte";
import type { Step } from "./steps";

const joined = (...sentences: (string | undefined)[]): string => sentences.filter((each) => each !== undefined).join(" ");

/**
 * The month's last day and today, where they are two: the cost and the report count as of the one, everything that can be
 * acted on stands at the other, and without a word the same thing would have two numbers.
 */
function twoDays(view: ReviewView, today: string): { day: string; today: string } | undefined {
  const last = view.month?.last;
  if (last === undefined || view.month?.partial === true || last === today) return undefined;
  return { day: dayAndYear(last), today: dayNear(today, today) };
}

/** What the month came to in hours; the month before only where it may be compared. */
function costSentence(view: ReviewView): string {
  const { cost, month } = view;
  if (month === null) return m.review_no_month();
  if (cost === null) return m.review_cost_not_measured({ n: month.n });
  return joined(
    month.partial ? m.review_cost_so_far({ n: month.n, hours: hours(cost.all) }) : m.review_cost_was({ n: month.n, hours: hours(cost.all) }),
    cost.all > 0 ? timedWords(cost.timed / cost.all) : undefined,
    cost.before === null ? undefined : m.last_whole({ n: month.n - 1, hours: m.hours_unit({ hours: hours(cost.before) }) }),
  );
}

/** A step in one sentence with its numbers. */
export function stepSentence(step: Step, view: ReviewView, session: Pick<Session, "threshold" | "today">): string {
  const days = twoDays(view, session.today);
  switch (step) {
    case "cost":
      return joined(costSentence(view), days && view.cost ? m.review_as_of_month(days) : undefined);
    case "hardened":
      return joined(
        m.review_hardened_are({ count: view.hardened }),
        view.hardened > 0 ? sentenceWith(session.threshold("days_to_harden"), m.need_hardened_about) : undefined,
        days && m.review_as_of_today(days),
      );
    case "unowned":
      return m.review_unowned_are({
        areas: m.load_areas({ count: view.unowned_areas.length }),
        requests: m.unowned_requests({ count: view.unowned_requests }),
        workarounds: m.load_workarounds({ count: view.unowned_workarounds }),
      });
    case "waiting":
      return m.review_waiting_are();
    case "late":
      return joined(m.review_late_are({ count: view.late }), days && m.review_as_of_today(days));
    case "quiet":
      return joined(
        m.review_quiet_are({ count: view.quiet }),
        view.withdrawn > 0 ? m.review_withdrawn({ count: view.withdrawn }) : undefined,
        view.fewer_asks === null ? undefined : m.review_fewer({ asked: view.fewer_asks.asked, active: view.fewer_asks.active }),
      );
    case "decisions": {
      const { accepted, declined, verified, changes } = view.decided;
      return m.review_decided({ accepted, declined, verified, changes });
    }
    case "report":
      return joined(m.review_report_about(), days && m.review_report_as_of(days));
  }
}
