import { expect, test } from "vitest";
import type { SharingTroubleKind, SharingView } from "../../backend/bindings/types";
import { standingOf } from "./standing";

const VIEW: SharingView = {
  sample: false,
  place: { kind: "folder", name: "Clinic share" },
  shared_before: false,
  met_at: null,
  waiting: null,
  unreadable: 0,
  coming: null,
  trouble: null,
  moved_to: null,
  reads_only: false,
  desks: [],
  key: "file",
  sheets: [],
  kept_aside: [],
  proposed_name: null,
};
const said = (view: Partial<SharingView>) => standingOf({ ...VIEW, ...view }, "America/Denver", "2026-11-26")?.said;

test("what is coming is said with how much of it is here, before everything else", () => {
  expect(said({})).toBe("Not exchanged yet");
  expect(said({ coming: { done: 12000, of: 100000 } })).toBe("12,000 of 100,000 entries have come");
  expect(said({ coming: { done: 500, of: 2500 }, waiting: 500 })).toBe("500 of 2,500 entries have come");
  const trouble = { kind: "not_there", since: 1795000000000, message: "" } as const;
  expect(said({ coming: { done: 500, of: 2500 }, trouble })).toBe("500 of 2,500 entries have come");
});

test("a keychain that has not got the keys is said apart from one that does not answer", () => {
  const trouble = (kind: SharingTroubleKind) => said({ trouble: { kind, since: 1795000000000, message: "" } });
  expect(trouble("keychain_lost")).toMatch(/^Keys missing in this user’s keychain since /);
  expect(trouble("keychain")).toMatch(/^This computer’s keychain has not given the keys since /);
});

test("nothing is said while sharing is off", () => {
  expect(standingOf({ ...VIEW, place: null, coming: { done: 1, of: 2 } }, "America/Denver", "2026-11-26")).toBeUndefined();
});

test("a clinic that moved on is said before what waits, and after what is the matter", () => {
  const moved = { moved_to: "db.clinic.example:5432", waiting: 3 };
  expect(said(moved)).toBe("The clinic has moved to a database");
  const since = Date.parse("2026-11-26T16:40:00Z");
  expect(said({ ...moved, trouble: { kind: "not_there", since, message: "" } })).toBe("Folder not reachable since 9:40 AM");
});

test("a desk that only reads says so instead of what waits, and after what is the matter", () => {
  expect(said({ reads_only: true, waiting: 3 })).toBe("In step, reading only");
  const since = Date.parse("2026-11-26T16:40:00Z");
  const trouble = { kind: "not_there", since, message: "" } as const;
  expect(said({ reads_only: true, trouble })).toBe("Folder not reachable since 9:40 AM");
});

test("what is kept aside is counted over all desks, after what is the matter and before what waits", () => {
  const aside = (entries: number, taken_out: boolean) => ({ mark: "0a1b2c3d", carried_by: null, entries, taken_out });
  expect(said({ kept_aside: [aside(2, false), aside(1, true)], waiting: 4 })).toBe("3 entries are kept aside");
  expect(said({ kept_aside: [aside(1, true)], reads_only: true })).toBe("1 entry is kept aside");
  const since = Date.parse("2026-11-26T16:40:00Z");
  const trouble = { kind: "not_there", since, message: "" } as const;
  expect(said({ kept_aside: [aside(1, true)], trouble })).toBe("Folder not reachable since 9:40 AM");
});

test("what is the matter is said of the folder or of the server", () => {
  const since = Date.parse("2026-11-26T16:40:00Z");
  const of = (kind: SharingTroubleKind) => ({ trouble: { kind, since, message: "" } });
  const database = { place: { kind: "database", name: "db.clinic.example:5432" } } as const;
  expect(said(of("not_there"))).toBe("Folder not reachable since 9:40 AM");
  expect(said({ ...database, ...of("not_there") })).toBe("The server has not answered since 9:40 AM");
  expect(said({ ...database, ...of("not_trusted") })).toBe("The server has not matched its certificate since 9:40 AM");
  expect(said({ ...database, ...of("revoked") })).toBe("This desk’s access withdrawn since 9:40 AM");
  expect(said({ ...database, ...of("other") })).toBe("Exchange not possible since 9:40 AM");
});

test("a desk to which nothing came is in step with nothing", () => {
  const waiting = { ...VIEW, waiting: 0 };
  expect(standingOf(waiting, "America/Denver", "2026-11-26", false)?.said).toBe("Exchanged; nothing has come yet");
  expect(standingOf(waiting, "America/Denver", "2026-11-26")?.said).toBe("All in step");
});
