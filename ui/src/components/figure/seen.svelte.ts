/** How far below the window's edge a figure is asked for already, so that scrolling finds it drawn. */
const AHEAD = "400px";

/**
 * Whether an element has come near the window. Once it has, it stays so: what was drawn is not asked for again
 * only because it was scrolled past.
 */
export class Seen {
  #near = $state(false);

  get near(): boolean {
    return this.#near;
  }

  /** Watches the element it is attached to. */
  readonly watch = (element: HTMLElement): (() => void) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#near = true;
        observer.disconnect();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
  };
}
