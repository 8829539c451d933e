//! The arguments of `cachediag embed`.

use clap::{Args, ValueHint};
use std::path::PathBuf;

/// What `embed` is, in its help.
const ABOUT: &str = "\
Refresh tables and pictures in Markdown files

What stands between markers is replaced: tables in place, pictures as files beside the text.
A marker is a comment that names a program, as seen from the Markdown file, and a view:

    <!-- cachediag shop.cd view=matrix -->
    <!-- /cachediag -->

Further options are format=svg|svg-animated|png|md, to=FILE or to=FOLDER/ for the picture, alt=\"…\",
theme=NAME or theme=light,dark for two pictures. Without a program the nearest block of
cachediag code above is meant. All else in the file stays as it is, and either everything
is written or, if anything is wrong, nothing.";

/// Refresh tables and pictures in Markdown files
#[derive(Debug, Args)]
#[command(
    long_about = ABOUT,
    after_help = "\
Examples:
  cachediag embed README.md
  cachediag embed --check docs/ README.md      for continuous integration: lists what is out of date
  cachediag embed --root . docs/design.md      programs and pictures may stand anywhere below here"
)]
pub(in crate::cli) struct Embed {
    /// The Markdown files, or folders whose `.md` files are meant
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,
    /// Change nothing: list the files that are out of date, show the first changes, and end with 1 if there are any
    #[arg(long)]
    pub check: bool,
    /// The folder of pictures, as seen from the Markdown file [default: its own]
    #[arg(long, value_name = "DIR")]
    pub pictures: Option<String>,
    /// The colours: a theme, or two with a comma between, the second one for dark readers
    #[arg(long, value_name = "THEME", default_value = "auto", value_parser = theme_pair)]
    pub theme: String,
}

/// One theme or two.
fn theme_pair(text: &str) -> Result<String, String> {
    let known = || format!("name one of {}, or two with a comma between", crate::pipeline::theme_names().join(", "));
    crate::pipeline::embed::themes(text).map(|_| text.to_owned()).ok_or_else(known)
}
