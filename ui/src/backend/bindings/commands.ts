// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.
import type { AgainInput } from "./AgainInput";
import type { AppState } from "./AppState";
import type { ArchiveReport } from "./ArchiveReport";
import type { BackupInput } from "./BackupInput";
import type { BackupLook } from "./BackupLook";
import type { BackupsView } from "./BackupsView";
import type { BreakChartsView } from "./BreakChartsView";
import type { BulkSaveInput } from "./BulkSaveInput";
import type { CaptureInput } from "./CaptureInput";
import type { CaptureView } from "./CaptureView";
import type { Catalogue } from "./Catalogue";
import type { ChangeEvent } from "./ChangeEvent";
import type { ChartFile } from "./ChartFile";
import type { ChartFileInput } from "./ChartFileInput";
import type { ChaseInput } from "./ChaseInput";
import type { CommentInput } from "./CommentInput";
import type { ConfigChange } from "./ConfigChange";
import type { ConfigChangeListInput } from "./ConfigChangeListInput";
import type { CorrectDayInput } from "./CorrectDayInput";
import type { Diagnostics } from "./Diagnostics";
import type { Digest } from "./Digest";
import type { DrillResult } from "./DrillResult";
import type { Entity } from "./Entity";
import type { EventListInput } from "./EventListInput";
import type { ExplainInput } from "./ExplainInput";
import type { Explanation } from "./Explanation";
import type { ExportInput } from "./ExportInput";
import type { ExportLook } from "./ExportLook";
import type { ExportLookInput } from "./ExportLookInput";
import type { ExportReport } from "./ExportReport";
import type { FactInput } from "./FactInput";
import type { FigureInput } from "./FigureInput";
import type { FigureView } from "./FigureView";
import type { FirstRunInput } from "./FirstRunInput";
import type { ForgetMappingInput } from "./ForgetMappingInput";
import type { FrictionInput } from "./FrictionInput";
import type { FrictionView } from "./FrictionView";
import type { HandOverInput } from "./HandOverInput";
import type { HandOverLook } from "./HandOverLook";
import type { HistoryInput } from "./HistoryInput";
import type { HistoryPage } from "./HistoryPage";
import type { ImportInput } from "./ImportInput";
import type { ImportOffer } from "./ImportOffer";
import type { ImportOpenInput } from "./ImportOpenInput";
import type { ImportProgress } from "./ImportProgress";
import type { ImportReport } from "./ImportReport";
import type { JsonFigures } from "./JsonFigures";
import type { KeptMapping } from "./KeptMapping";
import type { LinkInput } from "./LinkInput";
import type { ListFileInput } from "./ListFileInput";
import type { MeasureInput } from "./MeasureInput";
import type { MergeInput } from "./MergeInput";
import type { MoveInput } from "./MoveInput";
import type { MoveManyInput } from "./MoveManyInput";
import type { MoveOfMany } from "./MoveOfMany";
import type { MovesOfManyInput } from "./MovesOfManyInput";
import type { Nothing } from "./Nothing";
import type { OfId } from "./OfId";
import type { OwnersView } from "./OwnersView";
import type { Page } from "./Page";
import type { PathInput } from "./PathInput";
import type { PulseInput } from "./PulseInput";
import type { PulseWeeks } from "./PulseWeeks";
import type { PulseWeeksInput } from "./PulseWeeksInput";
import type { Question } from "./Question";
import type { QuestionDetail } from "./QuestionDetail";
import type { QuestionListInput } from "./QuestionListInput";
import type { RedactInput } from "./RedactInput";
import type { RedactNowInput } from "./RedactNowInput";
import type { Redacted } from "./Redacted";
import type { RedactionLook } from "./RedactionLook";
import type { ReportFile } from "./ReportFile";
import type { ReportFileInput } from "./ReportFileInput";
import type { ReportInput } from "./ReportInput";
import type { ReportView } from "./ReportView";
import type { RequestDetail } from "./RequestDetail";
import type { RequestListInput } from "./RequestListInput";
import type { RequestRow } from "./RequestRow";
import type { RescueView } from "./RescueView";
import type { Restored } from "./Restored";
import type { ReviewInput } from "./ReviewInput";
import type { ReviewView } from "./ReviewView";
import type { SaveInput } from "./SaveInput";
import type { Saved } from "./Saved";
import type { SearchHit } from "./SearchHit";
import type { SearchInput } from "./SearchInput";
import type { Settings } from "./Settings";
import type { SettingsInput } from "./SettingsInput";
import type { SettleTwoValuesInput } from "./SettleTwoValuesInput";
import type { ShadowListInput } from "./ShadowListInput";
import type { ShadowRecord } from "./ShadowRecord";
import type { SharingAsideLook } from "./SharingAsideLook";
import type { SharingExported } from "./SharingExported";
import type { SharingImported } from "./SharingImported";
import type { SharingInvite } from "./SharingInvite";
import type { SharingInviteInput } from "./SharingInviteInput";
import type { SharingJoinInput } from "./SharingJoinInput";
import type { SharingJoinNowInput } from "./SharingJoinNowInput";
import type { SharingLetInInput } from "./SharingLetInInput";
import type { SharingNameInput } from "./SharingNameInput";
import type { SharingOffer } from "./SharingOffer";
import type { SharingRoleInput } from "./SharingRoleInput";
import type { SharingSheet } from "./SharingSheet";
import type { SharingSheetEndInput } from "./SharingSheetEndInput";
import type { SharingSheetInput } from "./SharingSheetInput";
import type { SharingSheetJoinInput } from "./SharingSheetJoinInput";
import type { SharingTakeOutInput } from "./SharingTakeOutInput";
import type { SharingView } from "./SharingView";
import type { SharingWithdrawInput } from "./SharingWithdrawInput";
import type { SignalInput } from "./SignalInput";
import type { SimilarInput } from "./SimilarInput";
import type { SimilarItem } from "./SimilarItem";
import type { SurvivalView } from "./SurvivalView";
import type { Threshold } from "./Threshold";
import type { ThresholdsInput } from "./ThresholdsInput";
import type { TodayInput } from "./TodayInput";
import type { TodayView } from "./TodayView";
import type { TrashInput } from "./TrashInput";
import type { TrashItem } from "./TrashItem";
import type { TrashListInput } from "./TrashListInput";
import type { TwoValues } from "./TwoValues";
import type { TwoValuesInput } from "./TwoValuesInput";
import type { UndoInput } from "./UndoInput";
import type { UndoListInput } from "./UndoListInput";
import type { UndoStep } from "./UndoStep";
import type { VendorInput } from "./VendorInput";
import type { VendorView } from "./VendorView";
import type { VerifyReport } from "./VerifyReport";
import type { VoiceInput } from "./VoiceInput";
import type { WorkView } from "./WorkView";
import type { WorkaroundDetail } from "./WorkaroundDetail";
import type { WorkaroundListInput } from "./WorkaroundListInput";
import type { WorkaroundRow } from "./WorkaroundRow";

