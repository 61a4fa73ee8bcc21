import type { RequestSort } from "../../backend/bindings/types";
import { m } from "../../paraglide/messages.js";

/** What requests can be sorted by, in the order in which it is offered. Wherever an order is said, it is in these words. */
export const sortName: Record<RequestSort, () => string> = {
  age: m.sort_age,
  promise: m.sort_promise,
  worth: m.sort_worth,
  changed: m.sort_changed,
  title: m.sort_title,
  key: m.sort_key,
};
