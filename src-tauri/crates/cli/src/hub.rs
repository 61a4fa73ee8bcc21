//! The database by which desks meet, for whoever runs it.

use std::path::Path;

use keepalive_api::{ApiError, ApiResult, ErrorCode, HubFault, HubServer, HubStanding, LetIn, NewDevice};
use serde_json::json;

use crate::Outcome;
use crate::args::{Hub, HubAt, HubDevice, Reached};
use crate::print::{Printer, columns};

/// PostgreSQL's own port.
const USUAL_PORT: u16 = 5432;

/// The variable by which PostgreSQL's own programs are told a password.
const PASSWORD: &str = "PGPASSWORD";

pub(crate) fn hub(printer: &Printer, what: &Hub) -> ApiResult<Outcome> {
    match what {
        Hub::Init { at, clinic, first } => {
            let server = server(at)?;
            // Looked at before anything is made.
            let address = address(&first.reached)?;
            let made = server.init(clinic)?;
            let first = match (&first.device, &first.access) {
                (Some(name), Some(file)) => {
                    let clinic = Some(clinic.clone());
                    let new =
                        NewDevice { name: name.clone(), clinic, address, again: false, reads_only: false };
                    Some((server.let_in(&new, file)?, file))
                }
                _ => None,
            };
            let answer = json!({ "made": made, "device": first.as_ref().map(|(device, _)| device) });
            printer.answer(&answer, |_| {
                let stands = if made { "was made" } else { "stands already" };
                let hub = format!("The hub with the clinic {clinic} {stands}.");
                first.map_or(hub.clone(), |(device, file)| format!("{hub}\n{}", needs(&device, file, true)))
            })?;
        }
        Hub::Device(HubDevice::Add { name, at, clinic, again, read_only, writes, access, reached }) => {
            if *again && !read_only && !writes {
                let message = "Say whether the desk only reads (--read-only) or writes as well (--writes).";
                return Err(ApiError::invalid("again", "reads_or_writes", message));
            }
            let new = NewDevice {
                name: name.clone(),
                clinic: clinic.clone(),
                address: address(reached)?,
                again: *again,
                reads_only: *read_only,
            };
            let device = server(at)?.let_in(&new, access)?;
            printer.answer(&device, |device| needs(device, access, false))?;
        }
        Hub::Revoke { name, at } => {
            server(at)?.revoke(name)?;
            printer.answer(&json!({ "revoked": name }), |_| {
                format!("{name} is let in no more. What it wrote stays; what it already holds, it keeps.")
            })?;
        }
        Hub::Status { at } => printer.answer(&server(at)?.standing()?, standing)?,
        Hub::Check { at } => return check(printer, &server(at)?.check()?),
    }
    Ok(Outcome::Done)
}

fn check(printer: &Printer, faults: &[HubFault]) -> ApiResult<Outcome> {
    let answer = json!({ "faults": faults });
    if faults.is_empty() {
        printer
            .answer(&answer, |_| "Every chain is whole, and the server refuses what it must.".to_owned())?;
        return Ok(Outcome::Done);
    }
    printer.refused(&answer, |_| {
        let lines: Vec<_> = faults.iter().map(|fault| format!("{}: {}", fault.kind, fault.detail)).collect();
        lines.join("\n")
    })?;
    Ok(Outcome::Refused)
}

/// What a desk needs, told to whoever lets it in.
fn needs(device: &LetIn, file: &Path, first: bool) -> String {
    let begin = if first { " --begin" } else { "" };
    let mut text = format!(
        "{} is let in as {} at {}. It needs {}, which holds its password: in the app it is chosen in Settings, Sharing. \
         From the command line it also needs the clinic's key:\n  \
         keepalive-cli share postgres {} --key KEYFILE{begin}",
        device.name,
        device.login,
        device.server,
        file.display(),
        file.display()
    );
    if device.reads_only {
        text.push_str("\nIt reads what the others write. What is written at it stays on that computer.");
    }
    if !device.encrypted {
        text.push_str("\nWithout --ca it can reach the server from this computer only.");
    }
    text
}

fn standing(standing: &HubStanding) -> String {
    let HubStanding { server, encrypted, ops, bytes, devices } = standing;
    let way = if *encrypted { "encrypted" } else { "not encrypted, on this computer" };
    let mut rows = vec![["desk", "clinic", "ops", "streams", "access"].map(str::to_owned).to_vec()];
    rows.extend(devices.iter().map(|device| {
        let access = match (device.revoked, device.begun, device.reads_only) {
            (true, ..) => "taken back",
            (false, true, false) => "let in",
            (false, true, true) => "reads only",
            (false, false, _) => "let in; the clinic is not begun",
        };
        let (ops, streams) = (device.ops.to_string(), device.streams.to_string());
        vec![device.name.clone(), device.clinic.clone(), ops, streams, access.to_owned()]
    }));
    format!("PostgreSQL {server}, {way}: {ops} ops, {bytes} bytes.\n{}", columns(&rows))
}

fn server(at: &HubAt) -> ApiResult<HubServer> {
    let ca = at.ca.as_deref().map(|file| {
        std::fs::read_to_string(file).map_err(|error| {
            let message = format!("could not read {}: {error}", file.display());
            ApiError::new(ErrorCode::File, message).about("ca")
        })
    });
    Ok(HubServer { url: at.server.clone(), password: std::env::var(PASSWORD).ok(), ca: ca.transpose()? })
}

/// `HOST` or `HOST:PORT`; an IPv6 address with a port stands in brackets.
fn address(reached: &Reached) -> ApiResult<Option<(String, u16)>> {
    let Some(text) = reached.address.as_deref() else { return Ok(None) };
    let plain = text.trim_start_matches('[').trim_end_matches(']');
    if plain.parse::<std::net::Ipv6Addr>().is_ok() {
        return Ok(Some((plain.to_owned(), USUAL_PORT)));
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().ok()),
        None => (text, Some(USUAL_PORT)),
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    match port {
        Some(port) if !host.is_empty() => Ok(Some((host.to_owned(), port))),
        _ => Err(ApiError::invalid("address", "not_an_address", format!("{text} is no HOST or HOST:PORT."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_maybe_a_port() {
        let of = |text: &str| address(&Reached { address: Some(text.to_owned()) });
        for (text, host, port) in [
            ("db.clinic.example", "db.clinic.example", 5432),
            ("db.clinic.example:6000", "db.clinic.example", 6000),
            ("10.0.0.7", "10.0.0.7", 5432),
            ("fd00::7", "fd00::7", 5432),
            ("[fd00::7]:6000", "fd00::7", 6000),
        ] {
            assert_eq!(of(text).unwrap(), Some((host.to_owned(), port)), "{text}");
        }
        for text in ["", ":", "host:", "host:port", ":5432", "host:70000"] {
            assert!(of(text).is_err(), "{text}");
        }
    }
}
