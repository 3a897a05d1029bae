//! The names that are written into files.
//!
//! **Invariant:** an id never changes its meaning; a label may be improved, an id may not.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id as it stands in files, for example `england`.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether there is none.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

id! {
    /// One of the four nations of the United Kingdom.
    NationId,
    /// A kind of secure setting.
    SettingId,
    /// A profession or job.
    RoleId,
    /// How somebody is engaged.
    ContractId,
    /// A requirement.
    StepId,
    /// A public page that a fact rests on.
    SourceId,
    /// A document; made once, at random, when the checklist is made.
    DocumentId,
    /// 64 hexadecimal digits that stand for some text: nobody finds another text with the same (SHA-256).
    Fingerprint,
    /// One time of working on a document, in one window; made at random.
    SessionId,
}
