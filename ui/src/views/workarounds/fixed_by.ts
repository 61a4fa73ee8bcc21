import type { LinkedRequest } from "../../backend/bindings/types";

/**
 * The request that was to end a workaround and was delivered, where no other one is still open: from then on somebody has to look
 * whether it has really stopped. A delivery ends no workaround by itself.
 */
export function fixedBy(requests: readonly LinkedRequest[]): LinkedRequest | undefined {
  const waits = requests.some(({ state, turn }) => turn !== "closed" && state !== "delivered");
  if (waits) return undefined;
  return requests.find(({ state }) => state === "delivered") ?? requests.find(({ state }) => state === "verified");
}
