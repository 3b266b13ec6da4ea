//! Tables of cases: a text and how it is written.

use super::{markdown, options, paragraph, styled};
use offprint::document::{Cell, Footnote, ListItem, Node, Reference, Table};
use offprint::text::Text;
use offprint::writer::{Options, Scripts, Tables};

fn check(cases: &[(&str, &str)], options: &Options) {
    for (before, after) in cases {
        assert_eq!(&paragraph(before, options), after, "for {before}");
    }
}

#[test]
fn characters_that_markdown_reads_are_escaped_and_no_others() {
    let cases = [
        ("p < 0.05 and a<b", r"p < 0.05 and a\<b"),
        ("snake_case and _x_", r"snake_case and \_x\_"),
        ("2 * 3 but *p", r"2 * 3 but \*p"),
        ("~5 mg", "~5 mg"),
        ("~5 to ~6 mg", r"\~5 to \~6 mg"),
        ("US$5", "US$5"),
        ("$5 or $6", r"\$5 or \$6"),
        ("x^2", "x^2"),
        ("x^2 y^2", r"x\^2 y\^2"),
        ("[12] and [12](a)", r"[12] and [12\](a)"),
        ("[^1] and [@a]", r"\[^1] and \[\@a]"),
        ("[a]: b", r"[a\]: b"),
        ("R&D, &lt; and &#60;", r"R&D, \&lt; and \&#60;"),
        (r"a\b", r"a\\b"),
        ("a|b", "a|b"),
        ("|b", r"\|b"),
        ("`a`", r"\`a\`"),
        ("a@b.org, @c", r"a@b.org, \@c"),
        ("- a", r"\- a"),
        ("-5", "-5"),
        ("---", r"\---"),
        ("+ a", r"\+ a"),
        ("1. a", r"1\. a"),
        ("1) a", r"1\) a"),
        ("1.5 a", "1.5 a"),
        ("# a", r"\# a"),
        ("a # b", "a # b"),
        ("> a", r"\> a"),
        ("a > b", "a > b"),
        ("two\nlines", "two lines"),
        ("e\u{301}", "é"),
        ("\u{f1}", "ñ"),
    ];
    check(&cases, &options());
}

#[test]
fn emphasis_is_written_where_markdown_reads_it() {
    let cases = [
        ("⟨i⟩E.⟨/i⟩ ⟨i⟩coli⟨/i⟩ K", "*E. coli* K"),
        ("⟨b⟩bold ⟨/b⟩plain", "**bold** plain"),
        ("a⟨i⟩ ⟨/i⟩b", "a b"),
        ("⟨i⟩gyrA⟨/i⟩-deficient", "*gyrA*-deficient"),
        ("x⟨b⟩(a) y⟨/b⟩", "x(**a) y**"),
        ("⟨b⟩Methods.⟨/b⟩We", "**Methods**.We"),
        ("⟨b⟩a ⟨i⟩b⟨/i⟩⟨/b⟩ ⟨i⟩c⟨/i⟩", "**a *b*** *c*"),
        ("⟨b⟩a⟨/b⟩⟨i⟩b⟨/i⟩ c", "**a**b c"),
        ("⟨b⟩⟨i⟩a⟨/i⟩⟨/b⟩", "***a***"),
        ("⟨i⟩n⟨sup⟩2⟨/sup⟩⟨/i⟩", "*n<sup>2</sup>*"),
        ("word⟨b⟩⟨sup⟩12⟨/sup⟩⟨/b⟩ x", "word<sup>12</sup> x"),
        ("⟨i⟩a ⟨a https://x.org⟩b⟨/a⟩ c⟨/i⟩", "*a* [*b*](https://x.org) *c*"),
        ("⟨i⟩a*⟨/i⟩ b", r"*a\** b"),
        ("of ⟨i⟩(P <⟨/i⟩ 0.01)", "of *(P* < 0.01)"),
        ("⟨i⟩r =⟨/i⟩ −.5 and ⟨i⟩r = s⟨/i⟩", "*r* = −.5 and *r = s*"),
        ("<⟨b⟩0.001⟨/b⟩ or ⟨b⟩p < 0.02⟨/b⟩", "**<0.001** or **p < 0.02**"),
    ];
    check(&cases, &options());
}

#[test]
fn links_are_written_where_their_target_is_not() {
    let cases = [
        ("see ⟨a https://x.org/a_(b)⟩here⟨/a⟩", "see [here](https://x.org/a_%28b%29)"),
        ("⟨a https://x.org/a⟩https://x.org/a⟨/a⟩.", "https://x.org/a."),
        ("⟨a https://doi.org/10.1000/1⟩doi: 10.1000/1⟨/a⟩", "doi: 10.1000/1"),
        ("⟨a doi:10.1000/1⟩CrossRef⟨/a⟩", "[CrossRef](https://doi.org/10.1000/1)"),
        ("⟨a mailto:a@b.org⟩write⟨/a⟩", "write"),
        ("wow!⟨a https://x.org⟩[1]⟨/a⟩", r"wow\![\[1\]](https://x.org)"),
        ("⟨a https://x.org⟩⟨i⟩J⟨/i⟩⟨/a⟩", "[*J*](https://x.org)"),
    ];
    check(&cases, &options());
}

