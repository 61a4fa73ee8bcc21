import { m } from "../paraglide/messages.js";
import { count } from "./number";
import { formatLocale } from "./locale";

/** Lists are written one way, "a, b and c", as the charts, the reports and the catalogue write them; en-US has a comma more. */
const listLocale = (): string => (formatLocale().startsWith("en") ? "en-GB" : formatLocale());

/** Names as a sentence holds them; where there are more than are named, how many more. */
export function namesOf(names: readonly string[], of: number = names.length): string {
  const more = of - names.length;
  const all = more > 0 && names.length > 0 ? [...names, m.names_more({ count: count(more) })] : names;
  return new Intl.ListFormat(listLocale(), { type: "conjunction" }).format(all);
}
