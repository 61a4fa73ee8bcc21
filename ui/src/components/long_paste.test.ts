import { expect, test } from "vitest";
import { leavesOutLongPastes } from "./long_paste";

function paste(field: HTMLInputElement | HTMLTextAreaElement, text: string): Event {
  const event = new Event("paste", { cancelable: true });
  Object.assign(event, { clipboardData: { getData: () => text } });
  field.dispatchEvent(event);
  return event;
}

test.each(["input", "textarea"] as const)("what does not fit an %s is left out whole and said", (tag) => {
  const field = document.createElement(tag);
  field.maxLength = 10;
  field.value = "refill";
  let said: string | undefined;
  const stop = leavesOutLongPastes((why) => (said = why))(field);
  field.setSelectionRange(6, 6);
  expect(paste(field, "1234").defaultPrevented).toBe(false);
  expect(paste(field, "1234\n").defaultPrevented).toBe(false);
  // Blanks before the first word are not cut off, so they count: the browser would cut the words.
  expect(paste(field, "    1").defaultPrevented).toBe(true);
  expect(paste(field, "12345").defaultPrevented).toBe(true);
  expect(said).toBe("Not pasted: it has 5 characters, and there is room for 4. What stood here stays.");
  // What is marked makes room.
  field.setSelectionRange(0, 6);
  expect(paste(field, "12345").defaultPrevented).toBe(false);
  field.dispatchEvent(new Event("input"));
  expect(said).toBeUndefined();
  stop();
  field.setSelectionRange(6, 6);
  expect(paste(field, "12345").defaultPrevented).toBe(false);
});
