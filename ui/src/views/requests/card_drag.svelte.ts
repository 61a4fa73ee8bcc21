import { backend } from "../../backend";
import type { RequestDetail, RequestRow } from "../../backend/bindings/types";

/** How far the pointer moves before a press is a drag, in px: less is a click by a shaky hand. */
const DRAGS_AFTER_PX = 6;

/**
 * A card on its way between columns. Pointer events rather than the page's drag and drop: those work the same in
 * every web view, with touch and pen, and Escape lets go.
 */
export class CardDrag {
  row: RequestRow | undefined = $state.raw();
  /** The dragged request with its moves; undefined until it is read. */
  request: RequestDetail | undefined = $state.raw();
  /** The column under the pointer. */
  over: string | undefined = $state();
  x = $state(0);
  y = $state(0);
  #from: { row: RequestRow; x: number; y: number } | undefined;
  #drop: (request: RequestDetail, column: string) => void;

  constructor(drop: (request: RequestDetail, column: string) => void) {
    this.#drop = drop;
  }

  press(event: PointerEvent, row: RequestRow): void {
    if (event.button !== 0 || event.pointerType === "touch") return;
    this.#from = { row, x: event.clientX, y: event.clientY };
    const listening = new AbortController();
    const { signal } = listening;
    const end = (): void => {
      listening.abort();
      this.#end();
    };
    addEventListener("pointermove", (moved) => this.#move(moved), { signal });
    addEventListener("pointercancel", end, { signal });
    addEventListener(
      "pointerup",
      () => {
        const { request, over } = this;
        if (this.row !== undefined) {
          // The click that follows a drag is no click.
          addEventListener("click", (click) => click.stopPropagation(), { capture: true, once: true });
          setTimeout(() => end(), 0);
        } else end();
        if (request !== undefined && over !== undefined) this.#drop(request, over);
      },
      { signal },
    );
    addEventListener(
      "keydown",
      (key) => {
        if (key.key !== "Escape" || this.row === undefined) return;
        key.preventDefault();
        key.stopPropagation();
        end();
      },
      { signal, capture: true },
    );
  }

  #move(event: PointerEvent): void {
    const from = this.#from;
    if (from === undefined) return;
    if (this.row === undefined) {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < DRAGS_AFTER_PX) return;
      this.row = from.row;
      const { id } = from.row;
      void backend.call("request_detail", { id }).then(
        (request) => {
          if (this.row?.id === id) this.request = request;
        },
        () => this.#end(),
      );
    }
    this.x = event.clientX;
    this.y = event.clientY;
    const under = document.elementFromPoint(event.clientX, event.clientY);
    this.over = under?.closest<HTMLElement>("[data-column]")?.dataset["column"];
  }

  #end(): void {
    this.#from = undefined;
    this.row = undefined;
    this.request = undefined;
    this.over = undefined;
  }
}
