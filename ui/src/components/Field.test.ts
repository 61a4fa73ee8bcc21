import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import CheckField from "./CheckField.svelte";
import TextField from "./TextField.svelte";

test("what was refused goes once something else stands in the field, and comes back when the form is sent again", async () => {
  const form = document.body.appendChild(document.createElement("form"));
  const props = { id: "name", label: "Name", value: "" };
  const { rerender } = render(TextField, { target: form, props });
  await rerender({ ...props, error: "This cannot be empty." });
  const field = screen.getByLabelText("Name");
  expect(screen.getByText("This cannot be empty.")).toBeTruthy();
  expect(field.getAttribute("aria-invalid")).toBe("true");

  await fireEvent.input(field, { target: { value: "Larkmoor" } });
  expect(screen.queryByText("This cannot be empty.")).toBeNull();
  expect(field.getAttribute("aria-invalid")).toBeNull();

  await fireEvent.submit(form);
  expect(screen.getByText("This cannot be empty."), "sent, and refused for the same reason").toBeTruthy();
});

test("what is refused anew is said where no form is sent", async () => {
  const props = { id: "called", label: "Called", value: "Lab" };
  const { rerender } = render(TextField, { props: { ...props, error: "This may be a patient’s." } });
  await fireEvent.input(screen.getByLabelText("Called"), { target: { value: "Lab 204518" } });
  expect(screen.queryByText("This may be a patient’s.")).toBeNull();
  await rerender({ ...props, error: undefined });
  await rerender({ ...props, error: "This may be a patient’s." });
  expect(screen.getByText("This may be a patient’s.")).toBeTruthy();
});

test("what was refused of a tick box goes as that of a text does: once it is ticked, until the form is sent again", async () => {
  const form = document.body.appendChild(document.createElement("form"));
  const props = { id: "told", label: "Told", checked: false };
  const { rerender } = render(CheckField, { target: form, props });
  await rerender({ ...props, error: "Tell them first." });
  const box = screen.getByLabelText("Told");
  expect(box.getAttribute("aria-invalid")).toBe("true");
  await fireEvent.click(box);
  expect(screen.queryByText("Tell them first.")).toBeNull();
  await fireEvent.submit(form);
  expect(screen.getByText("Tell them first.")).toBeTruthy();
});
