//! What a paper says about its own making, and what its short forms stand for.

use super::column::row;
use super::paper::{Paper, StretchRow, word};
use crate::writer::json::types;

row! {
    /// A funder, a number of a grant, or both where the sentence joins them.
    AwardRow {
        /// Who paid.
        funder: Option<String>,
        /// The number of a grant.
        number: Option<String>,
    }
}

row! {
    /// What an author did.
    ContributionRow {
        /// The author, by name or initials.
        name: String,
        /// The author: `authors.author_id`, where the name is that of one only.
        author_id: Option<String>,
        /// What the author did, as terms of CRediT.
        roles: Vec<String>,
    }
}

row! {
    /// A board and the number of its approval; one of them may not be said.
    ApprovalRow {
        /// The board.
        board: Option<String>,
        /// The number.
        number: Option<String>,
    }
}

row! {
    /// What a paper says about its own making.
    StatementRow {
        /// The paper.
        document_id: String,
        /// Place among those of the paper, from 1.
        position: i64,
        /// What it is about: `funding`, `conflicts`, `contributions`, `ethics`, `consent`, `data-availability`, `code-availability`, `registration`.
        kind: String,
        /// Its words, texts apart by line ends.
        text: String,
        /// Where it stands, one stretch a text.
        places: Vec<StretchRow>,
        /// Who paid and by which grants.
        awards: Vec<AwardRow>,
        /// Who did what.
        contributions: Vec<ContributionRow>,
        /// Who approved.
        approvals: Vec<ApprovalRow>,
    }
}

/// The statements of a paper.
pub(super) fn statements(paper: &Paper<'_>) -> Vec<StatementRow> {
    let text = |own: &Option<types::Named>| own.as_ref().map(|own| own.text.clone());
    let award =
        |own: &types::Award| AwardRow { funder: text(&own.funder), number: text(&own.number) };
    let contribution = |own: &types::Contribution| ContributionRow {
        name: own.name.text.clone(),
        author_id: own.author.clone(),
        roles: own.roles.iter().map(word).collect(),
    };
    let approval =
        |own: &types::Approval| ApprovalRow { board: text(&own.board), number: text(&own.number) };
    let row = |(position, own): (i64, &types::Statement)| {
        let words = own.places.iter().filter_map(|at| paper.words(at));
        StatementRow {
            document_id: paper.id.to_owned(),
            position,
            kind: word(&own.kind),
            text: words.collect::<Vec<_>>().join("\n"),
            places: own.places.iter().map(|at| paper.anchor(at)).collect(),
            awards: own.awards.iter().map(award).collect(),
            contributions: own.contributions.iter().map(contribution).collect(),
            approvals: own.approvals.iter().map(approval).collect(),
        }
    };
    (1..).zip(&paper.contract.statements).map(row).collect()
}

row! {
    /// A short form that a paper defines.
    AbbreviationRow {
        /// The paper.
        document_id: String,
        /// Place among those of the paper, from 1.
        position: i64,
        /// The short form as printed first.
        short: String,
        /// The long form as printed first.
        long: String,
        /// Where the paper says so: the short form.
        short_places: Vec<StretchRow>,
        /// The long form, place by place.
        long_places: Vec<StretchRow>,
    }
}

/// The short forms that a paper defines.
pub(super) fn abbreviations(paper: &Paper<'_>) -> Vec<AbbreviationRow> {
    let row = |(position, own): (i64, &types::Abbreviation)| AbbreviationRow {
        document_id: paper.id.to_owned(),
        position,
        short: own.short.clone(),
        long: own.long.clone(),
        short_places: own.places.iter().map(|at| paper.anchor(&at.short)).collect(),
        long_places: own.places.iter().map(|at| paper.anchor(&at.long)).collect(),
    };
    (1..).zip(&paper.contract.abbreviations).map(row).collect()
}
