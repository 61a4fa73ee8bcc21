import { backend, BackendError, type ShortcutStatus } from "../backend";

/** Keys of quick capture from any program: what the person chose, and whether they work. */
class CaptureKeys {
  status: ShortcutStatus | undefined = $state.raw();
  /** How they stand could not be asked. */
  error: BackendError | undefined = $state.raw();

  /** The keys that do open quick capture, in our own writing (`Mod+Shift+K`); null where none do, or none are known to. */
  get shown(): string | null {
    return written(this.status?.in_use ?? null);
  }

  /** The keys in question, which may not work. */
  get asked(): string | null {
    return written(this.status?.keys ?? null);
  }

  /**
   * Somebody has to choose other keys: none open quick capture, though this desktop gives programs keys. A desktop
   * that gives none is said where the keys are looked for, and asks nothing of anybody day by day.
   */
  get toChoose(): boolean {
    const status = this.status;
    return status !== undefined && status.in_use === null && status.state !== "unsupported";
  }

  /** Reads how they stand and follows it from now on; the end of following. */
  follow(): () => void {
    const stop = backend.shell.onCaptureShortcut((status) => {
      this.status = status;
      this.error = undefined;
    });
    void this.#read();
    return stop;
  }

  /** Asks the system for other keys; what became of them is in `status`. */
  async choose(keys: string): Promise<void> {
    try {
      this.status = await backend.shell.setCaptureShortcut(keys);
      this.error = undefined;
    } catch (thrown) {
      throw BackendError.from(thrown);
    }
  }

  async #read(): Promise<void> {
    try {
      this.status = await backend.shell.captureShortcut();
      this.error = undefined;
    } catch (thrown) {
      this.status = undefined;
      this.error = BackendError.from(thrown);
    }
  }
}

const written = (keys: string | null): string | null => keys?.replace("CommandOrControl", "Mod") ?? null;

export const captureKeys = new CaptureKeys();
