//! What Linux and macOS do in a way of their own.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, fchown};
use std::path::Path;

use rustix::buffer::spare_capacity;
use rustix::fs::{CWD, RenameFlags, XattrFlags, fsetxattr, getxattr, listxattr, renameat_with};
use rustix::process::{Pid, test_kill_process};

use crate::disk::files::Access;

/// Room for the names of all further attributes of a file, and for one attribute. What is larger is not an access list.
const ATTRIBUTES: usize = 64 * 1024;

pub(super) fn open_for(options: &mut OpenOptions, access: Access) {
    let mode = match access {
        Access::Usual => 0o666,
        Access::Private => 0o600,
    };
    options.mode(mode);
}

/// The owner stays whoever saves: only the superuser could change that.
pub(super) fn keep_access(file: &File, of: &Path) -> io::Result<()> {
    let (old, new) = (std::fs::metadata(of)?, file.metadata()?);
    if old.gid() != new.gid() {
        // A user may give a file only to groups of their own.
        let _is_given = fchown(file, None, Some(old.gid())).is_ok();
    }
    if old.mode() != file.metadata()?.mode() {
        file.set_permissions(old.permissions())?;
    }
    keep_attributes(file, of);
    Ok(())
}

/// Access lists are further attributes. Many file systems have none, and some attributes only the system may set.
fn keep_attributes(file: &File, of: &Path) {
    let mut names = Vec::with_capacity(ATTRIBUTES);
    if listxattr(of, spare_capacity(&mut names)).is_err() {
        return;
    }
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let mut value = Vec::with_capacity(ATTRIBUTES);
        if getxattr(of, name, spare_capacity(&mut value)).is_ok() {
            let _is_kept = fsetxattr(file, name, &value, XattrFlags::empty()).is_ok();
        }
    }
}

pub(super) fn replace(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)
}

pub(super) fn move_to_new(from: &Path, to: &Path) -> io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Some file systems cannot do it in one go: an empty file takes the name first, so that nobody else can.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
            drop(OpenOptions::new().write(true).create_new(true).open(to)?);
            std::fs::rename(from, to).inspect_err(|_| drop(std::fs::remove_file(to)))
        }
        moved => Ok(moved?),
    }
}

pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

pub(super) fn is_running(process: u32) -> bool {
    let process = i32::try_from(process).ok().and_then(Pid::from_raw);
    // A process of somebody else may not be signalled, and is there all the same.
    process.is_some_and(|process| test_kill_process(process) != Err(rustix::io::Errno::SRCH))
}

pub(super) fn computer() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}
