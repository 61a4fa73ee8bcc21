import { afterEach, beforeEach, expect, test } from "vitest";
import { beginWait, endWait, holdKeys } from "./held_keys";

let letGo: () => void;
/** What reached the page. */
let heard: string[];
const hear = (event: KeyboardEvent): void => void heard.push(event.key);
const press = (key: string): boolean => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const frames = async (count: number): Promise<void> => {
  for (let at = 0; at < count; at += 1) await new Promise((done) => requestAnimationFrame(done));
};

beforeEach(() => {
  heard = [];
  letGo = holdKeys();
  document.body.addEventListener("keydown", hear);
});
afterEach(() => {
  document.body.removeEventListener("keydown", hear);
  letGo();
  document.body.replaceChildren();
});

test("what is typed for a panel that does not come is nobody's, and what is typed after it is the page's again", async () => {
  const panel = beginWait("acts");
  for (const key of ["s", "d", "Enter"]) expect(press(key), `${key} waits`).toBe(false);
  endWait(panel, "nothing");
  await frames(2);
  expect(heard).toEqual([]);
  press("j");
  expect(heard).toEqual(["j"]);
});

test("a key that is handed on and answered at once keeps what was typed behind it for the list that it opens", async () => {
  const field = document.createElement("input");
  /** The row's key asks, is answered before the next frame, and its list is drawn a little later. */
  const asks = ({ key }: KeyboardEvent): void => {
    if (key !== "s") return;
    const reading = beginWait("all");
    setTimeout(() => {
      endWait(reading, "opens");
      void frames(3).then(() => {
        const list = document.body.appendChild(document.createElement("div"));
        list.dataset["modal"] = "";
        list.append(field);
        field.focus();
      });
    });
  };
  document.body.addEventListener("keydown", asks);
  const panel = beginWait("acts");
  for (const key of ["s", "o", "n"]) press(key);
  endWait(panel, "there");
  await expect.poll(() => field.value).toBe("on");
  document.body.removeEventListener("keydown", asks);
});
