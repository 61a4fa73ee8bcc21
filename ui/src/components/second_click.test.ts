import { expect, test } from "vitest";
import { keepSecondClick } from "./second_click";

test("the second press and the double click itself are held back, too; a press of its own is not", () => {
  const { listen, opened } = keepSecondClick();
  const stop = listen();
  const button = document.body.appendChild(document.createElement("button"));
  const heard: string[] = [];
  for (const part of ["mousedown", "click", "dblclick"]) button.addEventListener(part, () => heard.push(part));
  const send = (part: string, detail: number): boolean => button.dispatchEvent(new MouseEvent(part, { bubbles: true, cancelable: true, detail }));
  opened();
  expect(send("mousedown", 2), "its focus is not taken").toBe(false);
  send("click", 2);
  send("dblclick", 2);
  expect(heard).toEqual([]);
  send("mousedown", 1);
  send("click", 1);
  send("mousedown", 2);
  send("click", 2);
  send("dblclick", 2);
  expect(heard).toEqual(["mousedown", "click", "mousedown", "click", "dblclick"]);
  stop();
  button.remove();
});

test("the second click of a double click that opened something hits nothing else; the next one does", () => {
  const { listen, opened } = keepSecondClick();
  const stop = listen();
  const row = document.body.appendChild(document.createElement("div"));
  const button = document.body.appendChild(document.createElement("button"));
  let pressed = 0;
  row.addEventListener("click", opened);
  button.addEventListener("click", () => (pressed += 1));
  const click = (on: HTMLElement, detail: number): unknown => on.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail }));
  click(button, 2);
  expect(pressed, "nothing was opened before").toBe(1);
  click(row, 1);
  click(button, 2);
  click(button, 3);
  expect(pressed).toBe(1);
  click(button, 1);
  click(button, 2);
  expect(pressed).toBe(3);
  stop();
  row.remove();
  button.remove();
});
