import { afterEach, expect, test } from "vitest";
import { forgetText } from "./forget_text";
import { unsaved } from "./unsaved";

afterEach(() => localStorage.clear());

test("what the windows keep and holds the removed text is dropped, also where it is escaped; the rest stays", () => {
  localStorage.setItem("capture.draft", 'call "Zed Quill" back');
  localStorage.setItem("place.filters", JSON.stringify({ text: '"Zed Quill"' }));
  localStorage.setItem("appearance", "dark");
  unsaved.set("comment:a", { typed: { text: "anything" }, was: { text: "" } });
  forgetText('"Zed Quill"');
  const kept = ["capture.draft", "place.filters", "appearance"].filter((key) => localStorage.getItem(key) !== null);
  expect(kept).toEqual(["appearance"]);
  expect(unsaved.size).toBe(0);
});

test("of an empty text nothing is forgotten: every value holds it", () => {
  localStorage.setItem("appearance", "dark");
  unsaved.set("comment:a", { typed: { text: "anything" }, was: { text: "" } });
  forgetText("");
  expect(localStorage.getItem("appearance")).toBe("dark");
  expect(unsaved.size).toBe(1);
  unsaved.clear();
});
