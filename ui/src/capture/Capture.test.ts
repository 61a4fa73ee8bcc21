import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, expect, test, vi } from "vitest";
import { backend, BackendError } from "../backend";
import type { CaptureView, Saved, SimilarItem } from "../backend/bindings/types";
import type * as Seam from "../backend";
import Capture from "./Capture.svelte";

let shown: () => void = () => undefined;
vi.mock("../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: { call: vi.fn(), onChanged: () => () => undefined, shell: { hideCapture: vi.fn(), onCaptureShown: (listener: () => void) => ((shown = listener), () => undefined) } },
}));

const call = vi.mocked(backend.call) as unknown as ReturnType<typeof vi.fn>;
const hide = vi.mocked(backend.shell.hideCapture);
const saved: Saved = { id: "1", key: "A-0001", label: { code: "logged_workaround", args: ["x"] }, changed: ["workaround"], act: "9", left_alone: 0 };
const understood = (part: Partial<CaptureView>): CaptureView => ({
  tokens: [], title: "", is_request: false, area: null, owner: null, minutes: null, times: 1, safety: false, problems: [], findings: [], ...part,
});
const sticky: SimilarItem = {
  id: "w1", kind: "workaround", key: "A-0208", title: "Sticky notes for refills",
  people: 0, turn: null, vendor: null, late_days: null, times: 43, median_minutes: 4,
};

let replies: Record<string, (input: { text: string }) => unknown>;
beforeEach(() => {
  replies = { app_state: () => ({ clinic: null }), capture_parse: () => understood({}), similar: () => [], capture_save: () => saved, again: () => saved, nothing_to_report: () => saved };
  call.mockReset();
  hide.mockReset();
  hide.mockResolvedValue(undefined);
  call.mockImplementation(async (command: string, input: { text: string }) => replies[command]?.(input));
});
const field = (): HTMLInputElement => screen.getByRole("textbox");
async function type(text: string): Promise<void> {
  await fireEvent.input(field(), { target: { value: text } });
  await waitFor(() => expect(call).toHaveBeenCalledWith("capture_parse", { text }));
}
const press = (key: string, init: KeyboardEventInit = {}): Promise<boolean> => fireEvent.keyDown(field(), { key, ...init });

test("says saved only after the durable reply, then hides with an empty field", async () => {
  let durable: (value: Saved) => void = () => undefined;
  replies["capture_save"] = () => new Promise<Saved>((done) => (durable = done));
  render(Capture);
  await type("refill twice");
  await press("Enter");
  expect(screen.queryAllByText("Saved as a workaround.")).toHaveLength(0);
  durable(saved);
  await waitFor(() => expect(screen.getAllByText("Saved as a workaround.").length).toBeGreaterThan(0));
  await waitFor(() => expect(hide).toHaveBeenCalled(), { timeout: 2000 });
  expect(field().value).toBe("");
});

test("says that a line goes into the sample clinic while that is open, and only then", async () => {
  const { unmount } = render(Capture);
  await waitFor(() => expect(call).toHaveBeenCalledWith("app_state", {}));
  expect(screen.queryByRole("note")).toBeNull();
  unmount();
  replies["app_state"] = () => ({ clinic: { sample: true } });
  render(Capture);
  expect((await screen.findByRole("note")).textContent).toBe("Sample clinic");
});

test("an error keeps the text and the window", async () => {
  replies["capture_save"] = () => {
    throw new BackendError("disk_full", "raw");
  };
  render(Capture);
  await type("refill twice");
  await press("Enter");
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("the disk is full"));
  expect(field().value).toBe("refill twice");
  expect(hide).not.toHaveBeenCalled();
});

test("a Social Security number is stopped at once, and Alt R takes it out", async () => {
  replies["capture_parse"] = ({ text }) => {
    const start = text.indexOf("000-");
    return understood({ findings: start < 0 ? [] : [{ kind: "ssn", level: "block", start, end: start + 11 }] });
  };
  render(Capture);
  await type("refill for 000-00-0000");
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Social Security number"));
  await press("Enter");
  expect(call).not.toHaveBeenCalledWith("capture_save", expect.anything());
  expect(JSON.stringify(localStorage)).not.toContain("000-00-0000");
  await press("r", { altKey: true });
  await waitFor(() => expect(field().value).toBe("refill for"));
});

