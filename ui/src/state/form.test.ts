import { expect, test, vi } from "vitest";
import { backend, BackendError } from "../backend";
import type * as Seam from "../backend";
import { Form } from "./form.svelte";

vi.mock("../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: { call: vi.fn(), onChanged: () => () => undefined, shell: {} },
}));
const call = vi.mocked(backend.call) as unknown as ReturnType<typeof vi.fn>;

test("a yes to a warning holds for the text that was warned about, and for no other", async () => {
  call.mockImplementation(async (_: string, input: { phi_ok?: boolean }) => {
    if (input.phi_ok !== true) throw new BackendError("phi_warned", "raw", "text", "age");
    return { id: "1", key: null, label: { code: "commented", args: [] }, changed: [], act: null, left_alone: 0 };
  });
  const form = new Form();
  expect(await form.send("comment", { item: "i", text: "82 year old" })).toBeNull();
  expect(form.errors["text"]).toContain("age");
  // Typed on since: looked at again.
  expect(await form.send("comment", { item: "i", text: "82 year old Ann" })).toBeNull();
  expect(call).not.toHaveBeenCalledWith("comment", expect.objectContaining({ phi_ok: true }));
  // Back to what was seen before the last warning: that yes is spent.
  expect(await form.send("comment", { item: "i", text: "82 year old" })).toBeNull();
  expect(await form.send("comment", { item: "i", text: "82 year old" })).not.toBeNull();
  expect(call).toHaveBeenLastCalledWith("comment", { item: "i", text: "82 year old", phi_ok: true });
});
