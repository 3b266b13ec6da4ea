//! One table as a file of Parquet that grows row by row.

use super::column::{Row, fields};
use crate::VERSION;
use crate::batch::Draft;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use std::path::Path;
use std::sync::Arc;

/// What writes tables, as their files say it.
pub(super) const CREATED_BY: &str = "offprint ";

/// The bytes of a row group as it is written, which stand in memory until it is whole. Readers skip and read in parallel
/// by row groups, so that some thousand rows should be in each.
const ROW_GROUP_BYTES: usize = 16 << 20;

/// A table that is being written.
pub(super) struct Sheet<R> {
    /// Rows that are not yet handed to the writer.
    rows: Vec<R>,
    schema: SchemaRef,
    writer: ArrowWriter<Draft>,
}

impl<R: Row> Sheet<R> {
    /// Begins a file. Nothing stands in it that differs from run to run.
    pub(super) fn begin(path: &Path) -> Result<Self> {
        let schema = Arc::new(Schema::new(fields::<R>()));
        let properties = WriterProperties::builder()
            .set_created_by(format!("{CREATED_BY}{VERSION}"))
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
            .build();
        let writer = ArrowWriter::try_new(Draft::begin(path)?, schema.clone(), Some(properties))?;
        Ok(Self { rows: Vec::new(), schema, writer })
    }

    /// Adds rows.
    pub(super) fn extend(&mut self, rows: Vec<R>) {
        self.rows.extend(rows);
    }

    /// Hands the rows to the writer.
    pub(super) fn flush(&mut self) -> Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let columns: Vec<ArrayRef> = R::arrays(std::mem::take(&mut self.rows));
        let batch =
            RecordBatch::try_new(self.schema.clone(), columns).map_err(ParquetError::from)?;
        self.writer.write(&batch)
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> Result<Draft> {
        self.flush()?;
        self.writer.into_inner()
    }
}