test("a warning is asked about once; the second Enter says somebody looked", async () => {
  replies["capture_parse"] = () => understood({ findings: [{ kind: "long_number", level: "warn", start: 0, end: 9 }] });
  render(Capture);
  await type("123456789 rejected");
  await waitFor(() => expect(document.querySelector(".warned")).not.toBeNull());
  await press("Enter");
  expect(call).not.toHaveBeenCalledWith("capture_save", expect.anything());
  await press("Enter");
  await waitFor(() => expect(call).toHaveBeenCalledWith("capture_save", { text: "123456789 rejected", phi_ok: true }));
});

test("Down then Enter logs that it happened again, with the minutes of the line", async () => {
  replies["similar"] = () => [sticky];
  replies["capture_parse"] = () => understood({ minutes: 5, times: 2 });
  render(Capture);
  await type("sticky notes 5m x2");
  await screen.findByRole("button", { name: /Sticky notes/ });
  await press("ArrowDown");
  await press("Enter");
  await waitFor(() => expect(call).toHaveBeenCalledWith("again", { id: "w1", minutes: 5, count: 2 }));
});

test("a second voice of the same person is told as already counted, never as saved", async () => {
  replies["similar"] = () => [{ ...sticky, kind: "request" }];
  replies["again"] = () => ({ ...saved, act: null });
  render(Capture);
  await type("sticky notes");
  await screen.findByRole("button", { name: /Sticky notes/ });
  await press("ArrowDown");
  await press("Enter");
  // Shown to the eye and said to a screen reader.
  const told = await screen.findAllByText("You are already counted here. Nothing was added.");
  expect(told.length).toBe(2);
});

test("Esc hides and keeps the draft, which is there again next time", async () => {
  const first = render(Capture);
  await type("refill in the wrong inbox");
  await press("Escape");
  expect(hide).toHaveBeenCalled();
  await waitFor(() => expect(localStorage.getItem("capture.draft")).toBe("refill in the wrong inbox"));
  first.unmount();
  render(Capture);
  expect(field().value).toBe("refill in the wrong inbox");
});

test("Alt 0 says that there is nothing to report and leaves the line alone", async () => {
  render(Capture);
  await type("half a thought");
  await press("0", { altKey: true });
  await waitFor(() => expect(call).toHaveBeenCalledWith("nothing_to_report", {}));
  expect(field().value).toBe("half a thought");
});

/** Longer than "Saved" is read before the window goes. */
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const AFTER_SAVED_MS = 650;
/** Lets everything that was answered run, before any timer does. */
async function answered(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
}
/** Saves a line; resolves the moment it was, however busy the machine is. */
async function saveNow(text: string): Promise<void> {
  let durable: (value: Saved) => void = () => undefined;
  replies["capture_save"] = () => new Promise<Saved>((done) => (durable = done));
  await type(text);
  await press("Enter");
  durable(saved);
  await answered();
  expect(field().value).toBe("");
}

test("what is typed while the line before it is being saved is neither cleared nor hidden", async () => {
  let durable: (value: Saved) => void = () => undefined;
  replies["capture_save"] = () => new Promise<Saved>((done) => (durable = done));
  render(Capture);
  await type("refill twice");
  await press("Enter");
  await type("fax is down");
  durable(saved);
  await waitFor(() => expect(screen.getAllByText("Saved as a workaround.").length).toBeGreaterThan(0));
  await wait(AFTER_SAVED_MS);
  expect(field().value).toBe("fax is down");
  expect(localStorage.getItem("capture.draft")).toBe("fax is down");
  expect(hide).not.toHaveBeenCalled();
});

test("a save that takes long is said to the eye", async () => {
  let durable: (value: Saved) => void = () => undefined;
  replies["capture_save"] = () => new Promise<Saved>((done) => (durable = done));
  render(Capture);
  await type("refill twice");
  await press("Enter");
  const seen = (): Element | null => document.querySelector(".notice");
  expect(seen()).toBeNull();
  await waitFor(() => expect(seen()?.textContent).toContain("Saving"));
  durable(saved);
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
  shown();
  await wait(AFTER_SAVED_MS);
  expect(hide).not.toHaveBeenCalled();
});

