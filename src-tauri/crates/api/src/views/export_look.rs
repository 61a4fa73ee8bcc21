//! What the PHI guard says of texts that are about to leave.
//!
//! Nothing is held back here: whoever exports sees what looks like a patient's and decides. The match itself is
//! never repeated.

use keepalive_domain::ids::EntityId;
use keepalive_domain::phi::scan;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_exchange::sheet::Cell;
use keepalive_exchange::tables::Record as _;
use keepalive_store::{Read, Watch};

use crate::guard::shown;
use crate::record::Picture;
use crate::types::{DoubtfulText, ExportLook, ExportLookInput, ListAsked, WorkKind};
use crate::{ApiResult, App};

/// The most texts that are named; the rest are counted.
const MOST_NAMED: usize = 50;

/// Fields that name the thing a child is seen under, the nearest first.
const PARENT_FIELDS: &[&str] = &["request", "workaround", "item", "question"];

/// Fields that hold numbers of programs, which are no text of people.
const NO_TEXT: &[&str] = &["key", "source_id"];

impl App {
    /// Texts that look like patient data among what is about to leave: one list, or the whole record as it stands.
    /// Changes nothing. Of a list a long work that can be cancelled.
    ///
    /// # Errors
    /// As the command that shows the list, the database cannot be read, or it was cancelled.
    pub fn export_look(&self, input: ExportLookInput) -> ApiResult<ExportLook> {
        match input.list {
            Some(list) => self.works.run(WorkKind::ListFile, |watch| self.look_at_list(&list, watch)),
            None => self.current().store.read(look_at_record),
        }
    }

    fn look_at_list(&self, list: &ListAsked, watch: &Watch) -> ApiResult<ExportLook> {
        let mut look = ExportLook::default();
        let (_, sheet) = self.listed_watched(list, watch)?;
        for row in &sheet.rows {
            watch.go_on()?;
            for (head, cell) in sheet.heads.iter().zip(row).skip(1) {
                if let (Cell::Text(text), Some(key)) = (cell, row.first()) {
                    note(&mut look, text, head, key.text().into_owned());
                }
            }
        }
        Ok(look)
    }
}

/// Every text of everything that is not in the trash.
fn look_at_record(read: &Read<'_>) -> ApiResult<ExportLook> {
    let mut look = ExportLook::default();
    for kind in Kind::ALL {
        let mut seen_under: Vec<(usize, EntityId)> = Vec::new();
        Picture(read).each(*kind, &mut |entity, fields| {
            let key = fields.get("key").and_then(Value::as_text).unwrap_or_default();
            let parent = PARENT_FIELDS.iter().find_map(|field| fields.get(*field)?.as_ref_id());
            for (field, value) in fields.iter().filter(|(field, _)| !NO_TEXT.contains(&field.as_str())) {
                if let Value::Text(text) = value
                    && let Some(at) = note(&mut look, text, field, key.to_owned())
                {
                    seen_under.push((at, parent.unwrap_or(entity)));
                }
            }
            Ok(())
        })?;
        for (at, entity) in seen_under {
            let Some(thing) = read.thing(entity)? else { continue };
            let text = &mut look.texts[at];
            text.kind = Some(thing.kind.name().to_owned());
            text.id = Some(entity.into());
            if text.key.is_empty() {
                text.key = thing.fields.get("key").and_then(Value::as_text).unwrap_or_default().to_owned();
            }
        }
    }
    Ok(look)
}

/// Counts a text that looks like a patient's and names it; its place among the named if it has one.
fn note(look: &mut ExportLook, text: &str, field: &str, key: String) -> Option<usize> {
    // The worst of a text stands for it: what blocks before what warns.
    let finding = scan(text).into_iter().min_by_key(|finding| finding.severity)?;
    look.count += 1;
    if look.texts.len() >= MOST_NAMED {
        return None;
    }
    let finding = shown(&finding);
    look.texts.push(DoubtfulText {
        kind: None,
        id: None,
        key,
        field: field.to_owned(),
        why: finding.kind,
        level: finding.level,
    });
    Some(look.texts.len() - 1)
}
