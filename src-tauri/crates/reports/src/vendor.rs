//! The vendor packet: what is asked of the vendor, with what was promised and what waiting costs.

use std::cmp::Reverse;

use keepalive_domain::facts::Day;

use crate::document::{Block, Document, section, words};
use crate::language::Language;

mod request;

pub use request::{Promised, RequestSent, Workaround};

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

/// The five questions in short. Shares are fractions; `None` = not measured.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scorecard {
    /// Original promises kept.
    pub kept: u64,
    /// Original promises due.
    pub due: u64,
    /// Later dates per original promise.
    pub slips_per_promise: Option<f64>,
    /// Refused as out of scope, of what was decided.
    pub out_of_scope_share: Option<f64>,
    /// With somebody at the vendor to talk to.
    pub named_contact_share: Option<f64>,
    /// How often each had to be followed up.
    pub chases_per_request: Option<f64>,
    /// Median days to delivery, open ones censored; `None` where under half came.
    pub delivered_median_days: Option<f64>,
    /// Requests that median rests on.
    pub delivered_of: u64,
}

impl VendorPacket {
    /// The packet in a language, in reading order.
    #[must_use]
    pub fn document(&self, in_: Language) -> Document {
        let mut asked: Vec<_> = self.requests.iter().collect();
        // Safety and regulatory first, then hours lost, then age: the rule is printed beside the list.
        asked.sort_by(|a, b| {
            (Reverse(a.safety || a.regulatory))
                .cmp(&Reverse(b.safety || b.regulatory))
                .then_with(|| b.hours_a_month.unwrap_or(0.0).total_cmp(&a.hours_a_month.unwrap_or(0.0)))
                .then_with(|| b.age_days.cmp(&a.age_days))
                .then_with(|| a.key.cmp(&b.key))
        });
        let mut blocks = Vec::new();
        if asked.is_empty() {
            blocks.push(words(in_.of(
                "Nothing is open at the vendor, and nothing was refused.",
                "No hay nada abierto con el proveedor ni nada rechazado.",
            )));
        } else {
            blocks.push(Block::Asks {
                title: in_.of("What we ask for first", "Lo primero que pedimos").to_owned(),
                items: asked.iter().take(MOST_ASKS).map(|request| request.ask(in_)).collect(),
            });
            blocks.push(words(in_.of(
                "Order: safety and regulatory first, then hours lost a month, then age.",
                "Orden: primero seguridad y normativa, luego horas perdidas al mes, luego antigüedad.",
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
            foot: in_
                .of(
                    "Read it through before sending: nobody can promise that it holds no patient data.",
                    "Léalo antes de enviarlo: nadie puede garantizar que no contenga datos de pacientes.",
                )
                .to_owned(),
            warnings: Vec::new(),
        }
    }
}

impl Scorecard {
    fn terms(&self, in_: Language) -> Block {
        let share = |share: Option<f64>| in_.or_not_measured(share.map(|share| in_.percent(share)));
        let number = |value: Option<f64>| in_.or_not_measured(value.map(|value| in_.number(value, 1)));
        let of = in_.of("of", "de");
        let kept = match self.due {
            0 => in_.of("no promise was due", "ninguna promesa vencida").to_owned(),
            due => format!("{} {of} {due}", self.kept),
        };
        let median = self.delivered_median_days.map_or_else(
            || in_.of("fewer than half came so far", "llegaron menos de la mitad").to_owned(),
            |days| format!("{} {}", in_.number(days, 0), in_.of("days, median", "días, mediana")),
        );
        let rows = vec![
            (
                in_.of("How are changes handled?", "¿Cómo se tratan los cambios?"),
                format!(
                    "{} {}",
                    number(self.chases_per_request),
                    in_.of("follow-ups per request", "seguimientos por solicitud")
                ),
            ),
            (
                in_.of("What counts as out of scope?", "¿Qué queda fuera de alcance?"),
                format!(
                    "{} {}",
                    share(self.out_of_scope_share),
                    in_.of("of decided requests", "de lo decidido")
                ),
            ),
            (
                in_.of("How quickly do adjustments come?", "¿Con qué rapidez llegan?"),
                format!(
                    "{median} (n = {}, {})",
                    self.delivered_of,
                    in_.of("open ones counted", "abiertas incluidas")
                ),
            ),
            (
                in_.of("Are promises kept?", "¿Se cumplen las promesas?"),
                format!(
                    "{kept}; {} {}",
                    number(self.slips_per_promise),
                    in_.of("slips per promise", "aplazamientos por promesa")
                ),
            ),
            (
                in_.of("Who do we talk to?", "¿Con quién hablamos?"),
                format!(
                    "{} {}",
                    share(self.named_contact_share),
                    in_.of("of requests with a named contact", "de solicitudes con contacto")
                ),
            ),
        ];
        Block::Terms {
            label: in_.of("Five questions", "Cinco preguntas").to_owned(),
            rows: rows.into_iter().map(|(name, value)| [name.to_owned(), value]).collect(),
        }
    }
}
