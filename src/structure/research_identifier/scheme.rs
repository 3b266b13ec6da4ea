//! The schemes of identifiers that papers name.

use super::shape::Piece::{
    self, AnyCase, Capitals, CapitalsOrDigits, Dash, Digits, Glue, Maybe, OneOf, Text,
};
use crate::document::identifier::IdentifierKind::{
    self, Material, Person, Record, Registration, Work,
};
use crate::lexicon::identifier::is_orcid;
use std::sync::LazyLock;

/// How identifiers of one sort are written.
#[derive(Debug)]
pub(super) struct Scheme {
    pub(super) kind: IdentifierKind,
    pub(super) name: &'static str,
    /// What they begin with; nothing where the shape alone, or words near it, tell them.
    pub(super) leads: &'static [&'static str],
    /// What their value begins with in place of the lead. Where it is empty, the lead is a label
    /// that is no part of the identifier, and more of them may follow it as a list.
    pub(super) head: &'static str,
    /// What follows the lead.
    pub(super) shape: &'static [Piece],
    /// Words one of which stands shortly before, in lower case.
    pub(super) near: &'static [&'static str],
    /// What identifiers.org calls the scheme; empty where the value is a compact form already.
    pub(super) prefix: Option<&'static str>,
    pub(super) check: Option<fn(&str) -> bool>,
}

const fn row(
    kind: IdentifierKind,
    name: &'static str,
    leads: &'static [&'static str],
    head: &'static str,
    shape: &'static [Piece],
    prefix: Option<&'static str>,
) -> Scheme {
    Scheme { kind, name, leads, head, shape, near: &[], prefix, check: None }
}

const fn near(scheme: Scheme, near: &'static [&'static str]) -> Scheme {
    Scheme { near, ..scheme }
}

const fn checked(scheme: Scheme, check: fn(&str) -> bool) -> Scheme {
    Scheme { check: Some(check), ..scheme }
}

/// Words near accession numbers of sequences, which have a shape that names of other things have
/// too.
const SEQUENCE_WORDS: &[&str] = &["accession", "genbank", "gen bank", "embl", "ddbj"];

/// A version behind an accession number.
const VERSION: Piece = Maybe(&[Text("."), Digits(1, 2)]);

/// The schemes whose identifiers, or the labels of which, may begin with a character of ASCII, in their order.
pub(super) fn beginning_with(first: u8) -> &'static [&'static Scheme] {
    static BY_FIRST: LazyLock<Vec<Vec<&'static Scheme>>> = LazyLock::new(|| {
        let own =
            |first: u8| SCHEMES.iter().filter(|scheme| scheme.may_begin_with(first)).collect();
        (0..=u8::MAX).map(own).collect()
    });
    &BY_FIRST[usize::from(first)]
}

impl Scheme {
    fn may_begin_with(&self, first: u8) -> bool {
        match (self.leads, self.shape) {
            ([], [Digits(1.., _), ..]) => first.is_ascii_digit(),
            ([], [Capitals(1.., _), ..]) => first.is_ascii_uppercase(),
            ([], _) => true,
            (leads, _) => leads.iter().any(|lead| lead.as_bytes().first() == Some(&first)),
        }
    }
}

