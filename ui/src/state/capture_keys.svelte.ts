import { backend, BackendError, type ShortcutStatus } from "../backend";

/** Keys of quick capture from any program: what the person chose, and whether they work. */
class CaptureKeys {
  status: ShortcutStatus | undefined = $state.raw();

  /** The keys in our own writing: `Mod+Shift+K`. */
  get shown(): string {
    return (this.status?.in_use ?? this.status?.keys ?? "CommandOrControl+Shift+K").replace("CommandOrControl", "Mod");
  }

  async read(): Promise<void> {
    try {
      this.status = await backend.shell.captureShortcut();
    } catch {
      this.status = undefined; // capture still opens from the tray and from here
    }
  }

  /** Asks the system for other keys; what became of them is in `status`. */
  async choose(keys: string): Promise<void> {
    try {
      this.status = await backend.shell.setCaptureShortcut(keys);
    } catch (thrown) {
      throw BackendError.from(thrown);
    }
  }
}

export const captureKeys = new CaptureKeys();
