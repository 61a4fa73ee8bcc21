//! The recovery sheet: a key on paper that opens the space's key when every desk is lost.
//!
//! It is an identity of age (<https://age-encryption.org/v1>), and the space's key is wrapped to it as a file of age's.
//! So the program of that name opens it too, in ten years and without this one.

use age::secrecy::ExposeSecret as _;
use age::x25519::Identity;

use crate::error::{SealError, SheetFault};
use crate::key::SpaceKey;

/// How every such key begins. It is printed apart: what has to be typed comes after it.
const PREFIX: &str = "AGE-SECRET-KEY-1";

/// Signs after the prefix: 32 bytes and a checksum in Bech32 (BIP 173).
const SIGNS: usize = 58;

/// Bech32's own signs, in capitals as age writes them.
const ALPHABET: &str = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

/// Signs that stand together, for the eye.
const GROUP: usize = 4;

/// Signs in a printed line.
const LINE: usize = 5 * GROUP;

/// The lines that a key is printed in.
pub const SHEET_LINES: usize = SIGNS.div_ceil(LINE);

/// Signs of a sheet's mark.
pub(crate) const MARK: usize = 8;

/// A recovery sheet's key. It is shown once and kept nowhere.
#[derive(Clone)]
pub struct SheetKey(Identity);

impl SheetKey {
    /// A new one.
    ///
    /// # Errors
    /// [`SealError::NoChance`].
    pub fn new() -> Result<Self, SealError> {
        // The crate below stops the program where the system has no random bytes; this asks first.
        getrandom::fill(&mut [0; 32]).map_err(|_| SealError::NoChance)?;
        Ok(Self(Identity::generate()))
    }

    /// Read again: as typed from paper, with or without what every key begins with, in any groups, in small letters,
    /// with O for 0; or from a file as `age-keygen` writes it, with remarks after `#`.
    ///
    /// # Errors
    /// [`SealError::NotASheet`], which says the line that is mistyped where one sign is.
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let not = |fault| SealError::NotASheet { fault };
        let plain: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'))
            .flat_map(str::chars)
            .filter(|sign| sign.is_alphanumeric())
            .flat_map(char::to_uppercase)
            .collect();
        let begins: String = PREFIX.chars().filter(|sign| sign.is_alphanumeric()).collect();
        let typed = plain.strip_prefix(&begins).unwrap_or(&plain);
        // Bech32 has none of these, so that they cannot be mistaken.
        let signs: Vec<char> = typed
            .chars()
            .map(|sign| match sign {
                'O' => '0',
                'I' | '1' => 'L',
                'B' => '8',
                sign => sign,
            })
            .collect();
        if signs.len() != SIGNS {
            return Err(not(SheetFault::Length { signs: signs.len() }));
        }
        match identity(&signs) {
            Some(identity) => Ok(Self(identity)),
            None => Err(not(line_of_one_fault(&signs))),
        }
    }

    /// As it is printed: so many lines, in groups.
    #[must_use]
    pub fn lines(&self) -> [String; SHEET_LINES] {
        let secret = self.0.to_string();
        let signs: Vec<char> = secret.expose_secret().chars().skip(PREFIX.len()).collect();
        std::array::from_fn(|line| {
            let line = signs.chunks(LINE).nth(line).unwrap_or_default();
            let groups: Vec<String> = line.chunks(GROUP).map(|group| group.iter().collect()).collect();
            groups.join(" ")
        })
    }

    /// As age reads it, with who it is for in a remark.
    #[must_use]
    pub fn file(&self, remark: &str) -> String {
        let remark = remark.replace(['\r', '\n'], " ");
        format!("# {remark}\n# public key: {}\n{}\n", self.recipient(), self.0.to_string().expose_secret())
    }

    /// By which others wrap something for it.
    #[must_use]
    pub fn recipient(&self) -> String {
        self.0.to_public().to_string()
    }

    /// A few signs that tell sheets apart; the key does not follow from them.
    #[must_use]
    pub fn mark(&self) -> String {
        let recipient = self.recipient();
        recipient.chars().skip(recipient.len() - MARK).collect()
    }

    /// Wraps a space's key for this sheet: a text that age opens. What it gives is the key as its file holds it.
    ///
    /// # Errors
    /// [`SealError::NoChance`].
    pub fn wrap(&self, key: &SpaceKey) -> Result<Vec<u8>, SealError> {
        let text = format!("{}\n", key.text());
        let wrapped = age::encrypt_and_armor(&self.0.to_public(), text.as_bytes());
        wrapped.map(String::into_bytes).map_err(|_| SealError::NoChance)
    }

    /// The space's key that was wrapped for this sheet; `None` if it was wrapped for another, or is not whole.
    #[must_use]
    pub fn unwrap(&self, wrapped: &[u8]) -> Option<SpaceKey> {
        let text = age::decrypt(&self.0, wrapped).ok()?;
        SpaceKey::parse(std::str::from_utf8(&text).ok()?).ok()
    }
}

impl std::fmt::Debug for SheetKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SheetKey(not shown)")
    }
}

/// What a sheet's wrapped key is called: the day it was made and the sheet's mark, `2026-11-26-9x8gf2tv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SheetName(String);

impl SheetName {
    /// Of a sheet made on this day (`YYYY-MM-DD`); `None` where that is no such day.
    #[must_use]
    pub fn new(made_on: &str, sheet: &SheetKey) -> Option<Self> {
        Self::parse(&format!("{made_on}-{}", sheet.mark()))
    }

