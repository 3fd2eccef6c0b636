//! What was done to a file before it became a text, in words.

use std::fmt::Write as _;

use crate::locale::{Locale, Sentence, message};
use countersign_core::escape;
use countersign_core::text::repair::{Kind, Repaired};

/// What was done, a sentence for each kind, such as "joined 41 broken lines".
#[must_use]
pub fn sentences(repaired: &Repaired) -> Vec<Sentence> {
    repaired.counts().into_iter().map(|(kind, count)| sentence(kind, count)).collect()
}

/// The same in lines, each repair that touched words, and the text, safe to show.
#[must_use]
pub fn preview(repaired: &Repaired, locale: Locale) -> String {
    let mut preview = String::new();
    for sentence in sentences(repaired) {
        let _ = writeln!(preview, "{}", sentence.say(locale));
    }
    for repair in repaired.in_words() {
        let before = escape::terminal(&repair.before).to_string();
        let after = escape::terminal(&repair.after).to_string();
        // Nobody can tell a word that was broken from one with a hyphen where the text has it only here.
        let line = match repair.kind {
            Kind::HyphenLine => message::repair_line_ask(repair.line, before, after),
            _ => message::repair_line(repair.line, before, after),
        };
        let _ = writeln!(preview, "{}", line.say(locale));
    }
    let _ = write!(preview, "\n{}", escape::multiline(repaired.text.as_str()));
    preview
}

fn sentence(kind: Kind, count: usize) -> Sentence {
    match kind {
        Kind::ByteOrderMark => message::repair_byte_order_mark(count),
        Kind::LineEnding => message::repair_line_ending(count),
        Kind::PageBreak => message::repair_page_break(count),
        Kind::Tab => message::repair_tab(count),
        Kind::Space => message::repair_space(count),
        Kind::SoftHyphen => message::repair_soft_hyphen(count),
        Kind::ZeroWidth => message::repair_zero_width(count),
        Kind::Ligature => message::repair_ligature(count),
        Kind::Composition => message::repair_composition(count),
        Kind::OuterSpace => message::repair_outer_space(count),
        Kind::InnerSpace => message::repair_inner_space(count),
        Kind::BrokenLine => message::repair_broken_line(count),
        Kind::SoftWord => message::repair_soft_word(count),
        Kind::BrokenWord => message::repair_broken_word(count),
        Kind::HyphenLine => message::repair_hyphen_line(count),
        Kind::ListGap => message::repair_list_gap(count),
        Kind::BlankLine => message::repair_blank_line(count),
        Kind::FinalNewline => message::repair_final_newline(count),
    }
}
