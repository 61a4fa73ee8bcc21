//! System packages: the web view to build and run on, and what the tests drive it with.

use std::path::Path;

use anyhow::bail;

use crate::process::Call;

/// What the packages are wanted for; each includes the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// Build the app and open its window.
    Run,
    /// The same without a display.
    VirtualDisplay,
    /// Every test, in both browser engines.
    Test,
}

/// Debian packages, each with what it is wanted for first.
const DEBIAN: &[(Purpose, &str)] = &[
    (Purpose::Run, "build-essential"),
    (Purpose::Run, "pkg-config"),
    (Purpose::Run, "libwebkit2gtk-4.1-dev"),
    // The tray icon; loaded by name when the app starts.
    (Purpose::Run, "libayatana-appindicator3-dev"),
    (Purpose::VirtualDisplay, "xvfb"),
    // The session bus on which a second start finds the first.
    (Purpose::VirtualDisplay, "dbus-daemon"),
    (Purpose::VirtualDisplay, "fonts-dejavu-core"),
    (Purpose::Test, "webkit2gtk-driver"),
    // WebView2 is Chromium: the views are tested in both engines people have.
    (Purpose::Test, "chromium"),
    // A window manager: without one no window gets the keys.
    (Purpose::Test, "openbox"),
    // The bus on which a screen reader hears what the windows hold.
    (Purpose::Test, "at-spi2-core"),
    // Presses the global shortcut as a person would.
    (Purpose::Test, "xdotool"),
    // Desks meet in a real server; tests start their own, in a folder that goes away again.
    (Purpose::Test, "postgresql"),
    // Opens what a recovery sheet opens, as anybody would without this program.
    (Purpose::Test, "age"),
];

/// Makes sure the system has what `purpose` needs.
///
/// Debian and its relatives: installed with apt, as root or through sudo without a password. Elsewhere,
/// or where that is refused: an error that names the command to type.
pub(crate) fn system_packages(purpose: Purpose) -> anyhow::Result<()> {
    match std::env::consts::OS {
        "linux" => linux(purpose),
        "windows" => windows(),
        "macos" => macos(),
        _ => Ok(()),
    }
}

fn wanted(purpose: Purpose) -> Vec<&'static str> {
    DEBIAN.iter().filter(|(first, _)| *first <= purpose).map(|(_, name)| *name).collect()
}

fn linux(purpose: Purpose) -> anyhow::Result<()> {
    let wanted = wanted(purpose);
    if !Path::new("/etc/debian_version").exists() {
        println!("Not Debian: please see that your system has the equivalents of {}", wanted.join(" "));
        return Ok(());
    }
    let mut missing = Vec::new();
    for name in wanted {
        if !is_installed(name)? {
            missing.push(name);
        }
    }
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

fn is_installed(name: &str) -> anyhow::Result<bool> {
    let query = Call::new("dpkg-query", &["--show", "--showformat=${db:Status-Status}", name]);
    // The query fails for a package dpkg never heard of.
    Ok(query.succeeds()? && query.output()? == "installed")
}

fn install(missing: &[&str]) -> anyhow::Result<()> {
    let Some(become_root) = way_to_root()? else {
        bail!(
            "these packages are missing and installing them needs root. Type:\n\n  \
             sudo apt-get update && sudo apt-get install --no-install-recommends {}\n",
            missing.join(" ")
        );
    };
    become_root.call("apt-get", &["update"]).run()?;
    let install = become_root.call("apt-get", &["install", "--yes", "--no-install-recommends"]);
    missing.iter().fold(install, |call, name| call.arg(name)).run()
}

/// How a command comes to run as root.
#[derive(Debug, Clone, Copy)]
enum Root {
    Already,
    Sudo,
}

impl Root {
    fn call(self, program: &str, arguments: &[&str]) -> Call {
        // Handed through `env`, because sudo drops variables.
        let call = match self {
            Self::Already => Call::new("env", &[]),
            Self::Sudo => Call::new("sudo", &["--non-interactive", "env"]),
        };
        let call = call.arg("DEBIAN_FRONTEND=noninteractive").arg(program);
        arguments.iter().fold(call, |call, argument| call.arg(argument))
    }
}

/// The way to root without a password, where there is one.
fn way_to_root() -> anyhow::Result<Option<Root>> {
    if Call::new("id", &["--user"]).output()?.trim() == "0" {
        return Ok(Some(Root::Already));
    }
    let sudo = Call::new("sudo", &["--non-interactive", "true"]).succeeds()?;
    Ok(sudo.then_some(Root::Sudo))
}

/// Where the installer of WebView2 notes its version, for everybody and for one user.
const WEBVIEW2_KEYS: [&str; 2] = [
    r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}",
    r"HKCU\Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}",
];

fn windows() -> anyhow::Result<()> {
    for key in WEBVIEW2_KEYS {
        if Call::new("reg", &["query", key, "/v", "pv"]).succeeds()? {
            return Ok(());
        }
    }
    bail!("the WebView2 runtime is missing. Type:\n\n  winget install Microsoft.EdgeWebView2Runtime\n")
}

fn macos() -> anyhow::Result<()> {
    if Call::new("xcode-select", &["--print-path"]).succeeds()? {
        return Ok(());
    }
    bail!("the command line tools are missing. Type:\n\n  xcode-select --install\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_asks_for_less_than_testing() {
        let (run, test) = (wanted(Purpose::Run), wanted(Purpose::Test));
        assert!(run.contains(&"libwebkit2gtk-4.1-dev") && !run.contains(&"chromium"));
        assert!(run.iter().all(|name| test.contains(name)));
    }
}
