import { render, screen, waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import type * as Seam from "../backend";
import Capture from "./Capture.svelte";
import { answered, answeredLater, blocked, call, enter, field, nobody, press, saves, type, warned } from "./test_stage";

vi.mock("../backend", async (original) => ({
  ...(await original<typeof Seam>()),
  backend: (await import("./test_stage")).backend,
}));

test("Enter at once after a correction saves what was corrected: it is judged by its own answer", async () => {
  const answer = answeredLater();
  render(Capture);
  await type("fax @nobody");
  await answer("fax @nobody", nobody);
  await press("Enter");
  expect(screen.getByRole("alert").textContent).toContain("Nobody here is called nobody.");
  await enter("fax");
  expect(saves()).toEqual([]);
  await answer("fax");
  expect(call).toHaveBeenCalledWith("capture_save", { text: "fax", phi_ok: false });
  await waitFor(() => expect(field().value).toBe(""));
});

test("Enter before the answer is refused with the reason when the answer says so", async () => {
  const answer = answeredLater();
  render(Capture);
  await enter("fax @nobody");
  await answer("fax @nobody", nobody);
  expect(screen.getByRole("alert").textContent).toContain("Nobody here is called nobody.");
  expect(saves()).toEqual([]);
});

test("Enter pressed twice before a warning was said is no answer to it", async () => {
  const answer = answeredLater();
  render(Capture);
  await enter("123456789 rejected");
  await press("Enter");
  await answer("123456789 rejected", warned);
  expect(saves()).toEqual([]);
  await press("Enter");
  await answered();
  expect(call).toHaveBeenCalledWith("capture_save", { text: "123456789 rejected", phi_ok: true });
});

test("what Enter was pressed on is saved though somebody writes on, and what they write stays", async () => {
  const answer = answeredLater();
  render(Capture);
  await enter("refill twice");
  await type("fax is down");
  await answer("refill twice");
  expect(call).toHaveBeenCalledWith("capture_save", { text: "refill twice", phi_ok: false });
  expect(field().value).toBe("fax is down");
});

test("a line that Enter was pressed on and that is refused later comes back, though another one stands in the field", async () => {
  const answer = answeredLater();
  render(Capture);
  await enter("fax @nobody");
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
  await enter("fax @nobody");
  await type("123456789 rejected");
  await answer("123456789 rejected", warned);
  await press("Enter");
  await answer("fax @nobody", nobody);
  await press("Enter");
  await answered();
  expect(call).toHaveBeenCalledWith("capture_save", { text: "123456789 rejected", phi_ok: true });
});

test("a line that was blocked late comes back, and is written nowhere", async () => {
  const answer = answeredLater();
  render(Capture);
  await enter("000-00-0000 called");
  await type("refill twice");
  await answer("000-00-0000 called", blocked);
  expect(screen.getByRole("alert").textContent).toContain("Social Security number");
  expect(JSON.stringify(localStorage)).not.toContain("000-00-0000");
  await answer("refill twice");
  await press("Enter");
  await waitFor(() => expect(field().value).toBe("000-00-0000 called"));
});

test("waiting for an answer is not called saving", async () => {
  const answer = answeredLater();
  render(Capture);
  await enter("refill twice");
  await waitFor(() => expect(document.querySelector(".notice")?.textContent).toContain("Reading the line"));
  await answer("refill twice");
  await waitFor(() => expect(field().value).toBe(""));
});
