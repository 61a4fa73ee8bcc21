//! The recovery sheet: the one page that is printed and locked away.

use keepalive_domain::facts::Day;

use crate::document::{Block, Document, section, words};
use crate::language::Language;

/// Where what the sheet opens lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetPlace {
    /// In a shared folder.
    Folder,
    /// In a database.
    Database,
}

/// What stands on a recovery sheet. Whoever has it and can reach the place can read the clinic's record.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoverySheet {
    /// The clinic's name.
    pub clinic: String,
    /// The day it was made.
    pub made: Day,
    /// The lines of the key, in groups.
    pub lines: Vec<String>,
    /// A few signs that tell sheets apart.
    pub mark: String,
    /// By which age wraps something for it.
    pub recipient: String,
    /// Where what it opens lies.
    pub place: SheetPlace,
    /// The folder's name, or the server.
    pub place_name: String,
    /// What the wrapped key is called there.
    pub file: String,
}

impl RecoverySheet {
    /// The sheet in a language. The guard does not look at it: its key may look like any number.
    #[must_use]
    pub fn document(&self, in_: Language) -> Document {
        let Self { lines, mark, recipient, place_name, file, .. } = self;
        let line = |n: usize| format!("{} {n}", in_.of("Line", "Línea"));
        let key = Block::Terms {
            label: in_.of("The key, line by line", "La clave, línea por línea").to_owned(),
            rows: (1..).zip(lines).map(|(n, text)| [line(n), text.clone()]).collect(),
        };
        let about = Block::Terms {
            label: in_.of("About this sheet", "Acerca de esta hoja").to_owned(),
            rows: vec![
                [in_.of("Sheet", "Hoja").to_owned(), mark.clone()],
                [self.place_word(in_).to_owned(), place_name.clone()],
                [in_.of("Wrapped key", "Clave envuelta").to_owned(), file.clone()],
                [in_.of("Public key", "Clave pública").to_owned(), recipient.clone()],
            ],
        };
        let blocks = vec![
            words(in_.of(
                "If every computer of the clinic is lost, this sheet and the place named below bring its record back. \
                 Whoever has both can read it. Lock the sheet away in another building than the computers, and keep no \
                 photo or copy of it on a computer.",
                "Si se pierden todos los equipos de la clínica, esta hoja y el lugar indicado abajo devuelven su \
                 registro. Quien tenga ambos puede leerlo. Guárdela bajo llave en otro edificio que los equipos, y no \
                 conserve ninguna foto ni copia en un equipo.",
            )),
            section(in_.of("The key", "La clave")),
            key,
            section(in_.of("To bring the record back", "Para recuperar el registro")),
            Block::Points { items: self.steps(in_) },
            section(in_.of("Without Keepalive", "Sin Keepalive")),
            Block::Points { items: self.by_age(in_) },
            section(in_.of("About this sheet", "Acerca de esta hoja")),
            about,
        ];
        Document {
            language: in_.code().to_owned(),
            title: in_.of("Recovery sheet", "Hoja de recuperación").to_owned(),
            kicker: self.clinic.clone(),
            aside: format!("{} {}", in_.of("Made", "Hecha el"), in_.day(self.made)),
            blocks,
            foot: in_.of("Keep it locked away.", "Guárdela bajo llave.").to_owned(),
            page_count: in_.page_count(),
            warnings: Vec::new(),
        }
    }

