import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { BackendError } from "../backend";
import type { CaptureView } from "../backend/bindings/types";
import type * as Seam from "../backend";
import Capture from "./Capture.svelte";
import {
  AFTER_SAVED_MS, answered, call, calledUp, enter, enterAnswered, field, hide, press, replies, saved, savedLater,
  saves, type, understood, wait,
} from "./test_stage";

vi.mock("../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: (await import("./test_stage")).backend,
}));

/** Saves a line; resolves the moment it was, however busy the machine is. */
async function saveNow(text: string): Promise<void> {
  const ends = savedLater();
  await enter(text);
  ends[0]?.done(saved);
  await answered();
  expect(field().value).toBe("");
}

test("what is typed while the line before it is being saved is neither cleared nor hidden", async () => {
  const ends = savedLater();
  render(Capture);
  await enter("refill twice");
  await type("fax is down");
  ends[0]?.done(saved);
  await waitFor(() => expect(screen.getAllByText("Saved as a workaround.").length).toBeGreaterThan(0));
  await wait(AFTER_SAVED_MS);
  expect(field().value).toBe("fax is down");
  expect(localStorage.getItem("capture.draft")).toBe("fax is down");
  expect(hide).not.toHaveBeenCalled();
});

test("a save that takes long is said to the eye", async () => {
  const ends = savedLater();
  render(Capture);
  await enter("refill twice");
  const seen = (): Element | null => document.querySelector(".notice");
  expect(seen()).toBeNull();
  await waitFor(() => expect(seen()?.textContent).toContain("Saving"));
  ends[0]?.done(saved);
  await waitFor(() => expect(seen()?.textContent).toContain("Saved as a workaround."));
});

test("the window stays for a note begun before it went", async () => {
  render(Capture);
  await saveNow("refill twice");
  await type("next");
  await wait(AFTER_SAVED_MS);
  expect(hide).not.toHaveBeenCalled();
  expect(field().value).toBe("next");
});

test("the window stays when it is called up again before it went", async () => {
  render(Capture);
  await saveNow("refill twice");
  calledUp();
  await wait(AFTER_SAVED_MS);
  expect(hide).not.toHaveBeenCalled();
});

test("Enter on the next line, while the line before it is being saved, saves both", async () => {
  const ends = savedLater();
  render(Capture);
  await enterAnswered("refill twice");
  await enterAnswered("fax is down");
  ends[0]?.done(saved);
  await waitFor(() => expect(call).toHaveBeenCalledWith("capture_save", { text: "fax is down", phi_ok: false }));
  ends[1]?.done(saved);
  await waitFor(() => expect(field().value).toBe(""));
});

test("letters behind a line that is being saved are the next line, also before it is understood", async () => {
  const ends = savedLater();
  render(Capture);
  await enter("oscar one");
  // As the field has it: it is not emptied before the line is on disk.
  await fireEvent.input(field(), { target: { value: "oscar one" + "p" } });
  expect(field().value).toBe("p");
  const answers: ((view: CaptureView) => void)[] = [];
  replies["capture_parse"] = () => new Promise<CaptureView>((done) => answers.push(done));
  await enter("papa two");
  await fireEvent.input(field(), { target: { value: "papa two" + " q" } });
  expect(field().value).toBe("q");
  ends[0]?.done(saved);
  for (const answer of answers) answer(understood({}));
  await waitFor(() => expect(saves()).toEqual(["oscar one", "papa two"]));
  expect(field().value).toBe("q");
});

test("a line whose save fails while the next one waits is said, named, kept, and comes back once there is room", async () => {
  const ends = savedLater();
  const first = render(Capture);
  await enterAnswered("refill twice");
  await enterAnswered("fax is down");
  ends[0]?.failed(new BackendError("disk_full", "raw"));
  await answered();
  expect(saves(), "what waited has not begun").toEqual(["refill twice"]);
  expect((await screen.findByRole("alert")).textContent).toContain("the disk is full");
  expect(screen.getByRole("alert").textContent).toContain("“refill twice” was not saved.");
  expect(field().value).toBe("fax is down");
  await wait(AFTER_SAVED_MS);
  expect(hide).not.toHaveBeenCalled();
  // Both outlive the window.
  first.unmount();
  render(Capture);
  await answered();
  expect(field().value).toBe("fax is down");
  await press("Enter");
  ends[1]?.done(saved);
  await waitFor(() => expect(field().value).toBe("refill twice"));
  expect(screen.getAllByText("Saved as a workaround. Back in the line, not saved yet: refill twice").length).toBeGreaterThan(0);
  await wait(AFTER_SAVED_MS);
  expect(hide).not.toHaveBeenCalled();
  await answered();
  await press("Enter");
  ends[2]?.done(saved);
  await waitFor(() => expect(field().value).toBe(""));
  expect(saves()).toEqual(["refill twice", "fax is down", "refill twice"]);
  expect(localStorage.getItem("capture.not_saved")).toBeNull();
});

test("a third line that is being written loses neither of the two before it", async () => {
  const ends = savedLater();
  render(Capture);
  await enterAnswered("refill twice");
  await enterAnswered("fax is down");
  await type("label too small");
  ends[0]?.failed(new BackendError("disk_full", "raw"));
  await waitFor(() => expect(localStorage.getItem("capture.not_saved")).toBe('["refill twice","fax is down"]'));
  expect(field().value).toBe("label too small");
});
