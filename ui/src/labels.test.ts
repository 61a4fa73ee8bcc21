import { expect, test } from "vitest";
import { BackendError } from "./backend";
import { errorText, fieldText } from "./errors";
import { actName, sentence } from "./labels";

test("an act is named with what fills it", () => {
  expect(actName({ code: "gave_owner", args: ["Scheduling", "Front desk lead"] })).toBe(
    "Gave “Scheduling” to Front desk lead",
  );
  expect(actName({ code: "gave_owner", args: ["Scheduling", ""] })).toBe("Nobody owns “Scheduling” now");
  expect(actName({ code: "moved", args: ["Refills", "waiting_vendor"] })).toBe("Moved “Refills” to Waiting on vendor");
  expect(actName({ code: "moved_many", args: ["14", "waiting_vendor"] })).toBe("Moved 14 requests to Waiting on vendor");
});

test("several of a kind are counted in their own word", () => {
  expect(actName({ code: "changed_many", args: ["5", "request", "area, safety"] })).toBe("Changed 5 requests");
  expect(actName({ code: "changed_many", args: ["1", "workaround", "area"] })).toBe("Changed 1 workaround");
  expect(actName({ code: "changed_many", args: ["2", "from_the_future", "area"] })).toBe("Changed 2 things");
  expect(actName({ code: "gave_owner_many", args: ["3", "request", "Lead"] })).toBe("Gave 3 requests to Lead");
  expect(actName({ code: "gave_owner_many", args: ["3", "workaround", ""] })).toBe("Nobody owns 3 workarounds now");
});

test("an undone act is named by what it was", () => {
  expect(actName({ code: "undone", args: ["again", "Sticky notes", "1"] })).toBe("It happened again: “Sticky notes”");
});

test("a code of a newer program is the plain sentence", () => {
  expect(sentence({ code: "from_the_future", args: [] })).toBe("Saved");
});

test("an error is worded by its code; a block names the kind and never the match", () => {
  const blocked = new BackendError("phi_blocked", "raw", "title", "ssn");
  expect(fieldText(blocked)).toBe("Not saved: this looks like a Social Security number.");
  const several = new BackendError("phi_blocked", "raw", "title", "ssn,date_of_birth,from_the_future");
  expect(fieldText(several)).toBe("Not saved: this looks like a Social Security number, a date of birth and patient data.");
  expect(fieldText(new BackendError("phi_warned", "raw", "title", "age,zip_code"))).toMatch(/^This has an age and a ZIP code\./);
  expect(fieldText(new BackendError("phi_warned", "raw", "title"))).toBe("This could belong to a patient. If so, take it out.");
  expect(errorText(new BackendError("disk_full", "raw"))).toMatch(/^Could not save: the disk is full/);
  expect(fieldText(new BackendError("invalid", "As the program says.", "x", "unheard_of"))).toBe("As the program says.");
});

test("anything thrown becomes one of our errors", () => {
  expect(BackendError.from({ code: "invalid", message: "m", field: "title", hint: "required" })).toMatchObject({
    code: "invalid",
    field: "title",
    hint: "required",
  });
  expect(BackendError.from(new TypeError("fetch failed")).code).toBe("offline");
});