    /// A name that was found; `None` if it is no sheet's. What passes can stand in a path on any system.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let (day, mark) = name.split_at_checked(10)?;
        let is_day = day.bytes().enumerate().all(|(at, sign)| match at {
            4 | 7 => sign == b'-',
            _ => sign.is_ascii_digit(),
        });
        let mark = mark.strip_prefix('-')?;
        let is_mark = mark.len() == MARK
            && mark
                .chars()
                .all(|sign| !sign.is_ascii_uppercase() && ALPHABET.contains(sign.to_ascii_uppercase()));
        (is_day && is_mark).then(|| Self(name.to_owned()))
    }

    /// The whole name.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The day the sheet was made, `YYYY-MM-DD`.
    #[must_use]
    pub fn made_on(&self) -> &str {
        &self.0[..10]
    }

    /// The sheet's mark, as it is printed on it.
    #[must_use]
    pub fn mark(&self) -> &str {
        &self.0[11..]
    }
}

fn identity(signs: &[char]) -> Option<Identity> {
    let text: String = PREFIX.chars().chain(signs.iter().copied()).collect();
    text.parse().ok()
}

/// The line in which one sign is mistyped, if another there makes the checksum right. Where the sign is told, not what
/// it should be: BIP 173 asks for that, since a guess may be another key's.
fn line_of_one_fault(signs: &[char]) -> SheetFault {
    let mut tried = signs.to_vec();
    for at in 0..signs.len() {
        for sign in ALPHABET.chars() {
            tried[at] = sign;
            if identity(&tried).is_some() {
                return SheetFault::Line { line: at / LINE + 1 };
            }
        }
        tried[at] = signs[at];
    }
    SheetFault::Several
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> SheetKey {
        // Of age's own test vectors.
        SheetKey::parse("AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX").unwrap()
    }

    fn same(one: &SheetKey, other: &SheetKey) -> bool {
        one.recipient() == other.recipient()
    }

    fn fault(text: &str) -> SheetFault {
        match SheetKey::parse(text) {
            Err(SealError::NotASheet { fault }) => fault,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn it_is_printed_in_lines_and_read_however_it_is_typed() {
        let sheet = sheet();
        let lines = sheet.lines();
        assert_eq!(lines, ["GFPY YSJZ GFPY YSJZ GFPY", "YSJZ GFPY YSJZ GFPY YSJZ", "GFPY YSJZ GFPQ 4EGA EX"]);
        let typed = lines.join("\n");
        for text in [
            typed.clone(),
            typed.to_lowercase().replace(' ', ""),
            format!("age-secret-key-1 {}", typed.replace(' ', "-")),
            sheet.file("Larkmoor, 2026\nnot a key"),
        ] {
            assert!(same(&SheetKey::parse(&text).unwrap(), &sheet), "{text}");
        }
    }

    #[test]
    fn signs_that_are_taken_for_others_are_the_same() {
        let key = std::iter::repeat_with(|| SheetKey::new().unwrap())
            .find(|key| ["0", "L", "8"].iter().all(|sign| key.lines().concat().contains(sign)))
            .unwrap();
        let typed = key.lines().concat().replace('0', "o").replace('L', "1").replace('8', "b");
        assert!(same(&SheetKey::parse(&typed).unwrap(), &key));
    }

    #[test]
    fn a_mistyped_sign_is_told_by_its_line() {
        let lines = sheet().lines();
        for (line, text) in lines.iter().enumerate() {
            let wrong = text.replacen('Y', "Q", 1).replacen("4E", "5E", 1);
            let mut typed = lines.clone();
            typed[line] = wrong;
            if line < 2 {
                assert_eq!(fault(&typed.join(" ")), SheetFault::Line { line: line + 1 });
            } else {
                assert_eq!(fault(&typed.join(" ")), SheetFault::Several, "two signs");
            }
        }
        assert_eq!(fault("GFPY YSJZ"), SheetFault::Length { signs: 8 });
        assert_eq!(fault(""), SheetFault::Length { signs: 0 });
        assert_eq!(fault(&"é".repeat(SIGNS)), SheetFault::Several);
    }

    #[test]
    fn what_was_wrapped_opens_with_this_sheet_whole_and_not_otherwise() {
        let (sheet, key) = (SheetKey::new().unwrap(), SpaceKey::new().unwrap());
        let wrapped = sheet.wrap(&key).unwrap();
        assert_eq!(sheet.unwrap(&wrapped).unwrap().text(), key.text());
        assert!(SheetKey::new().unwrap().unwrap(&wrapped).is_none());
        for end in (0..wrapped.len() - 1).step_by(7) {
            assert!(sheet.unwrap(&wrapped[..end]).is_none(), "{end} bytes of it");
        }
        assert_eq!(format!("{sheet:?}"), "SheetKey(not shown)");
    }

    #[test]
    fn a_name_says_day_and_mark_and_nothing_that_a_path_could_mean() {
        let name = SheetName::new("2026-11-26", &sheet()).unwrap();
        assert_eq!((name.made_on(), name.mark()), ("2026-11-26", sheet().mark().as_str()));
        assert_eq!(SheetName::parse(name.text()), Some(name));
        for text in [
            "",
            "2026-11-26",
            "2026-11-26-",
            "2026-11-26-9x8gf2tb",
            "2026-11-26-9X8GF2TV",
            "2026/11/26-9x8gf2tv",
            "2026-11-26-../../x",
            "../../../etc-9x8gf2tv",
            "2026-11-26-9x8gf2tv-DESKTOP",
        ] {
            assert_eq!(SheetName::parse(text), None, "{text}");
        }
        assert_eq!(SheetName::new("26 Nov 2026", &sheet()), None);
    }
}
