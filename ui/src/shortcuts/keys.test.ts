import { expect, test } from "vitest";
import { ariaKeys, isTyping, pressed, shown } from "./keys";
import { dispatch, perform } from "./listen.svelte";

const key = (init: KeyboardEventInit): KeyboardEvent => new KeyboardEvent("keydown", init);

test("Mod is Ctrl, and Command on a Mac", () => {
  expect(pressed(key({ key: "k", ctrlKey: true }), false)).toBe("Mod+K");
  expect(pressed(key({ key: "k", metaKey: true }), true)).toBe("Mod+K");
  expect(pressed(key({ key: "k", ctrlKey: true }), true)).toBe("k");
});

test("Shift counts with letters and named keys, not with signs that need it", () => {
  expect(pressed(key({ key: "Z", ctrlKey: true, shiftKey: true }), false)).toBe("Mod+Shift+Z");
  expect(pressed(key({ key: "?", shiftKey: true }), false)).toBe("?");
  expect(pressed(key({ key: "+", shiftKey: true }), false)).toBe("+");
  expect(pressed(key({ key: "Tab", shiftKey: true }), false)).toBe("Shift+Tab");
  expect(pressed(key({ key: " " }), false)).toBe("Space");
});

test("keys are shown as they stand on the keyboard", () => {
  expect(shown("Mod+Shift+Z", false)).toBe("Ctrl Shift Z");
  expect(shown("Mod+K", true)).toBe("⌘ K");
  expect(shown("ArrowDown", false)).toBe("↓");
  expect(shown("o", false)).toBe("o");
  expect(shown("Alt+0", false)).toBe("Alt 0");
  expect(ariaKeys("Mod+N", false)).toBe("Control+N");
});

test("a bare key typed into a field is text, a key with Mod is not", () => {
  const input = document.body.appendChild(document.createElement("input"));
  let seen = 0;
  const stack = [{ "item.owner": () => void seen++, palette: () => void (seen += 10) }];
  const send = (init: KeyboardEventInit): void => {
    const event = key({ ...init, bubbles: true });
    input.dispatchEvent(event);
    dispatch(event, ["anywhere", "item"], stack);
  };
  send({ key: "o" });
  expect(seen).toBe(0);
  send({ key: "k", ctrlKey: true });
  expect(seen).toBe(10);
  input.remove();
});

test("the latest handler is asked first, and may pass the key on", () => {
  const heard: string[] = [];
  const stack = [
    { back: () => void heard.push("view") },
    {
      back: () => {
        heard.push("panel");
        return false;
      },
    },
  ];
  expect(dispatch(key({ key: "Escape" }), ["list"], stack)).toBe(true);
  expect(heard).toEqual(["panel", "view"]);
  expect(dispatch(key({ key: "q" }), ["list"], stack)).toBe(false);
});

test("a checkbox is no field to type in", () => {
  const box = document.body.appendChild(document.createElement("input"));
  box.type = "checkbox";
  const event = key({ key: "o", bubbles: true });
  box.dispatchEvent(event);
  expect(isTyping(event)).toBe(false);
  box.remove();
});

test("what a native menu names and no row has is let be", () => {
  expect(() => perform("no.such.act")).not.toThrow();
});
