/** A stretch of the line and how it is lit: a token that was understood, or what keeps it from being saved. */
export interface Run {
  text: string;
  look: "text" | "token" | "made" | "bad" | "warned";
}

interface Span {
  /** Where it begins, in UTF-16 units. */
  start: number;
  /** Where it ends (exclusive), in UTF-16 units. */
  end: number;
}
interface Lit {
  tokens: readonly Span[];
  /** Those of them that name what saving makes. */
  made?: readonly Span[];
  problems: readonly Span[];
  findings: readonly (Span & { level: "block" | "warn" })[];
}

/**
 * Cuts the line where its look changes. The line may have grown since it was understood: spans are clipped to
 * it, and what was not yet looked at is plain text.
 */
export function runs(line: string, lit: Lit): Run[] {
  const looks: Run["look"][] = Array.from({ length: line.length }, () => "text");
  const paint = (spans: readonly Span[], look: Run["look"]): void => {
    for (const { start, end } of spans) looks.fill(look, Math.max(0, start), Math.min(line.length, end));
  };
  paint(lit.tokens, "token");
  paint(lit.made ?? [], "made");
  paint(lit.findings.filter((finding) => finding.level === "warn"), "warned");
  paint(lit.problems, "bad");
  paint(lit.findings.filter((finding) => finding.level === "block"), "bad");

  const cut: Run[] = [];
  let from = 0;
  const bounds = new Set([...lit.tokens, ...lit.findings, ...lit.problems].flatMap(({ start, end }) => [start, end]));
  for (let at = 1; at <= line.length; at++) {
    if (at < line.length && looks[at] === looks[from] && !bounds.has(at)) continue;
    cut.push({ text: line.slice(from, at), look: looks[from] ?? "text" });
    from = at;
  }
  return cut;
}

/** The line without the marked stretches, and without the double spaces they leave. */
export function without(line: string, spans: readonly Span[]): string {
  let left = line;
  for (const { start, end } of [...spans].sort((a, b) => b.start - a.start)) {
    left = left.slice(0, start) + left.slice(end);
  }
  return left.replace(/ {2,}/g, " ").trim();
}
