import { expect, test } from "vitest";
import { both, leavesOutLongPastes } from "./long_paste";

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

test("what is dragged within a full field may be moved, and what comes from elsewhere may not", () => {
  const field = document.createElement("input");
  field.maxLength = 10;
  field.value = "fax refill";
  const said: (string | undefined)[] = [];
  leavesOutLongPastes((why) => said.push(why))(field);
  const drop = (text: string): Event => {
    const event = new Event("drop", { cancelable: true });
    Object.assign(event, { dataTransfer: { getData: () => text } });
    field.dispatchEvent(event);
    return event;
  };
  field.setSelectionRange(0, 4);
  expect(drop("fax ").defaultPrevented).toBe(false);
  expect(said).toEqual([]);
  expect(drop("pen ").defaultPrevented).toBe(true);
  expect(said).toEqual(["Not pasted: it has 3 characters, and there is room for 0. What stood here stays."]);
});

test("a paste that is left out hides no error, and an error hides no paste", () => {
  expect(both(undefined, undefined)).toBeUndefined();
  expect(both("Refused.", undefined)).toBe("Refused.");
  expect(both(undefined, "Not pasted.")).toBe("Not pasted.");
  expect(both("Refused.", "Not pasted.")).toBe("Refused. Not pasted.");
});
