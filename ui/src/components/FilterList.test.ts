import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import FilterList from "./FilterList.svelte";

const first = { value: "settings", label: "Settings" };
const hit = { value: "fax", label: "Fax the referral" };
/** A list that still waits for what matches; `Enter` is pressed on it. */
async function heldOn(query: string): Promise<{ onpick: ReturnType<typeof vi.fn>; becomes: (props: object) => Promise<void> }> {
  const onpick = vi.fn();
  const props = { id: "find", label: "Find", placeholder: "", none: "", narrowed: true, onpick };
  const { rerender } = render(FilterList<string>, { ...props, options: [], query, pending: true });
  await fireEvent.keyDown(screen.getByRole("combobox"), { key: "Enter" });
  expect(onpick).not.toHaveBeenCalled();
  return { onpick, becomes: (now) => rerender({ ...props, ...now }) };
}

test("Enter holds until what matches has come, and picks it", async () => {
  const { onpick, becomes } = await heldOn("fax");
  await becomes({ options: [hit], query: "fax", pending: false });
  expect(onpick).toHaveBeenCalledExactlyOnceWith("fax");
});

test("Enter that still holds when the list is closed, which empties it, picks nothing of what stands there then", async () => {
  const { onpick, becomes } = await heldOn("fax");
  await becomes({ options: [first], query: "", pending: false });
  expect(onpick).not.toHaveBeenCalled();
  await becomes({ options: [hit], query: "fax", pending: false });
  expect(onpick).not.toHaveBeenCalled();
});
