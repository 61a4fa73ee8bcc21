//! Compiles the permissions: a command that is not in this list can be called by no window.

/// What the shell itself answers, beside the commands of `keepalive-api`.
const SHELL_COMMANDS: &[&str] =
    &["page_ready", "open_main", "show_capture", "hide_capture", "capture_shortcut", "set_capture_shortcut"];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(SHELL_COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
