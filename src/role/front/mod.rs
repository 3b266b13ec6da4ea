//! The first page: title, authors, institutions, abstract, keywords, and words about publication.

mod evidence;
pub(super) mod label;
mod margin;
pub(super) mod note;
pub(super) mod prose;
mod summary;
mod title;

use super::draft::{Context, Draft, absorb};
use super::model::Role;
use super::name::{
    is_reference_name, is_salutation, is_section_name, is_statement, name_of, number_length,
};
use crate::document::FurnitureKind;
use crate::geometry::Rect;
use crate::layout::{Layout, PageLayout};
use crate::lexicon::imprint::{imprint_words, names_rights, tells_of_publication};
use crate::lexicon::month::{self, is_recent_year};
use crate::lexicon::notice::{Notice, is_on_publication, notice_at_start, tells_of_letters};
use crate::lexicon::{article, body};
use crate::provenance::PageNumber;
use crate::reason::Reason;
use crate::tolerance::{BODY_SIZE, is_same_size};
use evidence::Evidence;
pub(super) use margin::mark as mark_margin;
pub(super) use note::{letters_of, mark_imprint as mark_notes};
use prose::{
    FEWEST_PROSE, PROSE_WORDS, has_identifiers, is_list_of_names, is_names, is_note_start, is_prose,
};
use std::ops::Range;
use title::{NEXT_LINE, badge_length, is_banner, title};

/// Notes about the publication are no larger than the body by this factor.
const LARGER: f32 = 1.02;
/// Boxes of lines under one another overlap by no more than this, in ems.
const LINES_OVERLAP: f32 = -0.5;
/// Lines of a byline begin within this of one another, in ems.
const SAME_EDGE: f32 = 2.0;
/// Sizes of lines with raised marks differ by no more than this share.
const MARKED_SIZE: f32 = 0.12;

/// A note with one word about publication has fewer words than this.
const SHORT_IMPRINT_WORDS: usize = 60;
/// A sentence has at least this many words.
const SENTENCE_WORDS: usize = 8;
/// Lines of one note are no further apart than this, in ems.
const SAME_NOTE: f32 = 0.4;
/// The label of a note has no more words than this.
const LABEL_WORDS: usize = 5;
/// Names under a letter, and the institution below them, have fewer words than this.
const SIGNATURE_WORDS: usize = 30;

/// What stands at the top of a page that may be the first one of an article.
#[derive(Debug)]
pub(super) struct Opening {
    /// The largest type, in the place of a title.
    pub(super) title: String,
    /// Whether names, an abstract or notes on the publication tell of a first page.
    pub(super) is_first_page: bool,
    /// Whether names with marks stand below it.
    pub(super) is_signed: bool,
}

/// The opening of a page, as if it were the first one.
pub(super) fn opening(
    drafts: &[Draft],
    sheet: u32,
    page_height: f32,
    context: &Context<'_>,
) -> Option<Opening> {
    // They stand page by page.
    let first = drafts.partition_point(|draft| draft.chunk.sheet < sheet);
    let end = drafts.partition_point(|draft| draft.chunk.sheet <= sheet);
    let mut own = drafts[first..end].to_vec();
    own.iter_mut().for_each(|draft| draft.chunk.sheet = 0);
    let open: Vec<usize> = (0..own.len()).filter(|&at| own[at].is_open()).collect();
    let title = title(&mut own, &open, context, page_height)?.start;
    summary::mark_named(&mut own, Some(title));
    let end = front_end(&own, title, context);
    let evidence = Evidence::of(&own, title, end, context);
    Some(Opening {
        title: own[title].chunk.text.clone(),
        is_first_page: evidence.tells_of_article(),
        is_signed: evidence.has_names(),
    })
}

