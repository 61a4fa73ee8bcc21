//! What can be typed for sharing.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use keepalive_api::types::DeskRole;

#[derive(Debug, Subcommand)]
pub(crate) enum Share {
    /// Write a new key. Whoever has it can read what is shared.
    Key {
        /// The file; an existing one is left alone.
        file: PathBuf,
    },
    /// Make a recovery sheet: a key to print and lock away, which opens what is shared when every desk is lost. The
    /// program age opens it, too.
    Sheet {
        /// The file that the sheet is written to; an existing one is left alone. Print it, then delete it.
        file: PathBuf,
        /// The shared folder, or this desk's access file for a database: what the sheet opens is laid down there.
        #[arg(long, value_name = "FOLDER_OR_FILE")]
        at: PathBuf,
        /// The file with the key.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
    /// Meet the other desks in a shared folder, once.
    Folder {
        /// The folder, for example on a NAS.
        dir: PathBuf,
        #[command(flatten)]
        how: Meet,
    },
    /// Meet the other desks in a PostgreSQL database, once.
    Postgres {
        /// The file that whoever runs the server gave this desk (hub device add).
        access: PathBuf,
        #[command(flatten)]
        how: Meet,
    },
    /// Write everything into one file for another desk.
    Export {
        /// The file.
        file: PathBuf,
        /// The file with the key.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
    /// Take in what another desk wrote into a file.
    Import {
        /// The file.
        file: PathBuf,
        /// The file with the key.
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// Bring the record that this desk kept alone into the one in the file.
        #[arg(long)]
        join: bool,
    },
    /// The clinic's desks as far as this one heard of them, and what each is there for.
    Desks,
    /// Say what a desk is called. Each desk says its own, a manager's any.
    Name {
        /// The desk's mark, as share desks prints it.
        mark: String,
        /// What it is to be called; left out, its name is taken away.
        name: Option<String>,
    },
    /// Say what a desk is there for. Done at a manager's desk.
    Role {
        /// The desk's mark, as share desks prints it.
        mark: String,
        /// What it is to be there for.
        role: Role,
    },
    /// Take another desk out: the clinic goes on with a key that it does not have. Done at a manager's desk that shares in the
    /// app, by the place chosen there.
    TakeOut {
        /// The desk's mark, as share desks prints it.
        mark: String,
    },
}

/// What a desk is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Role {
    /// Everything.
    Manager,
    /// Writes down what happens, changes what it wrote itself, and reads.
    Provider,
    /// Reads.
    Reader,
}

impl From<Role> for DeskRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Manager => Self::Manager,
            Role::Provider => Self::Provider,
            Role::Reader => Self::Reader,
        }
    }
}

/// How to meet the others, wherever that is.
#[derive(Debug, clap::Args)]
pub(crate) struct Meet {
    /// The file with the key.
    #[arg(long, value_name = "FILE", required_unless_present = "recovery", conflicts_with = "recovery")]
    pub(crate) key: Option<PathBuf>,
    /// A file with a recovery sheet's key, in place of the key itself.
    #[arg(long, value_name = "FILE")]
    pub(crate) recovery: Option<PathBuf>,
    /// Make this desk's record stand there, where the clinic has none yet.
    #[arg(long)]
    pub(crate) begin: bool,
    /// Bring the record that this desk kept alone into the one found there.
    #[arg(long)]
    pub(crate) join: bool,
    /// Put there what was lost there of other desks, too, which do not come any more.
    #[arg(long)]
    pub(crate) carry: bool,
    /// What this desk is to be there for where it joins; a manager's if not said.
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<Role>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Hub {
    /// Make the hub in a database, once, and a clinic in it; with --device, let its first desk in.
    Init {
        #[command(flatten)]
        at: HubAt,
        /// What the clinic is called at the hub.
        #[arg(long, default_value = "clinic")]
        clinic: String,
        #[command(flatten)]
        first: FirstDesk,
    },
    /// Let desks in.
    #[command(subcommand)]
    Device(HubDevice),
    /// Take a desk's access back, at once. What it wrote stays.
    Revoke {
        /// The desk's name.
        name: String,
        #[command(flatten)]
        at: HubAt,
    },
    /// Who is let in, how many ops stand there and how large they are.
    Status {
        #[command(flatten)]
        at: HubAt,
    },
    /// Look it through: whole chains, and whether the server still refuses what it must.
    Check {
        #[command(flatten)]
        at: HubAt,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum HubDevice {
    /// Let a desk in, with a login role of its own, and write the file that it needs.
    Add {
        /// Its name: small letters, digits and -, for example front-desk.
        name: String,
        #[command(flatten)]
        at: HubAt,
        /// The clinic it is of, where several stand there.
        #[arg(long)]
        clinic: Option<String>,
        /// A new password for a desk that stands there already; its old file opens nothing any more.
        #[arg(long)]
        again: bool,
        /// The desk reads what the others write and writes nothing there: the server itself refuses it. With --again a desk
        /// that stands there is changed to that.
        #[arg(long)]
        read_only: bool,
        /// The desk reads and writes. Only asked for with --again, where a new password must not change by oversight what the
        /// desk may do.
        #[arg(long, requires = "again", conflicts_with = "read_only")]
        writes: bool,
        /// Where to write the file that the desk needs. It holds a password: hand it over as one.
        #[arg(long, value_name = "FILE")]
        access: PathBuf,
        #[command(flatten)]
        reached: Reached,
    },
}

/// Where a hub is, for whoever runs it. The password comes from PGPASSWORD, never from the command line.
#[derive(Debug, clap::Args)]
pub(crate) struct HubAt {
    /// The database, as a login that may make tables and roles: postgres://USER@HOST:5432/DATABASE, or over the local
    /// socket "host=/var/run/postgresql user=USER dbname=DATABASE".
    #[arg(long, value_name = "URL", env = "KEEPALIVE_HUB", hide_env_values = true)]
    pub(crate) server: String,
    /// The certificate by which the server is known (PEM). It goes into each desk's file. Needed over a network.
    #[arg(long, value_name = "FILE", env = "KEEPALIVE_HUB_CA")]
    pub(crate) ca: Option<PathBuf>,
}

/// Where desks reach the server.
#[derive(Debug, clap::Args)]
pub(crate) struct Reached {
    /// HOST or HOST:PORT, as the server's certificate says it, where that is another address than the one used here.
    #[arg(long, value_name = "HOST")]
    pub(crate) address: Option<String>,
}

/// The first desk of a clinic.
#[derive(Debug, clap::Args)]
pub(crate) struct FirstDesk {
    /// Let this desk in, too: small letters, digits and -, for example front-desk.
    #[arg(long, value_name = "NAME", requires = "access")]
    pub(crate) device: Option<String>,
    /// Where to write the file that the desk needs.
    #[arg(long, value_name = "FILE", requires = "device")]
    pub(crate) access: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reached: Reached,
}
