import { backend, BackendError } from "../backend";
import { errorText } from "../errors";
import { toasts } from "./toasts.svelte";

/** Asks the long work that is under way to stop. The work itself says how it ended. */
export function stopWork(): void {
  backend.call("work_cancel", {}).catch((thrown: unknown) => toasts.show(errorText(BackendError.from(thrown))));
}
