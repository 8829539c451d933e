//! What completion writes beyond a word: whole lines with gaps, in the client's snippet notation.

/// The prose of a storage.
pub(super) const PROSE: &[(&str, &str)] = &[
    ("how", "how it works"),
    ("persist", "until when its copies last"),
    ("update", "how its copies are renewed"),
    ("shared", "who shares a copy, in other words than `per=` gives"),
];

/// Durations that people write.
pub(super) const DURATIONS: &[&str] = &["0s", "200ms", "5s", "30s", "1m", "5m", "1h", "1d"];

/// The claims of a file.
pub(super) const CLAIMS: &[(&str, &str)] = &[
    ("read-your-writes", "read-your-writes"),
    ("monotonic-reads", "monotonic-reads"),
    ("bounded-staleness", "bounded-staleness ${1:5m}"),
    ("convergence within", "convergence within ${1:5m}"),
    ("private resources stay out of shared storages", "private resources stay out of shared storages"),
    ("events do not loop", "events do not loop"),
    ("invalidation covers dependents", "invalidation covers dependents"),
];

/// The line that a keyword starts.
pub(super) fn of(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "title" => "title: $0",
        "description" => "description: $0",
        "import" => "import \"$0\"",
        "resource" => "resource ${1:name} \"/${2:path}/{id}\"$0",
        "device" => "device ${1:name} \"${2:Label}\" {\n  $0\n}",
        "storage" => "storage ${1:name} \"${2:Label}\" [$3]$0",
        "user" => "user ${1:name}$0",
        "route" => "route ${1:name}: $0",
        "method" => "method ${1:name} \"${2:Label}\" [by=${3:user}] {\n  caller: ${4:invalidate} key$0\n}",
        "channel" => "channel ${1:name} \"${2:Label}\" [from=$3, to=$4]$0",
        "on" => "on ${1:write} ${2:key} at ${3:server} {\n  $0\n}",
        "policy" => {
            "policy ${1:name} \"${2:Label}\" {\n  fact ${3:name} \"${4:what it says}\"\n  when $3 => $5\n  otherwise => $0\n}"
        }
        "fact" => "fact ${1:name} \"${2:what it says}\"$0",
        "when" => "when $1 => $0",
        "otherwise" => "otherwise => $0",
        "flow" => "flow ${1:name} \"${2:Label}\" {\n  $0\n}",
        "scenario" => "scenario ${1:name} \"${2:Label}\" {\n  $0\n}",
        "claim" => "claim $0",
        "text" => "text ${1:name} {\n  $0\n}",
        "tone" => "tone ${1:name} \"#${2:2f5fd0}\"$0",
        "given" => "given $1 = @$2 in ${3:every storage}$0",
        "expect" => "expect $0",
        "possible" => "possible $0",
        "note" => "note over $1: $0",
        "wait" => "wait ${1:5m}: $0",
        "alt" => "alt $1 {\n  $2\n} else {\n  $0\n}",
        "par" => "par {\n  $1\n} and {\n  $0\n}",
        "opt" | "loop" | "break" | "critical" | "group" => return fragment(keyword),
        "ref" => "ref over $1: $0",
        "link" => "link $1: \"${2:Title}\" ${3:https://}$0",
        _other => return None,
    })
}

fn fragment(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "opt" => "opt $1 {\n  $0\n}",
        "loop" => "loop ${1:2} {\n  $0\n}",
        "break" => "break $1 {\n  $0\n}",
        "critical" => "critical $1 {\n  $0\n}",
        _group => "group ${1:Label} {\n  $0\n}",
    })
}
