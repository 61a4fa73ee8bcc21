import { saveFile } from "../components/figure/files";
import type { ArchiveReport, ImportReport, SharingExported, SharingImported, SharingOffer, SharingView } from "./bindings/types";
import { BackendError, type Backend, type ShortcutStatus, type Updates } from "./backend";
import type { CommandName, Input, Reply } from "./commands";
import { pickFile, placeFor } from "./picked";

type Answer<T> = { ok: T } | { error: { code: string; message: string; field?: string; hint?: string } };

/** The shell's own acts have no window to act on here; two tabs of one browser stand in for the two windows. */
const tabs = new BroadcastChannel("keepalive");

/** A browser gives no page global keys: what a test left there, else that it gives none. */
const shortcut = async (): Promise<ShortcutStatus> =>
  JSON.parse(
    localStorage.getItem("shortcut") ?? '{"keys":"CommandOrControl+Shift+K","state":"unsupported","in_use":null}',
  ) as ShortcutStatus;

/** A browser has no versions of its own: what a test left there, else none are offered. */
const updates = async (): Promise<Updates> =>
  JSON.parse(localStorage.getItem("updates") ?? '{"offered":false,"newer":null,"failed":false}') as Updates;

/** What was picked to be imported last. */
let picked = "";

/** The folder or access file that was picked to join a clinic by last. */
let clinicPlace = "";

/** Picks what a test left under this name; its name without where it is. */
function pickClinic(left: string): string | null {
  const path = localStorage.getItem(left);
  clinicPlace = path ?? clinicPlace;
  return path?.split(/[/\\]/).pop() ?? null;
}

/** One of the commands that take a path, which no page of the app can call. */
const withPath = <T>(command: string, input: object): Promise<T> =>
  httpBackend.call(command as CommandName, { path: picked, ...input } as never) as Promise<T>;

/** The same with the access file that a test left. */
async function withAccess(command: string): Promise<SharingView | null> {
  const path = localStorage.getItem("access-file");
  return path === null ? null : await withPath<SharingView>(command, { path });
}

/** Talks to the test bridge: the same use cases over `POST /api/<command>`. Development and tests only. */
export const httpBackend: Backend = {
  async call<C extends CommandName>(command: C, input: Input<C>): Promise<Reply<C>> {
    let answer: Answer<Reply<C>>;
    try {
      const response = await fetch(`/api/${command}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(input),
      });
      answer = (await response.json()) as Answer<Reply<C>>;
    } catch (thrown) {
      throw BackendError.from(thrown);
    }
    if ("error" in answer) throw BackendError.from(answer.error);
    const changed = (answer.ok as { changed?: unknown } | null)?.changed;
    if (Array.isArray(changed)) tabs.postMessage({ changed });
    return answer.ok;
  },
  onChanged(listener) {
    const heard = (event: MessageEvent<{ changed?: readonly string[] }>): void => {
      if (event.data.changed !== undefined) listener(event.data.changed);
    };
    tabs.addEventListener("message", heard);
    return () => tabs.removeEventListener("message", heard);
  },
  shell: {
    pageReady: async () => undefined,
    openMain: async () => void window.open("index.html", "keepalive-main"),
    showCapture: async () => void window.open("capture.html", "keepalive-capture", "width=560,height=184"),
    hideCapture: async () => void (document.documentElement.dataset["captureHidden"] = "true"),
    onCaptureShown(listener) {
      addEventListener("focus", listener);
      return () => removeEventListener("focus", listener);
    },
    onMenu: () => () => undefined,
    loginStart: async () => ({ on: false, refused: false }),
    // A browser starts no program.
    setLoginStart: async () => ({ on: false, refused: true }),
    updates,
    lookForUpdate: updates,
    installUpdate: updates,
    captureShortcut: shortcut,
    onCaptureShortcut(listener) {
      const heard = (event: StorageEvent): void => {
        if (event.key === "shortcut") void shortcut().then(listener);
      };
      addEventListener("storage", heard);
      return () => removeEventListener("storage", heard);
    },
    setCaptureShortcut: shortcut,
    // A browser opens no dialog of this computer's folders for a page.
    pickBackupPlace: async () => null,
    pickBackupFile: async () => null,
    restorePickedFile: () => Promise.reject(new BackendError("unknown_command", "Only the app restores files.")),
    // A browser tells no page where a folder or file is: the one that a test left there.
    pickSharedFolder: async () => {
      const path = localStorage.getItem("shared-folder");
      return path === null ? null : await withPath<SharingView>("sharing_begin", { path });
    },
    pickAccessFile: () => withAccess("sharing_begin_database"),
    pickMoveAccess: () => withAccess("sharing_move"),
    pickJoinFolder: async () => pickClinic("shared-folder"),
    pickJoinAccess: async () => pickClinic("access-file"),
    answerInvite: (code) => withPath<SharingOffer>("sharing_answer", { path: clinicPlace, code }),
    openSheet: (sheet) => withPath<SharingOffer>("sharing_open_sheet", { path: clinicPlace, sheet }),
    saveSheet: async (input) => {
      const file = await httpBackend.call("sharing_sheet_file", input);
      await saveFile(file);
      return file.name;
    },
    // A browser opens no dialog for a page: the file that a test left the name of.
    saveEntries: async () => {
      const path = localStorage.getItem("carried-file");
      return path === null ? null : await withPath<SharingExported>("sharing_export", { path });
    },
    bringEntries: async () => {
      const path = localStorage.getItem("carried-file");
      return path === null ? null : await withPath<SharingImported>("sharing_import", { path });
    },
    saveList: async (input) => {
      const file = await httpBackend.call("list_file", input);
      await saveFile(file);
      return file.name;
    },
    // Beside the bridge's own files: what is written there can be picked again.
    saveTables: async (zip) => {
      picked = await placeFor("keepalive-tables.zip");
      return withPath("export_tables", { path: zip ? picked : `${picked}-folder` });
    },
    saveArchive: async () => {
      picked = await placeFor("keepalive-archive.zip");
      return withPath("export_archive", {});
    },
    takeArchive: async () => {
      const report = await withPath<ArchiveReport>("import_archive", {});
      if (report.saved !== null) tabs.postMessage({ changed: report.saved.changed });
      return report;
    },
    print: async () => window.print(),
    saveReport: async (input) => {
      const file = await httpBackend.call("report_file", input);
      await saveFile(file);
      return file.name;
    },
    saveChart: async (input) => {
      const file = await httpBackend.call("chart_file", input);
      await saveFile(file);
      return file.name;
    },
    pickImport: async () => {
      const file = await pickFile();
      picked = file?.path ?? picked;
      return file?.name ?? null;
    },
    openImport: () => withPath("import_open", {}),
    previewImport: (input) => withPath("import_preview", input),
    runImport: async (input) => {
      const report = await withPath<ImportReport>("import_run", input);
      if (report.saved !== null) tabs.postMessage({ changed: report.saved.changed });
      return report;
    },
  },
};
