//! Which crate may name which (docs/architecture.md), held over what cargo knows.

use std::collections::BTreeSet;

use anyhow::{Context, bail};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

use crate::workspace::Workspace;

/// What a crate of ours may name in its product code. Tests may name more: they stand outside.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("keepalive-domain", &[]),
    ("keepalive-sync", &["keepalive-domain"]),
    ("keepalive-seal", &["keepalive-domain", "keepalive-sync"]),
    ("keepalive-hub-folder", &["keepalive-domain", "keepalive-seal", "keepalive-sync"]),
    ("keepalive-hub-postgres", &["keepalive-domain", "keepalive-seal", "keepalive-sync"]),
    // Tests name it, and it names nobody.
    ("keepalive-test-postgres", &[]),
    ("keepalive-store", &["keepalive-domain", "keepalive-sync"]),
    ("keepalive-measures", &["keepalive-domain"]),
    ("keepalive-charts", &["keepalive-domain", "keepalive-measures"]),
    ("keepalive-reports", &["keepalive-charts", "keepalive-domain", "keepalive-measures"]),
    ("keepalive-exchange", &["keepalive-domain"]),
    ("keepalive-sample", &["keepalive-domain"]),
    (
        "keepalive-api",
        &[
            "keepalive-charts",
            "keepalive-domain",
            "keepalive-exchange",
            "keepalive-hub-folder",
            "keepalive-hub-postgres",
            "keepalive-measures",
            "keepalive-reports",
            "keepalive-sample",
            "keepalive-seal",
            "keepalive-store",
            "keepalive-sync",
        ],
    ),
    ("keepalive-keychain", &["keepalive-api"]),
    ("keepalive-cli", &["keepalive-api", "keepalive-keychain"]),
    ("keepalive", &["keepalive-api", "keepalive-keychain"]),
    // Drives cargo and npm; knows the product only as programs to call.
    ("xtask", &[]),
];

/// Crates from outside that have one room: `(how its name begins, who may name it)`.
const ONE_ROOM: &[(&str, &str)] = &[
    ("rusqlite", "keepalive-store"),
    ("libsqlite3-sys", "keepalive-store"),
    ("plotters", "keepalive-charts"),
    ("tauri", "keepalive"),
    ("keyring", "keepalive-keychain"),
    ("fantoccini", "keepalive-tests"),
    ("postgres", "keepalive-hub-postgres"),
    ("tokio-postgres", "keepalive-hub-postgres"),
];

/// Tests and measurements stand outside the house and may look into every room.
const OUTSIDE: &[&str] = &["keepalive-tests", "keepalive-bench", "keepalive-faults"];

/// Fails with every arrow that points where none may.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<()> {
    let metadata = MetadataCommand::new()
        .current_dir(&workspace.root)
        .no_deps()
        .exec()
        .context("cargo tells nothing of the workspace")?;
    let wrong = wrong_arrows(&edges(&metadata));
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}

/// One crate naming another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    from: String,
    to: String,
    /// Only its tests name it.
    in_tests: bool,
}

fn edges(metadata: &Metadata) -> BTreeSet<Edge> {
    metadata.workspace_packages().into_iter().flat_map(edges_of).collect()
}

fn edges_of(package: &Package) -> impl Iterator<Item = Edge> {
    package.dependencies.iter().map(|dependency| Edge {
        from: package.name.to_string(),
        to: dependency.name.clone(),
        in_tests: dependency.kind == DependencyKind::Development,
    })
}

fn wrong_arrows(edges: &BTreeSet<Edge>) -> Vec<String> {
    edges.iter().filter_map(|edge| wrong_between_rooms(edge).or_else(|| wrong_from_outside(edge))).collect()
}

fn wrong_between_rooms(edge: &Edge) -> Option<String> {
    if !edge.to.starts_with("keepalive") || edge.in_tests || OUTSIDE.contains(&edge.from.as_str()) {
        return None;
    }
    let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == edge.from) else {
        return Some(format!("{} has no place in the arrows: give it one in arrows.rs", edge.from));
    };
    let fine = allowed.contains(&edge.to.as_str());
    (!fine).then(|| format!("{} may not name {}", edge.from, edge.to))
}

fn wrong_from_outside(edge: &Edge) -> Option<String> {
    if OUTSIDE.contains(&edge.from.as_str()) {
        return None;
    }
    let (_, room) = ONE_ROOM.iter().find(|(prefix, _)| edge.to.starts_with(prefix))?;
    (edge.from != *room).then(|| format!("only {room} names {}, not {}", edge.to, edge.from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(from: &str, to: &str, in_tests: bool) -> bool {
        let edge = Edge { from: from.to_owned(), to: to.to_owned(), in_tests };
        !wrong_arrows(&BTreeSet::from([edge])).is_empty()
    }

    #[test]
    fn the_arrows_of_the_house_plan_are_allowed() {
        assert!(!wrong("keepalive", "keepalive-api", false));
        assert!(!wrong("keepalive-api", "keepalive-store", false));
        assert!(!wrong("keepalive-charts", "keepalive-measures", false));
    }

    #[test]
    fn arrows_against_the_plan_are_found() {
        assert!(wrong("keepalive-domain", "keepalive-store", false));
        assert!(wrong("keepalive-measures", "keepalive-store", false));
        assert!(wrong("keepalive-cli", "keepalive-store", false));
        assert!(wrong("keepalive-store", "keepalive-api", false));
        assert!(wrong("keepalive-sync", "keepalive-store", false));
    }

    #[test]
    fn tests_may_look_into_other_rooms() {
        assert!(!wrong("keepalive-measures", "keepalive-sample", true));
        assert!(!wrong("keepalive-tests", "keepalive-store", false));
    }

    #[test]
    fn crates_with_one_room_are_named_nowhere_else_not_even_in_tests() {
        assert!(wrong("keepalive-api", "rusqlite", false));
        assert!(wrong("keepalive-cli", "rusqlite", true));
        assert!(wrong("keepalive-measures", "plotters", false));
        assert!(wrong("keepalive-api", "tauri-plugin-dialog", false));
        assert!(!wrong("keepalive-store", "rusqlite", false));
        assert!(!wrong("keepalive", "tauri-build", false));
    }

    #[test]
    fn a_crate_without_a_place_is_found() {
        assert!(wrong("keepalive-new", "keepalive-domain", false));
    }
}