test("a line is kept when it could not be looked at, and when the answer does not come", async () => {
  replies["capture_parse"] = () => {
    throw new BackendError("offline", "raw");
  };
  render(Capture);
  await type("refill in the wrong inbox");
  await waitFor(() => expect(localStorage.getItem("capture.draft")).toBe("refill in the wrong inbox"));
  replies["capture_parse"] = () => new Promise(() => undefined);
  await type("fax is down");
  await waitFor(() => expect(localStorage.getItem("capture.draft")).toBe("fax is down"));
  await type("fax is down again");
  await press("Escape");
  expect(localStorage.getItem("capture.draft")).toBe("fax is down again");
});

test("a line that was blocked a letter ago is not kept while it has not been looked at again", async () => {
  replies["capture_parse"] = () => understood({ findings: [{ kind: "ssn", level: "block", start: 0, end: 11 }] });
  render(Capture);
  await type("000-00-0000");
  await screen.findByRole("alert");
  replies["capture_parse"] = () => {
    throw new BackendError("offline", "raw");
  };
  await type("000-00-0000 x");
  await waitFor(() => expect(screen.getByRole("alert").textContent).not.toContain("Social"));
  await press("Escape");
  expect(localStorage.getItem("capture.draft")).toBeNull();
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

test("times and minutes that cannot be are said beside the line at once, with what was typed, and hide no choice", async () => {
  const problem = (arg: string, start: number, end: number) => understood({ problems: [{ code: "out_of_range", arg, start, end }] });
  replies["similar"] = () => [sticky];
  replies["capture_parse"] = ({ text }) => (text.includes("x0") ? problem("count", 7, 9) : problem("minutes", 7, 9));
  render(Capture);
  await type("sticky x0");
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("“x0”: how many times goes from x1 to x999."));
  expect(field().getAttribute("aria-invalid")).toBe("true");
  expect(document.getElementById(field().getAttribute("aria-describedby") ?? "")?.textContent).toContain("x0");
  await waitFor(() => expect(call).toHaveBeenCalledWith("similar", { text: "sticky x0", limit: 2 }));
  await answered();
  await press("ArrowDown");
  await press("Enter");
  expect(call, "what stands under the words is not picked").not.toHaveBeenCalledWith("again", expect.anything());
  expect(call).not.toHaveBeenCalledWith("capture_save", expect.anything());
  await type("sticky 0m");
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("“0m”: minutes go from more than 0 to 1440m"));
});

test("a name that nobody has is said once something follows it: until then it is being typed", async () => {
  replies["capture_parse"] = () => understood({ problems: [{ code: "nobody_of_that_name", arg: "mar", start: 4, end: 8 }] });
  render(Capture);
  await type("fax @mar");
  await waitFor(() => expect(document.querySelector(".bad")?.textContent).toBe("@mar"));
  expect(screen.queryByRole("alert")).toBeNull();
  await type("fax @mar twice");
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("Nobody here is called mar."));
});