/// The page on which another article begins behind the reference list of the first one: with a title, with
/// names, and with what else first pages have.
pub(super) fn second_article(
    drafts: &[Draft],
    layout: &Layout,
    context: &Context<'_>,
) -> Option<PageNumber> {
    let names_list =
        |draft: &&Draft| draft.is_open() && is_reference_name(name_of(&draft.chunk.text));
    let list = &drafts.iter().find(names_list)?.chunk;
    let covers = list.page() - list.sheet;
    let behind = layout.pages.iter().skip(list.page() as usize + 1);
    let begins = |page: &&PageLayout| {
        let sheet = page.number.index() as u32 - covers;
        opening(drafts, sheet, page.page.size.height, context)
            .is_some_and(|found| found.is_first_page && found.is_signed)
    };
    behind.filter(begins).map(|page| page.number).next()
}

/// Finds the roles of the first page.
pub(super) fn assign(drafts: &mut [Draft], context: &Context<'_>, page_height: f32) {
    let first_page: Vec<usize> = (0..drafts.len())
        .filter(|&at| drafts[at].is_open() && drafts[at].chunk.sheet == 0)
        .collect();
    let title = title(drafts, &first_page, context, page_height);
    let named = summary::mark_named(drafts, title.as_ref().map(|title| title.start));
    let Some(Range { start: title, end: next }) = title else { return };
    let end = front_end(drafts, title, context);
    let evidence = Evidence::of(drafts, title, end, context);
    if evidence.confirms(drafts, title, next) {
        drafts[title].assign(Role::Title, Reason::LargestType);
        drafts[title].mark = badge_length(&drafts[title].chunk);
    }
    if !evidence.is_enough() {
        let signed = evidence.is_some() && mark_signature(&mut drafts[end..]);
        mark_before_title(&mut drafts[..=title], context.poster, signed);
        return;
    }
    if !named {
        summary::mark_unnamed(drafts, title, context);
    }
    mark_below_title(drafts, title, context);
}

/// Finds what stands between the title and the text, and above the title.
fn mark_below_title(drafts: &mut [Draft], title: usize, context: &Context<'_>) {
    let end = front_end(drafts, title, context);
    let mut byline: Option<usize> = None;
    let mut notes = Vec::new();
    for at in title + 1..end {
        if !drafts[at].is_open() {
            continue;
        }
        if let Some(first) = byline
            && is_more_names(&drafts[first], &drafts[at])
            && !is_label(&drafts[at - 1])
        {
            if goes_on_below(&drafts[first], &drafts[at]) {
                absorb(drafts, first, at, Reason::LinesOfOneStyle);
            } else {
                drafts[at].assign(Role::Byline, Reason::MoreNames);
            }
            continue;
        }
        if let Some(first) = byline.filter(|&first| is_surer_byline(&drafts[at], &drafts[first])) {
            drafts[first].assign(Role::FrontNote, Reason::NothingElse);
            byline = None;
        }
        // Beside the masthead stand volume and price.
        if drafts[at].chunk.bbox.y1 < drafts[title].chunk.bbox.y0 {
            drafts[at].assign(beside_masthead(&drafts[at]), Reason::BeforeTitle);
            continue;
        }
        // What stands below a label of the imprint names editors or the like.
        let of_imprint = Role::Furniture(FurnitureKind::Imprint);
        if is_label(&drafts[at - 1])
            && drafts[at - 1].role.as_ref() == Some(&of_imprint)
            && drafts[at].chunk.text.starts_with(char::is_uppercase)
        {
            drafts[at].assign(of_imprint, Reason::ImprintBelowTitle);
            continue;
        }
        let Some((role, reason)) = front_role(&drafts[at], byline.is_some()) else { continue };
        if reason == Reason::NothingElse {
            notes.push(at);
            continue;
        }
        if role == Role::Byline {
            byline = byline.or(Some(at));
        }
        drafts[at].assign(role, reason);
    }
    let names = byline.is_some()
        || mark_byline_above(&mut drafts[..=title])
        || mark_signature(&mut drafts[end..]);
    let is_front = names || drafts.iter().any(|draft| draft.role == Some(Role::Abstract));
    // Without names or an abstract what stands below a title is text.
    for at in notes.into_iter().filter(|_| is_front) {
        if drafts[at].is_open() {
            drafts[at].assign(Role::FrontNote, Reason::NothingElse);
        }
    }
    mark_before_title(&mut drafts[..=title], context.poster, is_front);
}