/// The schemes: those with a lead first, so that a shape that fits much does not take theirs.
const SCHEMES: &[Scheme] = &[
    row(
        Registration,
        "ClinicalTrials.gov",
        &["NCT"],
        "NCT",
        &[Glue, Text("0"), Digits(7, 7)],
        Some("clinicaltrials"),
    ),
    row(Registration, "ISRCTN", &["ISRCTN"], "ISRCTN", &[Glue, Digits(8, 8)], Some("isrctn")),
    row(
        Registration,
        "ChiCTR",
        &["ChiCTR", "ChiCtr", "CHICTR", "CHiCTR"],
        "ChiCTR",
        &[Maybe(&[Dash, Capitals(2, 4), Maybe(&[Dash])]), Digits(8, 10)],
        None,
    ),
    row(Registration, "ANZCTR", &["ACTRN"], "ACTRN", &[Glue, Text("126"), Digits(11, 11)], None),
    row(Registration, "DRKS", &["DRKS"], "DRKS", &[Glue, Digits(8, 8)], None),
    checked(
        row(
            Registration,
            "CTRI",
            &["CTRI/"],
            "CTRI/",
            &[Text("20"), Digits(2, 2), Text("/"), Digits(2, 3), Text("/"), Digits(5, 6)],
            None,
        ),
        is_month_of_ctri,
    ),
    row(Registration, "PROSPERO", &["CRD"], "CRD", &[Glue, Text("42"), Digits(9, 11)], None),
    row(Registration, "UMIN-CTR", &["UMIN"], "UMIN", &[Glue, Digits(9, 9)], None),
    row(Registration, "jRCT", &["jRCTs", "JRCTs"], "jRCTs", &[Digits(9, 9)], None),
    row(Registration, "jRCT", &["jRCT", "JRCT"], "jRCT", &[Digits(10, 10)], None),
    row(Registration, "CRIS", &["KCT"], "KCT", &[Digits(7, 7)], None),
    row(Registration, "IRCT", &["IRCT"], "IRCT", &[Digits(11, 16), Text("N"), Digits(1, 3)], None),
    row(Registration, "PACTR", &["PACTR"], "PACTR", &[Digits(15, 16)], None),
    row(Registration, "TCTR", &["TCTR"], "TCTR", &[Digits(11, 11)], None),
    row(Registration, "ReBEC", &["RBR-", "RBR–"], "RBR-", &[AnyCase(6, 8)], None),
    row(
        Registration,
        "SLCTR",
        &["SLCTR/"],
        "SLCTR/",
        &[Digits(4, 4), Text("/"), Digits(3, 3)],
        None,
    ),
    row(Registration, "RPCEC", &["RPCEC"], "RPCEC", &[Digits(8, 8)], None),
    near(
        row(Registration, "NTR", &["NTR"], "NTR", &[Glue, Digits(2, 4)], None),
        &["trial", "regist"],
    ),
    row(Record, "GEO", &["GSE", "GSM"], "", &[Digits(2, 8)], Some("geo")),
    row(Record, "GEO", &["GPL"], "", &[Digits(3, 6)], Some("geo")),
    row(
        Record,
        "BioProject",
        &["PRJNA", "PRJEB", "PRJDB"],
        "",
        &[Digits(2, 8)],
        Some("bioproject"),
    ),
    row(Record, "CNCB", &["PRJCA"], "", &[Digits(6, 6)], None),
    row(Record, "BioSample", &["SAMN", "SAMEA", "SAMD"], "", &[Digits(6, 12)], Some("biosample")),
    row(
        Record,
        "SRA",
        &[
            "SRR", "SRP", "SRX", "SRS", "SRA", "ERR", "ERP", "ERX", "ERS", "ERA", "DRR", "DRP",
            "DRX", "DRS", "DRA",
        ],
        "",
        &[Digits(6, 9)],
        Some("insdc.sra"),
    ),
    row(
        Record,
        "RefSeq",
        &[
            "NM_", "NC_", "NG_", "NT_", "NW_", "NZ_", "NR_", "NP_", "XM_", "XR_", "XP_", "YP_",
            "WP_", "AP_", "AC_",
        ],
        "",
        &[Maybe(&[Capitals(4, 6)]), Digits(6, 9), VERSION],
        Some("refseq"),
    ),
    row(
        Record,
        "GenBank assembly",
        &["GCA_", "GCF_"],
        "",
        &[Digits(9, 9), VERSION],
        Some("insdc.gca"),
    ),
    row(Record, "GISAID", &["EPI_ISL_"], "EPI_ISL_", &[Digits(4, 9)], None),
    row(Record, "EMDB", &["EMD-", "EMD–"], "EMD-", &[Digits(4, 5)], Some("emdb")),
    row(
        Record,
        "PDB",
        &["PDB", "Protein Data Bank", "Protein Databank"],
        "",
        &[Glue, Digits(1, 1), CapitalsOrDigits(3, 3)],
        Some("pdb"),
    ),
    row(Record, "dbSNP", &["rs"], "", &[Digits(3, 10)], Some("dbsnp")),
    row(Record, "ClinVar", &["RCV"], "", &[Digits(9, 9), VERSION], Some("clinvar.record")),
    row(Record, "ClinVar", &["SCV"], "", &[Digits(9, 9), VERSION], Some("clinvar.submission")),
    row(Record, "ClinVar", &["VCV"], "", &[Digits(9, 9), VERSION], None),
    row(
        Record,
        "dbGaP",
        &["phs"],
        "",
        &[Digits(6, 6), Maybe(&[Text(".v"), Digits(1, 2), Maybe(&[Text(".p"), Digits(1, 2)])])],
        Some("dbgap"),
    ),
    row(Record, "EGA", &["EGAS"], "", &[Digits(11, 11)], Some("ega.study")),
    row(Record, "EGA", &["EGAD"], "", &[Digits(11, 11)], Some("ega.dataset")),
    row(
        Record,
        "ArrayExpress",
        &["E-"],
        "",
        &[Capitals(4, 4), Dash, Digits(1, 6)],
        Some("arrayexpress"),
    ),
    row(Record, "ChEMBL", &["CHEMBL", "ChEMBL"], "CHEMBL", &[Digits(1, 8)], Some("chembl")),
    row(Record, "ChEBI", &["CHEBI:", "ChEBI:"], "CHEBI:", &[Glue, Digits(2, 7)], Some("")),
    row(Record, "Gene Ontology", &["GO:"], "GO:", &[Glue, Digits(7, 7)], Some("")),
    row(Record, "Human Phenotype Ontology", &["HP:"], "HP:", &[Glue, Digits(7, 7)], Some("")),
    row(Record, "MGI", &["MGI:"], "MGI:", &[Glue, Digits(2, 8)], Some("")),
    row(Record, "HGNC", &["HGNC:"], "HGNC:", &[Glue, Digits(1, 6)], Some("")),
    row(Record, "OMIM", &["OMIM", "MIM"], "", &[Glue, Digits(6, 6)], Some("mim")),
    row(Record, "ProteomeXchange", &["PXD"], "", &[Digits(6, 6)], Some("px")),
    row(Record, "MassIVE", &["MSV"], "", &[Digits(9, 9)], Some("massive")),
    row(Record, "MetaboLights", &["MTBLS"], "", &[Digits(1, 6)], Some("metabolights")),
    row(
        Record,
        "Ensembl",
        &["ENSG", "ENST", "ENSP", "ENSE", "ENSMUSG", "ENSMUST", "ENSMUSP"],
        "",
        &[Digits(11, 11), VERSION],
        Some("ensembl"),
    ),
    row(Record, "FlyBase", &["FBgn"], "", &[Digits(7, 7)], Some("fb")),
    row(Record, "WormBase", &["WBGene"], "", &[Digits(8, 8)], Some("wb")),
    row(Record, "InterPro", &["IPR"], "", &[Digits(6, 6)], Some("interpro")),
    row(Record, "Pfam", &["PF"], "", &[Digits(5, 5)], Some("pfam")),
    row(Record, "Reactome", &["R-HSA-", "R-MMU-"], "", &[Digits(3, 8)], Some("reactome")),
    row(Record, "CCDC", &["CCDC"], "", &[Glue, Digits(6, 7)], None),
    row(
        Material,
        "RRID",
        &["RRID:", "RRIDs:", "RRID"],
        "RRID:",
        &[
            Glue,
            AnyCase(2, 12),
            OneOf(&["_", ":"]),
            AnyCase(2, 20),
            Maybe(&[Dash, AnyCase(1, 12)]),
            Maybe(&[Text(":"), AnyCase(1, 20)]),
        ],
        Some("rrid"),
    ),
    row(Material, "Cellosaurus", &["CVCL_"], "", &[CapitalsOrDigits(4, 4)], Some("cellosaurus")),
    row(Material, "ATCC", &["ATCC"], "", &[Glue, Capitals(2, 4), Dash, Digits(1, 5)], Some("atcc")),
    row(Material, "ATCC", &["ATCC"], "", &[Glue, Digits(4, 6)], Some("atcc")),
    row(Material, "Addgene", &["Addgene", "AddGene"], "", &[Glue, Digits(4, 6)], Some("addgene")),
    row(
        Work,
        "arXiv",
        &["arXiv:", "arXiv preprint arXiv:"],
        "",
        &[Glue, Digits(4, 4), Text("."), Digits(4, 5), Maybe(&[Text("v"), Digits(1, 2)])],
        Some("arxiv"),
    ),
    row(Work, "PubMed", &["PMID"], "", &[Glue, Digits(6, 8)], Some("pubmed")),
    row(Work, "PubMed Central", &["PMC"], "PMC", &[Digits(6, 8)], Some("pmc")),
    checked(
        row(
            Person,
            "ORCID",
            &[],
            "",
            &[
                Text("0"),
                Digits(3, 3),
                Dash,
                Digits(4, 4),
                Dash,
                Digits(4, 4),
                Dash,
                CapitalsOrDigits(4, 4),
            ],
            Some("orcid"),
        ),
        is_orcid,
    ),
    near(
        row(
            Registration,
            "EudraCT",
            &[],
            "",
            &[Text("20"), Digits(2, 2), Dash, Digits(6, 6), Dash, Digits(2, 2)],
            Some("euclinicaltrials"),
        ),
        &[
            "eudra",
            "eu clinical trial",
            "eu trial",
            "clinicaltrialsregister",
            "clinical trials register",
        ],
    ),
    near(
        row(Record, "GEO", &[], "", &[Text("GDS"), Digits(3, 5)], Some("geo")),
        &["geo", "gene expression omnibus", "accession"],
    ),
    near(
        row(
            Record,
            "UniProt",
            &[],
            "",
            &[OneOf(&["O", "P", "Q"]), Digits(1, 1), CapitalsOrDigits(3, 3), Digits(1, 1)],
            Some("uniprot"),
        ),
        UNIPROT_WORDS,
    ),
    near(
        row(
            Record,
            "UniProt",
            &[],
            "",
            &[
                Capitals(1, 1),
                Digits(1, 1),
                Capitals(1, 1),
                CapitalsOrDigits(2, 2),
                Digits(1, 1),
                Maybe(&[Capitals(1, 1), CapitalsOrDigits(2, 2), Digits(1, 1)]),
            ],
            Some("uniprot"),
        ),
        UNIPROT_WORDS,
    ),
    near(
        row(Record, "GenBank", &[], "", &[Capitals(1, 1), Digits(5, 5), VERSION], Some("insdc")),
        SEQUENCE_WORDS,
    ),
    near(
        row(Record, "GenBank", &[], "", &[Capitals(2, 2), Digits(6, 6), VERSION], Some("insdc")),
        SEQUENCE_WORDS,
    ),
    near(
        row(Record, "GenBank", &[], "", &[Capitals(2, 2), Digits(8, 8), VERSION], Some("insdc")),
        SEQUENCE_WORDS,
    ),
    near(
        row(Record, "GenBank", &[], "", &[Capitals(3, 3), Digits(5, 5), VERSION], Some("insdc")),
        SEQUENCE_WORDS,
    ),
    near(
        row(Record, "GenBank", &[], "", &[Capitals(4, 4), Digits(8, 10), VERSION], Some("insdc")),
        SEQUENCE_WORDS,
    ),
];

/// Words near accession numbers of UniProt.
const UNIPROT_WORDS: &[&str] = &["uniprot", "swiss-prot", "swissprot", "trembl"];

/// Whether the second number of `CTRI/2020/05/000000` is a month.
fn is_month_of_ctri(value: &str) -> bool {
    let month = value.split('/').nth(2).and_then(|month| month.parse::<u32>().ok());
    month.is_some_and(|month| (1..=12).contains(&month))
}
