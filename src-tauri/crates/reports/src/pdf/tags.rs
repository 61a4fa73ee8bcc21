//! What the parts of the pages are, for somebody who hears them: the tree of a tagged PDF.

use pdf_writer::types::StructRole;

/// Number of a part in the tree.
pub(super) type Part = usize;

/// What a part holds, in reading order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Held {
    Part(Part),
    /// A run of marks on a page.
    Marks {
        page: usize,
        id: i32,
    },
}

/// A part: its role and what it holds.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) role: StructRole,
    pub(super) parent: Option<Part>,
    pub(super) alt: Option<String>,
    /// Left, bottom, right, top of a picture.
    pub(super) place: Option<[f32; 4]>,
    /// The head of a row; without it a head is of a column.
    pub(super) of_row: bool,
    pub(super) held: Vec<Held>,
}

/// All parts; the first is the document.
#[derive(Debug)]
pub(super) struct Tags(pub(super) Vec<Tag>);

/// The document itself.
pub(super) const ROOT: Part = 0;

impl Tags {
    pub(super) fn new() -> Self {
        Self(vec![Tag::new(StructRole::Document, None)])
    }

    /// A new part at the end of another.
    pub(super) fn add(&mut self, parent: Part, role: StructRole) -> Part {
        let part = self.0.len();
        self.0.push(Tag::new(role, Some(parent)));
        self.hold(parent, Held::Part(part));
        part
    }

    pub(super) fn hold(&mut self, part: Part, held: Held) {
        if let Some(tag) = self.0.get_mut(part) {
            tag.held.push(held);
        }
    }

    pub(super) fn get_mut(&mut self, part: Part) -> Option<&mut Tag> {
        self.0.get_mut(part)
    }

    pub(super) fn role(&self, part: Part) -> StructRole {
        self.0.get(part).map_or(StructRole::P, |tag| tag.role)
    }
}

impl Tag {
    const fn new(role: StructRole, parent: Option<Part>) -> Self {
        Self { role, parent, alt: None, place: None, of_row: false, held: Vec::new() }
    }
}
