//! A file system in memory, in which every call can fail, can report a failure although it worked, and after each of
//! which the power can go.
//!
//! After a power cut, of what was written and not synced there may be nothing, a part or all of it, and of the names
//! that were changed since their folder was synced there may be the first ones only.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use secure_start::disk::{Access, Files, ReadError};

/// What happens at one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It fails, and nothing has happened.
    Fails(ErrorKind),
    /// It has worked, and says that it failed.
    Lies(ErrorKind),
    /// The program ends before it.
    Ends,
}

/// When it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Once(usize),
    From(usize),
}

type Names = BTreeMap<PathBuf, usize>;

#[derive(Clone, Debug, Default)]
struct Disk {
    /// What each file holds, and what of it has reached the disk.
    contents: Vec<(Vec<u8>, Option<Vec<u8>>)>,
    names: Names,
    /// The names that have reached the disk, and those after each change since.
    history: Vec<Names>,
    running: BTreeSet<u32>,
    calls: usize,
    made: Vec<String>,
    waited: Duration,
}

/// What is there after a power cut: the content of each name.
pub(crate) type Left = BTreeMap<PathBuf, Vec<u8>>;

/// The file system.
#[derive(Debug, Default)]
pub(crate) struct Model {
    disk: RefCell<Disk>,
    fault: Option<(When, Fault)>,
    /// A file that somebody puts there just before a call.
    arrives: Option<(usize, PathBuf, Vec<u8>)>,
    /// A file that its owner keeps to themselves.
    private: Option<PathBuf>,
    /// What somebody else does when it is waited for.
    during_wait: RefCell<Vec<(PathBuf, Option<Vec<u8>>)>>,
}

impl Model {
    /// With some files, which have all reached the disk.
    pub(crate) fn with(files: &[(&str, &[u8])]) -> Self {
        let model = Self::default();
        for (name, bytes) in files {
            model.put(name, bytes);
        }
        model
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        let mut disk = self.disk.borrow_mut();
        disk.contents.push((bytes.to_vec(), Some(bytes.to_vec())));
        let at = disk.contents.len() - 1;
        disk.names.insert(PathBuf::from(name), at);
        disk.history = vec![disk.names.clone()];
    }

    pub(crate) fn failing(mut self, when: When, fault: Fault) -> Self {
        self.fault = Some((when, fault));
        self
    }

    /// While it is waited for, a file is removed or put there.
    pub(crate) fn meanwhile(self, name: &str, bytes: Option<&[u8]>) -> Self {
        self.during_wait.borrow_mut().push((PathBuf::from(name), bytes.map(<[u8]>::to_vec)));
        self
    }

    /// Somebody puts a file there just before a call.
    pub(crate) fn arriving(mut self, at: usize, name: &str, bytes: &[u8]) -> Self {
        self.arrives = Some((at, PathBuf::from(name), bytes.to_vec()));
        self
    }

    /// A file that cannot be read.
    pub(crate) fn keeping(mut self, name: &str) -> Self {
        self.private = Some(PathBuf::from(name));
        self
    }

    pub(crate) fn runs(self, process: u32) -> Self {
        self.disk.borrow_mut().running.insert(process);
        self
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.disk.borrow().names.keys().map(|name| name.display().to_string()).collect()
    }

    pub(crate) fn content(&self, name: &str) -> Option<Vec<u8>> {
        let disk = self.disk.borrow();
        disk.names.get(Path::new(name)).map(|at| disk.contents[*at].0.clone())
    }

    pub(crate) fn calls(&self) -> usize {
        self.disk.borrow().calls
    }

    pub(crate) fn made(&self) -> Vec<String> {
        self.disk.borrow().made.clone()
    }

    pub(crate) fn waited(&self) -> Duration {
        self.disk.borrow().waited
    }

    /// Everything that can be there when the power goes now.
    pub(crate) fn after_a_power_cut(&self) -> Vec<Left> {
        let disk = self.disk.borrow();
        let mut found = Vec::new();
        for names in &disk.history {
            for part in 0..3 {
                let content = |at: &usize| match &disk.contents[*at] {
                    (_, Some(synced)) => synced.clone(),
                    (written, None) => written[..written.len() * part / 2].to_vec(),
                };
                found.push(names.iter().map(|(name, at)| (name.clone(), content(at))).collect());
            }
        }
        found
    }

