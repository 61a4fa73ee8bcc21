//! The layer's own methods: each notes what it does, fails where it is told to, and passes the rest on.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::PathBuf;
use std::ptr;

use rusqlite::ffi::{
    self, SQLITE_FULL, SQLITE_IOERR_DELETE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_READ, SQLITE_IOERR_SHMMAP,
    SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE, SQLITE_OK, sqlite3_file, sqlite3_int64, sqlite3_io_methods,
    sqlite3_vfs,
};

use super::watch::{Call, Event, Failure, Real, fails, note, with};

const fn code(call: Call, how: Failure) -> c_int {
    match (how, call) {
        (Failure::Full | Failure::Short, _) => SQLITE_FULL,
        (Failure::Io, Call::Open) => ffi::SQLITE_CANTOPEN,
        (Failure::Io, Call::Read) => SQLITE_IOERR_READ,
        (Failure::Io, Call::Write) => SQLITE_IOERR_WRITE,
        (Failure::Io, Call::Truncate) => SQLITE_IOERR_TRUNCATE,
        (Failure::Io, Call::Sync) => SQLITE_IOERR_FSYNC,
        (Failure::Io, Call::Delete) => SQLITE_IOERR_DELETE,
        (Failure::Io, Call::Share) => SQLITE_IOERR_SHMMAP,
    }
}

/// What a file that nobody opened here answers; it cannot happen, and would be a plain failure.
const LOST: c_int = ffi::SQLITE_IOERR;

fn real(file: *mut sqlite3_file) -> Option<Real> {
    with(|state| state.files.get(&(file as usize)).cloned())
}

/// Every method of ours that only passes the call on.
macro_rules! passed_on {
    ($($name:ident => $method:ident($($arg:ident: $ty:ty),*);)*) => {
        $(
            unsafe extern "C" fn $name(file: *mut sqlite3_file, $($arg: $ty),*) -> c_int {
                match real(file).and_then(|real| real.methods.$method) {
                    // SAFETY: SQLite calls with what the real method takes, on the file the real layer opened.
                    Some(method) => unsafe { method(file, $($arg),*) },
                    None => LOST,
                }
            }
        )*
    };
}