/// What stands higher than the title, though it is read after it.
fn beside_masthead(draft: &Draft) -> Role {
    let told = is_banner(draft.chunk.text.trim());
    if told { Role::Furniture(FurnitureKind::Imprint) } else { Role::FrontNote }
}

/// Finds a list of names above the title, the last of `drafts`, with institutions below it.
fn mark_byline_above(drafts: &mut [Draft]) -> bool {
    let Some((title, before)) = drafts.split_last_mut() else { return false };
    let top = title.chunk.bbox.y0;
    let above =
        |draft: &Draft| draft.is_open() && draft.chunk.sheet == 0 && draft.chunk.bbox.y1 <= top;
    let lists = |draft: &Draft| {
        let text = draft.chunk.text.trim();
        above(draft) && is_list_of_names(text) && is_names(text) && !body::names_site(text)
    };
    let Some(byline) = before.iter().position(lists) else { return false };
    before[byline].assign(Role::Byline, Reason::ListOfNames);
    let column = before[byline].chunk.bbox.horizontal();
    for draft in before[byline + 1..].iter_mut().filter(|draft| above(draft)) {
        let below = draft.chunk.bbox.horizontal().overlap(column) > 0.0;
        let numbered = draft.chunk.text.starts_with(|c: char| c.is_numeric());
        if below && (numbered || body::names_site(&draft.chunk.text)) {
            draft.assign(Role::Affiliation, Reason::BelowByline);
        }
    }
    true
}

/// Finds the names under a letter, with the institution below them: letters have no byline above.
fn mark_signature(drafts: &mut [Draft]) -> bool {
    let is_short = |draft: &Draft| draft.is_open() && draft.word_count() < SIGNATURE_WORDS;
    let signs = |pair: &[Draft]| {
        let (names, below) = (pair[0].chunk.text.trim(), pair[1].chunk.text.trim());
        is_short(&pair[0])
            && is_short(&pair[1])
            && (names.contains(',') || names.contains(" and "))
            && !names.ends_with(['.', ':'])
            // References begin with names, too.
            && !names.split(|c: char| !c.is_alphanumeric()).any(is_recent_year)
            && is_names(names)
            && !body::names_site(names)
            && !is_section_name(name_of(names))
            && body::names_site(below)
            && !below.contains('@')
    };
    let Some(at) = drafts.windows(2).position(signs) else { return false };
    drafts[at].assign(Role::Byline, Reason::Signature);
    drafts[at + 1].assign(Role::Affiliation, Reason::WordOfInstitution);
    true
}

/// Takes what is read before the title, the last of `drafts`, for imprint or a note. Above a title with
/// names or an abstract below it stand the journal's name and the kind of article; sentences there,
/// and what stands beside it, are notes, but for the sections of end matter in a column beside its
/// text. Where nothing else tells of front matter, only words about publication make imprint.
fn mark_before_title(drafts: &mut [Draft], poster: bool, is_front: bool) {
    let Some((title, before)) = drafts.split_last_mut() else { return };
    let (mut in_section, mut below_label) = (false, false);
    let mut last_told: Option<Rect> = None;
    for draft in before {
        if !draft.is_open() || draft.chunk.sheet != 0 || draft.word_count() >= PROSE_WORDS {
            continue;
        }
        let text = draft.chunk.text.trim();
        let above = draft.chunk.bbox.y0 < title.chunk.bbox.y1 + title.chunk.style.size;
        // Beside the banner of a poster are panels.
        in_section |= !above && (poster || is_section_name(name_of(text)));
        if in_section {
            continue;
        }
        // Lines of one note are set in several types.
        let (own, em) = (draft.chunk.bbox, draft.chunk.style.size);
        let goes_on = last_told.is_some_and(|last| {
            (own.y0 - last.y1).abs() < SAME_NOTE * em
                && own.horizontal().overlap(last.horizontal()) > 0.0
        });
        // A statement may name data by a DOI.
        let told = !is_statement(text)
            && (goes_on
                || is_on_publication(text)
                || tells_of_publication(text)
                || article::names_badge(text));
        last_told = told.then_some(own);
        if is_label(draft) {
            below_label = told;
        }
        let sentence = is_prose(text) && draft.word_count() >= SENTENCE_WORDS;
        let masthead = above && !sentence && !tells_of_letters(text);
        if told || is_front && (below_label || masthead) {
            draft.assign(Role::Furniture(FurnitureKind::Imprint), Reason::BeforeTitle);
        } else if is_front {
            draft.assign(Role::FrontNote, Reason::BeforeTitle);
        }
    }
}

