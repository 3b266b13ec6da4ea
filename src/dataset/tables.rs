//! All tables of a corpus at once.

use super::body::{
    CellRow, FigureRow, PassageRow, ReferenceRow, TableRow, cells, figures, passages, references,
    tables,
};
use super::column::{Row, Table};
use super::document::{AffiliationRow, AuthorRow, DocumentRow, affiliations, authors};
use super::mention::{
    CalloutRow, EntityRow, IdentifierRow, QuantityRow, callouts, entities, identifiers, quantities,
};
use super::paper::Paper;
use super::sheet::Sheet;
use super::statement::{AbbreviationRow, StatementRow, abbreviations, statements};
use crate::batch::{Draft, Error, Shard};
use parquet::errors::ParquetError;
use std::io;
use std::path::{Path, PathBuf};

/// The file of a table; that of a shard has its name behind that of the table.
pub(super) fn path_of(folder: &Path, table: &str, shard: Option<Shard>) -> PathBuf {
    let shard = shard.map(|shard| format!("-{shard}")).unwrap_or_default();
    folder.join(format!("{table}{shard}.parquet"))
}

/// That a file could not be written.
fn wrong(path: PathBuf) -> impl FnOnce(ParquetError) -> Error {
    |error| {
        let error = match error {
            ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(error) => *error,
                Err(inner) => io::Error::other(inner),
            },
            error => io::Error::other(error),
        };
        Error::Write(path, error)
    }
}

/// Names each table, the kind of its rows, and what gives those of a paper.
macro_rules! tables {
    ($($table:ident: $row:ty, $of:ident;)+) => {
        /// Tables that are being written.
        pub(super) struct Tables {
            folder: PathBuf,
            shard: Option<Shard>,
            $($table: Sheet<$row>,)+
        }

        /// Rows of all tables.
        pub(super) struct Rows {
            $($table: Vec<$row>,)+
        }

        impl Rows {
            /// Those of a document, and of what its paper has.
            pub(super) fn of(document: DocumentRow, paper: Option<&Paper<'_>>) -> Self {
                let mut rows = Self {
                    $($table: paper.map($of).unwrap_or_default(),)+
                };
                rows.documents.push(document);
                rows
            }
        }

        impl Tables {
            /// Begins a file for each table.
            ///
            /// # Errors
            /// A file cannot be written.
            pub(super) fn begin(folder: &Path, shard: Option<Shard>) -> Result<Self, Error> {
                Ok(Self {
                    folder: folder.to_owned(),
                    shard,
                    $($table: {
                        let path = path_of(folder, stringify!($table), shard);
                        Sheet::begin(&path).map_err(wrong(path))?
                    },)+
                })
            }

            /// Adds rows.
            pub(super) fn add(&mut self, rows: Rows) {
                $(self.$table.extend(rows.$table);)+
            }

            /// Writes what was added.
            ///
            /// # Errors
            /// A file cannot be written.
            pub(super) fn flush(&mut self) -> Result<(), Error> {
                $(self.$table.flush().map_err(wrong(path_of(
                    &self.folder,
                    stringify!($table),
                    self.shard,
                )))?;)+
                Ok(())
            }

            /// Ends all files, and gives them their names.
            ///
            /// # Errors
            /// A file cannot be written.
            pub(super) fn finish(self) -> Result<(), Error> {
                let Self { folder, shard, $($table,)+ } = self;
                Draft::keep_all(vec![$($table.finish().map_err(wrong(path_of(
                    &folder,
                    stringify!($table),
                    shard,
                )))?,)+])
            }
        }

        /// All tables, in their order.
        pub fn schemas() -> Vec<Table> {
            vec![$(Table {
                name: stringify!($table),
                about: <$row>::about(),
                columns: <$row>::columns(),
            },)+]
        }
    };
}

tables! {
    documents: DocumentRow, none;
    authors: AuthorRow, authors;
    affiliations: AffiliationRow, affiliations;
    passages: PassageRow, passages;
    references: ReferenceRow, references;
    callouts: CalloutRow, callouts;
    figures: FigureRow, figures;
    tables: TableRow, tables;
    cells: CellRow, cells;
    quantities: QuantityRow, quantities;
    identifiers: IdentifierRow, identifiers;
    statements: StatementRow, statements;
    entities: EntityRow, entities;
    abbreviations: AbbreviationRow, abbreviations;
}

/// A document is the one row that does not come from its paper, which it may lack.
fn none(_: &Paper<'_>) -> Vec<DocumentRow> {
    Vec::new()
}
