import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { beforeEach, expect, vi } from "vitest";
import type { BackendError } from "../backend";
import type { CaptureView, Saved, SimilarItem } from "../backend/bindings/types";
import { SAVED_MS } from "./saved_what";

/*
 * Quick capture with a program behind it that answers what a test wants. The seam is exchanged by each file of tests
 * (`vi.mock` reaches no further than its file), and nothing here may import what the seam stands in.
 */

export const call = vi.fn();
export const hide = vi.fn();
let shown: () => void = () => undefined;
/** Calls the window up again, as the shortcut does. */
export const calledUp = (): void => shown();
export const backend = {
  call,
  onChanged: (): (() => void) => () => undefined,
  shell: {
    hideCapture: hide,
    onCaptureShown: (listener: () => void): (() => void) => {
      shown = listener;
      return () => undefined;
    },
  },
};

export const saved: Saved = {
  id: "1", key: "A-0001", label: { code: "logged_workaround", args: ["x"] }, changed: ["workaround"], act: "9", left_alone: 0,
};
export const sticky: SimilarItem = {
  id: "w1", kind: "workaround", key: "A-0208", title: "Sticky notes for refills",
  people: 0, turn: null, vendor: null, late_days: null, times: 43, median_minutes: 4,
};
export const understood = (part: Partial<CaptureView>): CaptureView => ({
  tokens: [], title: "", is_request: false, area: null, owner: null, minutes: null, times: 1, safety: false, problems: [], findings: [], ...part,
});
/** Somebody has to look before the line is kept. */
export const warned: Partial<CaptureView> = { findings: [{ kind: "long_number", level: "warn", start: 0, end: 9 }] };
/** The line must not be kept. */
export const blocked: Partial<CaptureView> = { findings: [{ kind: "ssn", level: "block", start: 0, end: 11 }] };
/** "fax @nobody" */
export const nobody: Partial<CaptureView> = {
  problems: [{ code: "nobody_of_that_name", arg: "nobody", start: 4, end: 11 }],
};

/** What each command answers. */
export const replies: Record<string, (input: { text: string }) => unknown> = {};
beforeEach(() => {
  Object.assign(replies, {
    app_state: () => ({ clinic: null, role: "manager", may_not: [] }),
    capture_parse: () => understood({}),
    similar: () => [],
    catalogue: () => ({ areas: [], people: [], systems: [], sites: [] }),
    capture_save: () => saved,
    again: () => saved,
    nothing_to_report: () => saved,
  });
  call.mockReset();
  hide.mockReset();
  hide.mockResolvedValue(undefined);
  call.mockImplementation(async (command: string, input: { text: string }) => replies[command]?.(input));
});

export const field = (): HTMLInputElement => screen.getByRole("combobox", { name: "What got in the way, or what should change?" });
export async function type(text: string): Promise<void> {
  await fireEvent.input(field(), { target: { value: text } });
  await waitFor(() => expect(call).toHaveBeenCalledWith("capture_parse", { text }));
}
export const press = (key: string, init: KeyboardEventInit = {}): Promise<boolean> =>
  fireEvent.keyDown(field(), { key, ...init });
/** Types a line and presses Enter at once. */
export async function enter(text: string): Promise<void> {
  await type(text);
  await press("Enter");
}
/** Types a line and presses Enter when the program has answered for it. */
export async function enterAnswered(text: string): Promise<void> {
  await type(text);
  await answered();
  await press("Enter");
}
/** Picks the first of what is like the line, with `sticky` among it. */
export async function pickFirst(): Promise<void> {
  await screen.findByRole("button", { name: /Sticky notes/ });
  await press("ArrowDown");
  await press("Enter");
}

export const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
/** Longer than "Saved" is read before the window goes. */
export const AFTER_SAVED_MS = SAVED_MS + 200;
/** Lets everything that was answered run, before any timer does. */
export async function answered(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
}

/** Answers of the program that come when the test says so, by the line they are about. */
export function answeredLater(): (text: string, part?: Partial<CaptureView>) => Promise<void> {
  const waiting = new Map<string, (view: CaptureView) => void>();
  replies["capture_parse"] = ({ text }) => new Promise<CaptureView>((done) => waiting.set(text, done));
  return async (text, part = {}) => {
    waiting.get(text)?.(understood(part));
    await answered();
  };
}

/** Saves that end when the test says so, in their order. */
export function savedLater(): { done: (value: Saved) => void; failed: (why: BackendError) => void }[] {
  const ends: { done: (value: Saved) => void; failed: (why: BackendError) => void }[] = [];
  replies["capture_save"] = () => new Promise<Saved>((done, failed) => ends.push({ done, failed }));
  return ends;
}
/** The lines that were sent to be saved. */
export const saves = (): unknown[] =>
  call.mock.calls.filter(([command]) => command === "capture_save").map(([, input]) => (input as { text: string }).text);
