//! Tables and their columns, each defined in one place: name, type, what it says, and the row that holds it.

use super::value::Value;
use arrow_array::{ArrayRef, StructArray};
use arrow_schema::{DataType, Field, Fields};
use std::sync::Arc;

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, its type and whether it may be absent.
    pub field: Field,
    /// What it holds.
    pub about: String,
}

impl Column {
    /// Its type in words.
    pub fn kind(&self) -> String {
        kind(self.field.data_type())
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name, which is that of its file.
    pub name: &'static str,
    /// What a row of it is.
    pub about: String,
    /// Its columns in their order.
    pub columns: Vec<Column>,
}

fn kind(of: &DataType) -> String {
    match of {
        DataType::Utf8 => "string".to_owned(),
        DataType::Boolean => "bool".to_owned(),
        DataType::List(item) => format!("list<{}>", kind(item.data_type())),
        DataType::Struct(fields) => {
            let fields =
                fields.iter().map(|own| format!("{}: {}", own.name(), kind(own.data_type())));
            format!("struct<{}>", fields.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string().to_lowercase(),
    }
}

/// A row of values.
pub(super) trait Row: Sized {
    /// What it is.
    fn about() -> String;

    /// Its columns in their order.
    fn columns() -> Vec<Column>;

    /// Rows as an array a column.
    fn arrays(rows: Vec<Self>) -> Vec<ArrayRef>;
}

/// A row as a value of a column: fields with names.
impl<R: Row> Value for R {
    const NULLABLE: bool = false;

    fn data_type() -> DataType {
        DataType::Struct(fields::<R>())
    }

    fn array(values: Vec<Self>) -> ArrayRef {
        Arc::new(StructArray::new(fields::<R>(), R::arrays(values), None))
    }
}

/// The fields of a row in their order.
pub(super) fn fields<R: Row>() -> Fields {
    R::columns().into_iter().map(|column| column.field).collect()
}

/// The text of a doc comment.
pub(super) fn told(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// The name of a column by that of its field, which may be a word of Rust.
pub(super) fn name_of(field: &'static str) -> &'static str {
    field.trim_start_matches("r#")
}

/// Defines a row: its fields are the columns, their types those of the columns, their comments what is said of them.
macro_rules! row {
    (
        $(#[doc = $about:literal])+
        $row:ident { $($(#[doc = $told:literal])+ $column:ident: $kind:ty,)+ }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug)]
        pub(in crate::dataset) struct $row {
            $($(#[doc = $told])+ pub(in crate::dataset) $column: $kind,)+
        }

        impl $crate::dataset::column::Row for $row {
            fn about() -> String {
                $crate::dataset::column::told(&[$($about),+])
            }

            fn columns() -> Vec<$crate::dataset::column::Column> {
                use $crate::dataset::value::Value;
                vec![$($crate::dataset::column::Column {
                    field: arrow_schema::Field::new(
                        $crate::dataset::column::name_of(stringify!($column)),
                        <$kind as Value>::data_type(),
                        <$kind as Value>::NULLABLE,
                    ),
                    about: $crate::dataset::column::told(&[$($told),+]),
                }),+]
            }

            fn arrays(rows: Vec<Self>) -> Vec<arrow_array::ArrayRef> {
                use $crate::dataset::value::Value;
                $(let mut $column: Vec<$kind> = Vec::with_capacity(rows.len());)+
                for row in rows {
                    $($column.push(row.$column);)+
                }
                vec![$(<$kind as Value>::array($column)),+]
            }
        }
    };
}

pub(super) use row;
