//! `cachediag explain`: the page of a code, of a product's HTTP cache, or the list of all.

use super::arguments::Explain;
use super::exit::Exit;
use super::report::Report;
use crate::diagnostic::Code;
use crate::problem::near::nearest;

/// Prints a page.
pub(super) fn run(options: &Explain, report: &Report) -> Exit {
    if options.code.as_deref() == Some("profile") {
        return super::profile::run(options.name.as_deref(), report);
    }
    if let (Some(code), Some(name)) = (&options.code, &options.name) {
        report.problem(&format!("`{name}` is one word too many: only `profile` takes a name behind it, not `{code}`"));
        return Exit::Usage;
    }
    let text = match &options.code {
        Some(name) => match Code::find(name) {
            Some(code) => code.page().to_owned(),
            None => {
                let part = || Code::ALL.iter().map(|code| code.id()).find(|id| id.contains(name.as_str()));
                let near = nearest(name, Code::ALL.iter().map(|code| code.id())).or_else(part);
                let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                report.problem(&format!("there is no code `{name}`{hint} (`cachediag explain` lists all)"));
                return Exit::Usage;
            }
        },
        None => Code::ALL.iter().map(|code| format!("{:<21} {}\n", code.id(), code.title())).collect(),
    };
    super::print(&text, report)
}