/// Marks notes about the publication, wherever they stand.
pub(super) fn mark_imprint(
    drafts: &mut [Draft],
    context: &Context<'_>,
    last_sheet: u32,
    page_height: f32,
) {
    // Entries of the reference list name publishers, addresses and dates.
    let end = drafts
        .iter()
        .position(|draft| draft.is_open() && is_reference_name(name_of(&draft.chunk.text)))
        .unwrap_or(drafts.len());
    for (at, draft) in drafts.iter_mut().enumerate().filter(|(_, draft)| draft.is_open()) {
        let sheet = draft.chunk.sheet;
        let text = draft.chunk.text.trim();
        if is_history(text) {
            draft.assign(Role::Furniture(FurnitureKind::Imprint), Reason::NoteOnPublication);
            continue;
        }
        if at > end && (number_length(text) > 0 || !names_rights(text) && !is_on_publication(text))
        {
            continue;
        }
        if sheet != 0 && sheet != last_sheet || draft.chunk.style.size > LARGER * context.body.size
        {
            continue;
        }
        // A statement may name data by a DOI.
        let hits = if is_statement(text) { 0 } else { imprint_words(&draft.chunk.text) };
        let small = draft.chunk.style.size < BODY_SIZE * context.body.size;
        let licence = names_rights(&draft.chunk.text);
        // All of a poster is on its first page.
        if (sheet != 0 || context.poster) && !licence {
            continue;
        }
        let imprint = Role::Furniture(FurnitureKind::Imprint);
        if hits >= 2 {
            draft.assign(imprint, Reason::WordsOfImprint);
        } else if hits == 1 && licence {
            draft.assign(imprint, Reason::Licence);
        } else if hits == 1 && small && draft.word_count() < SHORT_IMPRINT_WORDS {
            draft.assign(imprint, Reason::WordOfImprintInSmallType);
        } else if sheet == 0 && small && is_note_start(&draft.chunk.text) {
            draft.assign(Role::FrontNote, Reason::BeginningOfNote);
        } else if sheet == 0 && is_sign(draft, page_height) {
            draft.assign(imprint, Reason::InstitutionAtFoot);
        }
    }
}

/// Whether a text is when the paper was received and accepted, and nothing else: behind the text as well.
fn is_history(text: &str) -> bool {
    /// Such notes have no more words than this.
    const MOST_WORDS: usize = 20;
    matches!(notice_at_start(text), Some(Notice::History | Notice::Appearance))
        && text.split_whitespace().count() <= MOST_WORDS
        && text.split(|c: char| !c.is_alphanumeric()).any(is_recent_year)
        && names_day(text)
        && !is_prose(text)
}

/// Whether a text names a month, or a date by numbers: a year alone may be that of what was published.
fn names_day(text: &str) -> bool {
    let of_numbers = |word: &str| {
        let mut parts = word.split(['/', '-', '.']);
        let is_number = |part: &str| part.parse::<u32>().is_ok();
        parts.clone().count() >= 3 && parts.by_ref().take(3).all(is_number)
    };
    let is_month = |word: &str| month::number(word).is_some();
    text.split(|c: char| !c.is_alphanumeric()).any(is_month)
        || text.split([' ', ',', ';', ':', '\n']).any(of_numbers)
}