    /// Counts a call, and does it unless something is to go wrong there.
    fn call<T>(&self, name: &str, work: impl FnOnce(&mut Disk) -> io::Result<T>) -> io::Result<T> {
        let mut disk = self.disk.borrow_mut();
        let now = disk.calls;
        disk.calls += 1;
        disk.made.push(name.to_owned());
        if let Some((_, path, bytes)) = self.arrives.as_ref().filter(|(at, ..)| *at == now) {
            disk.contents.push((bytes.clone(), Some(bytes.clone())));
            let inode = disk.contents.len() - 1;
            disk.names.insert(path.clone(), inode);
        }
        let fault = self.fault.filter(|(when, _)| match when {
            When::Once(at) => *at == now,
            When::From(at) => *at <= now,
        });
        match fault {
            None => work(&mut disk),
            Some((_, Fault::Fails(kind))) => Err(kind.into()),
            Some((_, Fault::Lies(kind))) => work(&mut disk).and(Err(kind.into())),
            Some((_, Fault::Ends)) => {
                drop(disk);
                std::panic::panic_any("the program ended here");
            }
        }
    }

    fn rename(&self, call: &str, from: &Path, to: &Path, replaces: bool) -> io::Result<()> {
        self.call(call, |disk| {
            if !replaces && disk.names.contains_key(to) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            let at = disk.names.remove(from).ok_or(ErrorKind::NotFound)?;
            disk.names.insert(to.to_path_buf(), at);
            let names = disk.names.clone();
            disk.history.push(names);
            Ok(())
        })
    }
}

impl Files for Model {
    type Open = usize;

    fn real(&self, path: &Path) -> io::Result<PathBuf> {
        self.call("real", |_| Ok(path.to_path_buf()))
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
        let read = |disk: &mut Disk| {
            if self.private.as_deref() == Some(path) {
                return Err(ErrorKind::PermissionDenied.into());
            }
            let at = disk.names.get(path).ok_or(ErrorKind::NotFound)?;
            Ok(disk.contents[*at].0.clone())
        };
        let bytes = self.call("read", read).map_err(ReadError::from)?;
        assert!(u64::try_from(bytes.len()).unwrap() <= limit);
        Ok(bytes)
    }

    fn create(&self, path: &Path, _: Access) -> io::Result<usize> {
        self.call("create", |disk| {
            if disk.names.contains_key(path) {
                return Err(ErrorKind::AlreadyExists.into());
            }
            disk.contents.push((Vec::new(), None));
            let at = disk.contents.len() - 1;
            disk.names.insert(path.to_path_buf(), at);
            let names = disk.names.clone();
            disk.history.push(names);
            Ok(at)
        })
    }

    fn write(&self, file: &mut usize, bytes: &[u8]) -> io::Result<()> {
        self.call("write", |disk| {
            disk.contents[*file] = (bytes.to_vec(), None);
            Ok(())
        })
    }

    fn keep_access(&self, _: &usize, _: &Path) -> io::Result<()> {
        self.call("keep_access", |_| Ok(()))
    }

    fn sync(&self, file: &usize) -> io::Result<()> {
        self.call("sync", |disk| {
            let written = disk.contents[*file].0.clone();
            disk.contents[*file].1 = Some(written);
            Ok(())
        })
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.rename("replace", from, to, true)
    }

    fn move_to_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.rename("move_to_new", from, to, false)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call("remove", |disk| {
            disk.names.remove(path).ok_or(ErrorKind::NotFound)?;
            let names = disk.names.clone();
            disk.history.push(names);
            Ok(())
        })
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        self.call("sync_folder", |disk| {
            disk.history = vec![disk.names.clone()];
            Ok(())
        })
    }

    fn names_in(&self, folder: &Path) -> Vec<String> {
        let listed = self.call("names_in", |disk| {
            let inside = disk.names.keys().filter(|path| path.parent() == Some(folder));
            Ok(inside.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect())
        });
        listed.unwrap_or_default()
    }

    fn is_running(&self, process: u32) -> bool {
        self.disk.borrow().running.contains(&process)
    }

    fn wait(&self, time: Duration) {
        let others: Vec<_> = self.during_wait.borrow_mut().drain(..).collect();
        for (name, bytes) in others {
            match bytes {
                Some(bytes) => self.put(&name.display().to_string(), &bytes),
                None => drop(self.disk.borrow_mut().names.remove(&name)),
            }
        }
        self.disk.borrow_mut().waited += time;
    }
}
