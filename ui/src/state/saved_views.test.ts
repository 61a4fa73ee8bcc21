import { expect, test } from "vitest";
import { SavedViews } from "./saved_views.svelte";

interface Shown {
  a: number;
  b?: string;
}
const isShown = (stored: unknown): stored is Shown => typeof stored === "object" && stored !== null && "a" in stored;

test("a saved view survives a restart and is known by what it shows", () => {
  new SavedViews("test.views", isShown).save("Late", { a: 1, b: "x" });
  const again = new SavedViews<Shown>("test.views", isShown);
  expect(again.all).toEqual([{ name: "Late", shown: { a: 1, b: "x" } }]);
  expect(again.named({ b: "x", a: 1 })?.name).toBe("Late");
  expect(again.named({ a: 1 })).toBeUndefined();
});

test("the same name is the same view, and a view can be taken out", () => {
  const views = new SavedViews<Shown>("test.views.2", isShown);
  views.save("Mine", { a: 1 });
  views.save("All", { a: 3 });
  views.save("Mine", { a: 2 });
  expect(views.all.map((view) => `${view.name} ${view.shown.a}`)).toEqual(["All 3", "Mine 2"]);
  views.takeOut("Mine");
  expect(views.all.map((view) => view.name)).toEqual(["All"]);
});

test("what an older version stored and nobody can show is not a view", () => {
  localStorage.setItem("test.views.3", JSON.stringify([{ name: "Old", shown: { c: 1 } }]));
  expect(new SavedViews("test.views.3", isShown).all).toEqual([]);
});
