//! The TypeScript side of the contract, written from the Rust types.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use keepalive_domain::check;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::FieldType;
use keepalive_domain::words;
use ts_rs::{Config, TS, TypeVisitor};

use crate::ApiError;

/// First line of every file.
const HEAD: &str = "// Written by `cargo xtask bindings` from the types of the crate `api`. Do not edit.\n";

/// The files of the bindings by name, as they should stand: one per type, the commands, and the registry.
#[must_use]
pub fn files() -> BTreeMap<String, String> {
    let mut files = declared_types();
    for (name, words) in VOCABULARIES {
        files.insert(format!("{name}.ts"), vocabulary(name, words));
    }
    let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    files.insert("Kind.ts".into(), vocabulary("Kind", &kinds));
    files.insert("FieldValue.ts".into(), format!("{HEAD}{FIELD_VALUE}"));
    files.insert("JsonValue.ts".into(), format!("{HEAD}{JSON_VALUE}"));
    files.insert("types.ts".into(), index("export type *", files.keys()));
    files.insert("commands.ts".into(), commands());
    files.insert("schema.ts".into(), schema());
    files
}

/// Writes the bindings into a folder and takes out files of types that are gone.
///
/// # Errors
/// The folder or a file in it cannot be written.
pub fn write(dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    let files = files();
    for name in written(dir)?.iter().filter(|name| !files.contains_key(*name)) {
        fs::remove_file(dir.join(name))?;
    }
    files.into_iter().try_for_each(|(name, text)| fs::write(dir.join(name), text))
}

/// The files in a folder that are not as they should be, missing and left over ones included.
#[must_use]
pub fn stale(dir: &Path) -> Vec<String> {
    let files = files();
    let left_over = written(dir).unwrap_or_default().into_iter().filter(|name| !files.contains_key(name));
    let differs = |(name, text): (&String, &String)| {
        let there = fs::read_to_string(dir.join(name)).unwrap_or_default().replace("\r\n", "\n");
        (there != *text).then(|| name.clone())
    };
    files.iter().filter_map(differs).chain(left_over).collect()
}

/// The TypeScript files in a folder.
fn written(dir: &Path) -> io::Result<Vec<String>> {
    let names = fs::read_dir(dir)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    Ok(names.collect::<io::Result<Vec<_>>>()?.into_iter().filter(|name| name.ends_with(".ts")).collect())
}

fn config() -> Config {
    // Instants and counts stay below 2^53; nothing larger crosses the border as a number.
    Config::new().with_large_int("number")
}

