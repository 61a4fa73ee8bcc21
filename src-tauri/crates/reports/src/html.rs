//! A report as one HTML file: no script, nothing remote, readable on paper and by a screen reader.

use std::fmt::Write as _;

use crate::document::{Block, Document, Listed};
use crate::font;
use crate::paper::Paper;

/// The look, in the file itself: the file is to be mailed alone.
const STYLE: &str = include_str!("report.css");

/// The report as one HTML file; the same content gives the same bytes.
#[must_use]
pub fn html(document: &Document, paper: Paper) -> String {
    let mut out = String::new();
    let title = escaped(&document.title);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src \
         'none'; style-src 'unsafe-inline'; font-src data:\">\n<title>{title} · {}</title>\n<style>\n{}{}{STYLE}\
         </style>\n</head>\n<body>\n<main>\n<header><div><p>{}</p>\n<h1>{title}</h1></div>\n<p class=\"aside\">{}\
         </p></header>\n",
        escaped(&document.language),
        // A browser that cannot write the foot of a page writes the title on each.
        escaped(&document.kicker),
        font::faces(),
        page_rules(document, paper),
        escaped(&document.kicker),
        escaped(&document.aside),
    );
    let mut within = false;
    for block in &document.blocks {
        // What is told of one thing stays on one page where a page can hold it.
        let begins = matches!(block, Block::Part { .. });
        if within && (begins || !matches!(block, Block::Terms { .. })) {
            out.push_str("</section>\n");
            within = false;
        }
        if begins {
            out.push_str("<section class=\"part\">\n");
            within = true;
        }
        write_block(&mut out, block);
    }
    if within {
        out.push_str("</section>\n");
    }
    let _ = write!(out, "</main>\n<footer>{}</footer>\n</body>\n</html>\n", escaped(&document.foot));
    out
}

/// The sheet, with the foot of every page.
fn page_rules(document: &Document, paper: Paper) -> String {
    let count = document.page_count.split("{pages}").collect::<Vec<_>>();
    let counted = count
        .iter()
        .map(|part| {
            let parts: Vec<_> = part.split("{page}").map(css_string).collect();
            parts.join(" counter(page) ")
        })
        .collect::<Vec<_>>()
        .join(" counter(pages) ");
    let look = "font: 9px \"Atkinson Hyperlegible Next\", sans-serif; color: #41504c; vertical-align: top; \
                padding-top: 2mm; border-top: .5px solid #75827e";
    format!(
        "@page {{ size: {}; margin: 14mm; @bottom-left {{ content: {}; text-align: left; width: 75%; {look} }} \
         @bottom-right {{ content: {counted}; text-align: right; width: 25%; {look} }} }}\n",
        paper.css(),
        css_string(&document.foot),
    )
}

/// A text as a CSS string that can neither end the string nor the style element.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars().filter(|letter| !is_invisible(*letter)) {
        if letter.is_alphanumeric() || letter == ' ' {
            out.push(letter);
        } else {
            let _ = write!(out, "\\{:x} ", u32::from(letter));
        }
    }
    out.push('"');
    out
}

fn write_block(out: &mut String, block: &Block) {
    let _ = match block {
        Block::Figures { figures } => {
            out.push_str("<dl class=\"figures\">");
            for f in figures {
                let alarm = if f.alarm { " class=\"alarm\"" } else { "" };
                let _ = write!(
                    out,
                    "<div><dt>{}</dt><dd><b{alarm}>{}</b><span>{}</span></dd></div>",
                    escaped(&f.label),
                    escaped(&f.value),
                    escaped(&f.note)
                );
            }
            writeln!(out, "</dl>")
        }
        Block::Section { title } => writeln!(out, "<h2>{}</h2>", escaped(title)),
        Block::Part { title } => writeln!(out, "<h3>{}</h3>", escaped(title)),
        Block::Words { text } => writeln!(out, "<p>{}</p>", escaped(text)),
        Block::Points { items } => writeln!(out, "<ul>{}</ul>", listed(items)),
        // The charts escape every label themselves; the picture's own title and description name it.
        Block::Chart { svg, caption, .. } => {
            writeln!(out, "<figure>{svg}<figcaption>{}</figcaption></figure>", escaped(caption))
        }
        Block::Table { label, heads, rows, swatches } => {
            let class = |at: usize| if heads.get(at).is_some_and(|h| h.number) { " class=\"n\"" } else { "" };
            let _ = write!(out, "<table><caption>{}</caption><thead><tr>", escaped(label));
            for (at, head) in heads.iter().enumerate() {
                let _ = write!(out, "<th scope=\"col\"{}>{}</th>", class(at), escaped(&head.text));
            }
            out.push_str("</tr></thead><tbody>");
            for (row_at, row) in rows.iter().enumerate() {
                out.push_str("<tr>");
                for (at, cell) in row.iter().enumerate() {
                    let _ = write!(out, "<td{}>", class(at));
                    if let Some(svg) = swatches.as_ref().and_then(|swatches| swatches.of(row_at, at)) {
                        let _ = write!(out, "<span class=\"swatch\" aria-hidden=\"true\">{svg}</span>");
                    }
                    let _ = write!(out, "{}</td>", escaped(cell));
                }
                out.push_str("</tr>");
            }
            writeln!(out, "</tbody></table>")
        }
        Block::Terms { label, rows } => {
            let _ = write!(out, "<table class=\"terms\"><caption>{}</caption><tbody>", escaped(label));
            for [name, value] in rows {
                let _ = write!(
                    out,
                    "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
                    escaped(name),
                    escaped(value)
                );
            }
            writeln!(out, "</tbody></table>")
        }
        Block::Beside { columns } => {
            out.push_str("<div class=\"beside\">");
            for Listed { title, items } in columns {
                let _ =
                    write!(out, "<section><h2>{}</h2><ul>{}</ul></section>", escaped(title), listed(items));
            }
            writeln!(out, "</div>")
        }
        Block::Asks { title, items } => {
            writeln!(
                out,
                "<section class=\"asks\"><h2>{}</h2><ol>{}</ol></section>",
                escaped(title),
                listed(items)
            )
        }
    };
}

fn listed(items: &[String]) -> String {
    items.iter().map(|item| format!("<li>{}</li>", escaped(item))).collect()
}

/// Text as text, in content and in quoted attributes. Control and bidi-override characters go: on paper they do
/// nothing, on a screen they could make a line read as something else.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !is_invisible(*letter)) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}

/// Controls (line ends aside) and characters that only steer the direction of others.
pub(crate) fn is_invisible(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
