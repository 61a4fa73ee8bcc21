import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { BackendError } from "../backend";
import type * as Seam from "../backend";
import Capture from "./Capture.svelte";
import {
  answered, blocked, call, calledUp, enter, enterAnswered, field, hide, nobody, press, replies, saved, savedLater, saves, sticky, type, understood,
  warned,
} from "./test_stage";

vi.mock("../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: (await import("./test_stage")).backend,
}));

test("says saved only after the durable reply, then hides with an empty field", async () => {
  const ends = savedLater();
  render(Capture);
  await enter("refill twice");
  expect(screen.queryAllByText("Saved as a workaround.")).toHaveLength(0);
  ends[0]?.done(saved);
  await waitFor(() => expect(screen.getAllByText("Saved as a workaround.").length).toBeGreaterThan(0));
  await waitFor(() => expect(hide).toHaveBeenCalled(), { timeout: 4000 });
  expect(field().value).toBe("");
});

test("says that a line goes into the sample clinic while that is open, and only then", async () => {
  const { unmount } = render(Capture);
  await waitFor(() => expect(call).toHaveBeenCalledWith("app_state", {}));
  expect(screen.queryByRole("note")).toBeNull();
  unmount();
  replies["app_state"] = () => ({ clinic: { sample: true }, role: "manager", may_not: [] });
  render(Capture);
  expect((await screen.findByRole("note")).textContent).toBe("Sample clinic");
});

test("an error keeps the text and the window", async () => {
  replies["capture_save"] = () => {
    throw new BackendError("disk_full", "raw");
  };
  render(Capture);
  await enter("refill twice");
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
  expect(saves()).toEqual([]);
  expect(JSON.stringify(localStorage)).not.toContain("000-00-0000");
  await press("r", { altKey: true });
  await waitFor(() => expect(field().value).toBe("refill for"));
});

test("every kind of patient data in a line is named at once, each one time", async () => {
  const found = (kind: string, level: "block" | "warn", start: number) => ({ kind, level, start, end: start + 1 });
  replies["capture_parse"] = ({ text }) =>
    understood({
      findings: text.startsWith("ages")
        ? [found("age", "warn", 0), found("long_number", "warn", 2)]
        : [found("phone", "block", 0), found("age", "warn", 2), found("ssn", "block", 4), found("phone", "block", 6)],
    });
  render(Capture);
  await type("two telephones, an age and a number");
  const notice = () => screen.getByRole("alert").textContent;
  await waitFor(() => expect(notice()).toContain("Not saved: this looks like a telephone number and a Social Security number."));
  await type("ages and long numbers");
  await waitFor(() => expect(document.querySelector(".warned")).not.toBeNull());
  await press("Enter");
  expect(notice()).toContain("This has an age and a long number. If any of it belongs to a patient, take it out.");
});

