//! Whether a program and all it started hold a socket of the internet family, read from the kernel's own tables.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::{Failure, Outcome};

/// How often the tables are read: a connection that is opened and refused at once lives longer in them.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// The kernel's tables of internet sockets. Local sockets (the display, the session bus) stand elsewhere.
const TABLES: [&str; 6] = ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"];

/// The column of a table that names the socket, as `/proc/net/tcp` counts them.
const INODE_COLUMN: usize = 9;

/// Looks on for as long as a session runs.
#[derive(Debug)]
pub struct SocketWatch {
    stop: Arc<AtomicBool>,
    looking: JoinHandle<Seen>,
}

/// What a watch saw.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Sockets of the watched processes, as the tables write them.
    pub sockets: HashSet<String>,
    /// The most processes there were at once: the program and those of its web view.
    pub processes: usize,
    /// How often the tables were read.
    pub looks: usize,
}

impl SocketWatch {
    /// Watches a process and its descendants from now on.
    #[must_use]
    pub fn start(process: u32) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let looking = std::thread::spawn(move || {
            let mut seen = Seen::default();
            while !stopped.load(Ordering::SeqCst) {
                look(process, &mut seen);
                std::thread::sleep(LOOK_EVERY);
            }
            seen
        });
        Self { stop, looking }
    }

    /// Ends the watch.
    ///
    /// # Errors
    /// The watching thread ended in a fault.
    pub fn end(self) -> Outcome<Seen> {
        self.stop.store(true, Ordering::SeqCst);
        self.looking.join().map_err(|_| Failure::new("the watch over the sockets", &"it ended in a fault"))
    }
}

fn look(process: u32, seen: &mut Seen) {
    let family = family_of(process);
    let held: HashSet<String> = family.iter().flat_map(|process| sockets_of(*process)).collect();
    for process in &family {
        for table in TABLES {
            // Processes may live in network namespaces of their own; one that just ended has no table.
            let text = fs::read_to_string(format!("/proc/{process}/net/{table}")).unwrap_or_default();
            let ours = text.lines().skip(1).filter(|line| {
                line.split_whitespace().nth(INODE_COLUMN).is_some_and(|inode| held.contains(inode))
            });
            seen.sockets.extend(ours.map(|line| format!("{table}: {}", line.trim())));
        }
    }
    seen.processes = seen.processes.max(family.len());
    seen.looks += 1;
}

/// A process and its descendants.
pub(crate) fn family_of(process: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = entries(Path::new("/proc"))
        .filter_map(|name| name.parse().ok())
        .filter_map(|child: u32| Some((child, parent_of(child)?)))
        .collect();
    let mut family = vec![process];
    let mut next = 0;
    while next < family.len() {
        let parent = family[next];
        family.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(child, _)| *child));
        next += 1;
    }
    family
}

fn parent_of(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name in parentheses may hold blanks; after it come the state and the parent.
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

/// The sockets a process holds, by the numbers the tables know them by.
fn sockets_of(process: u32) -> Vec<String> {
    let folder = format!("/proc/{process}/fd");
    entries(Path::new(&folder))
        .filter_map(|name| fs::read_link(Path::new(&folder).join(name)).ok())
        .filter_map(|target| Some(target.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
        .collect()
}

fn entries(folder: &Path) -> impl Iterator<Item = String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_socket_of_our_own_is_seen_and_only_while_it_is_open() {
        let mut before = Seen::default();
        look(std::process::id(), &mut before);
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let mut during = Seen::default();
        look(std::process::id(), &mut during);
        assert_eq!(during.sockets.len(), before.sockets.len() + 1, "{during:?}");
        drop(listener);
        let mut after = Seen::default();
        look(std::process::id(), &mut after);
        assert_eq!(after.sockets, before.sockets);
    }
}
