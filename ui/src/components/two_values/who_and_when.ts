import type { OneValue, SharingView } from "../../backend/bindings/types";
import { dayNear, localDate } from "../../format/date";
import { m } from "../../paraglide/messages.js";
import type { Where } from "../../value_words";
import { deskHead } from "../sharing/desk_name";

/** Who wrote it and when; where nobody said who sits there, the desk. */
export const whoAndWhen = (one: OneValue, where: Where & { sharing: SharingView | undefined }): string =>
  m.two_who({
    name: one.by === "" ? deskHead(one.desk, where.sharing?.desks ?? []) : one.by,
    date: dayNear(localDate(one.at, where.zone), where.today),
  });
