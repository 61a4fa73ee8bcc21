//! What a program and all it started have had of the processor, from the kernel's own tables.

use std::fs;

use crate::sockets::family_of;

/// Where user and system time stand in `/proc/<process>/stat`, counted after the name in parentheses.
const TIMES: [usize; 2] = [11, 12];

/// User and system time of a process and its descendants since they started, in ticks of the kernel (10 ms everywhere).
pub(crate) fn ticks_of(process: u32) -> u64 {
    family_of(process).into_iter().map(own_ticks).sum()
}

fn own_ticks(process: u32) -> u64 {
    // One that has just ended has no table.
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields: Vec<&str> =
        stat.rsplit_once(')').map(|(_, after)| after.split_whitespace().collect()).unwrap_or_default();
    TIMES.into_iter().filter_map(|at| fields.get(at)?.parse::<u64>().ok()).sum()
}
