//! The contract read as the document that it was made of: all but what rules changed, what gave decisions, and
//! which glyphs there were. So what is written of it is the same, but for the ledger and the JSON itself.

mod address;
mod block;
mod mention;
mod text;

use super::metadata;
use super::types::{self, Document};
use crate::document as model;
use crate::document::FurnitureKind;
use crate::writer::model::Options;

impl Document {
    /// Reads what [`Document::written`] wrote.
    ///
    /// # Errors
    /// It is not JSON, or not of this contract and version: the message says which.
    pub fn read(text: &str) -> Result<Self, String> {
        #[derive(serde::Deserialize)]
        struct Head {
            schema: String,
            version: u32,
        }
        let wrong = |error: serde_json::Error| format!("not the JSON of a document: {error}");
        let Head { schema, version } = serde_json::from_str(text).map_err(wrong)?;
        if schema != types::SCHEMA || version != types::VERSION {
            let (own, known) = (types::SCHEMA, types::VERSION);
            return Err(format!("it is of {schema} {version}, not of {own} {known}"));
        }
        serde_json::from_str(text).map_err(wrong)
    }

    /// The document. Its texts are as they read, with their styles and places.
    pub fn document(&self) -> model::Document {
        let furniture = |own: &types::Furniture| -> model::Furniture {
            let (kind, text): (FurnitureKind, _) = (own.kind, text::text(&own.content));
            model::Furniture { kind, text }
        };
        let body: Vec<model::Node> = self.body.iter().map(block::node).collect();
        model::Document {
            metadata: metadata::read(&self.metadata),
            callouts: mention::callouts(&self.callouts, &body),
            statements: mention::statements(self, &body),
            identifiers: mention::identifiers(self, &body),
            abbreviations: mention::abbreviations(self, &body),
            entities: mention::entities(self, &body),
            furniture: self.furniture.iter().map(furniture).collect(),
            hidden: self.hidden.clone().unwrap_or_default(),
            source: model::Source {
                file: self.source.file.clone(),
                sha256: self.source.sha256.clone(),
                pages: self.source.pages,
                pages_left_out: 0,
                kind: self.source.kind,
                text_layer: self.source.text_layer,
            },
            pages: self.pages.clone(),
            accounts: self.accounts.clone(),
            quality: self.quality.clone(),
            body,
        }
    }

    /// A stretch of it as one of the document that it is read as, with the body of that; nothing where it leads nowhere.
    pub fn stretch(&self, own: &types::Stretch, body: &[model::Node]) -> Option<model::Stretch> {
        address::stretch(self, body, own)
    }

    /// The options with which the Markdown was written that belongs to it.
    pub fn notation(&self) -> Options {
        Options {
            scripts: self.markdown.scripts,
            tables: self.markdown.tables,
            front_matter: self.markdown.front_matter,
            citations: self.markdown.citations,
            page_marks: self.markdown.page_marks,
            ..Options::default()
        }
    }
}
