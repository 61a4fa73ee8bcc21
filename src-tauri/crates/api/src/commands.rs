//! The one list of commands.
//!
//! Everything that has to know all of them (the dispatch below, the TypeScript bindings, the shell's adapters)
//! takes the list through [`for_each_command!`] and retypes nothing.

/// Hands the list to a macro as `name(windows): Input => Reply;` lines.
///
/// `windows` is `main` where only the main window may call it, `both` where quick capture may too; the shell's
/// capability files say the same. Commands that take a path are in [`for_each_host_command!`] instead.
///
/// ```
/// macro_rules! names { ($($(#[$doc:meta])* $name:ident($windows:ident): $input:ty => $reply:ty;)*) => {
///     [$(stringify!($name)),*]
/// } }
/// assert!(keepalive_api::for_each_command!(names).contains(&"today"));
/// ```
#[macro_export]
macro_rules! for_each_command {
    ($callback:ident) => {
        $callback! {
            /// The frame around every view.
            app_state(both): $crate::types::Nothing => $crate::types::AppState;
            /// Answers the first run: makes the clinic and its EHR system.
            first_run(main): $crate::types::FirstRunInput => $crate::types::Saved;
            /// Opens the sample clinic in its own file, making it if need be.
            sample_open(main): $crate::types::Nothing => $crate::types::AppState;
            /// Goes back to the clinic's own file.
            sample_close(main): $crate::types::Nothing => $crate::types::AppState;
            /// Where the clinic stands, and what needs somebody.
            today(main): $crate::types::TodayInput => $crate::types::TodayView;
            /// A page of requests.
            request_list(main): $crate::types::RequestListInput => $crate::types::Page<$crate::types::RequestRow>;
            /// One request with everything that happened to it.
            request_detail(main): $crate::types::OfId => $crate::types::RequestDetail;
            /// A page of workarounds.
            workaround_list(main): $crate::types::WorkaroundListInput => $crate::types::Page<$crate::types::WorkaroundRow>;
            /// One workaround with its estimates and occurrences.
            workaround_detail(main): $crate::types::OfId => $crate::types::WorkaroundDetail;
            /// A page of configuration changes, newest first.
            change_list(main): $crate::types::ConfigChangeListInput => $crate::types::Page<$crate::types::ConfigChange>;
            /// One configuration change.
            change_detail(main): $crate::types::OfId => $crate::types::ConfigChange;
            /// A page of change events, newest first.
            event_list(main): $crate::types::EventListInput => $crate::types::Page<$crate::types::ChangeEvent>;
            /// One change event.
            event_detail(main): $crate::types::OfId => $crate::types::ChangeEvent;
            /// A page of questions, what is not answered first.
            question_list(main): $crate::types::QuestionListInput => $crate::types::Page<$crate::types::Question>;
            /// One question with its answers and the lists kept for it.
            question_detail(main): $crate::types::OfId => $crate::types::QuestionDetail;
            /// A page of the lists kept beside the EHR, those still kept first.
            shadow_list(main): $crate::types::ShadowListInput => $crate::types::Page<$crate::types::ShadowRecord>;
            /// One list kept beside the EHR.
            shadow_detail(main): $crate::types::OfId => $crate::types::ShadowRecord;
            /// Areas by accountable owner, and what each person carries.
            owners(main): $crate::types::Nothing => $crate::types::OwnersView;
            /// What a person carries by area, before it is handed over.
            hand_over_look(main): $crate::types::OfId => $crate::types::HandOverLook;
            /// Gives everything a person owns to another.
            hand_over(main): $crate::types::HandOverInput => $crate::types::Saved;
            /// The main chart with all its numbers.
            friction(main): $crate::types::FrictionInput => $crate::types::FrictionView;
            /// One of the other figures, with its numbers.
            figure(main): $crate::types::FigureInput => $crate::types::FigureView;
            /// A chart as a file's bytes.
            chart_file(main): $crate::types::ChartFileInput => $crate::types::ChartFile;
            /// The weekly signal of each break with its control limits.
            break_charts(main): $crate::types::SignalInput => $crate::types::BreakChartsView;
            /// How long workarounds live.
            survival(main): $crate::types::SignalInput => $crate::types::SurvivalView;
            /// How a figure is counted: its rows, its arithmetic, what decides it.
            explain(main): $crate::types::ExplainInput => $crate::types::Explanation;
            /// What the vendor promised and did, and who might come instead.
            vendor(main): $crate::types::VendorInput => $crate::types::VendorView;
            /// A filtered list as a file's bytes: every row of it.
            list_file(main): $crate::types::ListFileInput => $crate::types::ChartFile;
            /// The monthly review as a walk: what each step is about.
            review(main): $crate::types::ReviewInput => $crate::types::ReviewView;
            /// A report's content, for the screen.
            report(main): $crate::types::ReportInput => $crate::types::ReportView;
            /// A report as a PDF or HTML file's bytes.
            report_file(main): $crate::types::ReportFileInput => $crate::types::ReportFile;
            /// Finds things by their words.
            search(main): $crate::types::SearchInput => Vec<$crate::types::SearchHit>;
            /// Open requests and workarounds in use that read like a line of quick capture.
            similar(both): $crate::types::SimilarInput => Vec<$crate::types::SimilarItem>;
            /// A page of a thing's history.
            history(main): $crate::types::HistoryInput => $crate::types::HistoryPage;
            /// What two people changed at once on two desks, and nobody has settled.
            two_values(main): $crate::types::TwoValuesInput => Vec<$crate::types::TwoValues>;
            /// Keeps one of the values that two people gave a field at once.
            settle_two_values(main): $crate::types::SettleTwoValuesInput => $crate::types::Saved;
            /// Everybody and everything a chooser offers.
            catalogue(both): $crate::types::Nothing => $crate::types::Catalogue;
            /// One thing with its fields as they stand, for an edit form.
            entity(main): $crate::types::OfId => $crate::types::Entity;
            /// How a line of quick capture is understood so far.
            capture_parse(both): $crate::types::CaptureInput => $crate::types::CaptureView;
            /// Saves a line of quick capture.
            capture_save(both): $crate::types::CaptureInput => $crate::types::Saved;
            /// "It happened again", or "me too".
            again(both): $crate::types::AgainInput => $crate::types::Saved;
            /// "Nothing to report this week."
            nothing_to_report(both): $crate::types::Nothing => $crate::types::Saved;
            /// Answers the weekly pulse for a week, or corrects the answer.
            pulse_save(main): $crate::types::PulseInput => $crate::types::Saved;
            /// One person's latest weeks of the pulse, and how many answered.
            pulse_weeks(main): $crate::types::PulseWeeksInput => $crate::types::PulseWeeks;
            /// Makes a thing or changes fields of one.
            save(main): $crate::types::SaveInput => $crate::types::Saved;
            /// Changes the same fields of many things, as one act.
            bulk_save(main): $crate::types::BulkSaveInput => $crate::types::Saved;
            /// Moves a request to another state.
            move_request(main): $crate::types::MoveInput => $crate::types::Saved;
            /// Where some requests could go together.
            moves_of_many(main): $crate::types::MovesOfManyInput => Vec<$crate::types::MoveOfMany>;
            /// Moves requests to one state together, as one act.
            move_requests(main): $crate::types::MoveManyInput => $crate::types::Saved;
            /// Merges requests into one, as one act.
            merge_requests(main): $crate::types::MergeInput => $crate::types::Saved;
            /// Says that a request is meant to end a workaround.
            link(main): $crate::types::LinkInput => $crate::types::Saved;
            /// Says that it is not.
            unlink(main): $crate::types::LinkInput => $crate::types::Saved;
            /// Adds one person's "me too".
            voice_add(main): $crate::types::VoiceInput => $crate::types::Saved;
            /// Takes one person's "me too" back.
            voice_remove(main): $crate::types::VoiceInput => $crate::types::Saved;
            /// Notes time spent following a request up.
            chase_add(main): $crate::types::ChaseInput => $crate::types::Saved;
            /// Notes a dated fact: the requester was told, the vendor answered.
            fact_add(main): $crate::types::FactInput => $crate::types::Saved;
            /// Puts a state change or a dated fact of a request on another day.
            correct_day(main): $crate::types::CorrectDayInput => $crate::types::Saved;
            /// Writes under a request or a workaround.
            comment(main): $crate::types::CommentInput => $crate::types::Saved;
            /// Puts things into the trash.
            delete(main): $crate::types::TrashInput => $crate::types::Saved;
            /// Takes things out of the trash.
            restore(main): $crate::types::TrashInput => $crate::types::Saved;
            /// A page of what is in the trash, newest first.
            trash(main): $crate::types::TrashListInput => $crate::types::Page<$crate::types::TrashItem>;
            /// Takes the newest act back, or the one named.
            undo(both): $crate::types::UndoInput => $crate::types::Saved;
            /// Does again what was undone last.
            redo(main): $crate::types::Nothing => $crate::types::Saved;
            /// What can be undone and done again, newest first.
            undo_list(main): $crate::types::UndoListInput => Vec<$crate::types::UndoStep>;
            /// What this computer remembers.
            settings(both): $crate::types::Nothing => $crate::types::Settings;
            /// Changes what this computer remembers.
            settings_set(both): $crate::types::SettingsInput => $crate::types::Settings;
            /// The clinic's own thresholds with the usual ones.
            thresholds(main): $crate::types::Nothing => Vec<$crate::types::Threshold>;
            /// Sets thresholds, or puts them back to the usual value.
            thresholds_save(main): $crate::types::ThresholdsInput => $crate::types::Saved;
            /// Texts that look like patient data among what is about to leave.
            export_look(main): $crate::types::ExportLookInput => $crate::types::ExportLook;
            /// How far an import is.
            import_progress(main): $crate::types::Nothing => $crate::types::ImportProgress;
            /// Ends the import that is running; nothing of it is kept.
            import_cancel(main): $crate::types::Nothing => $crate::types::Nothing;
            /// Keeps a mapping of columns for next month's file.
            mapping_keep(main): $crate::types::KeptMapping => Vec<$crate::types::KeptMapping>;
            /// Forgets a mapping of columns.
            mapping_forget(main): $crate::types::ForgetMappingInput => Vec<$crate::types::KeptMapping>;
            /// Every figure, as `keepalive-cli measure --json` prints it.
            measure(main): $crate::types::MeasureInput => $crate::types::JsonFigures;
            /// Versions and sizes, for somebody who helps; nothing people wrote.
            diagnostics(main): $crate::types::Nothing => $crate::types::Diagnostics;
            /// Checks the database against itself.
            verify(main): $crate::types::Nothing => $crate::types::VerifyReport;
            /// The state digest.
            digest(main): $crate::types::Nothing => $crate::types::Digest;
            /// How the clinic's database is backed up.
            backups(main): $crate::types::Nothing => $crate::types::BackupsView;
            /// Writes a copy now.
            backup_now(main): $crate::types::Nothing => $crate::types::BackupsView;
            /// Tries the newest copy out.
            backup_drill(main): $crate::types::Nothing => $crate::types::DrillResult;
            /// What a copy holds, and what restoring it would change.
            backup_look(main): $crate::types::BackupInput => $crate::types::BackupLook;
            /// Brings a copy back.
            backup_restore(main): $crate::types::BackupInput => $crate::types::Restored;
            /// Takes the last restore back.
            backup_put_back(main): $crate::types::Nothing => $crate::types::Restored;
            /// Gives the second place of backups up.
            backup_second_clear(main): $crate::types::Nothing => $crate::types::BackupsView;
            /// How sharing with other desks stands.
            sharing(main): $crate::types::Nothing => $crate::types::SharingView;
            /// Meets the other desks now.
            sharing_now(main): $crate::types::Nothing => $crate::types::SharingView;
            /// Lets another desk in: makes a code for one use.
            sharing_invite(main): $crate::types::SharingInviteInput => $crate::types::SharingInvite;
            /// Whether the other desk has answered.
            sharing_invited(main): $crate::types::Nothing => $crate::types::SharingInvite;
            /// Takes the invitation away.
            sharing_invite_end(main): $crate::types::Nothing => $crate::types::Nothing;
            /// Joins the clinic whose invitation was answered.
            sharing_join(main): $crate::types::SharingJoinNowInput => $crate::types::SharingView;
            /// Does not join it.
            sharing_join_not(main): $crate::types::Nothing => $crate::types::Nothing;
            /// Makes a recovery sheet and shows it.
            sharing_sheet_make(main): $crate::types::SharingSheetInput => $crate::types::SharingSheet;
            /// The recovery sheet that is shown.
            sharing_sheet(main): $crate::types::SharingSheetInput => $crate::types::SharingSheet;
            /// The recovery sheet that is shown, as a file to print.
            sharing_sheet_file(main): $crate::types::SharingSheetInput => $crate::types::ReportFile;
            /// Shows the recovery sheet no more.
            sharing_sheet_end(main): $crate::types::SharingSheetEndInput => $crate::types::SharingView;
            /// Withdraws a recovery sheet: the clinic goes on with a key that it does not open.
            sharing_sheet_withdraw(main): $crate::types::SharingWithdrawInput => $crate::types::SharingView;
            /// Takes another desk out: the clinic goes on with a key that it does not have.
            sharing_take_out(main): $crate::types::SharingTakeOutInput => $crate::types::SharingView;
            /// Says what a desk is called.
            sharing_name(main): $crate::types::SharingNameInput => $crate::types::Saved;
            /// Says what a desk is there for.
            sharing_role(main): $crate::types::SharingRoleInput => $crate::types::Saved;
            /// What that would do which came as one desk's and was kept aside because nobody vouched for it.
            sharing_aside(main): $crate::types::SharingLetInInput => $crate::types::SharingAsideLook;
            /// Lets in what came as one desk's and was kept aside because nobody vouched for it.
            sharing_let_in(main): $crate::types::SharingLetInInput => $crate::types::SharingView;
            /// Stays in the folder, and tells no desk to follow to the database any more.
            sharing_stay(main): $crate::types::Nothing => $crate::types::SharingView;
            /// Stops sharing.
            sharing_stop(main): $crate::types::Nothing => $crate::types::SharingView;
            /// What taking a text out of the whole history would touch.
            redact_look(main): $crate::types::RedactInput => $crate::types::RedactionLook;
            /// Takes a text out of the whole history, for good.
            redact(main): $crate::types::RedactNowInput => $crate::types::Redacted;
            /// Makes the copies anew that still hold a text.
            redact_copies(main): $crate::types::RedactNowInput => $crate::types::BackupsView;
            /// Long work that goes on now.
            work(main): $crate::types::Nothing => $crate::types::WorkView;
            /// Asks long work to stop.
            work_cancel(main): $crate::types::Nothing => $crate::types::WorkView;
        }
    };
}

