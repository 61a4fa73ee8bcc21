import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { Form } from "../state/form.svelte";
import TestForm from "../../tests/TestForm.svelte";

test("a refusal of a field that the form does not show is said at its foot, and one that it shows is said once", async () => {
  const form = new Form();
  render(TestForm, { form });
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

test("what a field says no more, because it was mended, does not move to the foot of its form", async () => {
  const form = new Form();
  render(TestForm, { form });
  form.errors = { reason: "This cannot be empty." };
  await screen.findByText("This cannot be empty.");
  await fireEvent.input(screen.getByLabelText("Why"), { target: { value: "Not worth it" } });
  await expect.poll(() => screen.queryByText("This cannot be empty.")).toBeNull();
});
