//! What can go wrong, with the cure.

use std::path::PathBuf;

use keepalive_domain::ids::StreamId;
use keepalive_seal::SealError;
use thiserror::Error;

/// A database hub could not be used. The record is as it was.
#[derive(Debug, Error)]
pub enum PostgresError {
    /// The address cannot be read.
    #[error(
        "this is no address of a PostgreSQL server ({detail}); one is postgres://USER@HOST:5432/DATABASE"
    )]
    Address {
        /// Why.
        detail: String,
    },
    /// The file with a desk's access cannot be read.
    #[error("{} is no access file of Keepalive's ({detail})", path.display())]
    NotAnAccess {
        /// The file.
        path: PathBuf,
        /// Why.
        detail: String,
    },
    /// The certificate to trust cannot be read.
    #[error("the certificate to trust cannot be read ({detail}); it is a file with BEGIN CERTIFICATE in it")]
    Certificate {
        /// Why.
        detail: String,
    },
    /// Without a certificate to trust nothing goes over a network.
    #[error(
        "{server} is another computer, and without the certificate to trust what is sent there could be read or \
         changed on the way; nothing was sent"
    )]
    NotEncrypted {
        /// Where.
        server: String,
    },
    /// The server is not who it says it is, or speaks no TLS.
    #[error("{server} could not be trusted ({detail}); nothing was sent")]
    NotTrusted {
        /// Where.
        server: String,
        /// Why.
        detail: String,
    },
    /// The server could not be reached, or the way to it broke.
    #[error("could not {attempted} at {server} ({detail}); what is not there yet goes there the next time")]
    Unreachable {
        /// What was tried.
        attempted: &'static str,
        /// Where.
        server: String,
        /// Why.
        detail: String,
    },
    /// The server lets this login not in.
    #[error("{server} does not let {login} in ({detail})")]
    Login {
        /// Where.
        server: String,
        /// Who.
        login: String,
        /// Why.
        detail: String,
    },
    /// The database holds no hub.
    #[error("{server} holds no hub of Keepalive's yet; whoever runs it makes one with hub init")]
    NotAHub {
        /// Where.
        server: String,
    },
    /// The hub was made by a newer version.
    #[error(
        "the hub at {server} was made by a newer Keepalive (format {found}, this one knows {known}); update this one"
    )]
    Newer {
        /// Where.
        server: String,
        /// Its format.
        found: i32,
        /// The newest format this version knows.
        known: i32,
    },
    /// This login was taken back.
    #[error("{server} knows this desk no more: its access was taken back")]
    Revoked {
        /// Where.
        server: String,
    },
    /// This desk may read there and not write.
    #[error(
        "this desk's access to {server} only reads; ask whoever runs the server for one that may write (hub device add \
         NAME --again)"
    )]
    ReadsOnly {
        /// Where.
        server: String,
    },
    /// No desk of the clinic has begun its record there.
    #[error("the clinic {clinic} has no record at {server} yet")]
    NotBegun {
        /// Where.
        server: String,
        /// What whoever runs the server calls it.
        clinic: String,
    },
    /// The clinic there is another one than this desk's.
    #[error(
        "{server} holds another record for this desk than the one it has ({clinic}); nothing was changed"
    )]
    OtherRecord {
        /// Where.
        server: String,
        /// What whoever runs the server calls it.
        clinic: String,
    },
    /// The hub was made before desks could be invited by a code.
    #[error(
        "the hub at {server} was made by an older Keepalive and takes no invitations; hub init, typed again by whoever \
         runs it, adds what is missing"
    )]
    NoMailbox {
        /// Where.
        server: String,
    },
    /// The hub was made before there were recovery sheets.
    #[error(
        "the hub at {server} was made by an older Keepalive and keeps nothing for recovery sheets; hub init, typed again \
         by whoever runs it, adds what is missing"
    )]
    NoSheets {
        /// Where.
        server: String,
    },
    /// The hub was made before desks had keys of their own.
    #[error(
        "the hub at {server} was made by an older Keepalive and does not keep who is in; hub init, typed again by whoever \
         runs it, adds what is missing"
    )]
    NoKeyFiles {
        /// Where.
        server: String,
    },
    /// The clinic there is sealed with another key.
    #[error("what stands at {server} is sealed with another key than this one; nothing was changed")]
    OtherKey {
        /// Where.
        server: String,
    },
    /// Another desk has begun the clinic there meanwhile.
    #[error("another desk has begun the clinic at {server} meanwhile; meet once more")]
    BegunAlready {
        /// Where.
        server: String,
    },
    /// The stream was opened by another login.
    #[error(
        "stream {stream} was opened by another desk's login ({login}); if this database was copied from that desk, put \
         it back with a restore, which goes on in a stream of its own"
    )]
    OthersStream {
        /// The stream.
        stream: StreamId,
        /// Whose it is.
        login: String,
    },
    /// A device of this name stands there, or none does.
    #[error("{detail}")]
    Device {
        /// What is wrong with the name.
        detail: String,
    },
    /// Something could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The server refused what was asked.
    #[error("{server} refused to {attempted}: {detail}")]
    Refused {
        /// What was tried.
        attempted: &'static str,
        /// Where.
        server: String,
        /// What it said.
        detail: String,
    },
    /// A file could not be written.
    #[error("could not write {}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Codes of the engine's own refusals (`schema.sql`), of a row that stands already, and of a table that does not.
pub(crate) mod code {
    /// A hole.
    pub(crate) const HOLE: &str = "KP001";
    /// Another chain.
    pub(crate) const OTHER_CHAIN: &str = "KP002";
    /// A row with this key stands.
    pub(crate) const STANDS_ALREADY: &str = "23505";
    /// No such table.
    pub(crate) const NO_TABLE: &str = "42P01";
    /// No such schema.
    pub(crate) const NO_SCHEMA: &str = "3F000";
    /// No such function.
    pub(crate) const NO_FUNCTION: &str = "42883";
    /// Wrong password.
    pub(crate) const PASSWORD: &str = "28P01";
    /// No right to log in.
    pub(crate) const NO_LOGIN: &str = "28000";
    /// No right to do it.
    pub(crate) const NO_RIGHT: &str = "42501";
    /// The session was ended by whoever runs the server, the server stops, or it heard nothing more: between
    /// two questions, or inside a transaction.
    pub(crate) const ENDED: [&str; 5] = ["57P01", "57P02", "57P03", "57P05", "25P03"];
}
