//! `cachediag completions` and `cachediag man`.

use super::exit::Exit;
use super::report::Report;
use super::{description, print};

/// Prints completions for a shell.
pub(super) fn completions(shell: clap_complete::Shell, report: &Report) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut description(), "cachediag", &mut script);
    print(&String::from_utf8_lossy(&script), report)
}

/// Prints the manual page: the program's own, then one section a command.
pub(super) fn man(report: &Report) -> Exit {
    let mut command = description();
    command.build();
    let mut page = Vec::new();
    let mut made = clap_mangen::Man::new(command.clone()).render(&mut page);
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let section = clap_mangen::Man::new(sub.clone());
        page.extend_from_slice(format!(".SH \"CACHEDIAG {}\"\n", sub.get_name().to_uppercase()).as_bytes());
        made = made
            .and_then(|()| section.render_description_section(&mut page))
            .and_then(|()| section.render_options_section(&mut page))
            .and_then(|()| section.render_extra_section(&mut page));
    }
    match made {
        Ok(()) => print(&String::from_utf8_lossy(&page), report),
        Err(problem) => {
            report.problem(&format!("cannot write the manual page: {problem}"));
            Exit::File
        }
    }
}
