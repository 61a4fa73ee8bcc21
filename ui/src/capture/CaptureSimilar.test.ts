import { render, screen, waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { BackendError } from "../backend";
import type { SimilarItem } from "../backend/bindings/types";
import type * as Seam from "../backend";
import Capture from "./Capture.svelte";
import {
  AFTER_SAVED_MS, answered, call, field, hide, pickFirst, press, replies, saved, sticky, type, understood,
  wait,
} from "./test_stage";

vi.mock("../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: (await import("./test_stage")).backend,
}));

test("Down then Enter logs that it happened again, with the minutes of the line", async () => {
  replies["similar"] = () => [sticky];
  replies["capture_parse"] = () => understood({ minutes: 5, times: 2 });
  render(Capture);
  await type("sticky notes 5m x2");
  await pickFirst();
  await waitFor(() => expect(call).toHaveBeenCalledWith("again", { id: "w1", minutes: 5, count: 2 }));
});

test("a second voice of the same person is told as already counted, never as saved", async () => {
  replies["similar"] = () => [{ ...sticky, kind: "request" }];
  replies["again"] = () => ({ ...saved, act: null });
  render(Capture);
  await type("sticky notes");
  await pickFirst();
  // Shown to the eye and said to a screen reader.
  const told = await screen.findAllByText("You are already counted here. Nothing was added.");
  expect(told.length).toBe(2);
});

test("what was chosen stays under Enter when a later answer brings others", async () => {
  const inbox: SimilarItem = { ...sticky, id: "w2", title: "One inbox" };
  let later: (items: SimilarItem[]) => void = () => undefined;
  replies["similar"] = ({ text }) => (text === "sticky" ? [sticky] : new Promise<SimilarItem[]>((done) => (later = done)));
  render(Capture);
  await type("sticky");
  await screen.findByRole("button", { name: /Sticky notes/ });
  await type("sticky no");
  await waitFor(() => expect(call).toHaveBeenCalledWith("similar", { text: "sticky no", limit: 2 }));
  await press("ArrowDown");
  later([inbox, sticky]);
  await wait(0);
  await press("Enter");
  await waitFor(() => expect(call).toHaveBeenCalledWith("again", expect.objectContaining({ id: "w1" })));
});

test("picking says what it takes from the line, and what it does not take stays in it", async () => {
  const line = "sticky 5m x3 !safety #refills";
  replies["similar"] = () => [sticky, { ...sticky, id: "r1", kind: "request", title: "One inbox" }];
  replies["capture_parse"] = ({ text }) =>
    text === line
      ? understood({
          minutes: 5, times: 3, safety: true,
          tokens: [
            { kind: "minutes", start: 7, end: 9 }, { kind: "times", start: 10, end: 12 },
            { kind: "safety", start: 13, end: 20 }, { kind: "area", start: 21, end: 29 },
          ],
        })
      : understood({});
  render(Capture);
  await type(line);
  expect((await screen.findByRole("button", { name: /Sticky notes/ })).textContent).toContain("+1 · 5 min · ×3");
  // A request takes them too: they reach the workaround it is to end, so they must not be sent once more.
  expect(screen.getByRole("button", { name: /One inbox/ }).textContent).toContain("+1 · 5 min · ×3");
  await press("ArrowDown");
  await press("Enter");
  await waitFor(() => expect(field().value).toBe("!safety #refills"));
  expect(screen.getAllByText("Saved: it happened again. Kept in the line: !safety #refills").length).toBeGreaterThan(0);
  await waitFor(() => expect(localStorage.getItem("capture.draft")).toBe("!safety #refills"));
  // Long enough to read, then it goes all the same.
  await wait(AFTER_SAVED_MS);
  expect(hide).not.toHaveBeenCalled();
  await waitFor(() => expect(hide).toHaveBeenCalled(), { timeout: 3000 });
});

test("nothing is picked for a line that could not be read: its minutes and times would be lost", async () => {
  let unread: (why: BackendError) => void = () => undefined;
  replies["similar"] = () => [sticky];
  replies["capture_parse"] = () => new Promise((_, failed) => (unread = failed));
  render(Capture);
  await type("sticky 5m x3");
  await pickFirst();
  unread(new BackendError("offline", "raw"));
  await answered();
  expect(call).not.toHaveBeenCalledWith("again", expect.anything());
  expect(field().value).toBe("sticky 5m x3");
  expect(screen.getByRole("alert").textContent).not.toBe("");
});

test("with the first of them picked, a key back and Enter still saves the line as new; a click says the same", async () => {
  replies["similar"] = () => [sticky];
  render(Capture);
  await type("sticky notes");
  await screen.findByRole("button", { name: /Sticky notes/ });
  await press("ArrowDown");
  const asNew = await screen.findByRole("button", { name: /saves as new/ });
  asNew.click();
  await waitFor(() => expect(call).toHaveBeenCalledWith("capture_save", { text: "sticky notes", phi_ok: false }));
});

test("a line that cannot be saved offers no Enter that would", async () => {
  replies["capture_parse"] = () =>
    understood({ problems: [{ code: "out_of_range", arg: "count", start: 5, end: 7 }] });
  render(Capture);
  await type("copy x0");
  await screen.findByText(/from x1 to x999/);
  expect(screen.queryByRole("button", { name: /saves/ })).toBeNull();
});
