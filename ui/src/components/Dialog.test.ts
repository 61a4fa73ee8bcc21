import { fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet, flushSync } from "svelte";
import { expect, test, vi } from "vitest";
import Dialog from "./Dialog.svelte";

test("a dialog that closes keeps its name until it is gone, and has its new one when it opens again", async () => {
  const children = createRawSnippet(() => ({ render: () => "<p>Fields</p>" }));
  const { rerender } = render(Dialog, { open: true, title: "Edit the request", children });
  const name = (): string | null => screen.getByRole("dialog").getAttribute("aria-labelledby");
  await screen.findByRole("heading", { name: "Edit the request" });
  expect(name()).not.toBeNull();
  const closes = rerender({ open: false, title: "New request" });
  flushSync();
  expect(screen.queryByRole("heading", { name: "New request" })).toBeNull();
  await closes;
  await rerender({ open: true, title: "New request" });
  await screen.findByRole("heading", { name: "New request" });
});

test("a dialog that is held stays at Esc, which does what holds it says; after that Esc closes it", async () => {
  const children = createRawSnippet(() => ({ render: () => "<p>Fields</p>" }));
  const [held, onclose] = [vi.fn(), vi.fn()];
  const { rerender } = render(Dialog, { open: true, title: "Remove", children, held, onclose });
  const dialog = await screen.findByRole("dialog");
  await fireEvent.keyDown(dialog, { key: "Escape" });
  expect(held).toHaveBeenCalledOnce();
  expect(onclose).not.toHaveBeenCalled();
  await rerender({ held: undefined });
  await fireEvent.keyDown(dialog, { key: "Escape" });
  expect(onclose).toHaveBeenCalledOnce();
});
