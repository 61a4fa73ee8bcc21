import { expect, test } from "vitest";
import type { RequestState } from "../../backend/bindings/schema";
import type { LinkedRequest, Turn } from "../../backend/bindings/types";
import { fixedBy } from "./fixed_by";

const request = (key: string, state: RequestState, turn: Turn): LinkedRequest => ({ item: { id: key, key, title: key }, state, turn });

test("a delivery asks whether the workaround stopped, unless another request is still to end it", () => {
  const delivered = request("A-0001", "delivered", "verify");
  const unowned = request("A-0002", "delivered", "nobody");
  const verified = request("A-0003", "verified", "closed");
  const declined = request("A-0004", "declined_vendor", "closed");
  const waiting = request("A-0005", "waiting_vendor", "vendor");
  expect(fixedBy([])).toBeUndefined();
  expect(fixedBy([declined])).toBeUndefined();
  expect(fixedBy([declined, delivered])).toBe(delivered);
  expect(fixedBy([unowned])).toBe(unowned);
  expect(fixedBy([verified])).toBe(verified);
  expect(fixedBy([verified, delivered])).toBe(delivered);
  expect(fixedBy([delivered, waiting])).toBeUndefined();
});
