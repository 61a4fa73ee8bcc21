//! `dictionary.md`: what every file and column means, for whoever opens the set without this program.

use keepalive_domain::schema::Kind;
use keepalive_domain::value::FieldType;

use super::layout::{Shape, Table};

/// The dictionary of the tables written: the same bytes for every record of the same tables.
pub(super) fn dictionary(shapes: &[Shape]) -> String {
    let mut text = String::from(
        "# What the files say\n\nUTF-8 CSV, decimal point, no thousands mark. Dates are local to the clinic; instants carry their offset. \
         An empty cell is not known, which is never zero. People, areas and other things stand by their short id, the \
         first column of their own file. Text that a spreadsheet would run as a formula has an apostrophe before it.\n",
    );
    for Shape { table, columns } in shapes {
        text.push_str(&format!("\n## {}\n\n| column | holds | means |\n|---|---|---|\n", table.file));
        for column in columns {
            let needed = if table.is_required(column) { ", always there" } else { "" };
            let holds = holds(table.type_of(column));
            text.push_str(&format!("| {} | {holds}{needed} | {} |\n", column.name, column.says));
        }
    }
    text
}

/// Where a kind's ids stand.
fn file_of(kind: Kind) -> &'static str {
    Table::of(kind).map_or("another file", |table| table.file)
}

fn holds(ty: FieldType) -> String {
    match ty {
        FieldType::Int => "whole number".to_owned(),
        FieldType::Real => "number".to_owned(),
        FieldType::Bool => "yes or no".to_owned(),
        FieldType::Date => "date".to_owned(),
        FieldType::Instant => "instant".to_owned(),
        FieldType::Word(words) => words.join(", "),
        FieldType::Ref(kind) => format!("id from {}", file_of(kind)),
        FieldType::RefOrText(kind) => match Table::of(kind) {
            Some(table) => format!("id from {}, or free text", table.file),
            None => "text".to_owned(),
        },
        FieldType::Item => "id from requests.csv or workarounds.csv".to_owned(),
        _ => "text".to_owned(),
    }
}