test("an area that is not there yet is said to be made, before Enter, and looks so", async () => {
  replies["capture_parse"] = ({ text }) =>
    understood({ area: { id: text.includes("nosuch") ? null : "a1", name: text.includes("nosuch") ? "nosucharea" : "Refills" }, tokens: [{ kind: "area", start: 4, end: text.length }] });
  render(Capture);
  await type("fax #refills");
  await waitFor(() => expect(document.querySelector(".token")?.textContent).toBe("#refills"));
  expect(screen.queryByText("New area")).toBeNull();
  await type("fax #nosucharea");
  expect((await screen.findByText("New area")).title).toBe("New area: nosucharea");
  await waitFor(() => expect(screen.getByRole("status").textContent, "said once typing stops").toBe("New area: nosucharea"));
  expect(document.querySelector(".mirror .made")?.textContent).toBe("#nosucharea");
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

/** Answers of the program that come when the test says so, by the line they are about. */
function answeredLater(): (text: string, part?: Partial<CaptureView>) => Promise<void> {
  const waiting = new Map<string, (view: CaptureView) => void>();
  replies["capture_parse"] = ({ text }) => new Promise<CaptureView>((done) => waiting.set(text, done));
  return async (text, part = {}) => {
    waiting.get(text)?.(understood(part));
    await answered();
  };
}
const nobody = { problems: [{ code: "nobody_of_that_name", arg: "nobody", start: 4, end: 11 } as const] };

test("Enter at once after a correction saves what was corrected: it is judged by its own answer", async () => {
  const answer = answeredLater();
  render(Capture);
  await type("fax @nobody");
  await answer("fax @nobody", nobody);
  await press("Enter");
  expect(screen.getByRole("alert").textContent).toContain("Nobody here is called nobody.");
  await type("fax");
  await press("Enter");
  expect(call).not.toHaveBeenCalledWith("capture_save", expect.anything());
  await answer("fax");
  expect(call).toHaveBeenCalledWith("capture_save", { text: "fax", phi_ok: false });
  await waitFor(() => expect(field().value).toBe(""));
});

test("Enter before the answer is refused with the reason when the answer says so", async () => {
  const answer = answeredLater();
  render(Capture);
  await type("fax @nobody");
  await press("Enter");
  await answer("fax @nobody", nobody);
  expect(screen.getByRole("alert").textContent).toContain("Nobody here is called nobody.");
  expect(call).not.toHaveBeenCalledWith("capture_save", expect.anything());
});

test("Enter pressed twice before a warning was said is no answer to it", async () => {
  const answer = answeredLater();
  render(Capture);
  await type("123456789 rejected");
  await press("Enter");
  await press("Enter");
  await answer("123456789 rejected", { findings: [{ kind: "long_number", level: "warn", start: 0, end: 9 }] });
  expect(call).not.toHaveBeenCalledWith("capture_save", expect.anything());
  await press("Enter");
  await answered();
  expect(call).toHaveBeenCalledWith("capture_save", { text: "123456789 rejected", phi_ok: true });
});

test("what Enter was pressed on is saved though somebody writes on, and what they write stays", async () => {
  const answer = answeredLater();
  render(Capture);
  await type("refill twice");
  await press("Enter");
  await type("fax is down");
  await answer("refill twice");
  expect(call).toHaveBeenCalledWith("capture_save", { text: "refill twice", phi_ok: false });
  expect(field().value).toBe("fax is down");
});

test("Enter on the next line, while the line before it is being saved, saves both", async () => {
  const durable: ((value: Saved) => void)[] = [];
  replies["capture_save"] = () => new Promise<Saved>((done) => durable.push(done));
  render(Capture);
  await type("refill twice");
  await answered();
  await press("Enter");
  await type("fax is down");
  await answered();
  await press("Enter");
  durable[0]?.(saved);
  await waitFor(() => expect(call).toHaveBeenCalledWith("capture_save", { text: "fax is down", phi_ok: false }));
  durable[1]?.(saved);
  await waitFor(() => expect(field().value).toBe(""));
});

/** Saves that end when the test says so, in their order. */
function savedLater(): { done: (value: Saved) => void; failed: (why: BackendError) => void }[] {
  const ends: { done: (value: Saved) => void; failed: (why: BackendError) => void }[] = [];
  replies["capture_save"] = () => new Promise<Saved>((done, failed) => ends.push({ done, failed }));
  return ends;
}
const saves = (): unknown[] => call.mock.calls.filter(([command]) => command === "capture_save").map(([, input]) => (input as { text: string }).text);

test("letters behind a line that is being saved are the next line, also before it is understood", async () => {
  let durable: (value: Saved) => void = () => undefined;
  replies["capture_save"] = () => new Promise<Saved>((done) => (durable = done));
  render(Capture);
  await type("oscar one");
  await press("Enter");
  // As the field has it: it is not emptied before the line is on disk.
  await fireEvent.input(field(), { target: { value: "oscar one" + "p" } });
  expect(field().value).toBe("p");
  const answers: ((view: CaptureView) => void)[] = [];
  replies["capture_parse"] = () => new Promise<CaptureView>((done) => answers.push(done));
  await type("papa two");
  await press("Enter");
  await fireEvent.input(field(), { target: { value: "papa two" + " q" } });
  expect(field().value).toBe("q");
  const texts = (): unknown[] => call.mock.calls.filter(([command]) => command === "capture_save").map(([, input]) => (input as { text: string }).text);
  durable(saved);
  for (const answer of answers) answer(understood({}));
  await waitFor(() => expect(texts()).toEqual(["oscar one", "papa two"]));
  expect(field().value).toBe("q");
});

test("a line whose save fails while the next one waits is said, named, kept, and comes back once there is room", async () => {
  const ends = savedLater();
  const first = render(Capture);
  await type("refill twice");
  await answered();
  await press("Enter");
  await type("fax is down");
  await answered();
  await press("Enter");
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
  for (const line of ["refill twice", "fax is down"]) {
    await type(line);
    await answered();
    await press("Enter");
  }
  await type("label too small");
  ends[0]?.failed(new BackendError("disk_full", "raw"));
  await waitFor(() => expect(localStorage.getItem("capture.not_saved")).toBe('["refill twice","fax is down"]'));
  expect(field().value).toBe("label too small");
});

test("a line that Enter was pressed on and that is refused later comes back, though another one stands in the field", async () => {
  const answer = answeredLater();
  render(Capture);
  await type("fax @nobody");
  await press("Enter");
  await type("refill twice");
  await answer("refill twice");
  await answer("fax @nobody", nobody);
  expect(screen.getByRole("alert").textContent).toContain("Nobody here is called nobody.");
  expect(screen.getByRole("alert").textContent).toContain("“fax @nobody” was not saved.");
  await press("Enter");
  await waitFor(() => expect(field().value).toBe("fax @nobody"));
  expect(saves()).toEqual(["refill twice"]);
});

test("what is told late of another line takes nothing away that was said of this one", async () => {
  const answer = answeredLater();
  render(Capture);
  await type("fax @nobody");
  await press("Enter");
  await type("123456789 rejected");
  await answer("123456789 rejected", { findings: [{ kind: "long_number", level: "warn", start: 0, end: 9 }] });
  await press("Enter");
  await answer("fax @nobody", nobody);
  await press("Enter");
  await answered();
  expect(call).toHaveBeenCalledWith("capture_save", { text: "123456789 rejected", phi_ok: true });
});

test("a line that was blocked late comes back, and is written nowhere", async () => {
  const answer = answeredLater();
  render(Capture);
  await type("000-00-0000 called");
  await press("Enter");
  await type("refill twice");
  await answer("000-00-0000 called", { findings: [{ kind: "ssn", level: "block", start: 0, end: 11 }] });
  expect(screen.getByRole("alert").textContent).toContain("Social Security number");
  expect(JSON.stringify(localStorage)).not.toContain("000-00-0000");
  await answer("refill twice");
  await press("Enter");
  await waitFor(() => expect(field().value).toBe("000-00-0000 called"));
});

test("nothing is picked for a line that could not be read: its minutes and times would be lost", async () => {
  let unread: (why: BackendError) => void = () => undefined;
  replies["similar"] = () => [sticky];
  replies["capture_parse"] = () => new Promise((_, failed) => (unread = failed));
  render(Capture);
  await type("sticky 5m x3");
  await screen.findByRole("button", { name: /Sticky notes/ });
  await press("ArrowDown");
  await press("Enter");
  unread(new BackendError("offline", "raw"));
  await answered();
  expect(call).not.toHaveBeenCalledWith("again", expect.anything());
  expect(field().value).toBe("sticky 5m x3");
  expect(screen.getByRole("alert").textContent).not.toBe("");
});

test("waiting for an answer is not called saving", async () => {
  const answer = answeredLater();
  render(Capture);
  await type("refill twice");
  await press("Enter");
  await waitFor(() => expect(document.querySelector(".notice")?.textContent).toContain("Reading the line"));
  await answer("refill twice");
  await waitFor(() => expect(field().value).toBe(""));
});
