import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWindow } from "@tauri-apps/api/window";
import { BackendError, type Backend } from "./backend";
import type { CommandName, Input, Reply } from "./commands";

/**
 * Hears what is told to this window; a listener without a target hears what is told to the others, too.
 * Listening begins a moment later than asked; stopping before that still stops it.
 */
function subscribe<T>(event: string, listener: (payload: T) => void): () => void {
  const stopped = listen<T>(event, ({ payload }) => listener(payload), { target: getCurrentWindow().label });
  return () => void stopped.then((stop) => stop());
}

/** One of the shell's own commands that can be refused. */
async function ask<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (thrown) {
    throw BackendError.from(thrown);
  }
}

/** The app's own shell. The only file that knows Tauri. */
export const tauriBackend: Backend = {
  async call<C extends CommandName>(command: C, input: Input<C>): Promise<Reply<C>> {
    try {
      return await invoke<Reply<C>>(command, { input });
    } catch (thrown) {
      throw BackendError.from(thrown);
    }
  },
  onChanged: (listener) => subscribe<readonly string[]>("changed", listener),
  shell: {
    pageReady: (language) => invoke("page_ready", { language }),
    openMain: () => invoke("open_main"),
    showCapture: () => invoke("show_capture"),
    hideCapture: () => invoke("hide_capture"),
    onCaptureShown: (listener) => subscribe("capture-shown", listener),
    onMenu: (listener) => subscribe<string>("menu-chosen", listener),
    captureShortcut: () => invoke("capture_shortcut"),
    onCaptureShortcut: (listener) => subscribe("capture-shortcut-changed", listener),
    setCaptureShortcut: (keys) => invoke("set_capture_shortcut", { keys }),
    loginStart: () => ask("login_start"),
    setLoginStart: (on) => ask("set_login_start", { on }),
    updates: () => invoke("updates"),
    lookForUpdate: () => invoke("look_for_update"),
    installUpdate: () => invoke("install_update"),
    saveChart: (input) => invoke("save_chart", { input }),
    saveList: (input) => invoke("save_list", { input }),
    saveReport: (input) => ask("save_report", { input }),
    print: () => ask("print_page"),
    saveTables: (zip) => ask("save_tables", { zip }),
    saveArchive: () => ask("save_archive"),
    takeArchive: () => ask("take_archive"),
    pickBackupPlace: () => invoke("pick_backup_place"),
    pickBackupFile: () => invoke("pick_backup_file"),
    restorePickedFile: () => invoke("restore_picked_file"),
    pickSharedFolder: () => ask("pick_shared_folder"),
    pickAccessFile: () => ask("pick_access_file"),
    pickMoveAccess: () => ask("pick_move_access"),
    pickJoinAccess: () => ask("pick_join_access"),
    pickJoinFolder: () => ask("pick_join_folder"),
    answerInvite: (code) => ask("answer_invite", { code }),
    openSheet: (sheet) => ask("open_sheet", { sheet }),
    saveSheet: (input) => ask("save_sheet", { input }),
    saveEntries: () => ask("save_entries"),
    bringEntries: () => ask("bring_entries"),
    pickImport: (folder) => ask("pick_import", { folder }),
    openImport: () => ask("open_import"),
    previewImport: (input) => ask("preview_import", { input }),
    runImport: (input) => ask("run_import", { input }),
  },
};