/// Whether a line near the foot of the first page is the name of an institution and nothing else, as it stands
/// beside the sign of who publishes.
fn is_sign(draft: &Draft, page_height: f32) -> bool {
    /// The foot begins at this share of the height.
    const FOOT: f32 = 0.85;
    /// Such names have no more words than this.
    const MOST_WORDS: usize = 10;
    let text = draft.chunk.text.trim();
    draft.chunk.bbox.y0 > FOOT * page_height
        && draft.chunk.lines.len() == 1
        && draft.word_count() <= MOST_WORDS
        && text.starts_with(char::is_uppercase)
        && !text.contains([',', ';', ':', '@'])
        && is_names(text)
        && body::names_site(text)
}

/// Where the front matter ends: at the first heading, abstract or paragraph of prose.
fn front_end(drafts: &[Draft], title: usize, context: &Context<'_>) -> usize {
    (title + 1..drafts.len())
        .find(|&at| {
            let draft = &drafts[at];
            let text = draft.chunk.text.trim();
            if matches!(draft.role, Some(Role::Abstract | Role::Keywords)) || draft.chunk.sheet > 0
            {
                return true;
            }
            if !draft.is_open() {
                return false;
            }
            if draft.chunk.head {
                return true;
            }
            let named = is_section_name(name_of(text)) && draft.chunk.lines.len() == 1;
            let heading =
                named || at == title + 1 && is_heading_of(draft, drafts.get(at + 1), context);
            let prose = draft.word_count() >= PROSE_WORDS
                && draft.chunk.style.size > BODY_SIZE * context.body.size
                && !looks_like_front(text);
            heading || prose || is_salutation(text)
        })
        .unwrap_or(drafts.len())
}

/// Whether a short heavy or large line right below the title heads the prose that follows: papers without
/// a byline begin so.
fn is_heading_of(draft: &Draft, next: Option<&Draft>, context: &Context<'_>) -> bool {
    /// Such headings have no more words than this; names have two at least.
    const MOST_WORDS: usize = 8;
    let text = draft.chunk.text.trim();
    let style = draft.chunk.style;
    let set_off = style.bold || style.size > LARGER * context.body.size;
    let may_be_name = is_names(text) && draft.word_count() > 1;
    let begins = text.starts_with(char::is_uppercase) && !text.ends_with(['.', ',']);
    let is_prose_of_body = |next: &Draft| {
        let style = next.chunk.style;
        next.is_open()
            && next.word_count() >= FEWEST_PROSE
            && is_prose(next.chunk.text.trim())
            && !style.bold
            && is_same_size(style.size, context.body.size)
    };
    draft.chunk.lines.len() == 1
        && draft.word_count() <= MOST_WORDS
        && set_off
        && begins
        && !may_be_name
        && !text.contains('@')
        && next.is_some_and(is_prose_of_body)
}

/// Whether a text names institutions, people with marks, or addresses.
fn looks_like_front(text: &str) -> bool {
    let institutions = body::sites_in(text);
    let words = text.split_whitespace().count().max(1);
    let commas = text.matches([',', '•', '·', '&', '|']).count();
    text.contains('@')
        || institutions >= 2 && commas * 12 > words
        || commas * 4 > words
        || commas * 8 > words && is_names(text)
}

