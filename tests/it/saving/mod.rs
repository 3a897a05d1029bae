//! The save protocol: on a made-up file system that fails and loses power at every call, and on the real one.

mod faults;
mod locks;
mod model;
mod real;
