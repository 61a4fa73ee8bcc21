import { expect, test } from "vitest";
import { savedWhat } from "./saved_what";

const view = { tokens: [], title: "Refill twice", is_request: false, minutes: null, times: 1, area: null, owner: null, safety: false, problems: [], findings: [] };

test("what was saved is its title and what its tokens say, and nothing that was not said", () => {
  expect(savedWhat(view)).toEqual({ title: "Refill twice", tokens: "" });
  const whole = { ...view, minutes: 5, times: 3, area: { id: "a", name: "Refills" }, owner: { id: "p", name: "Ana Ruiz" }, safety: true };
  expect(savedWhat(whole)).toEqual({ title: "Refill twice", tokens: " · 5 min · ×3 · Refills · Ana Ruiz · Safety" });
});
