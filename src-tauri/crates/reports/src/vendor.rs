//! The vendor packet: what is asked of the vendor, with what was promised and what waiting costs.

use std::cmp::Reverse;

use keepalive_domain::facts::Day;

use crate::document::{Block, Document, section, words};
use crate::language::Language;

mod fate;
mod request;
mod scorecard;

pub use fate::{Became, Fate};
pub use request::{Promised, RequestSent, Workaround};
pub use scorecard::Scorecard;

/// Asks named on the first page.
const MOST_ASKS: usize = 5;

/// Everything a vendor meeting needs. It leaves the house: roles stand for staff, names never do.
#[derive(Debug, Clone, PartialEq)]
pub struct VendorPacket {
    /// The clinic's name.
    pub clinic: String,
    /// The EHR's name; `None` where the clinic has none.
    pub system: Option<String>,
    /// Who makes it.
    pub vendor: Option<String>,
    /// Day the packet was made.
    pub printed: Day,
    /// Requests open at the vendor or refused by it.
    pub requests: Vec<RequestSent>,
    /// The vendor's figures; `None` where nothing was asked of it.
    pub scorecard: Option<Scorecard>,
}

impl VendorPacket {
    /// The packet in a language, in reading order.
    #[must_use]
    pub fn document(&self, in_: Language) -> Document {
        let mut asked: Vec<_> = self.requests.iter().collect();
        // Safety and regulation first, then what is still open, then hours lost, then age: the rule is printed beside
        // the list. What the vendor refused is closed, and waits behind what it still owes.
        asked.sort_by(|a, b| {
            (Reverse(a.touches_safety() || a.regulatory))
                .cmp(&Reverse(b.touches_safety() || b.regulatory))
                .then_with(|| a.refused.is_some().cmp(&b.refused.is_some()))
                .then_with(|| b.hours_a_month.unwrap_or(0.0).total_cmp(&a.hours_a_month.unwrap_or(0.0)))
                .then_with(|| b.age_days.cmp(&a.age_days))
                .then_with(|| a.key.cmp(&b.key))
        });
        let mut blocks = Vec::new();
        if asked.is_empty() {
            blocks.push(words(in_.of(
                "Our log holds nothing that waits on the vendor, and no refusal.",
                "En nuestro registro no hay nada en espera del proveedor ni ningún rechazo.",
            )));
        } else {
            blocks.push(Block::Asks {
                title: in_.of("What we ask for first", "Lo primero que pedimos").to_owned(),
                items: asked.iter().take(MOST_ASKS).map(|request| request.ask(in_)).collect(),
            });
            blocks.push(words(in_.of(
                "Order: safety and regulation first, then what is still open, then hours lost a month, then age.",
                "Orden: primero seguridad y normativa, luego lo que sigue abierto, luego horas perdidas al mes, luego antigüedad.",
            )));
        }
        if let Some(card) = &self.scorecard {
            blocks.push(section(
                in_.of("Five questions, from our log", "Cinco preguntas, según nuestro registro"),
            ));
            blocks.push(card.terms(in_));
        }
        if !asked.is_empty() {
            blocks.push(section(in_.of("Request by request", "Solicitud por solicitud")));
            blocks.extend(asked.iter().flat_map(|request| request.blocks(in_)));
        }
        let title = match &self.vendor {
            Some(vendor) => format!("{} {vendor}", in_.of("For", "Para")),
            None => in_.of("Vendor packet", "Informe para el proveedor").to_owned(),
        };
        Document {
            language: in_.code().to_owned(),
            title,
            kicker: self
                .system
                .as_ref()
                .map_or_else(|| self.clinic.clone(), |system| format!("{} · {system}", self.clinic)),
            aside: in_.day(self.printed),
            blocks,
            foot: self.foot(in_),
            page_count: in_.page_count(),
            warnings: Vec::new(),
        }
    }
    /// A page that lies alone still says whose it is, for whom, and of when.
    fn foot(&self, in_: Language) -> String {
        let day = in_.day(self.printed);
        let of = match in_ {
            Language::English => format!("packet of {day}"),
            Language::Spanish(_) => format!("informe del {day}"),
        };
        let names = [Some(&self.clinic), self.vendor.as_ref()];
        let names = names.into_iter().flatten().filter(|name| !name.is_empty()).cloned();
        names.chain([of]).collect::<Vec<_>>().join(" · ")
    }
}
