//! Compiles the permissions: a command that is not listed here can be called by no window.

/// The api's list, read as the api reads it. Depending on the api instead would build it twice.
#[path = "crates/api/src/commands.rs"]
#[allow(dead_code, unreachable_pub, reason = "only the names are wanted here")]
mod api_commands;

/// What the shell itself answers, beside the commands of the api.
const SHELL_COMMANDS: &[&str] = &[
    "page_ready",
    "open_main",
    "show_capture",
    "hide_capture",
    "capture_shortcut",
    "set_capture_shortcut",
    "login_start",
    "set_login_start",
    "updates",
    "look_for_update",
    "install_update",
    "save_chart",
    "save_list",
    "save_report",
    "print_page",
    "pick_import",
    "open_import",
    "preview_import",
    "run_import",
    "save_tables",
    "save_archive",
    "take_archive",
    "pick_backup_place",
    "pick_backup_file",
    "restore_picked_file",
    "pick_shared_folder",
    "pick_access_file",
    "pick_move_access",
    "pick_join_access",
    "pick_join_folder",
    "answer_invite",
    "open_sheet",
    "save_sheet",
    "save_entries",
    "bring_entries",
];

fn main() {
    let of_the_api =
        api_commands::COMMANDS.iter().chain(api_commands::RESCUE_COMMANDS).map(|command| command.name);
    let all: Vec<&'static str> = SHELL_COMMANDS.iter().copied().chain(of_the_api).collect();
    // Tauri keeps the list for as long as this program runs, which is not long.
    let manifest = tauri_build::AppManifest::new().commands(all.leak());
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
