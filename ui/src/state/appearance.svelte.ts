import { Remembered, oneOf } from "./remembered.svelte";

export type Theme = "light" | "dark" | "system";
/** Per cent of the design's sizes; 13 px is the smallest text at 100. */
export const SCALES = [100, 125, 150, 175, 200] as const;
export type Scale = (typeof SCALES)[number];

/** Root font size at 100 %: the build writes every length as a share of it. */
const ROOT_PX = 16;
/** Widths below which the layout changes, in px at 100 %. */
const MEDIUM_PX = 1180;
const NARROW_PX = 900;
/** Width below which a list that stands beside an open panel gives up a column, so that its titles keep their room. */
const TIGHT_PX = 1400;
/**
 * Height below which the bars over a list or a page would leave it less than half the window, in px at 100 %: there the
 * whole page scrolls, bars included. A window of 700 px at 150 % is one, and one that fills 1920 × 1080 at 200 %.
 */
const SHORT_PX = 520;

const isScale = (stored: unknown): stored is Scale => SCALES.some((scale) => scale === stored);

class Appearance {
  readonly #theme = new Remembered<Theme>("appearance.theme", "system", oneOf("light", "dark", "system"));
  readonly #scale = new Remembered<Scale>("appearance.scale", 100, isScale);
  #systemDark = $state(false);
  #fixedWidth: number | undefined;
  /** The window's width class after the scale setting. */
  width: "narrow" | "medium" | "wide" = $state("wide");
  /** A list beside an open panel stands there without what the panel says of its item, who owns it. */
  tight = $state(false);
  /** The window is too low for bars that stay while the rest scrolls. */
  short = $state(false);

  get theme(): Theme {
    return this.#theme.current;
  }
  set theme(theme: Theme) {
    this.#theme.current = theme;
    this.#apply();
  }

  get scale(): Scale {
    return this.#scale.current;
  }
  set scale(scale: Scale) {
    this.#scale.current = scale;
    this.#apply();
  }

  /** One size up or down, as far as there is one. */
  resize(step: 1 | -1): void {
    this.scale = SCALES[SCALES.indexOf(this.scale) + step] ?? this.scale;
  }

  /** The theme on screen: what figures are drawn for. */
  get shown(): "light" | "dark" {
    return this.theme === "system" ? (this.#systemDark ? "dark" : "light") : this.theme;
  }

  /** A panel covers its list. */
  get covers(): boolean {
    return this.width !== "wide";
  }

  /** px on screen for one px of the design. */
  get factor(): number {
    return this.scale / 100;
  }

  /**
   * Applies both settings and follows the system and the window from now on. A window that cannot grow names
   * the width it was designed for: it never scales past what fits.
   */
  start(fixedWidth?: number): void {
    this.#fixedWidth = fixedWidth;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const follow = (): void => {
      this.#systemDark = dark.matches;
      this.#apply();
    };
    dark.addEventListener("change", follow);
    addEventListener("resize", () => this.#apply());
    // Another window of ours changed the setting.
    addEventListener("storage", (event) => {
      if (event.key?.startsWith("appearance.") !== true) return;
      this.#theme.reread();
      this.#scale.reread();
      this.#apply();
    });
    follow();
  }

  #apply(): void {
    const root = document.documentElement;
    root.dataset["theme"] = this.shown;
    const fits = this.#fixedWidth === undefined ? this.factor : Math.min(this.factor, innerWidth / this.#fixedWidth);
    root.style.fontSize = `${ROOT_PX * fits}px`;
    const width = innerWidth / this.factor;
    this.width = width < NARROW_PX ? "narrow" : width < MEDIUM_PX ? "medium" : "wide";
    root.dataset["width"] = this.width;
    // Where the panel lies over the list, what is under it is the list's as before.
    this.tight = this.width === "wide" && width < TIGHT_PX;
    this.short = innerHeight / this.factor < SHORT_PX;
    root.dataset["height"] = this.short ? "short" : "tall";
  }
}

export const appearance = new Appearance();