/** Every command a page may call, with its input and its reply. */
export interface Commands {
  /** The frame around every view. */
  app_state: { input: Nothing; reply: AppState };
  /** Answers the first run: makes the clinic and its EHR system. */
  first_run: { input: FirstRunInput; reply: Saved };
  /** Opens the sample clinic in its own file, making it if need be. */
  sample_open: { input: Nothing; reply: AppState };
  /** Goes back to the clinic's own file. */
  sample_close: { input: Nothing; reply: AppState };
  /** Where the clinic stands, and what needs somebody. */
  today: { input: TodayInput; reply: TodayView };
  /** A page of requests. */
  request_list: { input: RequestListInput; reply: Page<RequestRow> };
  /** One request with everything that happened to it. */
  request_detail: { input: OfId; reply: RequestDetail };
  /** A page of workarounds. */
  workaround_list: { input: WorkaroundListInput; reply: Page<WorkaroundRow> };
  /** One workaround with its estimates and occurrences. */
  workaround_detail: { input: OfId; reply: WorkaroundDetail };
  /** A page of configuration changes, newest first. */
  change_list: { input: ConfigChangeListInput; reply: Page<ConfigChange> };
  /** One configuration change. */
  change_detail: { input: OfId; reply: ConfigChange };
  /** A page of change events, newest first. */
  event_list: { input: EventListInput; reply: Page<ChangeEvent> };
  /** One change event. */
  event_detail: { input: OfId; reply: ChangeEvent };
  /** A page of questions, what is not answered first. */
  question_list: { input: QuestionListInput; reply: Page<Question> };
  /** One question with its answers and the lists kept for it. */
  question_detail: { input: OfId; reply: QuestionDetail };
  /** A page of the lists kept beside the EHR, those still kept first. */
  shadow_list: { input: ShadowListInput; reply: Page<ShadowRecord> };
  /** One list kept beside the EHR. */
  shadow_detail: { input: OfId; reply: ShadowRecord };
  /** Areas by accountable owner, and what each person carries. */
  owners: { input: Nothing; reply: OwnersView };
  /** What a person carries by area, before it is handed over. */
  hand_over_look: { input: OfId; reply: HandOverLook };
  /** Gives everything a person owns to another. */
  hand_over: { input: HandOverInput; reply: Saved };
  /** The main chart with all its numbers. */
  friction: { input: FrictionInput; reply: FrictionView };
  /** One of the other figures, with its numbers. */
  figure: { input: FigureInput; reply: FigureView };
  /** A chart as a file's bytes. */
  chart_file: { input: ChartFileInput; reply: ChartFile };
  /** The weekly signal of each break with its control limits. */
  break_charts: { input: SignalInput; reply: BreakChartsView };
  /** How long workarounds live. */
  survival: { input: SignalInput; reply: SurvivalView };
  /** How a figure is counted: its rows, its arithmetic, what decides it. */
  explain: { input: ExplainInput; reply: Explanation };
  /** What the vendor promised and did, and who might come instead. */
  vendor: { input: VendorInput; reply: VendorView };
  /** A filtered list as a file's bytes: every row of it. */
  list_file: { input: ListFileInput; reply: ChartFile };
  /** The monthly review as a walk: what each step is about. */
  review: { input: ReviewInput; reply: ReviewView };
  /** A report's content, for the screen. */
  report: { input: ReportInput; reply: ReportView };
  /** A report as a PDF or HTML file's bytes. */
  report_file: { input: ReportFileInput; reply: ReportFile };
  /** Finds things by their words. */
  search: { input: SearchInput; reply: Array<SearchHit> };
  /** Open requests and workarounds in use that read like a line of quick capture. */
  similar: { input: SimilarInput; reply: Array<SimilarItem> };
  /** A page of a thing's history. */
  history: { input: HistoryInput; reply: HistoryPage };
  /** What two people changed at once on two desks, and nobody has settled. */
  two_values: { input: TwoValuesInput; reply: Array<TwoValues> };
  /** Keeps one of the values that two people gave a field at once. */
  settle_two_values: { input: SettleTwoValuesInput; reply: Saved };
  /** Everybody and everything a chooser offers. */
  catalogue: { input: Nothing; reply: Catalogue };
  /** One thing with its fields as they stand, for an edit form. */
  entity: { input: OfId; reply: Entity };
  /** How a line of quick capture is understood so far. */
  capture_parse: { input: CaptureInput; reply: CaptureView };
  /** Saves a line of quick capture. */
  capture_save: { input: CaptureInput; reply: Saved };
  /** "It happened again", or "me too". */
  again: { input: AgainInput; reply: Saved };
  /** "Nothing to report this week." */
  nothing_to_report: { input: Nothing; reply: Saved };
  /** Answers the weekly pulse for a week, or corrects the answer. */
  pulse_save: { input: PulseInput; reply: Saved };
  /** One person's latest weeks of the pulse, and how many answered. */
  pulse_weeks: { input: PulseWeeksInput; reply: PulseWeeks };
  /** Makes a thing or changes fields of one. */
  save: { input: SaveInput; reply: Saved };
  /** Changes the same fields of many things, as one act. */
  bulk_save: { input: BulkSaveInput; reply: Saved };
  /** Moves a request to another state. */
  move_request: { input: MoveInput; reply: Saved };
  /** Where some requests could go together. */
  moves_of_many: { input: MovesOfManyInput; reply: Array<MoveOfMany> };
  /** Moves requests to one state together, as one act. */
  move_requests: { input: MoveManyInput; reply: Saved };
  /** Merges requests into one, as one act. */
  merge_requests: { input: MergeInput; reply: Saved };
  /** Says that a request is meant to end a workaround. */
  link: { input: LinkInput; reply: Saved };
  /** Says that it is not. */
  unlink: { input: LinkInput; reply: Saved };
  /** Adds one person's "me too". */
  voice_add: { input: VoiceInput; reply: Saved };
  /** Takes one person's "me too" back. */
  voice_remove: { input: VoiceInput; reply: Saved };
  /** Notes time spent following a request up. */
  chase_add: { input: ChaseInput; reply: Saved };
  /** Notes a dated fact: the requester was told, the vendor answered. */
  fact_add: { input: FactInput; reply: Saved };
  /** Puts a state change or a dated fact of a request on another day. */
  correct_day: { input: CorrectDayInput; reply: Saved };
  /** Writes under a request or a workaround. */
  comment: { input: CommentInput; reply: Saved };
  /** Puts things into the trash. */
  delete: { input: TrashInput; reply: Saved };
  /** Takes things out of the trash. */
  restore: { input: TrashInput; reply: Saved };
  /** A page of what is in the trash, newest first. */
  trash: { input: TrashListInput; reply: Page<TrashItem> };
  /** Takes the newest act back, or the one named. */
  undo: { input: UndoInput; reply: Saved };
  /** Does again what was undone last. */
  redo: { input: Nothing; reply: Saved };
  /** What can be undone and done again, newest first. */
  undo_list: { input: UndoListInput; reply: Array<UndoStep> };
  /** What this computer remembers. */
  settings: { input: Nothing; reply: Settings };
  /** Changes what this computer remembers. */
  settings_set: { input: SettingsInput; reply: Settings };
  /** The clinic's own thresholds with the usual ones. */
  thresholds: { input: Nothing; reply: Array<Threshold> };
  /** Sets thresholds, or puts them back to the usual value. */
  thresholds_save: { input: ThresholdsInput; reply: Saved };
  /** Texts that look like patient data among what is about to leave. */
  export_look: { input: ExportLookInput; reply: ExportLook };
  /** How far an import is. */
  import_progress: { input: Nothing; reply: ImportProgress };
  /** Ends the import that is running; nothing of it is kept. */
  import_cancel: { input: Nothing; reply: Nothing };
  /** Keeps a mapping of columns for next month's file. */
  mapping_keep: { input: KeptMapping; reply: Array<KeptMapping> };
  /** Forgets a mapping of columns. */
  mapping_forget: { input: ForgetMappingInput; reply: Array<KeptMapping> };
  /** Every figure, as `keepalive-cli measure --json` prints it. */
  measure: { input: MeasureInput; reply: JsonFigures };
  /** Versions and sizes, for somebody who helps; nothing people wrote. */
  diagnostics: { input: Nothing; reply: Diagnostics };
  /** Checks the database against itself. */
  verify: { input: Nothing; reply: VerifyReport };
  /** The state digest. */
  digest: { input: Nothing; reply: Digest };
  /** How the clinic's database is backed up. */
  backups: { input: Nothing; reply: BackupsView };
  /** Writes a copy now. */
  backup_now: { input: Nothing; reply: BackupsView };
  /** Tries the newest copy out. */
  backup_drill: { input: Nothing; reply: DrillResult };
  /** What a copy holds, and what restoring it would change. */
  backup_look: { input: BackupInput; reply: BackupLook };
  /** Brings a copy back. */
  backup_restore: { input: BackupInput; reply: Restored };
  /** Takes the last restore back. */
  backup_put_back: { input: Nothing; reply: Restored };
  /** Gives the second place of backups up. */
  backup_second_clear: { input: Nothing; reply: BackupsView };
  /** How sharing with other desks stands. */
  sharing: { input: Nothing; reply: SharingView };
  /** Meets the other desks now. */
  sharing_now: { input: Nothing; reply: SharingView };
  /** Lets another desk in: makes a code for one use. */
  sharing_invite: { input: SharingInviteInput; reply: SharingInvite };
  /** Whether the other desk has answered. */
  sharing_invited: { input: Nothing; reply: SharingInvite };
  /** Takes the invitation away. */
  sharing_invite_end: { input: Nothing; reply: Nothing };
  /** Joins the clinic whose invitation was answered. */
  sharing_join: { input: SharingJoinNowInput; reply: SharingView };
  /** Does not join it. */
  sharing_join_not: { input: Nothing; reply: Nothing };
  /** Makes a recovery sheet and shows it. */
  sharing_sheet_make: { input: SharingSheetInput; reply: SharingSheet };
  /** The recovery sheet that is shown. */
  sharing_sheet: { input: SharingSheetInput; reply: SharingSheet };
  /** The recovery sheet that is shown, as a file to print. */
  sharing_sheet_file: { input: SharingSheetInput; reply: ReportFile };
  /** Shows the recovery sheet no more. */
  sharing_sheet_end: { input: SharingSheetEndInput; reply: SharingView };
  /** Withdraws a recovery sheet: the clinic goes on with a key that it does not open. */
  sharing_sheet_withdraw: { input: SharingWithdrawInput; reply: SharingView };
  /** Takes another desk out: the clinic goes on with a key that it does not have. */
  sharing_take_out: { input: SharingTakeOutInput; reply: SharingView };
  /** Says what a desk is called. */
  sharing_name: { input: SharingNameInput; reply: Saved };
  /** Says what a desk is there for. */
  sharing_role: { input: SharingRoleInput; reply: Saved };
  /** What that would do which came as one desk's and was kept aside because nobody vouched for it. */
  sharing_aside: { input: SharingLetInInput; reply: SharingAsideLook };
  /** Lets in what came as one desk's and was kept aside because nobody vouched for it. */
  sharing_let_in: { input: SharingLetInInput; reply: SharingView };
  /** Stays in the folder, and tells no desk to follow to the database any more. */
  sharing_stay: { input: Nothing; reply: SharingView };
  /** Stops sharing. */
  sharing_stop: { input: Nothing; reply: SharingView };
  /** What taking a text out of the whole history would touch. */
  redact_look: { input: RedactInput; reply: RedactionLook };
  /** Takes a text out of the whole history, for good. */
  redact: { input: RedactNowInput; reply: Redacted };
  /** Makes the copies anew that still hold a text. */
  redact_copies: { input: RedactNowInput; reply: BackupsView };
  /** Long work that goes on now. */
  work: { input: Nothing; reply: WorkView };
  /** Asks long work to stop. */
  work_cancel: { input: Nothing; reply: WorkView };
  /** Which copies there are, and what can still be read of the damaged database. */
  rescue: { input: Nothing; reply: RescueView };
  /** What a copy holds. */
  rescue_look: { input: BackupInput; reply: BackupLook };
  /** Sets the damaged database aside and puts a copy in its place. */
  rescue_restore: { input: BackupInput; reply: RescueView };
  /** Sets the damaged database aside, to begin anew. */
  rescue_begin_anew: { input: Nothing; reply: RescueView };
}

