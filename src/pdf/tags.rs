//! The structure tree of a tagged PDF (ISO 32000-2, 14.7).

use super::index::PageIndex;
use super::model::StructureRole;
use crate::provenance::PageNumber;
use hayro_syntax::object::{Dict, Name, Number, Object};

/// Structure elements and content items that are visited at most: a thesis of 500 pages has
/// 200,000.
const NODE_LIMIT: usize = 2_000_000;

/// Links of a role map that are followed at most.
const ROLE_CHAIN: usize = 8;

/// Inline types say nothing about the block that they stand in (14.8.4.7).
const INLINE: [&str; 12] = [
    "Span",
    "Link",
    "Sub",
    "Em",
    "Strong",
    "Quote",
    "Annot",
    "Ruby",
    "Warichu",
    "StyleSpan",
    "NonStruct",
    "Private",
];

/// A part of the tree that is still to be visited.
struct Visit<'a> {
    object: Object<'a>,
    role: String,
    page: Option<PageNumber>,
    /// Elements that it stands in.
    depth: u64,
}

/// Types of the marked-content sequences of all pages, sorted by page and identifier, and whether some are
/// left out that stand in more than `deepest` elements: the engine looks at all of them for each further one.
pub(super) fn roles(
    catalog: &Dict<'_>,
    pages: &PageIndex,
    deepest: u64,
) -> (Vec<StructureRole>, bool) {
    let Some(root) = catalog.get::<Dict<'_>>(b"StructTreeRoot") else {
        return (Vec::new(), false);
    };
    let map = root.get::<Dict<'_>>(b"RoleMap").unwrap_or_default();
    let mut found = Vec::new();
    let mut visits = Vec::new();
    if let Some(object) = root.get::<Object<'_>>(b"K") {
        visits.push(Visit { object, role: String::new(), page: None, depth: 1 });
    }
    let mut visited = 0;
    let mut is_cut = false;
    while let Some(visit) = visits.pop() {
        visited += 1;
        if visited > NODE_LIMIT {
            is_cut = true;
            break;
        }
        if visit.depth > deepest {
            is_cut = true;
            continue;
        }
        match visit.object {
            Object::Array(items) => {
                let kids = items.iter::<Object<'_>>().take(NODE_LIMIT - visited);
                visits.extend(kids.map(|object| Visit {
                    object,
                    role: visit.role.clone(),
                    page: visit.page,
                    depth: visit.depth,
                }));
            }
            Object::Number(id) => push(&mut found, visit.page, id, visit.role),
            Object::Dict(dict) => {
                let own = dict.get_ref(b"Pg").and_then(|page| pages.find(page));
                let page = own.or(visit.page);
                if let Some(id) = dict.get::<Number>(b"MCID") {
                    push(&mut found, page, id, visit.role);
                } else if let Some(object) = dict.get::<Object<'_>>(b"K") {
                    let (role, depth) = (role(&dict, &map, visit.role), visit.depth + 1);
                    visits.push(Visit { object, role, page, depth });
                }
            }
            _ => {}
        }
    }
    found.sort();
    found.dedup_by(|a, b| a.page == b.page && a.id == b.id);
    (found, is_cut)
}

fn push(found: &mut Vec<StructureRole>, page: Option<PageNumber>, id: Number, role: String) {
    if let (Some(page), Ok(id)) = (page, u32::try_from(id.as_i64()))
        && !role.is_empty()
    {
        found.push(StructureRole { page, id, role });
    }
}

/// The type of an element after the role map; an inline element has that of the block around it.
fn role(element: &Dict<'_>, map: &Dict<'_>, outer: String) -> String {
    let Some(mut name) = element.get::<Name<'_>>(b"S") else { return outer };
    for _ in 0..ROLE_CHAIN {
        match map.get::<Name<'_>>(&*name) {
            Some(next) if *next != *name => name = next,
            _ => break,
        }
    }
    if INLINE.contains(&name.as_str()) && !outer.is_empty() {
        outer
    } else {
        name.as_str().to_owned()
    }
}