/// Hands the list of commands that take a path, in the same form. The shell calls them with what its own file
/// dialog gave; no page may call them.
#[macro_export]
macro_rules! for_each_host_command {
    ($callback:ident) => {
        $callback! {
            /// What a picked file most likely is.
            import_open(host): $crate::types::ImportOpenInput => $crate::types::ImportOffer;
            /// What an import would do.
            import_preview(host): $crate::types::ImportInput => $crate::types::ImportReport;
            /// Imports, all or nothing.
            import_run(host): $crate::types::ImportInput => $crate::types::ImportReport;
            /// Writes the whole record as a folder of CSV files, or one .zip of them.
            export_tables(host): $crate::types::ExportInput => $crate::types::ExportReport;
            /// Writes the whole history as a lossless archive.
            export_archive(host): $crate::types::PathInput => $crate::types::ArchiveReport;
            /// Reads an archive into an empty app.
            import_archive(host): $crate::types::PathInput => $crate::types::ArchiveReport;
            /// Chooses a second place for backups.
            backup_second_set(host): $crate::types::PathInput => $crate::types::BackupsView;
            /// Shares the clinic over a folder.
            sharing_begin(host): $crate::types::PathInput => $crate::types::SharingView;
            /// Shares the clinic over a database.
            sharing_begin_database(host): $crate::types::PathInput => $crate::types::SharingView;
            /// Moves from the folder to a database.
            sharing_move(host): $crate::types::PathInput => $crate::types::SharingView;
            /// Answers the invitation that a code opens.
            sharing_answer(host): $crate::types::SharingJoinInput => $crate::types::SharingOffer;
            /// Opens what is shared with a recovery sheet.
            sharing_open_sheet(host): $crate::types::SharingSheetJoinInput => $crate::types::SharingOffer;
            /// Writes everything this desk holds into one file for another desk of the clinic.
            sharing_export(host): $crate::types::PathInput => $crate::types::SharingExported;
            /// Takes in what another desk of the clinic wrote into a file.
            sharing_import(host): $crate::types::PathInput => $crate::types::SharingImported;
            /// What a database file from elsewhere holds.
            backup_look_file(host): $crate::types::PathInput => $crate::types::BackupLook;
            /// Brings a database file from elsewhere back.
            backup_restore_file(host): $crate::types::PathInput => $crate::types::Restored;
        }
    };
}

