//! Every place that `examples/seeds.md` names is in a report of its program.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use cachediag::pipeline::{Format, Simulated};
use std::path::Path;
use support::{files_below, text_of};

/// A row of a table: what a document says, and where that is shown.
#[derive(Debug)]
struct Row {
    line: usize,
    said: String,
    program: String,
    view: String,
    there: String,
}

/// What stands between the outer backticks of a cell.
fn quoted(cell: &str) -> Option<String> {
    Some(cell.strip_prefix('`')?.strip_suffix('`')?.to_owned())
}

/// The rows of all tables; a row that leaves something out has no program.
fn rows() -> Vec<Row> {
    let text = text_of(&files_below("examples/seeds.md"));
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let Some(row) = line.strip_prefix("| ").and_then(|l| l.strip_suffix(" |")) else { continue };
        let cells: Vec<&str> = row.splitn(4, " | ").collect();
        let [said, program, view, there] = cells[..] else { panic!("seeds.md:{}: four cells", at + 1) };
        if said == "---" || said == "In the document" {
            continue;
        }
        if program == "–" {
            assert!(view == "–" && there.starts_with("left out: "), "seeds.md:{}: a reason", at + 1);
            found.push(Row {
                line: at + 1,
                said: said.into(),
                program: String::new(),
                view: String::new(),
                there: there.into(),
            });
            continue;
        }
        let name = program.strip_prefix('[').and_then(|p| p.split_once(']')).expect("a link").0.to_owned();
        assert_eq!(program, format!("[{name}]({name})"), "seeds.md:{}", at + 1);
        let cell = |cell| quoted(cell).unwrap_or_else(|| panic!("seeds.md:{}: `{cell}` stands in backticks", at + 1));
        found.push(Row { line: at + 1, said: said.into(), program: name, view: cell(view), there: cell(there) });
    }
    found
}

/// A program with its claims decided, and its source with what it imports.
struct Program {
    simulated: Simulated,
    source: String,
}

fn program(name: &str) -> Program {
    let path = files_below("examples").join(name);
    let text = text_of(&path);
    let mut simulated = support::parse(&path, &text).check().simulate().unwrap_or_else(|_| panic!("{name} compiles"));
    let limits = cachediag::explore::Limits { repair: false, ..cachediag::explore::Limits::default() };
    let checked = simulated.check(&limits, &mut |_, _| true);
    simulated.decide(checked);
    let mut source = text.clone();
    for import in text.lines().filter_map(|l| l.strip_prefix("import ")) {
        source += &text_of(&path.parent().unwrap_or(Path::new("")).join(import.trim().trim_matches('"')));
    }
    Program { simulated, source }
}

/// What a view shows, as text: a scenario's moments, a table, or a declaration as written.
fn shown(program: &Program, view: &str) -> Option<String> {
    let scenario = program.simulated.timelines.iter().any(|t| t.name == view);
    let views = [view.to_owned()];
    if scenario {
        return program.simulated.dump(&views).ok();
    }
    if !view.contains(' ') {
        let rendered = program.simulated.render(&views, Format::Markdown, &support::look()).ok()?;
        return String::from_utf8(rendered.bytes).ok();
    }
    if let Some(name) = view.strip_prefix("flow ").or_else(|| view.strip_prefix("policy ")) {
        // What is drawn is a view too.
        program.simulated.render(&[name.to_owned()], Format::Svg, &support::look()).ok()?;
    }
    declared(&program.source, view)
}

/// A declaration that begins with these words, up to the end of its line or block.
fn declared(source: &str, head: &str) -> Option<String> {
    let begins = |line: &&str| {
        let rest = line.trim_start().strip_prefix(head);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '[']))
    };
    let mut lines = source.lines().skip_while(|line| !begins(line));
    let first = lines.next()?;
    if !first.trim_end().ends_with('{') {
        return Some(first.to_owned());
    }
    let indentation = first.len() - first.trim_start().len();
    let end = format!("{}}}", " ".repeat(indentation));
    let body: Vec<&str> = lines.take_while(|line| *line != end).collect();
    Some(format!("{first}\n{}", body.join("\n")))
}

#[test]
fn every_place_that_shows_a_seed_is_there() {
    let rows = rows();
    assert!(rows.len() > 100, "the tables were not found");
    let mut names: Vec<&str> = rows.iter().map(|r| r.program.as_str()).filter(|p| !p.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let mut missing = Vec::new();
    for name in names {
        let program = program(name);
        for row in rows.iter().filter(|r| r.program == name) {
            match shown(&program, &row.view) {
                None => missing.push(format!("seeds.md:{}: {} has no view `{}`", row.line, row.program, row.view)),
                Some(text) if !text.contains(&row.there) => {
                    missing.push(format!("seeds.md:{}: {} ({}) lacks `{}`", row.line, row.view, row.said, row.there));
                }
                Some(_) => {}
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