passed_on! {
    file_size => xFileSize(size: *mut sqlite3_int64);
    lock => xLock(level: c_int);
    unlock => xUnlock(level: c_int);
    check_reserved_lock => xCheckReservedLock(held: *mut c_int);
    file_control => xFileControl(op: c_int, arg: *mut c_void);
    sector_size => xSectorSize();
    device_characteristics => xDeviceCharacteristics();
    shm_lock => xShmLock(offset: c_int, n: c_int, flags: c_int);
    shm_unmap => xShmUnmap(delete: c_int);
    real_close => xClose();
    real_read => xRead(bytes: *mut c_void, amount: c_int, at: sqlite3_int64);
    real_write => xWrite(bytes: *const c_void, amount: c_int, at: sqlite3_int64);
    real_truncate => xTruncate(length: sqlite3_int64);
    real_sync => xSync(flags: c_int);
    real_shm_map => xShmMap(page: c_int, size: c_int, extend: c_int, to: *mut *mut c_void);
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    // Two: with shared memory for the WAL, without mapped reads and writes, which could not be seen.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

pub(super) unsafe extern "C" fn open(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let layer = with(|state| state.real) as *mut sqlite3_vfs;
    if let Some(how) = fails(Call::Open) {
        // SAFETY: SQLite gave us a file to fill; without methods it is not closed again.
        unsafe { (*file).pMethods = ptr::null() };
        return code(Call::Open, how);
    }
    // SAFETY: `layer` was found when this one was installed and lives as long as the process.
    let Some(method) = (unsafe { (*layer).xOpen }) else { return LOST };
    // SAFETY: called with what SQLite called us with, and the layer the method belongs to.
    let done = unsafe { method(layer, name, file, flags, out_flags) };
    // SAFETY: the real layer has just filled the file; null means that it is not open.
    let methods = unsafe { (*file).pMethods };
    if done != SQLITE_OK || methods.is_null() {
        return done;
    }
    // SAFETY: a layer's tables of methods are constants of the program.
    let methods = unsafe { &*methods };
    with(|state| state.files.insert(file as usize, Real { methods, path: path_of(name) }));
    // SAFETY: the file is open and ours to set up until this returns.
    unsafe { (*file).pMethods = &raw const METHODS };
    done
}

pub(super) unsafe extern "C" fn delete(
    _: *mut sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    if let Some(how) = fails(Call::Delete) {
        return code(Call::Delete, how);
    }
    let layer = with(|state| state.real) as *mut sqlite3_vfs;
    // SAFETY: as in `open`.
    let Some(method) = (unsafe { (*layer).xDelete }) else { return LOST };
    // SAFETY: as in `open`.
    let done = unsafe { method(layer, name, sync_folder) };
    if done == SQLITE_OK {
        note(|| Event::Delete { file: path_of(name), synced: sync_folder != 0 });
    }
    done
}

fn path_of(name: *const c_char) -> PathBuf {
    if name.is_null() {
        // A temporary file; it is gone after a power cut, whatever was in it.
        return PathBuf::new();
    }
    // SAFETY: SQLite's names are C strings that live longer than the call.
    PathBuf::from(unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned())
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: the file is open; it is forgotten only after the real layer has closed it.
    let done = unsafe { real_close(file) };
    with(|state| state.files.remove(&(file as usize)));
    done
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    to: *mut c_void,
    amount: c_int,
    at: sqlite3_int64,
) -> c_int {
    match fails(Call::Read) {
        Some(how) => code(Call::Read, how),
        // SAFETY: passed on as it came.
        None => unsafe { real_read(file, to, amount, at) },
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    amount: c_int,
    at: sqlite3_int64,
) -> c_int {
    let failure = fails(Call::Write);
    let amount = match failure {
        Some(Failure::Short) => amount / 2,
        Some(_) => 0,
        None => amount,
    };
    if amount > 0 {
        // SAFETY: passed on as it came, or the first half of it.
        let done = unsafe { real_write(file, from, amount, at) };
        if done != SQLITE_OK {
            return done;
        }
        note_write(file, from, amount, at);
    }
    failure.map_or(SQLITE_OK, |how| code(Call::Write, how))
}

fn note_write(file: *mut sqlite3_file, from: *const c_void, amount: c_int, at: sqlite3_int64) {
    let (Some(Real { path, .. }), Ok(amount), Ok(at)) =
        (real(file), usize::try_from(amount), usize::try_from(at))
    else {
        return;
    };
    // SAFETY: SQLite gave `amount` bytes or more to be written.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), amount) };
    note(|| Event::Write { file: path, at, bytes: bytes.to_vec() });
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, length: sqlite3_int64) -> c_int {
    if let Some(how) = fails(Call::Truncate) {
        return code(Call::Truncate, how);
    }
    // SAFETY: passed on as it came.
    let done = unsafe { real_truncate(file, length) };
    if let (SQLITE_OK, Some(Real { path, .. }), Ok(length)) = (done, real(file), usize::try_from(length)) {
        note(|| Event::Truncate { file: path, length });
    }
    done
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    if let Some(how) = fails(Call::Sync) {
        return code(Call::Sync, how);
    }
    // SAFETY: passed on as it came.
    let done = unsafe { real_sync(file, flags) };
    if let (SQLITE_OK, Some(Real { path, .. })) = (done, real(file)) {
        note(|| Event::Sync { file: path });
    }
    done
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    to: *mut *mut c_void,
) -> c_int {
    match fails(Call::Share) {
        Some(how) => code(Call::Share, how),
        // SAFETY: passed on as it came.
        None => unsafe { real_shm_map(file, page, size, extend, to) },
    }
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    if let Some(method) = real(file).and_then(|real| real.methods.xShmBarrier) {
        // SAFETY: passed on as it came.
        unsafe { method(file) };
    }
}
