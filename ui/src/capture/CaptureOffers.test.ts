import { fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import type * as Seam from "../backend";
import Capture from "./Capture.svelte";
import { answered, call, calledUp, field, press, replies, saves, sticky, type, understood } from "./test_stage";

vi.mock("../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: (await import("./test_stage")).backend,
}));

const offers = (): string[] => screen.queryAllByRole("option").map((option) => option.textContent.trim());

async function shown(): Promise<void> {
  replies["catalogue"] = () => ({ areas: ["Referrals", "Refill inbox"].map((name) => ({ id: name, name })), people: [], systems: [], sites: [] });
  render(Capture);
  await answered();
}

test("Tab takes the area that begins as typed, and the line goes on as one field", async () => {
  await shown();
  await type("Fax it twice #refe");
  await waitFor(() => expect(offers()).toEqual(["Referrals"]));
  expect([field().getAttribute("aria-expanded"), field().getAttribute("aria-controls")]).toEqual(["true", screen.getByRole("listbox").id]);
  expect(screen.getByRole("button", { name: "Tab takes Referrals" })).toBeTruthy();
  expect(await press("Tab"), "Tab does not leave the field").toBe(false);
  expect([field().value, field().selectionStart]).toEqual(["Fax it twice #Referrals ", 24]);
  await waitFor(() => expect(offers()).toEqual([]));
  expect(field().getAttribute("aria-expanded")).toBe("false");
  expect(await press("Tab"), "where nothing is offered it does").toBe(true);
});

test("Down goes through them and Enter takes the one it went to; without Down, Enter saves", async () => {
  await shown();
  await type("Fax it twice #ref");
  await waitFor(() => expect(offers()).toEqual(["Referrals", "Refill inbox"]));
  expect(field().getAttribute("aria-activedescendant")).toBeNull();
  await press("ArrowDown");
  await press("ArrowDown");
  expect(document.getElementById(field().getAttribute("aria-activedescendant") ?? "")?.textContent.trim()).toBe("Refill inbox");
  expect(screen.queryByRole("button", { name: /saves/ }), "Enter does not save now").toBeNull();
  await press("Enter");
  expect(field().value).toBe('Fax it twice #"Refill inbox" ');
  expect(saves()).toEqual([]);
  await type("Fax it twice #ref");
  await answered();
  await press("Enter");
  await waitFor(() => expect(saves()).toEqual(["Fax it twice #ref"]));
});

test("one list at a time: names while one is typed, similar items otherwise", async () => {
  replies["similar"] = () => [sticky];
  await shown();
  await type("sticky #ref");
  await waitFor(() => expect(call).toHaveBeenCalledWith("similar", { text: "sticky #ref", limit: 2 }));
  await answered();
  expect([offers().length, screen.queryByRole("button", { name: /Sticky notes/ })]).toEqual([2, null]);
  await press("Tab");
  await screen.findByRole("button", { name: /Sticky notes/ });
  expect(offers()).toEqual([]);
  // Picked, and then the caret goes back into the name: what is picked is not under Enter, which cannot be seen any more.
  await press("ArrowDown");
  field().setSelectionRange(10, 10);
  await fireEvent.keyUp(field(), { key: "ArrowLeft" });
  await waitFor(() => expect(offers()).toEqual(["Referrals", "Refill inbox"]));
  await press("Enter");
  await waitFor(() => expect(saves()).toEqual(["sticky #Referrals "]));
  expect(call).not.toHaveBeenCalledWith("again", expect.anything());
});

test("names are offered before it is said that the name so far is nobody's", async () => {
  replies["capture_parse"] = () => understood({ problems: [{ code: "several_areas", arg: "Referrals, Refill inbox", start: 4, end: 8 }] });
  await shown();
  await type("fax #ref twice");
  await screen.findByText(/That could be/);
  field().setSelectionRange(8, 8);
  await fireEvent.keyUp(field(), { key: "ArrowLeft" });
  await waitFor(() => expect(offers()).toHaveLength(2));
  expect(screen.queryByText(/That could be/)).toBeNull();
});

test("a click takes one, and the names are asked for as the window comes up, not at each key", async () => {
  await shown();
  await type("fax #r");
  await type("fax #re");
  await fireEvent.click(await screen.findByRole("option", { name: "Refill inbox" }));
  expect(field().value).toBe('fax #"Refill inbox" ');
  const asked = (): number => call.mock.calls.filter(([command]) => command === "catalogue").length;
  expect(asked()).toBe(1);
  calledUp();
  expect(asked()).toBe(2);
});