/** Commands that take a path; the shell runs them with what its own file dialog gave. */
export interface HostCommands {
  /** What a picked file most likely is. */
  import_open: { input: ImportOpenInput; reply: ImportOffer };
  /** What an import would do. */
  import_preview: { input: ImportInput; reply: ImportReport };
  /** Imports, all or nothing. */
  import_run: { input: ImportInput; reply: ImportReport };
  /** Writes the whole record as a folder of CSV files, or one .zip of them. */
  export_tables: { input: ExportInput; reply: ExportReport };
  /** Writes the whole history as a lossless archive. */
  export_archive: { input: PathInput; reply: ArchiveReport };
  /** Reads an archive into an empty app. */
  import_archive: { input: PathInput; reply: ArchiveReport };
  /** Chooses a second place for backups. */
  backup_second_set: { input: PathInput; reply: BackupsView };
  /** Shares the clinic over a folder. */
  sharing_begin: { input: PathInput; reply: SharingView };
  /** Shares the clinic over a database. */
  sharing_begin_database: { input: PathInput; reply: SharingView };
  /** Moves from the folder to a database. */
  sharing_move: { input: PathInput; reply: SharingView };
  /** Answers the invitation that a code opens. */
  sharing_answer: { input: SharingJoinInput; reply: SharingOffer };
  /** Opens what is shared with a recovery sheet. */
  sharing_open_sheet: { input: SharingSheetJoinInput; reply: SharingOffer };
  /** Writes everything this desk holds into one file for another desk of the clinic. */
  sharing_export: { input: PathInput; reply: SharingExported };
  /** Takes in what another desk of the clinic wrote into a file. */
  sharing_import: { input: PathInput; reply: SharingImported };
  /** What a database file from elsewhere holds. */
  backup_look_file: { input: PathInput; reply: BackupLook };
  /** Brings a database file from elsewhere back. */
  backup_restore_file: { input: PathInput; reply: Restored };
}

/** Commands quick capture may call. */
export const captureCommands = [
  "app_state",
  "similar",
  "catalogue",
  "capture_parse",
  "capture_save",
  "again",
  "nothing_to_report",
  "undo",
  "settings",
  "settings_set",
] as const;
