import { render, screen, waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { BackendError } from "../backend";
import type * as Seam from "../backend";
import Capture from "./Capture.svelte";
import { answered, blocked, enterAnswered, field, nobody, press, replies, type, understood } from "./test_stage";

vi.mock("../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: (await import("./test_stage")).backend,
}));

/** What says why, as it is on the page now, and whether it is lit. */
const said = (): { alert: HTMLElement; lit: boolean } => {
  const alert = screen.getByRole("alert");
  return { alert, lit: alert.classList.contains("again") };
};

test("Enter on a line whose reason stands there already says it anew: another alert, and lit", async () => {
  replies["capture_parse"] = () => understood(nobody);
  render(Capture);
  await enterAnswered("fax @nobody");
  await answered();
  const first = said();
  expect(first.alert.textContent).toContain("Nobody here is called nobody.");
  expect(first.lit, "what comes is seen as it is").toBe(false);
  await press("Enter");
  await answered();
  const second = said();
  expect(second.alert.textContent).toBe(first.alert.textContent);
  expect(second.alert === first.alert, "a screen reader reads what comes, not what stands").toBe(false);
  expect(second.lit).toBe(true);
  await press("Enter");
  await answered();
  expect(said().alert === second.alert).toBe(false);
});

test("patient data is said before Enter, and anew with it; typing lights nothing up", async () => {
  replies["capture_parse"] = () => understood(blocked);
  render(Capture);
  await type("000-00-0000 a");
  await waitFor(() => expect(said().lit).toBe(false));
  const first = said().alert;
  await press("Enter");
  await answered();
  expect([said().lit, said().alert === first]).toEqual([true, false]);
  const lit = said().alert;
  await type("000-00-0000 ab");
  await answered();
  expect([said().lit, said().alert === lit], "still the same words, said once").toEqual([false, true]);
});

test("what the program refuses a second time is lit, too", async () => {
  replies["capture_save"] = () => {
    throw new BackendError("disk_full", "raw");
  };
  render(Capture);
  await enterAnswered("refill twice");
  await screen.findByRole("alert");
  expect(said().lit).toBe(false);
  await press("Enter");
  await answered();
  expect([said().lit, field().value]).toEqual([true, "refill twice"]);
});

test("a warning that is looked at is no refusal of the same", async () => {
  replies["capture_parse"] = () => understood({ findings: [{ kind: "age", level: "warn", start: 0, end: 2 }] });
  render(Capture);
  await enterAnswered("91 years");
  await screen.findByRole("alert");
  expect(said().lit).toBe(false);
});
