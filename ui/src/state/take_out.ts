import { backend, BackendError } from "../backend";
import { errorText } from "../errors";
import { count } from "../format/number";
import { m } from "../paraglide/messages.js";
import { leaving } from "./leaving.svelte";
import { toasts } from "./toasts.svelte";

/** How the whole record leaves: as a folder of tables, the same as one file, or its whole history. */
export type Form = "folder" | "zip" | "archive";

/** Writes the whole record where the person says, once they saw what looks like a patient's. */
export async function takeOut(form: Form): Promise<void> {
  try {
    if (!(await leaving.may())) return;
    if (form === "archive") {
      const done = await backend.shell.saveArchive();
      if (done !== null) toasts.show(m.take_archive_done({ count: done.ops }));
    } else {
      const done = await backend.shell.saveTables(form === "zip");
      if (done !== null) toasts.show(m.export_done({ files: count(done.files.length) }));
    }
  } catch (thrown) {
    toasts.show(errorText(BackendError.from(thrown)));
  }
}
