//! What columns hold, and how each kind is set as an array of Arrow.

use arrow_array::{
    ArrayRef, BooleanArray, Float32Array, Float64Array, Int64Array, ListArray, StringArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field};
use std::sync::Arc;

/// Name of the items of a list, as the specification of Parquet has it.
const ITEM: &str = "element";

/// A value that a column holds. The type alone decides how the column looks, whatever it holds.
pub(super) trait Value: Sized {
    /// Whether it may be absent.
    const NULLABLE: bool;

    /// Its type.
    fn data_type() -> DataType;

    /// Values as an array.
    fn array(values: Vec<Self>) -> ArrayRef;
}

/// Kinds that Arrow has an array for, which may be absent where they are optional.
macro_rules! plain {
    ($($kind:ty => $type:ident, $array:ident;)+) => {$(
        impl Value for $kind {
            const NULLABLE: bool = false;

            fn data_type() -> DataType {
                DataType::$type
            }

            fn array(values: Vec<Self>) -> ArrayRef {
                Arc::new($array::from(values))
            }
        }

        impl Value for Option<$kind> {
            const NULLABLE: bool = true;

            fn data_type() -> DataType {
                DataType::$type
            }

            fn array(values: Vec<Self>) -> ArrayRef {
                Arc::new($array::from(values))
            }
        }
    )+};
}

plain! {
    String => Utf8, StringArray;
    bool => Boolean, BooleanArray;
    i64 => Int64, Int64Array;
    f32 => Float32, Float32Array;
    f64 => Float64, Float64Array;
}

/// A list, which may be empty and is never absent.
impl<T: Value> Value for Vec<T> {
    const NULLABLE: bool = false;

    fn data_type() -> DataType {
        DataType::List(Arc::new(item::<T>()))
    }

    fn array(values: Vec<Self>) -> ArrayRef {
        let ends = OffsetBuffer::from_lengths(values.iter().map(Self::len));
        let items = T::array(values.into_iter().flatten().collect());
        Arc::new(ListArray::new(Arc::new(item::<T>()), ends, items, None))
    }
}

fn item<T: Value>() -> Field {
    Field::new(ITEM, T::data_type(), T::NULLABLE)
}
