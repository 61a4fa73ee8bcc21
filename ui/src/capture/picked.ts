import type { CaptureToken, SimilarItem, TokenKind } from "../backend/bindings/types";

/**
 * What "it happened again" writes down of a line. On a request that is one person, and minutes and times of the
 * workaround it is to end; where none is in use they make one, so they are never dropped.
 */
const TAKEN: Record<"request" | "workaround", readonly TokenKind[]> = {
  workaround: ["minutes", "times"],
  request: ["request", "minutes", "times"],
};

/** The tokens that picking a similar item leaves in the line, in their order; empty if it takes them all. */
export function leftByPick(line: string, tokens: readonly CaptureToken[], kind: SimilarItem["kind"]): string {
  const taken = TAKEN[kind === "request" ? "request" : "workaround"];
  return tokens
    .filter((token) => !taken.includes(token.kind))
    .map((token) => line.slice(token.start, token.end))
    .join(" ");
}
