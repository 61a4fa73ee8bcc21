//! The pages as a file: fonts, tags and what a reader shows about it.

use std::collections::BTreeMap;

use ab_glyph::Font as _;
use pdf_writer::types::{
    CidFontType, FontFlags, StructRole, SystemInfo, TabOrder, TableHeaderScope, UnicodeCmap,
};
use pdf_writer::{Filter, Name, Pdf, Rect, Ref, Str, TextStr};

use super::face::{Faces, Weight};
use super::sheet::{Sheets, face_name};
use super::tags::{Held, ROOT, Tags};
use crate::document::Document;
use crate::font;

/// How hard the pages are compressed; the same everywhere, so that the bytes are.
const COMPRESSION: u8 = 6;

const WEIGHTS: [Weight; 2] = [Weight::Regular, Weight::Bold];
const IDENTITY: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Numbers of the file's objects, given out one after another.
struct Numbers(i32);

impl Numbers {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// The file.
pub(super) fn written(sheets: Sheets<'_>, document: &Document) -> Vec<u8> {
    let mut numbers = Numbers(0);
    let (catalog, tree, metadata, info) = (numbers.next(), numbers.next(), numbers.next(), numbers.next());
    let mut pdf = Pdf::new();
    let faces: Vec<(Weight, Ref)> =
        WEIGHTS.map(|weight| (weight, face(&mut pdf, &mut numbers, sheets.faces, weight))).to_vec();
    let pages: Vec<Ref> = sheets.pages.iter().map(|_| numbers.next()).collect();
    let parts: Vec<Ref> = sheets.tags.0.iter().map(|_| numbers.next()).collect();
    let (width, height) = sheets.size;
    let mut parents: Vec<Vec<Ref>> = Vec::new();
    for (at, page) in sheets.pages.into_iter().enumerate() {
        let id = numbers.next();
        let marks = page.marks.finish();
        let bytes = miniz_oxide::deflate::compress_to_vec_zlib(marks.as_slice(), COMPRESSION);
        pdf.stream(id, &bytes).filter(Filter::FlateDecode);
        parents.push(page.parts.iter().filter_map(|part| parts.get(*part).copied()).collect());
        let Some(page_ref) = pages.get(at) else { continue };
        let mut sheet = pdf.page(*page_ref);
        sheet.parent(tree).media_box(Rect::new(0.0, 0.0, width, height)).contents(id);
        sheet.struct_parents(i32::try_from(at).unwrap_or(i32::MAX)).tab_order(TabOrder::StructureOrder);
        let mut resources = sheet.resources();
        let mut fonts = resources.fonts();
        for (weight, face) in &faces {
            fonts.pair(face_name(*weight), face);
        }
    }
    pdf.pages(tree).kids(pages.iter().copied()).count(i32::try_from(pages.len()).unwrap_or(i32::MAX));
    let root = tagged(&mut pdf, &mut numbers, &sheets.tags, &parts, &pages, &parents);
    let packet = about(document);
    pdf.metadata(metadata, packet.as_bytes());
    pdf.document_info(info).title(TextStr(&document.title)).creator(TextStr("Keepalive"));
    let mut top = pdf.catalog(catalog);
    top.pages(tree).lang(TextStr(&document.language)).metadata(metadata);
    top.pair(Name(b"StructTreeRoot"), root);
    top.mark_info().marked(true);
    top.viewer_preferences().display_doc_title(true);
    drop(top);
    pdf.finish()
}

/// A weight of the font, whole.
fn face(pdf: &mut Pdf, numbers: &mut Numbers, faces: &Faces, weight: Weight) -> Ref {
    let (font, cid, descriptor, file, unicode) =
        (numbers.next(), numbers.next(), numbers.next(), numbers.next(), numbers.next());
    let (of, bytes, name) = match weight {
        Weight::Regular => (faces.of(weight), font::FILES[0], Name(b"AtkinsonHyperlegibleNext-Regular")),
        Weight::Bold => (faces.of(weight), font::FILES[1], Name(b"AtkinsonHyperlegibleNext-Bold")),
    };
    let letters: BTreeMap<u16, char> = of.codepoint_ids().map(|(glyph, letter)| (glyph.0, letter)).collect();
    pdf.type0_font(font)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(unicode);
    let mut described = pdf.cid_font(cid);
    described.subtype(CidFontType::Type2).base_font(name).system_info(IDENTITY).font_descriptor(descriptor);
    described.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = described.widths();
    for glyph in letters.keys() {
        widths.consecutive(*glyph, [faces.advance(weight, *glyph)]);
    }
    drop(widths);
    drop(described);
    let unit = faces.thousandths(weight);
    let (ascent, descent) = (of.ascent_unscaled() * unit, of.descent_unscaled() * unit);
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(FontFlags::NON_SYMBOLIC)
        .bbox(Rect::new(0.0, descent, 1000.0, ascent))
        .italic_angle(0.0)
        .ascent(ascent)
        .descent(descent)
        .cap_height(ascent)
        .stem_v(80.0)
        .font_file2(file);
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(bytes, COMPRESSION);
    let length = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
    pdf.stream(file, &packed).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
    let mut cmap = UnicodeCmap::new(Name(b"Custom"), IDENTITY);
    for (glyph, letter) in letters {
        cmap.pair(glyph, letter);
    }
    pdf.cmap(unicode, cmap.finish().as_slice());
    font
}

/// The tree of what the parts of the pages are.
fn tagged(
    pdf: &mut Pdf,
    numbers: &mut Numbers,
    tags: &Tags,
    parts: &[Ref],
    pages: &[Ref],
    parents: &[Vec<Ref>],
) -> Ref {
    let root = numbers.next();
    let lists: Vec<Ref> = parents.iter().map(|_| numbers.next()).collect();
    for (list, of) in lists.iter().zip(parents) {
        pdf.indirect(*list).array().items(of.iter().copied());
    }
    for (tag, id) in tags.0.iter().zip(parts) {
        let mut element = pdf.struct_element(*id);
        element.kind(tag.role);
        element.parent(tag.parent.and_then(|parent| parts.get(parent).copied()).unwrap_or(root));
        if let Some(alt) = &tag.alt {
            element.alt(TextStr(alt));
        }
        if let Some([left, below, right, top]) = tag.place {
            element.attributes().push().layout().bbox(Rect::new(left, below, right, top));
        }
        if tag.role == StructRole::TH {
            let scope = if tag.of_row { TableHeaderScope::Row } else { TableHeaderScope::Column };
            element.attributes().push().table().scope(scope);
        }
        let mut children = element.children();
        for held in &tag.held {
            match held {
                Held::Part(part) => {
                    if let Some(part) = parts.get(*part) {
                        children.struct_element(*part);
                    }
                }
                Held::Marks { page, id } => {
                    if let Some(page) = pages.get(*page) {
                        children.marked_content_ref().page(*page).marked_content_id(*id);
                    }
                }
            }
        }
    }
    let mut top = pdf.indirect(root).start::<pdf_writer::writers::StructTreeRoot<'_>>();
    if let Some(document) = parts.get(ROOT) {
        top.child(*document);
    }
    let mut tree = top.parent_tree();
    let mut entries = tree.nums();
    for (at, list) in lists.iter().enumerate() {
        entries.insert(i32::try_from(at).unwrap_or(i32::MAX), *list);
    }
    drop(entries);
    drop(tree);
    top.parent_tree_next_key(i32::try_from(lists.len()).unwrap_or(i32::MAX));
    root
}

/// What the file says about itself, PDF/UA-1 among it.
fn about(document: &Document) -> String {
    let title = crate::html::escaped(&document.title);
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF \
         xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language><pdfuaid:part>1</pdfuaid:part>\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>",
        document.language
    )
}
