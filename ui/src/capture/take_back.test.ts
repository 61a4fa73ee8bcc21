import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { BackendError } from "../backend";
import type * as Seam from "../backend";
import Capture from "./Capture.svelte";
import {
  AFTER_SAVED_MS, answered, call, enter, enterAnswered, field, hide, pickFirst, press, replies, saved, savedLater, sticky, type, understood, wait,
} from "./test_stage";

vi.mock("../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: (await import("./test_stage")).backend,
}));

const undo = (): Promise<boolean> => press("z", { ctrlKey: true });
const undone = (): unknown[] => call.mock.calls.filter(([command]) => command === "undo").map(([, input]) => input as unknown);
const AGAIN = "Taken back. The text is in the line again, not saved.";

async function saveNow(text: string): Promise<void> {
  replies["undo"] = () => ({ ...saved, act: "10" });
  await enterAnswered(text);
  await answered();
}

test("while the confirmation stands, undo takes the act back, says so, and the text is in the field again", async () => {
  render(Capture);
  await saveNow("refill twice");
  expect(field().value).toBe("");
  expect(screen.getByRole("status").textContent).toBe("Saved as a workaround. Ctrl Z takes it back.");
  expect(screen.getByText("Later, Undo in the main window takes it back.")).toBeTruthy();
  expect(await undo(), "the field takes nothing back itself").toBe(false);
  await waitFor(() => expect(field().value).toBe("refill twice"));
  expect(undone()).toEqual([{ act: "9" }]);
  expect(screen.getByRole("status").textContent).toBe(AGAIN);
  await waitFor(() => expect(localStorage.getItem("capture.draft")).toBe("refill twice"));
  await wait(AFTER_SAVED_MS);
  expect(hide, "it stays to be put right").not.toHaveBeenCalled();
  expect(await undo(), "once is all").toBe(true);
  expect(undone()).toHaveLength(1);
});

test("the foot has it as a button, and Enter on the button presses that", async () => {
  render(Capture);
  await saveNow("refill twice");
  const button = screen.getByRole("button", { name: "Ctrl Z Take it back" });
  expect(await fireEvent.keyDown(button, { key: "Enter" }), "the key is the button's").toBe(true);
  button.focus();
  await fireEvent.click(button);
  await waitFor(() => expect(undone()).toHaveLength(1));
  expect(document.activeElement, "the line has the caret again").toBe(field());
});

test("once the next line is begun the key is about its letters, and the words say where the act is taken back", async () => {
  const ends = savedLater();
  render(Capture);
  await enter("refill twice");
  await type("fax is down");
  ends[0]?.done(saved);
  await screen.findByText("To take it back, use Undo in the main window.");
  expect(await undo()).toBe(true);
  await type("fax is down again");
  expect(await undo()).toBe(true);
  expect([undone(), field().value]).toEqual([[], "fax is down again"]);
});

test("what a pick left in the line gives way to the whole line that it was picked with", async () => {
  replies["similar"] = () => [sticky];
  replies["capture_parse"] = ({ text }) => understood(text.startsWith("sticky") ? { tokens: [{ kind: "safety", start: 7, end: 14 }] } : {});
  replies["undo"] = () => saved;
  render(Capture);
  await type("sticky !safety");
  await pickFirst();
  await waitFor(() => expect(field().value).toBe("!safety"));
  await undo();
  await waitFor(() => expect(field().value).toBe("sticky !safety"));
  expect(screen.getByRole("status").textContent).toBe(AGAIN);
});

test("a line that came back meanwhile is held again and told of", async () => {
  localStorage.setItem("capture.not_saved", '["fax is down"]');
  const ends = savedLater();
  localStorage.setItem("capture.draft", "refill twice");
  render(Capture);
  await answered();
  await press("Enter");
  ends[0]?.done(saved);
  await waitFor(() => expect(field().value).toBe("fax is down"));
  replies["undo"] = () => saved;
  await undo();
  await waitFor(() => expect(field().value).toBe("refill twice"));
  expect(screen.getByRole("status").textContent).toBe(`${AGAIN} “fax is down” was not saved. It comes back once this line is.`);
  expect(localStorage.getItem("capture.not_saved")).toBe('["fax is down"]');
});

test("a line that is begun while it is being taken back stays, and the other one waits", async () => {
  render(Capture);
  await saveNow("refill twice");
  let done: (value: unknown) => void = () => undefined;
  replies["undo"] = () => new Promise((resolve) => (done = resolve));
  await undo();
  expect(await undo(), "a second press meanwhile is one too many").toBe(false);
  await type("fax is down");
  done(saved);
  expect((await screen.findByRole("alert")).textContent).toContain("Taken back. “refill twice” was not saved. It comes back once this line is.");
  expect([field().value, undone().length]).toEqual(["fax is down", 1]);
});

test("what could not be taken back is said to be saved still", async () => {
  render(Capture);
  await saveNow("refill twice");
  replies["undo"] = () => {
    throw new BackendError("disk_full", "raw");
  };
  await undo();
  expect((await screen.findByRole("alert")).textContent).toMatch(/Not taken back: it is still saved\..*the disk is full/);
  expect(field().value).toBe("");
  await wait(AFTER_SAVED_MS);
  expect(hide).not.toHaveBeenCalled();
});

test("what added nothing and what may not be taken back here offers no undo", async () => {
  replies["similar"] = () => [{ ...sticky, kind: "request" }];
  replies["again"] = () => ({ ...saved, act: null });
  render(Capture);
  await type("sticky notes");
  await pickFirst();
  await screen.findAllByText("You are already counted here. Nothing was added.");
  expect(screen.queryByRole("button", { name: /Take it back/ })).toBeNull();
  expect(await undo()).toBe(true);
  expect(undone()).toEqual([]);
});