/// Hands the list of commands that work where the database cannot be opened, in the same form. With an open database
/// there is nothing to rescue, and they are refused.
#[macro_export]
macro_rules! for_each_rescue_command {
    ($callback:ident) => {
        $callback! {
            /// Which copies there are, and what can still be read of the damaged database.
            rescue(main): $crate::types::Nothing => $crate::types::RescueView;
            /// What a copy holds.
            rescue_look(main): $crate::types::BackupInput => $crate::types::BackupLook;
            /// Sets the damaged database aside and puts a copy in its place.
            rescue_restore(main): $crate::types::BackupInput => $crate::types::RescueView;
            /// Sets the damaged database aside, to begin anew.
            rescue_begin_anew(main): $crate::types::Nothing => $crate::types::RescueView;
        }
    };
}

/// Declares the names.
macro_rules! names {
    ($($(#[$doc:meta])* $name:ident($windows:ident): $input:ty => $reply:ty;)*) => {
        &[$(Name { name: stringify!($name), windows: stringify!($windows) }),*]
    };
}

/// A command's name and who may call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// As the page calls it.
    pub name: &'static str,
    /// `main`, `both` or `host`.
    pub windows: &'static str,
}

/// Every command a page may call.
pub const COMMANDS: &[Name] = for_each_command!(names);

/// Every command a page may call where the database cannot be opened.
pub const RESCUE_COMMANDS: &[Name] = for_each_rescue_command!(names);

/// Every command only the shell may call.
pub const HOST_COMMANDS: &[Name] = for_each_host_command!(names);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_command_is_listed_twice_and_each_says_who_may_call_it() {
        let mut names: Vec<_> =
            COMMANDS.iter().chain(HOST_COMMANDS).chain(RESCUE_COMMANDS).map(|c| c.name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(COMMANDS.iter().all(|c| matches!(c.windows, "main" | "both")));
        assert!(HOST_COMMANDS.iter().all(|c| c.windows == "host"));
    }
}
