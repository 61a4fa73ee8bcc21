import { expect, test } from "vitest";
import { Remembered, isYesNo, oneOf } from "./remembered.svelte";

test("a value comes back after a restart", () => {
  const before = new Remembered("look", "chart", oneOf("chart", "table"));
  before.current = "table";
  expect(new Remembered("look", "chart", oneOf("chart", "table")).current).toBe("table");
});

test("what an older version wrote, or nobody did, is the initial value", () => {
  localStorage.setItem("look", JSON.stringify("hologram"));
  expect(new Remembered("look", "chart", oneOf("chart", "table")).current).toBe("chart");
  localStorage.setItem("told", "{broken");
  expect(new Remembered("told", true, isYesNo).current).toBe(true);
});
