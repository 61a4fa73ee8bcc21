import type { Backend } from "./backend";

export { BackendError, type Backend, type LoginStart, type PickedInput, type ShortcutStatus, type Updates } from "./backend";

/**
 * The shell in the app, the test bridge in development and in Chromium tests. A release build holds no other
 * way out than the shell: the branch below is decided when it is built.
 */
const chosen: Promise<Backend> =
  import.meta.env.MODE === "production"
    ? import("./tauri").then((module) => module.tauriBackend)
    : "__TAURI_INTERNALS__" in window
      ? import("./tauri").then((module) => module.tauriBackend)
      : import("./http").then((module) => module.httpBackend);

function later(subscribe: (backend: Backend) => () => void): () => void {
  const stop = chosen.then(subscribe);
  return () => void stop.then((end) => end());
}

/** Calls wait once for the module, then go straight through. */
export const backend: Backend = {
  call: async (command, input) => (await chosen).call(command, input),
  onChanged: (listener) => later((it) => it.onChanged(listener)),
  shell: {
    pageReady: async (language) => (await chosen).shell.pageReady(language),
    openMain: async () => (await chosen).shell.openMain(),
    showCapture: async () => (await chosen).shell.showCapture(),
    hideCapture: async () => (await chosen).shell.hideCapture(),
    onCaptureShown: (listener) => later((it) => it.shell.onCaptureShown(listener)),
    onMenu: (listener) => later((it) => it.shell.onMenu(listener)),
    captureShortcut: async () => (await chosen).shell.captureShortcut(),
    onCaptureShortcut: (listener) => later((it) => it.shell.onCaptureShortcut(listener)),
    setCaptureShortcut: async (keys) => (await chosen).shell.setCaptureShortcut(keys),
    loginStart: async () => (await chosen).shell.loginStart(),
    setLoginStart: async (on) => (await chosen).shell.setLoginStart(on),
    updates: async () => (await chosen).shell.updates(),
    lookForUpdate: async () => (await chosen).shell.lookForUpdate(),
    installUpdate: async () => (await chosen).shell.installUpdate(),
    saveChart: async (input) => (await chosen).shell.saveChart(input),
    saveList: async (input) => (await chosen).shell.saveList(input),
    saveReport: async (input) => (await chosen).shell.saveReport(input),
    print: async () => (await chosen).shell.print(),
    saveTables: async (zip) => (await chosen).shell.saveTables(zip),
    saveArchive: async () => (await chosen).shell.saveArchive(),
    takeArchive: async () => (await chosen).shell.takeArchive(),
    pickBackupPlace: async () => (await chosen).shell.pickBackupPlace(),
    pickBackupFile: async () => (await chosen).shell.pickBackupFile(),
    restorePickedFile: async () => (await chosen).shell.restorePickedFile(),
    pickSharedFolder: async () => (await chosen).shell.pickSharedFolder(),
    pickAccessFile: async () => (await chosen).shell.pickAccessFile(),
    pickMoveAccess: async () => (await chosen).shell.pickMoveAccess(),
    pickJoinAccess: async () => (await chosen).shell.pickJoinAccess(),
    pickJoinFolder: async () => (await chosen).shell.pickJoinFolder(),
    answerInvite: async (code) => (await chosen).shell.answerInvite(code),
    openSheet: async (sheet) => (await chosen).shell.openSheet(sheet),
    saveSheet: async (input) => (await chosen).shell.saveSheet(input),
    saveEntries: async () => (await chosen).shell.saveEntries(),
    bringEntries: async () => (await chosen).shell.bringEntries(),
    pickImport: async (folder) => (await chosen).shell.pickImport(folder),
    openImport: async () => (await chosen).shell.openImport(),
    previewImport: async (input) => (await chosen).shell.previewImport(input),
    runImport: async (input) => (await chosen).shell.runImport(input),
  },
};
