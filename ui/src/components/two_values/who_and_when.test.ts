import { expect, test } from "vitest";
import type { OneValue, SharingView } from "../../backend/bindings/types";
import { whoAndWhen } from "./who_and_when";

const desk = (mark: string, here: boolean, name: string | null = null): SharingView["desks"][number] => ({ mark, name, this: here, wrote_at: 0, by: null, version: "0.1.0", out: false, has_keys: true, role: "manager", last_manager: false });
const sharing = { desks: [desk("61581dbe", true), desk("9038227b", false), desk("0a1b2c3d", false, "Exam room 2")] } as unknown as SharingView;
const value = (fields: Partial<OneValue>): OneValue => ({ op: "a", value: "b", by: "", desk: "61581dbe", at: Date.UTC(2026, 10, 26, 12), ...fields });

test("where nobody said who sits there, the desk is told, and whether it is this one", () => {
  const where = { zone: "UTC", today: "2026-11-26", sharing };
  expect(whoAndWhen(value({}), where)).toBe("This desk, 61581dbe, Nov 26");
  expect(whoAndWhen(value({ desk: "9038227b" }), where)).toBe("Desk 9038227b, Nov 26");
  expect(whoAndWhen(value({ desk: "0a1b2c3d" }), where)).toBe("Exam room 2, Nov 26");
  expect(whoAndWhen(value({ by: "Front desk lead" }), where)).toBe("Front desk lead, Nov 26");
  expect(whoAndWhen(value({}), { ...where, sharing: undefined })).toBe("Desk 61581dbe, Nov 26");
});
