//! Storages that are plainly meant: a table of words by which participants show what they keep.

/// What a participant is declared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proposal {
    /// Its attributes, by name and value.
    pub attributes: &'static [(&'static str, &'static str)],
    /// What it is, and what to look at.
    pub remark: &'static str,
}

const LIBRARY: Proposal =
    Proposal { attributes: &[("stale-time", "0s")], remark: "proposed: a data library; say how long its copies count" };
const BROWSER: Proposal =
    Proposal { attributes: &[("http", "private")], remark: "proposed: the browser's HTTP cache; add `per=user`" };
const LOCAL: Proposal = Proposal { attributes: &[], remark: "proposed: a storage of the browser; add `per=user`" };
const SHARED: Proposal = Proposal {
    attributes: &[("http", "shared")],
    remark: "proposed: an HTTP cache for many; `like=` says which product",
};
const MEMORY: Proposal = Proposal { attributes: &[], remark: "proposed: keeps copies; say how long with `ttl=`" };
const ORIGIN: Proposal = Proposal { attributes: &[("origin", "")], remark: "proposed: always has the latest value" };

const fn like(product: &'static [(&'static str, &'static str)]) -> Proposal {
    Proposal { attributes: product, remark: "proposed: an HTTP cache for many, as that product behaves" }
}

/// Words, and what whoever bears one of them is; the first that fits counts.
const WORDS: &[(&[&str], Proposal)] = &[
    (&["browser cache", "http cache", "disk cache", "browser disk cache"], BROWSER),
    (&["react query", "tanstack query", "query client", "query cache", "apollo cache", "swr cache"], LIBRARY),
    (&["relay cache", "relay store", "rtk query", "normalized cache", "apollo client"], LIBRARY),
    (&["localstorage", "local storage", "sessionstorage", "session storage", "indexeddb"], LOCAL),
    (&["service worker cache", "cache storage", "cookie", "cookies", "cookie jar"], LOCAL),
    (&["fastly"], like(&[("http", "shared"), ("like", "fastly")])),
    (&["cloudflare"], like(&[("http", "shared"), ("like", "cloudflare")])),
    (&["varnish"], like(&[("http", "shared"), ("like", "varnish")])),
    (&["squid"], like(&[("http", "shared"), ("like", "squid")])),
    (&["nginx cache"], like(&[("http", "shared"), ("like", "nginx")])),
    (&["cloud cdn"], like(&[("http", "shared"), ("like", "cloud-cdn")])),
    (&["cdn", "cloudfront", "akamai", "edge cache", "proxy cache", "caching proxy"], SHARED),
    (&["redis", "memcached", "memcache", "valkey", "elasticache", "hazelcast", "dragonfly", "keydb"], MEMORY),
    (&["database", "db", "postgres", "postgresql", "mysql", "mariadb", "sqlite", "mongodb", "mongo"], ORIGIN),
    (&["dynamodb", "cassandra", "cockroachdb", "firestore", "bigtable", "spanner", "bigquery"], ORIGIN),
    (&["sql server", "s3", "object storage", "object store", "data store", "datastore"], ORIGIN),
    (&["cache", "caches", "lru"], MEMORY),
];

/// What a participant is, by its kind or the words at its lifeline.
pub(super) fn proposal(kind: &str, label: &str) -> Option<Proposal> {
    let mut words = String::from(" ");
    let mut before = ' ';
    for c in label.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        words.extend(if c.is_alphanumeric() { c } else { ' ' }.to_lowercase());
        before = c;
    }
    let words = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
    let joined = words.replace(' ', "");
    let named = |word: &&str| words.contains(&format!(" {word} ")) || joined == word.replace(' ', "");
    let found = WORDS.iter().find(|(names, _)| names.iter().any(named));
    match found {
        Some((_, proposal)) => Some(*proposal),
        None if kind == "database" => Some(ORIGIN),
        None => None,
    }
}