/// Collects the declaration of every type that a command's input or reply leads to.
struct Declarations {
    config: Config,
    seen: HashSet<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Declared types stand in a file of their own in ts-rs' own layout; built-in ones do not.
        if T::output_path().is_some() {
            let mut text = T::docs().unwrap_or_default();
            let _ = writeln!(text, "export {}", T::decl(&self.config));
            self.by_name.insert(T::ident(&self.config), compact(&text));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

macro_rules! visit_all {
    ($($(#[$doc:meta])* $name:ident($windows:ident): $input:ty => $reply:ty;)*) => {
        |found: &mut Declarations| { $(found.visit::<$input>(); found.visit::<$reply>();)* }
    };
}

macro_rules! signatures {
    ($($(#[doc = $doc:literal])* $name:ident($windows:ident): $input:ty => $reply:ty;)*) => {
        |config: &Config, out: &mut String| {
            $(
                $(let _ = writeln!(out, "  /**{} */", $doc);)*
                let _ = writeln!(
                    out, "  {}: {{ input: {}; reply: {} }};",
                    stringify!($name), <$input as TS>::name(config), <$reply as TS>::name(config)
                );
            )*
        }
    };
}

/// A vocabulary by its name on the screen's side, with its words.
const VOCABULARIES: &[(&str, &[&str])] = &[
    ("AnsweredIn", words::AnsweredIn::WORDS),
    ("Rationale", words::Rationale::WORDS),
    ("Effect", words::Effect::WORDS),
    ("AreaRoute", words::AreaRoute::WORDS),
    ("Basis", words::Basis::WORDS),
    ("Break", words::Break::WORDS),
    ("Clock", words::Clock::WORDS),
    ("DeskRole", words::DeskRole::WORDS),
    ("Deed", keepalive_domain::roles::Deed::WORDS),
    ("EventKind", words::EventKind::WORDS),
    ("Form", words::Form::WORDS),
    ("RequestFactKind", words::RequestFactKind::WORDS),
    ("RequestKind", words::RequestKind::WORDS),
    ("RequestState", words::RequestState::WORDS),
    ("Route", words::Route::WORDS),
    ("VendorQuestion", words::VendorQuestion::WORDS),
];

/// What a form's field takes.
const FIELD_VALUE: &str =
    "\n/** A value of a form's field: `null` takes it out, a thing is named by `ref`. */
export type FieldValue = null | boolean | number | string | { ref: string };\n";

/// Any JSON.
const JSON_VALUE: &str = "\n/** Any JSON. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | JsonValue[]
  | { [key: string]: JsonValue };\n";

fn declared_types() -> BTreeMap<String, String> {
    let mut found = Declarations { config: config(), seen: HashSet::new(), by_name: BTreeMap::new() };
    for_each_command!(visit_all)(&mut found);
    for_each_rescue_command!(visit_all)(&mut found);
    for_each_host_command!(visit_all)(&mut found);
    found.visit::<ApiError>();
    let names: BTreeSet<&str> = (found.by_name.keys().map(String::as_str))
        .chain(VOCABULARIES.iter().map(|(name, _)| *name))
        .chain(["FieldValue", "JsonValue", "Kind"])
        .collect();
    let file = |(name, text): (&String, &String)| {
        let imports = imports(text, &names, name);
        (format!("{name}.ts"), format!("{HEAD}{imports}\n{text}"))
    };
    found.by_name.iter().map(file).collect()
}

/// One file that has everything the others declare.
fn index<'a>(export: &str, files: impl Iterator<Item = &'a String>) -> String {
    let line = |file: &String| format!("{export} from \"./{}\";\n", file.trim_end_matches(".ts"));
    format!("{HEAD}{}", files.map(line).collect::<String>())
}

/// Import lines for the declared names that a text uses outside its comments.
fn imports(text: &str, names: &BTreeSet<&str>, own: &str) -> String {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with(['/', '*'])).collect();
    let used: BTreeSet<&str> = code
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| *word != own && names.contains(word))
        .collect();
    used.into_iter().fold(String::new(), |mut lines, name| {
        let _ = writeln!(lines, "import type {{ {name} }} from \"./{name}\";");
        lines
    })
}

/// Puts one-line comments on one line; ts-rs writes three.
fn compact(declaration: &str) -> String {
    let mut text = String::new();
    let mut lines = declaration.lines().map(str::trim_end).peekable();
    while let Some(line) = lines.next() {
        if line == "/**" {
            let first = lines.next().unwrap_or_default();
            if lines.peek() == Some(&" */") {
                lines.next();
                let _ = writeln!(text, "/**{} */", first.trim_start_matches(" *"));
                continue;
            }
            let _ = writeln!(text, "{line}\n{first}");
        } else {
            let _ = writeln!(text, "{line}");
        }
    }
    text
}

/// A closed vocabulary: its words for choosers, and their type.
fn vocabulary(name: &str, words: &[&str]) -> String {
    let list = format!("{}Words", lower_first(name));
    let words: Vec<_> = words.iter().map(|word| format!("  \"{word}\",\n")).collect();
    format!(
        "{HEAD}\nexport const {list} = [\n{}] as const;\n\nexport type {name} = (typeof {list})[number];\n",
        words.concat()
    )
}

fn commands() -> String {
    let config = config();
    let (mut body, mut host) = (String::new(), String::new());
    for_each_command!(signatures)(&config, &mut body);
    for_each_rescue_command!(signatures)(&config, &mut body);
    for_each_host_command!(signatures)(&config, &mut host);
    let declared = declared_types();
    let names: BTreeSet<&str> = declared.keys().map(|file| file.trim_end_matches(".ts")).collect();
    let mut text = format!("{HEAD}{}", imports(&format!("{body}{host}"), &names, ""));
    let _ = write!(
        text,
        "
/** Every command a page may call, with its input and its reply. */
export interface Commands {{
{body}}}

/** Commands that take a path; the shell runs them with what its own file dialog gave. */
export interface HostCommands {{
{host}}}

/** Commands quick capture may call. */
export const captureCommands = [
"
    );
    for command in crate::COMMANDS.iter().filter(|c| c.windows == "both") {
        let _ = writeln!(text, "  \"{}\",", command.name);
    }
    text.push_str("] as const;\n");
    text
}

fn schema() -> String {
    let words: Vec<_> =
        VOCABULARIES.iter().map(|(name, _)| (*name).to_owned()).chain(["Kind".to_owned()]).collect();
    let mut text = index("export *", words.iter());
    text.push_str("\n/** Fields a thing of a kind cannot be without. */\nexport const required = {\n");
    for kind in Kind::ALL {
        let names: Vec<_> = check::required(*kind).iter().map(|name| format!("\"{name}\"")).collect();
        let _ = writeln!(text, "  {kind}: [{}],", names.join(", "));
    }
    let _ = write!(
        text,
        "}} as const;

/** Longest texts in characters. */
export const longest = {{ title: {}, text: {} }} as const;

/** What each field of a kind holds. */
export const fields = {{
",
        check::MOST_TITLE_CHARS,
        check::MOST_TEXT_CHARS
    );
    for kind in Kind::ALL {
        let _ = writeln!(text, "  {kind}: {{");
        for field in kind.def().fields {
            let _ = writeln!(text, "    {}: \"{}\",", field.name, type_name(field.ty));
        }
        text.push_str("  },\n");
    }
    text.push_str("} as const;\n");
    text
}

const fn type_name(ty: FieldType) -> &'static str {
    match ty {
        FieldType::Text => "text",
        FieldType::LongText => "long_text",
        FieldType::Word(_) => "word",
        FieldType::Int => "int",
        FieldType::Real => "real",
        FieldType::Bool => "bool",
        FieldType::Date => "date",
        FieldType::Instant => "instant",
        FieldType::Ref(_) => "ref",
        FieldType::RefOrText(_) => "ref_or_text",
        FieldType::Item => "item",
    }
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_a_command_names_is_declared_with_its_imports() {
        let files = files();
        let row = &files["RequestRow.ts"];
        assert!(row.contains("import type { PromiseTrack } from \"./PromiseTrack\";"));
        assert!(row.contains("export type RequestRow ="));
        assert!(files["Page.ts"].contains("export type Page<T> ="));
        assert!(files["ApiError.ts"].contains("import type { ErrorCode }"));
        assert!(files.values().all(|text| !text.contains("bigint")));
    }

    #[test]
    fn signatures_name_their_types() {
        let text = commands();
        assert!(text.contains("  request_list: { input: RequestListInput; reply: Page<RequestRow> };"));
        assert!(text.contains("  undo_list: { input: UndoListInput; reply: Array<UndoStep> };"));
        assert!(text.contains("import type { UndoStep } from \"./UndoStep\";"));
    }

    #[test]
    fn a_changed_a_missing_and_a_left_over_file_are_stale() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path()).unwrap();
        assert_eq!(stale(dir.path()), Vec::<String>::new());
        fs::write(dir.path().join("Who.ts"), "export {};").unwrap();
        fs::write(dir.path().join("Gone.ts"), "export {};").unwrap();
        fs::remove_file(dir.path().join("Week.ts")).unwrap();
        assert_eq!(stale(dir.path()), ["Week.ts", "Who.ts", "Gone.ts"]);
        write(dir.path()).unwrap();
        assert_eq!(stale(dir.path()), Vec::<String>::new());
    }
}
