import type {
  ArchiveReport,
  BackupLook,
  BackupsView,
  ChartFileInput,
  ExportReport,
  ImportInput,
  ImportOffer,
  ImportReport,
  ListFileInput,
  ReportFileInput,
  Restored,
  SharingExported,
  SharingImported,
  SharingOffer,
  SharingSheetInput,
  SharingView,
} from "./bindings/types";
import type { CommandName, Input, Reply } from "./commands";

/** What went wrong, as the border says it: the UI acts on the code and never matches text. */
export class BackendError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** The field of the input that was refused. */
    readonly field: string | null = null,
    /** What to do about it. */
    readonly hint: string | null = null,
  ) {
    super(message);
    this.name = "BackendError";
  }

  /** Any thrown thing as one of ours; a broken line is the code `offline`. */
  static from(thrown: unknown): BackendError {
    if (thrown instanceof BackendError) return thrown;
    if (typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown) {
      const { code, message } = thrown;
      const field = "field" in thrown && typeof thrown.field === "string" ? thrown.field : null;
      const hint = "hint" in thrown && typeof thrown.hint === "string" ? thrown.hint : null;
      return new BackendError(String(code), String(message), field, hint);
    }
    return new BackendError("offline", thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** How the keys that open quick capture from any program stand. */
export interface ShortcutStatus {
  /** The keys in question, for example `CommandOrControl+Shift+K`. */
  keys: string;
  state: "ready" | "taken" | "not_usable" | "unsupported" | "not_remembered";
  /** The keys that do open quick capture now; null when none do. */
  in_use: string | null;
}

/** Whether the program starts when somebody signs in to this computer. */
export interface LoginStart {
  on: boolean;
  /** The system did not let the program see or change it. */
  refused: boolean;
}

/** How new versions of the program stand. */
export interface Updates {
  /** Whether this program can look for one, on this computer. */
  offered: boolean;
  /** The newer version that is there, where one was looked for and found. */
  newer: string | null;
  /** It could not be looked for, or not be put in place. */
  failed: boolean;
}

/** How to import what was picked: where it lies is known to the program alone. */
export type PickedInput = Omit<ImportInput, "path">;

/** What the window itself can do: nothing here touches the record. */
export interface Shell {
  /** The page has painted: the window may be shown without a white flash. Native menus speak its language. */
  pageReady(language: string): Promise<void>;
  /** Brings the main window to the front. */
  openMain(): Promise<void>;
  /** Brings quick capture to the front. */
  showCapture(): Promise<void>;
  /** Puts quick capture away and gives the focus back to what had it. */
  hideCapture(): Promise<void>;
  /** Quick capture came to the front: the caret belongs into the field. */
  onCaptureShown(listener: () => void): () => void;
  /** An act of our table was chosen in the native menu. */
  onMenu(listener: (act: string) => void): () => void;
  /** How the global shortcut stands. */
  captureShortcut(): Promise<ShortcutStatus>;
  /** The global shortcut stands otherwise now, in whichever window that came about. */
  onCaptureShortcut(listener: (status: ShortcutStatus) => void): () => void;
  /** Takes other keys for quick capture. */
  setCaptureShortcut(keys: string): Promise<ShortcutStatus>;
  /** Whether the program starts at sign-in. */
  loginStart(): Promise<LoginStart>;
  /** Starts it at sign-in from now on, or no more; how it stands then. */
  setLoginStart(on: boolean): Promise<LoginStart>;
  /** Whether the program can look for a new version. */
  updates(): Promise<Updates>;
  /** Looks for one, once. */
  lookForUpdate(): Promise<Updates>;
  /** Puts it in place and starts it; an answer comes only where that failed or there was none. */
  installUpdate(): Promise<Updates>;
  /** Asks where to save the chart and saves it there; the file's name, null when cancelled. */
  saveChart(input: ChartFileInput): Promise<string | null>;
  /** Asks where to save a filtered list and saves every row of it there; the file's name, null when cancelled. */
  saveList(input: ListFileInput): Promise<string | null>;
  /** Asks where to save the report and saves it there; the file's name, null when cancelled. */
  saveReport(input: ReportFileInput): Promise<string | null>;
  /** Prints what stands on the page, through the window's own print. */
  print(): Promise<void>;
  /** Asks for a folder, or for one file, and writes the whole record there as tables; null when cancelled. */
  saveTables(zip: boolean): Promise<ExportReport | null>;
  /** Asks where to save the whole history as an archive; null when cancelled. */
  saveArchive(): Promise<ArchiveReport | null>;
  /** Reads the archive that was picked into an empty app. */
  takeArchive(): Promise<ArchiveReport>;
  /** Asks for a second place for backups; null when cancelled. */
  pickBackupPlace(): Promise<BackupsView | null>;
  /** Asks for a database file to restore and looks into it; null when cancelled. */
  pickBackupFile(): Promise<BackupLook | null>;
  /** Brings the file that was picked back. */
  restorePickedFile(): Promise<Restored>;
  /** Asks for the folder that the clinic's desks share, and begins; null when cancelled. */
  pickSharedFolder(): Promise<SharingView | null>;
  /** Asks for this desk's access file, and begins sharing over its database; null when cancelled. */
  pickAccessFile(): Promise<SharingView | null>;
  /** Asks for this desk's access file, and moves from the folder to its database; null when cancelled. */
  pickMoveAccess(): Promise<SharingView | null>;
  /** Asks for this desk's access file for the database of the clinic to join; its name, null when cancelled. */
  pickJoinAccess(): Promise<string | null>;
  /** Asks for the folder of the clinic to join; its name, null when cancelled. */
  pickJoinFolder(): Promise<string | null>;
  /** Answers the invitation that lies there and that the code opens. */
  answerInvite(code: string): Promise<SharingOffer>;
  /** Opens what lies there with a recovery sheet. */
  openSheet(sheet: string): Promise<SharingOffer>;
  /** Asks where to save the recovery sheet that is shown and saves it there; the file's name, null when cancelled. */
  saveSheet(input: SharingSheetInput): Promise<string | null>;
  /** Asks where to save everything this desk holds, for another desk of the clinic; null when cancelled. */
  saveEntries(): Promise<SharingExported | null>;
  /** Asks for the file that another desk wrote, and takes in what is in it; null when cancelled. */
  bringEntries(): Promise<SharingImported | null>;
  /** Asks what to import: one file, or a folder of tables; its name, null when cancelled. */
  pickImport(folder: boolean): Promise<string | null>;
  /** What was picked most likely is. */
  openImport(): Promise<ImportOffer>;
  /** What importing it would do. */
  previewImport(input: PickedInput): Promise<ImportReport>;
  /** Imports it, all or nothing. */
  runImport(input: PickedInput): Promise<ImportReport>;
}

/** The one seam between the screens and everything behind them. */
export interface Backend {
  /** Runs one use case. Rejects with a `BackendError`. */
  call<C extends CommandName>(command: C, input: Input<C>): Promise<Reply<C>>;
  /** Data changed in another window or by the program itself; kinds as in a write's reply. */
  onChanged(listener: (kinds: readonly string[]) => void): () => void;
  shell: Shell;
}
