//! Sign-offs, and fingerprints as words that two people can compare over the phone.

use diceware_wordlists::EFF_LONG_WORDLIST;

use crate::ids::Fingerprint;

/// What a sign-off shows, and what it does not.
pub const SIGN_OFF_SHOWS: &str = "The eight words change when anybody changes the sign-off, what was signed, or the \
    history before it. They do not show who typed the name: whoever can write this file can also write it anew, and then \
    it has other words. So keep them, or compare them with whoever signed.";

/// Asks for the reason of re-opening.
#[must_use]
pub fn reopen_asks(title: &str) -> String {
    format!(
        "\u{201c}{title}\u{201d} is signed off. Why is it re-opened? The sign-off and your reason both stay in the history."
    )
}

/// After a sign-off of which no note could be made on this computer.
#[must_use]
pub fn not_noted(detail: &str) -> String {
    format!(
        "The sign-off is in the file, but this computer could not make a note of it ({detail}). Write down its eight words."
    )
}

/// After a sign-off in a file that does not fit together.
#[must_use]
pub fn signed_in_doubt(name: &str) -> String {
    format!("Something in {name} does not fit together: \u{201c}secure-start check {name}\u{201d} says what.")
}

/// How many words; each stands for four of the 32 bytes, so that they differ by chance once in 10^31.
const WORDS: usize = 8;

/// Eight words that stand for a fingerprint; none where it is not one. The list is the one that the Electronic Frontier
/// Foundation made for passphrases (2016): 7,776 plain words, none of them an insult.
#[must_use]
pub fn fingerprint_words(fingerprint: &Fingerprint) -> Option<String> {
    let digits = fingerprint.as_str();
    if digits.len() != 8 * WORDS {
        return None;
    }
    let word = |place: usize| {
        let number = u32::from_str_radix(digits.get(8 * place..8 * place + 8)?, 16).ok()?;
        let count = u32::try_from(EFF_LONG_WORDLIST.len()).ok()?;
        EFF_LONG_WORDLIST.get(usize::try_from(number % count).ok()?).copied()
    };
    let words: Option<Vec<&str>> = (0..WORDS).map(word).collect();
    words.map(|words| words.join(" "))
}
