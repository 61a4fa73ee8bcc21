/** One line at the foot of the window: what was done, with the way back. */
export interface Toast {
  id: number;
  text: string;
  /** Undo, when the act can be taken back. */
  action?: { label: string; keys?: string; run: () => void };
}

/** A toast stays this long, and longer while someone is on it. */
export const TOAST_MS = 8_000;

class Toasts {
  list: Toast[] = $state([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows one toast; the newest replaces the one before, so the undo on screen is the last act. */
  show(text: string, action?: Toast["action"]): void {
    this.clear();
    const id = this.#next++;
    this.list = [action === undefined ? { id, text } : { id, text, action }];
    this.release(id);
  }

  /** What is told now; undefined where nothing is. */
  get now(): number | undefined {
    return this.list[0]?.id;
  }

  /** What came of the act that is told of, beside it; nothing where that is told no more. */
  add(id: number | undefined, text: string): void {
    const told = this.list.find((toast) => toast.id === id);
    if (told !== undefined) told.text = `${told.text.replace(/\.$/, "")}. ${text}`;
  }

  /** The pointer or the focus came: the toast waits. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
  }

  /** The pointer and the focus left: it goes after its time. */
  release(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), TOAST_MS),
    );
  }

  /** What was said is about what is not here any more. */
  clear(): void {
    for (const toast of this.list) this.dismiss(toast.id);
  }

  dismiss(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
