//! Writing a body without building it in memory first: an import writes a hundred thousand rows.

use std::io::Write as _;

use keepalive_domain::ids::{ActId, EntityId, OpId};
use keepalive_domain::ops::Label;
use keepalive_domain::value::Value;

/// What a field held before.
#[derive(Debug, Clone)]
pub(crate) struct Was {
    /// The value.
    pub(crate) value: Value,
    /// The op that had put it there; `None` if it was never set.
    pub(crate) base: Option<OpId>,
    /// Ops whose values stood beside it and are settled.
    pub(crate) beside: Vec<OpId>,
}

/// A body being written, in the format of `domain::ops::Body`.
pub(crate) struct BodyWriter {
    bytes: Vec<u8>,
    things: usize,
    fields: usize,
    /// Where the kind and fields of the thing begun last start.
    writes_at: usize,
    /// Where those of the thing before start, which the others in `also` share.
    shared_at: usize,
    /// Where they end.
    shared_to: usize,
    /// The thing begun last.
    thing: Option<EntityId>,
    /// Things with the same kind and fields as the one written last.
    also: Vec<EntityId>,
}

impl BodyWriter {
    /// A body without rows.
    pub(crate) fn new() -> Self {
        Self {
            bytes: b"{\"acts\":[".to_vec(),
            things: 0,
            fields: 0,
            writes_at: 0,
            shared_at: 0,
            shared_to: 0,
            thing: None,
            also: Vec::new(),
        }
    }

    /// Begins a thing.
    pub(crate) fn thing(&mut self, id: EntityId, kind: &str) {
        self.end_thing();
        self.thing = Some(id);
        self.fields = 0;
        // The kind and the fields are written where they stand if the thing turns out to be unlike the one before.
        self.writes_at = self.bytes.len();
        self.bytes.extend_from_slice(b",\"t\":");
        self.text(kind);
        self.bytes.extend_from_slice(b",\"set\":{");
    }

    /// Begins a thing that is new, of which [`Self::writes_on_new`] wrote the kind and the fields before.
    pub(crate) fn new_thing(&mut self, id: EntityId, writes: &[u8]) {
        self.end_thing();
        self.thing = Some(id);
        self.writes_at = self.bytes.len();
        self.bytes.extend_from_slice(writes);
    }

