//! Line ends inside words of scripts that set no blanks between words.

use crate::lexicon::language::sets_no_blanks;
use crate::repair::evidence::Evidence;
use crate::repair::model::{CERTAIN, Edits, Rule, Scope, case};
use crate::repair::piece::Piece;

pub(super) const RULE: Rule = Rule {
    name: "break-without-blank",
    about: "Chinese, Japanese, Thai and other scripts set no blanks between words: where a line ends \
            between two of their signs, there is none.",
    triggers: b"\n",
    scope: Scope::Any,
    find,
    cases: &[
        case("灯塔立\n于海边", "灯塔立于海边", "ideographs"),
        case("海の\n塩、\nそして", "海の塩、そして", "kana and a mark"),
        case("ภาษา\nไทย", "ภาษาไทย", "Thai"),
        case("in 2031\n年", "in 2031\n年", "a number before"),
        case("한국\n말", "한국\n말", "Korean has blanks"),
        case("two\nwords", "two\nwords", "another script"),
    ],
};

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    for (at, _) in piece.text.match_indices('\n') {
        let before = piece.before(at).is_some_and(sets_no_blanks);
        if before && piece.after(at + 1).is_some_and(sets_no_blanks) {
            edits.replace(at..at + 1, "", CERTAIN);
        }
    }
}
