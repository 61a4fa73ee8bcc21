import { expect, test } from "vitest";
import tokens from "./tokens.css?raw";

/** WCAG 2.2: text 4.5 : 1, marks and edges of controls 3 : 1. */
const TEXT = 4.5;
const MARK = 3;
/** Least CIEDE2000 distance between two break colours, however they are seen: ours. */
const APART = 15;
/** Least CIEDE2000 distance of a colour that says how something stands from those of the breaks, seen in full colour: ours. */
const NO_BREAK = 12;

const BREAKS = ["drift", "reporting", "support", "burnout"];
const PAIRS: [ink: string, paper: string, bar: number][] = [
  ...["ink", "ink-2", "ink-3"].flatMap((ink) => ["bg", "surface", "sunken"].map((paper) => pair(ink, paper, TEXT))),
  ...["ink", "ink-2", "accent", "alarm"].map((ink) => pair(ink, "accent-tint", TEXT)),
  ...["surface", "bg"].map((paper) => pair("accent", paper, TEXT)),
  ...["accent-fill", "accent-hover"].map((paper) => pair("on-accent", paper, TEXT)),
  ...["surface", "bg", "sunken", "alarm-tint"].map((paper) => pair("alarm", paper, TEXT)),
  ...["ink", "ink-2"].map((ink) => pair(ink, "alarm-tint", TEXT)),
  pair("on-alarm", "alarm", TEXT),
  ...["surface", "caution-tint"].map((paper) => pair("caution", paper, TEXT)),
  pair("ink", "caution-tint", TEXT),
  pair("surface", "ink", TEXT),
  ...["surface", "bg", "sunken"].map((paper) => pair("line-strong", paper, MARK)),
  ...["surface", "bg", "sunken", "accent-tint"].map((paper) => pair("focus", paper, MARK)),
  pair("accent-fill", "surface", MARK),
  ...BREAKS.flatMap((name) => ["surface", "bg", "accent-tint", `${name}-soft`].map((paper) => pair(name, paper, MARK))),
];

function pair(ink: string, paper: string, bar: number): [string, string, number] {
  return [ink, paper, bar];
}
function colours(selector: string): Record<string, string> {
  const block = tokens.slice(tokens.indexOf(selector)).split("}")[0] ?? "";
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9A-Fa-f]{6})/g)].map((m) => [m[1] ?? "", m[2] ?? ""]));
}
const themes = { light: colours('[data-theme="light"]'), dark: colours('\n[data-theme="dark"]') };

type Rgb = [number, number, number];
const linear = (hex = ""): Rgb =>
  [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as Rgb;
const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
function ratio(a: string | undefined, b: string | undefined): number {
  const [x = 0, y = 0] = [luminance(linear(a)), luminance(linear(b))].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}

/** Machado, Oliveira and Fernandes 2009, full severity, on linear sRGB. */
const SEEN: Record<string, [Rgb, Rgb, Rgb]> = {
  "full colour vision": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
const seen = (matrix: [Rgb, Rgb, Rgb], [r, g, b]: Rgb): Rgb =>
  matrix.map((row) => Math.min(1, Math.max(0, row[0] * r + row[1] * g + row[2] * b))) as Rgb;

function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number): number => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIEDE2000 (Sharma et al. 2005). */
function distance([l1, a1, b1]: Rgb, [l2, a2, b2]: Rgb): number {
  const rad = Math.PI / 180;
  const p7 = (x: number): number => Math.sqrt(x ** 7 / (x ** 7 + 25 ** 7));
  const g = 0.5 * (1 - p7((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2));
  const [x1, x2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)];
  const hue = (a: number, b: number): number => (Math.atan2(b, a) / rad + 360) % 360;
  const [h1, h2] = [hue(x1, b1), hue(x2, b2)];
  const turn = h2 - h1 > 180 ? h2 - h1 - 360 : h2 - h1 < -180 ? h2 - h1 + 360 : h2 - h1;
  const dHue = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * rad);
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const h = Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
  const t =
    1 - 0.17 * Math.cos((h - 30) * rad) + 0.24 * Math.cos(2 * h * rad) + 0.32 * Math.cos((3 * h + 6) * rad) - 0.2 * Math.cos((4 * h - 63) * rad);
  const [dl, dc, dh] = [
    (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2)),
    (c2 - c1) / (1 + 0.045 * c),
    dHue / (1 + 0.015 * c * t),
  ];
  const rt = -Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * rad) * 2 * p7(c);
  return Math.sqrt(dl ** 2 + dc ** 2 + dh ** 2 + rt * dc * dh);
}

test("the distance is CIEDE2000: pair 1 of its test data", () => {
  expect(distance([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
});

test.each(["light", "dark"] as const)("%s: every pair in use meets its bar", (theme) => {
  for (const [ink, paper, bar] of PAIRS) {
    expect(ratio(themes[theme][ink], themes[theme][paper]), `${ink} on ${paper}`).toBeGreaterThanOrEqual(bar);
  }
});

test.each(["light", "dark"] as const)("%s: the breaks stay apart for every kind of colour vision", (theme) => {
  for (const [kind, matrix] of Object.entries(SEEN)) {
    const shown = BREAKS.map((name) => lab(seen(matrix, linear(themes[theme][name]))));
    for (const [i, a] of shown.entries()) {
      for (const b of shown.slice(i + 1)) expect(distance(a, b), kind).toBeGreaterThanOrEqual(APART);
    }
  }
});

test.each(["light", "dark"] as const)("%s: what is due soon or an alarm has no break's colour", (theme) => {
  const of = (name: string): Rgb => lab(linear(themes[theme][name]));
  for (const status of ["caution", "alarm"]) {
    for (const name of BREAKS) expect(distance(of(status), of(name)), `${status} and ${name}`).toBeGreaterThanOrEqual(NO_BREAK);
  }
  expect(distance(of("caution"), of("alarm")), "due soon and an alarm").toBeGreaterThanOrEqual(NO_BREAK);
});