#[test]
fn scripts_have_the_notation_that_was_asked_for() {
    let text = "10⟨sup⟩−9⟨/sup⟩ H⟨sub⟩2⟨/sub⟩O m² ⟨sup⟩a,b⟨/sup⟩";
    let cases = [
        (Scripts::Html, "10<sup>−9</sup> H<sub>2</sub>O m<sup>2</sup> <sup>a,b</sup>"),
        (Scripts::Unicode, "10⁻⁹ H₂O m² <sup>a,b</sup>"),
        (Scripts::Pandoc, "10^−9^ H~2~O m^2^ ^a,b^"),
        (Scripts::Caret, "10^{−9} H_2O m^2 ^{a,b}"),
        (Scripts::Latex, r"$10^{−9}$ H$_{2}$O m$^{2}$ $^{\mathrm{a},\mathrm{b}}$"),
        (Scripts::Plain, "10−9 H2O m² a,b"),
    ];
    for (scripts, after) in cases {
        assert_eq!(paragraph(text, &Options { scripts, ..options() }), after);
    }
}

fn item(number: Option<&str>, level: u8, words: &str) -> Node {
    Node::ListItem(ListItem { number: number.map(str::to_owned), level, text: Text::plain(words) })
}

#[test]
fn lists_keep_their_numbers() {
    let reference = |label: &str, words: &str| {
        Node::Reference(Reference {
            label: Some(label.to_owned()),
            text: Text::plain(words),
            work: Box::default(),
        })
    };
    let cases = [
        (vec![item(None, 0, "a"), item(None, 1, "b"), item(None, 0, "c")], "- a\n  - b\n- c\n"),
        (vec![item(Some("9"), 0, "a"), item(Some("10"), 0, "b")], "9. a\n10. b\n"),
        (vec![item(Some("1"), 0, "a"), item(Some("1"), 1, "b")], "1. a\n   1. b\n"),
        (vec![item(Some("1"), 0, "a"), item(Some("3"), 0, "b")], "1. a\n\n3) b\n"),
        (vec![item(None, 0, "a"), item(Some("2"), 1, "b")], "- a\n\n  2. b\n"),
        (vec![item(Some("a"), 0, "x")], "- (a) x\n"),
        (vec![reference("1", "x"), reference("2", "y")], "1. x\n2. y\n"),
        (vec![reference("Smith99", "x")], "- [Smith99] x\n"),
    ];
    for (body, after) in cases {
        assert_eq!(markdown(body, &options()).text, after);
    }
}

#[test]
fn footnotes_have_names_of_their_own() {
    let note = |label: &str| {
        Node::Footnote(Footnote { label: Some(label.to_owned()), text: Text::plain("n") })
    };
    let body = vec![note("a"), note("A"), note("*"), note("†")];
    let expected = "[^a]: n\n\n[^a-2]: n\n\n[^note-1]: n\n\n[^†]: n\n";
    assert_eq!(markdown(body, &options()).text, expected);
}

fn cell(row: u32, column: u32, column_span: u32, header: bool, words: &str) -> Cell {
    Cell { row, column, row_span: 1, column_span, header, text: styled(words) }
}

#[test]
fn tables_are_pipes_unless_cells_span() {
    let plain = Table {
        rows: 2,
        columns: 2,
        cells: vec![cell(0, 0, 1, true, "a|b"), cell(1, 1, 1, false, "⟨i⟩c⟨/i⟩ ⟨b⟩d⟨/b⟩")],
        ..Table::default()
    };
    let spanning = Table {
        rows: 2,
        columns: 2,
        cells: vec![cell(0, 0, 2, true, "a & *b*"), cell(1, 1, 1, false, "⟨i⟩c⟨/i⟩")],
        ..Table::default()
    };
    let html = "<table>\n<thead>\n<tr><th colspan=\"2\">a &amp; *b*</th></tr>\n</thead>\n<tbody>\n\
                <tr><td></td><td><i>c</i></td></tr>\n</tbody>\n</table>\n";
    let gfm = Options { tables: Tables::Gfm, ..options() };
    let pipes = "| a\\|b |  |\n| --- | --- |\n|  | *c* **d** |\n";
    assert_eq!(markdown(vec![Node::Table(plain)], &options()).text, pipes);
    assert_eq!(markdown(vec![Node::Table(spanning.clone())], &options()).text, html);
    let flattened = "| a & \\*b\\* |  |\n| --- | --- |\n|  | *c* |\n";
    assert_eq!(markdown(vec![Node::Table(spanning)], &gfm).text, flattened);
}
