//! Tables to Python and back without a copy: Arrow's stream in a capsule, as its
//! interface for Python has it. The one place with unsafe code: another program's memory is taken
//! over.

use arrow_array::RecordBatchReader;
use arrow_array::ffi_stream::{ArrowArrayStreamReader, FFI_ArrowArrayStream};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::error;

/// What such a capsule is called.
const NAME: &std::ffi::CStr = c"arrow_array_stream";

/// The batches of the table that `capsule` holds, which is empty afterwards.
#[expect(unsafe_code, reason = "a foreign pointer is taken over, as its interface says")]
pub(crate) fn imported(capsule: &Bound<'_, PyAny>) -> PyResult<ArrowArrayStreamReader> {
    let py = capsule.py();
    let refused = || error::input(py, "__arrow_c_stream__ gave no stream of Arrow");
    let capsule = capsule.cast::<PyCapsule>().map_err(|_| refused())?;
    let pointer = capsule.pointer_checked(Some(NAME)).map_err(|_| refused())?;
    let stream = pointer.as_ptr().cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name holds a valid stream or one that was taken before, which the
    // reader refuses; taking it leaves a released one behind, which the capsule does not free twice.
    let reader = unsafe { ArrowArrayStreamReader::from_raw(stream) };
    reader.map_err(|reason| {
        let said = format!("the table cannot be read ({reason}); a table of columns is expected");
        error::input(py, &said)
    })
}

/// The batches of `reader` in a capsule.
pub(crate) fn exported(
    py: Python<'_>,
    reader: Box<dyn RecordBatchReader + Send>,
) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), NAME)
}