    fn place_word(&self, in_: Language) -> &'static str {
        match self.place {
            SheetPlace::Folder => in_.of("Folder", "Carpeta"),
            SheetPlace::Database => in_.of("Server", "Servidor"),
        }
    }

    fn steps(&self, in_: Language) -> Vec<String> {
        let reach = match self.place {
            SheetPlace::Folder => in_.of(
                "Install Keepalive on a computer that sees the clinic's shared folder.",
                "Instale Keepalive en un equipo que vea la carpeta compartida de la clínica.",
            ),
            SheetPlace::Database => in_.of(
                "Install Keepalive on a computer, and have whoever runs the server make an access file for it.",
                "Instale Keepalive en un equipo y pida a quien administra el servidor un archivo de acceso para él.",
            ),
        };
        let choose = in_.of(
            "At the first start, under “Join a clinic”, choose that folder or file, then “I have the recovery sheet”.",
            "Al iniciar por primera vez, en «Unirse a una clínica», elija esa carpeta o ese archivo y luego «Tengo la \
             hoja de recuperación».",
        );
        let type_it = in_.of(
            "Type the three lines of the key. Small letters and spaces do not matter.",
            "Escriba las tres líneas de la clave. Las minúsculas y los espacios no importan.",
        );
        [reach, choose, type_it].map(ToOwned::to_owned).to_vec()
    }

    fn by_age(&self, in_: Language) -> Vec<String> {
        let write = in_.of(
            "Write AGE-SECRET-KEY-1 and the three lines after it, without spaces, as one line into a text file \
             sheet.txt.",
            "Escriba AGE-SECRET-KEY-1 y a continuación las tres líneas, sin espacios, como una sola línea en un archivo \
             de texto sheet.txt.",
        );
        let open = match self.place {
            SheetPlace::Folder => format!(
                "{} age -d -i sheet.txt -o clinic.key {}.age",
                in_.of(
                    "The program age (age-encryption.org) opens the wrapped key; look for it in the folder, under \
                     keepalive, in keys:",
                    "El programa age (age-encryption.org) abre la clave envuelta; búsquela en la carpeta, dentro de \
                     keepalive, en keys:",
                ),
                self.file
            ),
            SheetPlace::Database => format!(
                "{} age -d -i sheet.txt -o clinic.key {}.age",
                in_.of(
                    "Whoever runs the server writes the wrapped key of the table keepalive.sheet into a file, and the \
                     program age (age-encryption.org) opens it:",
                    "Quien administra el servidor guarda en un archivo la clave envuelta de la tabla keepalive.sheet, y \
                     el programa age (age-encryption.org) la abre:",
                ),
                self.file
            ),
        };
        let use_it = in_.of(
            "With that key, keepalive-cli share brings the record here: “share folder” or “share postgres”, with --key \
             clinic.key.",
            "Con esa clave, keepalive-cli share trae el registro: «share folder» o «share postgres», con --key \
             clinic.key.",
        );
        vec![write.to_owned(), open, use_it.to_owned()]
    }
}

impl std::fmt::Debug for RecoverySheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RecoverySheet({}, not shown)", self.mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DecimalSign, Paper, pdf};

    fn sheet(place: SheetPlace) -> RecoverySheet {
        RecoverySheet {
            clinic: "Larkmoor Family Health".to_owned(),
            made: Day::from_ymd_opt(2026, 11, 26).unwrap(),
            lines: ["QPZR Y9X8", "GF2T VDW0", "S3JN 54KH"].map(ToOwned::to_owned).to_vec(),
            mark: "9x8gf2tv".to_owned(),
            recipient: "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj".to_owned(),
            place,
            place_name: "Clinic share".to_owned(),
            file: "2026-11-26-9x8gf2tv".to_owned(),
        }
    }

    #[test]
    fn every_line_stands_on_it_in_both_languages_and_it_is_one_page_of_pdf() {
        for place in [SheetPlace::Folder, SheetPlace::Database] {
            for language in [Language::English, Language::Spanish(DecimalSign::Comma)] {
                let sheet = sheet(place);
                let document = sheet.document(language);
                for line in &sheet.lines {
                    assert_eq!(document.texts().filter(|text| text == line).count(), 1, "{line}");
                }
                let file = pdf(&document, Paper::Letter).unwrap();
                let pages = String::from_utf8_lossy(&file).matches("/Type /Page\n").count();
                assert_eq!(pages, 1, "{place:?} {language:?}");
            }
        }
        assert!(!format!("{:?}", sheet(SheetPlace::Folder)).contains("QPZR"));
    }
}