    /// The kind and the fields of a new thing, which come in the order of their names.
    pub(crate) fn writes_on_new<'v>(
        kind: &str,
        fields: impl Iterator<Item = (&'v str, &'v Value)>,
    ) -> Vec<u8> {
        let mut writer = Self { bytes: Vec::with_capacity(256), ..Self::new() };
        writer.thing(EntityId::from_uuid(uuid::Uuid::nil()), kind);
        let nothing = Was { value: Value::Null, base: None, beside: Vec::new() };
        fields.for_each(|(name, value)| writer.field(name, value, &nothing));
        writer.bytes
    }

    /// Adds a field of the thing begun last. Fields come in the order of their names.
    pub(crate) fn field(&mut self, name: &str, value: &Value, was: &Was) {
        if self.fields > 0 {
            self.bytes.push(b',');
        }
        self.fields += 1;
        self.text(name);
        self.bytes.extend_from_slice(b":[");
        self.value(value);
        let settles = !was.beside.is_empty();
        if settles || was.base.is_some() || !was.value.is_null() {
            self.bytes.push(b',');
            self.value(&was.value);
        }
        if settles || was.base.is_some() {
            self.bytes.push(b',');
            self.json(&was.base);
        }
        if settles {
            self.bytes.push(b',');
            self.json(&was.beside);
        }
        self.bytes.push(b']');
    }

    /// The exact bytes to keep.
    pub(crate) fn finish(
        mut self,
        why: Option<&str>,
        label: Option<&Label>,
        of: Option<ActId>,
        emptied: &[OpId],
    ) -> Vec<u8> {
        self.end_thing();
        self.end_shared();
        self.bytes.push(b']');
        if let Some(why) = why {
            self.bytes.extend_from_slice(b",\"why\":");
            self.text(why);
        }
        if let Some(label) = label {
            self.bytes.extend_from_slice(b",\"label\":");
            self.json(label);
        }
        if let Some(of) = of {
            self.bytes.extend_from_slice(b",\"of\":");
            self.uuid(of.uuid());
        }
        if !emptied.is_empty() {
            self.bytes.extend_from_slice(b",\"emptied\":");
            self.json(emptied);
        }
        self.bytes.push(b'}');
        self.bytes
    }

    /// Ends the thing begun last: as one more of those before it where the same is set on it, else on its own.
    fn end_thing(&mut self) {
        let Some(id) = self.thing.take() else { return };
        self.bytes.push(b'}');
        let (before, now) = (self.shared_at..self.shared_to, self.writes_at..self.bytes.len());
        if self.things > 0 && self.bytes[before] == self.bytes[now] {
            self.bytes.truncate(self.writes_at);
            self.also.push(id);
            return;
        }
        let writes = self.bytes.split_off(self.writes_at);
        self.end_shared();
        if self.things > 0 {
            self.bytes.push(b',');
        }
        self.things += 1;
        self.bytes.extend_from_slice(b"{\"e\":");
        self.uuid(id.uuid());
        self.shared_at = self.bytes.len();
        self.bytes.extend_from_slice(&writes);
        self.shared_to = self.bytes.len();
    }

    /// Ends what was written of the things so far.
    fn end_shared(&mut self) {
        if self.things == 0 {
            return;
        }
        let also = std::mem::take(&mut self.also);
        for (nth, id) in also.iter().enumerate() {
            self.bytes.extend_from_slice(if nth == 0 { b",\"also\":[" } else { b"," });
            self.uuid(id.uuid());
        }
        if !also.is_empty() {
            self.bytes.push(b']');
        }
        self.bytes.push(b'}');
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.bytes.extend_from_slice(b"null"),
            Value::Text(text) => self.text(text),
            Value::Ref(id) => {
                self.bytes.extend_from_slice(b"{\"ref\":");
                self.uuid(id.uuid());
                self.bytes.push(b'}');
            }
            other => self.json(&other.to_json()),
        }
    }

    fn text(&mut self, text: &str) {
        self.json(text);
    }

    fn json(&mut self, value: &(impl serde::Serialize + ?Sized)) {
        // Writing to memory does not fail, and nothing written here has keys that are not text.
        let written = serde_json::to_writer(&mut self.bytes, value);
        debug_assert!(written.is_ok());
    }

    fn uuid(&mut self, id: uuid::Uuid) {
        let mut buffer = uuid::Uuid::encode_buffer();
        let text = id.hyphenated().encode_lower(&mut buffer);
        let written = write!(self.bytes, "\"{text}\"");
        debug_assert!(written.is_ok());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keepalive_domain::ops::Body;
    use serde_json::json;

    #[test]
    fn the_bytes_are_the_body_of_the_vocabulary() {
        let id = EntityId::named("area", &["x"]);
        let base = OpId::new_v7(5, [7; 10]);
        let mut writer = BodyWriter::new();
        writer.thing(id, "area");
        writer.field(
            "key",
            &"Re\"fills\u{1}".into(),
            &Was { value: Value::Null, base: None, beside: Vec::new() },
        );
        writer.field(
            "owner",
            &Value::Ref(id),
            &Was { value: "Front desk".into(), base: Some(base), beside: Vec::new() },
        );
        writer.thing(id, "request");
        writer.field(
            "value",
            &Value::Int(3),
            &Was { value: Value::Null, base: Some(base), beside: vec![base] },
        );
        let label = Label::new("gave_owner", ["x"]);
        let bytes = writer.finish(Some("why"), Some(&label), None, &[base]);
        let body: Body = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(body.acts.len(), 2);
        assert_eq!(body.acts[0].set["key"].value, json!("Re\"fills\u{1}"));
        assert_eq!(body.acts[1].set["value"].beside, [base]);
        assert_eq!(body.acts[0].set["owner"].was, json!("Front desk"));
        assert_eq!(body.acts[1].set["value"].base, Some(base));
        assert_eq!(body.label, Some(label));
        // The vocabulary writes the same bytes.
        assert_eq!(serde_json::to_vec(&body).unwrap(), bytes);
    }

    #[test]
    fn what_was_written_of_a_new_thing_before_is_written_the_same() {
        let ids = ["a", "b"].map(|name| EntityId::named("request", &[name]));
        let fields = [("key", Value::from("R-1")), ("value", Value::Int(3)), ("owner", Value::Ref(ids[0]))];
        let was = Was { value: Value::Null, base: None, beside: Vec::new() };
        let (mut by_fields, mut at_once) = (BodyWriter::new(), BodyWriter::new());
        let writes = BodyWriter::writes_on_new("request", fields.iter().map(|(name, value)| (*name, value)));
        for id in ids {
            by_fields.thing(id, "request");
            fields.iter().for_each(|(name, value)| by_fields.field(name, value, &was));
            at_once.new_thing(id, &writes);
        }
        assert_eq!(at_once.finish(None, None, None, &[]), by_fields.finish(None, None, None, &[]));
    }

    #[test]
    fn things_on_which_the_same_is_set_share_it_and_are_read_each_alone() {
        let ids = ["a", "b", "c", "d"].map(|name| EntityId::named("request", &[name]));
        let was = |value: i64| Was { value: Value::Int(value), base: None, beside: Vec::new() };
        let mut writer = BodyWriter::new();
        // b and c as a; d had another value before.
        for (id, before) in ids.into_iter().zip([1, 1, 1, 2]) {
            writer.thing(id, "request");
            writer.field("value", &Value::Int(3), &was(before));
        }
        let bytes = writer.finish(None, None, None, &[]);
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert_eq!(text.matches("\"set\"").count(), 2, "{text}");
        assert_eq!(text.matches("\"also\"").count(), 1, "{text}");
        let body: Body = serde_json::from_slice(&bytes).unwrap();
        let read: Vec<_> = body.acts.iter().map(|act| (act.e, act.set["value"].was.clone())).collect();
        assert_eq!(read, ids.into_iter().zip([json!(1), json!(1), json!(1), json!(2)]).collect::<Vec<_>>());
    }
}