/// What stands between the title and the text, and by what. The evidence is asked in this order: below a
/// byline what is numbered and names an institution is an affiliation; addresses make a note; words
/// about publication imprint; before a byline was seen, a list of names with marks is one, words of
/// institutions are not, and capitalised words are; below it what names an institution, is numbered or
/// is divided by commas is an affiliation; the rest are notes, but for prose, which is of the text.
fn front_role(draft: &Draft, byline_seen: bool) -> Option<(Role, Reason)> {
    let text = draft.chunk.text.trim();
    // The address of an author may stand behind the numbered institution.
    let numbered = text.starts_with(|c: char| c.is_ascii_digit());
    let before_address = text.split('@').next().unwrap_or(text);
    if byline_seen && numbered && body::names_site(before_address) && !text.contains('*') {
        return Some((Role::Affiliation, Reason::WordOfInstitution));
    }
    if tells_of_letters(text) {
        return Some((Role::FrontNote, Reason::Address));
    }
    if has_identifiers(text) {
        return Some((Role::FrontNote, Reason::NothingElse));
    }
    let hits = imprint_words(text);
    // A sentence may have such a word, too.
    let sentence = is_prose(text) && draft.word_count() >= SENTENCE_WORDS;
    if hits > 1 || hits == 1 && (!sentence || is_on_publication(text) || names_rights(text)) {
        return Some((Role::Furniture(FurnitureKind::Imprint), Reason::ImprintBelowTitle));
    }
    let institution = body::names_site(text);
    if !byline_seen && !institution && is_list_of_names(text) {
        return Some((Role::Byline, Reason::ListOfNames));
    }
    if institution && (byline_seen || !is_names(text)) {
        return Some((Role::Affiliation, Reason::WordOfInstitution));
    }
    if !byline_seen
        && is_names(text)
        && text.split_whitespace().count() >= 2
        && !article::names_kind(text)
    {
        return Some((Role::Byline, Reason::CapitalisedWords));
    }
    let digits = text.chars().next().is_some_and(|c| c.is_numeric());
    let divided = text.contains(',') && is_names(text);
    // A label says what else it is, and an identifier begins with a number, too.
    let other = text.contains(':') || text.starts_with("10.");
    if byline_seen && (digits || divided) && !other {
        return Some((Role::Affiliation, Reason::BelowByline));
    }
    let marked = draft.reasons.contains(&Reason::MarkOfNote);
    let prose = is_prose(text) && draft.word_count() >= FEWEST_PROSE && !marked;
    (!prose).then_some((Role::FrontNote, Reason::NothingElse))
}

/// Whether a draft is a byline and another was only taken for one: names with marks are surer than words
/// with capitals, which a running head or a second title has, too.
fn is_surer_byline(draft: &Draft, other: &Draft) -> bool {
    let (text, before) = (draft.chunk.text.trim(), other.chunk.text.trim());
    other.reasons.contains(&Reason::CapitalisedWords)
        && !is_list_of_names(before)
        && !body::names_site(before)
        && front_role(draft, false) == Some((Role::Byline, Reason::ListOfNames))
        && is_names(text)
}

/// Whether a draft is a label, which says what stands below it.
fn is_label(draft: &Draft) -> bool {
    draft.chunk.text.trim_end().ends_with(':') && draft.word_count() <= LABEL_WORDS
}

/// Whether a draft holds further names of a byline: set like it, and no institution.
fn is_more_names(byline: &Draft, draft: &Draft) -> bool {
    let text = draft.chunk.text.trim();
    let style = draft.chunk.style;
    let own = byline.chunk.style;
    // Raised marks count into the size of a line.
    let alike = (style.size - own.size).abs() < MARKED_SIZE * own.size
        && (style.bold == own.bold || style.font == own.font)
        && style.color == own.color
        && style.italic == own.italic;
    let begins = text.trim_start_matches("and ");
    alike
        && begins.starts_with(char::is_uppercase)
        && is_names(begins)
        && begins.split_whitespace().count() >= 2
        && !body::names_site(text)
        && imprint_words(text) == 0
        && !text.contains('@')
        && !is_note_start(text)
}

/// Whether a draft is the next line of a byline.
fn goes_on_below(byline: &Draft, draft: &Draft) -> bool {
    let (a, b) = (byline.chunk.bbox, draft.chunk.bbox);
    let em = byline.chunk.style.size;
    (a.x0 - b.x0).abs() < SAME_EDGE * em
        && (LINES_OVERLAP * em..NEXT_LINE * em).contains(&(b.y0 - a.y1))
}

#[cfg(test)]
mod tests {
    use super::is_history;

    #[test]
    fn history_alone_has_days() {
        for text in [
            "Received: 9 June 2020 Accepted: 30 October 2020",
            "Received: 28/01/2015 Accepted: 09/12/2015",
            "Published online December 22, 2014.",
        ] {
            assert!(is_history(text), "{text}");
        }
        for text in ["Published models of salt, 2015", "Received treatment", "Salt, 1 May 2020"] {
            assert!(!is_history(text), "{text}");
        }
    }
}