test("a warning is asked about once; the second Enter says somebody looked", async () => {
  replies["capture_parse"] = () => understood(warned);
  render(Capture);
  await type("123456789 rejected");
  await waitFor(() => expect(document.querySelector(".warned")).not.toBeNull());
  await press("Enter");
  expect(saves()).toEqual([]);
  await press("Enter");
  await waitFor(() => expect(call).toHaveBeenCalledWith("capture_save", { text: "123456789 rejected", phi_ok: true }));
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

test("saving by its button leaves the caret in the line", async () => {
  render(Capture);
  await type("Faxes it twice");
  await answered();
  const button = screen.getByRole("button", { name: /Enter saves/ });
  button.focus();
  await fireEvent.click(button);
  await waitFor(() => expect(saves()).toEqual(["Faxes it twice"]));
  expect(document.activeElement).toBe(field());
});

test("Alt 0 over a line that was refused: no red of the line stands over what was saved, and the line is kept", async () => {
  replies["capture_parse"] = () => understood({ ...nobody, tokens: [{ kind: "person", start: 4, end: 11 }] });
  render(Capture);
  await enterAnswered("fax @nobody");
  await screen.findByRole("alert");
  const red = () => [document.querySelector(".refused"), field().getAttribute("aria-invalid"), document.querySelector(".mirror .bad")];
  expect(red().every((each) => each !== null)).toBe(true);
  await press("0", { altKey: true });
  const told = "Nothing to report: saved for this week. The line above is not part of it: it stays, not saved yet.";
  await screen.findByText(told);
  expect(red()).toEqual([null, null, null]);
  expect(document.querySelector(".mirror .token"), "nor does what is wrong look understood").toBeNull();
  expect(screen.queryByText(/Nobody here is called/)).toBeNull();
  expect([field().value, saves()]).toEqual(["fax @nobody", []]);
  // Once it is gone and called up again, the line waits as a line does that nobody pressed Enter on.
  await waitFor(() => expect(hide).toHaveBeenCalled(), { timeout: 4000 });
  calledUp();
  await answered();
  expect([screen.queryByRole("alert"), field().value]).toEqual([null, "fax @nobody"]);
});

test("Alt 0 in a week that is answered already says that nothing was added", async () => {
  replies["nothing_to_report"] = () => ({ ...saved, act: null });
  render(Capture);
  await press("0", { altKey: true });
  expect(await screen.findAllByText("This week is answered already. Nothing was added.")).toHaveLength(2);
  expect(screen.queryByText(/saved for this week/)).toBeNull();
});

/** The program notes nothing before somebody sits here. */
function nobodySits(people: { id: string; name: string }[]): void {
  let desk = false;
  replies["nothing_to_report"] = () => {
    if (!desk) throw new BackendError("nobody_at_desk", "raw");
    return saved;
  };
  replies["settings_set"] = () => void (desk = true);
  replies["catalogue"] = () => ({ people: people.map((person) => ({ ...person, active: true, vendor: false })) });
}

test("where nobody sits here yet it is asked in place, and what was pressed goes on", async () => {
  nobodySits([{ id: "p1", name: "Ana Ruiz" }, { id: "p2", name: "Rosa Diaz" }]);
  render(Capture);
  await type("half a thought");
  await press("0", { altKey: true });
  const seat = await screen.findByRole<HTMLSelectElement>("combobox", { name: "Who sits here" });
  expect(document.activeElement).toBe(seat);
  await fireEvent.keyDown(seat, { key: "Enter" });
  await screen.findByText("Choose who sits here.");
  expect(seat.options[0]?.disabled, "nobody is no answer").toBe(true);
  expect(saves()).toEqual([]);
  await fireEvent.change(seat, { target: { value: "p2" } });
  await fireEvent.keyDown(seat, { key: "Enter" });
  await waitFor(() => expect(screen.getAllByText(/^Nothing to report: saved for this week\. The line above/).length).toBeGreaterThan(0));
  expect(call).toHaveBeenCalledWith("settings_set", { desk: "p2" });
  expect(screen.queryByRole("combobox", { name: "Who sits here" })).toBeNull();
  expect([field().value, document.activeElement]).toEqual(["half a thought", field()]);
});

test("where nobody is written down who could sit here, it is said where that is done", async () => {
  nobodySits([]);
  render(Capture);
  await press("0", { altKey: true });
  expect((await screen.findByRole("alert")).textContent).toContain("Say in Settings who is at this desk");
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
  replies["capture_parse"] = () => understood(blocked);
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

test("times and minutes that cannot be are said beside the line at once, with what was typed, and hide no choice", async () => {
  const problem = (arg: string, start: number, end: number) => understood({ problems: [{ code: "out_of_range", arg, start, end }] });
  replies["similar"] = () => [sticky];
  replies["capture_parse"] = ({ text }) => (text.includes("x0") ? problem("count", 7, 9) : problem("minutes", 7, 9));
  render(Capture);
  await type("sticky x0");
  await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("“x0”: the number of times goes from x1 to x999."));
  expect(field().getAttribute("aria-invalid")).toBe("true");
  expect(document.getElementById(field().getAttribute("aria-describedby") ?? "")?.textContent).toContain("x0");
  await waitFor(() => expect(call).toHaveBeenCalledWith("similar", { text: "sticky x0", limit: 2 }));
  await answered();
  await press("ArrowDown");
  await press("Enter");
  expect(call, "what stands under the words is not picked").not.toHaveBeenCalledWith("again", expect.anything());
  expect(saves()).toEqual([]);
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

test("the foot says before Enter whether a line becomes a workaround or a request", async () => {
  replies["capture_parse"] = ({ text }) => understood({ title: text, is_request: text.endsWith("?") });
  render(Capture);
  screen.getByRole("button", { name: /Enter saves$/ });
  await type("one inbox? 5m");
  await screen.findByRole("button", { name: /Enter saves a workaround$/ });
  await type("one inbox?");
  await screen.findByRole("button", { name: /Enter saves a request$/ });
});
