import { render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { expect, test } from "vitest";
import { Form } from "../state/form.svelte";
import FormDialog from "./FormDialog.svelte";

/** A form of one field, which says what is wrong with it. */
const children = createRawSnippet(() => ({ render: () => `<p class="err" id="reason-error"> This cannot be empty.</p>` }));

test("a refusal of a field that the form does not show is said at its foot, and one that it shows is said once", async () => {
  const form = new Form();
  render(FormDialog, { open: true, title: "Change the state", form, onsubmit: () => undefined, children });
  await screen.findByRole("heading", { name: "Change the state" });
  form.refuse("state", "tell the requester first");
  await screen.findByText("tell the requester first");
  form.errors = { reason: "This cannot be empty." };
  await expect.poll(() => screen.queryByText("tell the requester first")).toBeNull();
  expect(screen.getAllByText("This cannot be empty.")).toHaveLength(1);
  // Two fields refused with the same words, of which the form shows one.
  form.errors = { reason: "This cannot be empty.", into: "This cannot be empty." };
  await expect.poll(() => screen.getAllByText("This cannot be empty.").length).toBe(2);
});
