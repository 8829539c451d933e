//! The arguments: every command and option with the words of its help.

mod embed;
mod late;
#[cfg(feature = "live")]
mod live;
mod making;
#[cfg(feature = "mdbook")]
mod mdbook;

pub(super) use embed::Embed;
pub(super) use late::{Late, alone};
#[cfg(feature = "live")]
pub(super) use live::{Serve, Watch};
pub(super) use making::{Font, Making, Program};
#[cfg(feature = "mdbook")]
pub(super) use mdbook::{Book, Mdbook};

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Compiles caching designs to checked sequence diagrams and tables.
#[derive(Debug, Parser)]
#[command(name = "cachediag", version, propagate_version = true, arg_required_else_help = true, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cachediag new shop --from cache-aside     writes shop.cd, a small program to start from
  cachediag compile shop.cd -o shop.svg     draws its scenarios
  cachediag compile shop.cd -o shop.md      writes its table of storages
  cachediag check shop.cd                   decides its claims over every run
  cachediag fmt shop.cd                     tidies its text
  cachediag explain E201                    tells what an error means, with an example

Exit codes: 0 done · 1 a claim fails, or `fmt --check` or `embed --check` would change a file · 2 the source has errors,
nothing was written · 3 a file cannot be read or written, or a limit was reached · 64 wrong usage";

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// Imports never leave this folder [default: the source's folder]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: Option<PathBuf>,
    /// How findings are told
    #[arg(long, global = true, value_name = "FORM", value_enum, default_value_t = Form::Pretty)]
    pub diagnostics: Form,
    /// When to use colour (`NO_COLOR` is honoured)
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = When::Auto)]
    pub color: When,
    /// Tell errors only, no warnings
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Print what a phase of the compiler made of the source, instead of a result
    #[arg(long, global = true, value_name = "PHASE", value_enum)]
    pub emit: Option<Phase>,
}

/// How findings are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// With the lines they are about
    Pretty,
    /// One line each: `path:line:column: error[E201]: message`
    Short,
    /// One JSON object a line
    Json,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A phase whose work can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Phase {
    /// The words of the text
    Tokens,
    /// What they say
    Tree,
    /// What is declared
    Model,
    /// What happens
    Timeline,
    /// What is drawn, and where
    Scene,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Turn a program into pictures and tables
    Compile(Late<Compile>),
    /// Decide every claim over every run
    Check(Late<Check>),
    /// Format programs in place
    Fmt(Late<Fmt>),
    /// Refresh tables and pictures in Markdown files
    Embed(Late<Embed>),
    /// Rebuild pictures and tables whenever the program changes
    #[cfg(feature = "live")]
    Watch(Late<Watch>),
    /// Show a program in the browser, and every change as soon as it is saved
    #[cfg(feature = "live")]
    Serve(Late<Serve>),
    /// Explain an error or a warning, with an example
    Explain(Late<Explain>),
    /// Write a small program to start from
    New(Late<New>),
    /// Write declarations from pasted response headers
    Storage(Late<Storage>),
    /// Make a program of Mermaid sequence diagrams
    Import(Late<Import>),
    /// Replay recorded HTTP cache cases
    HttpCases(Late<HttpCases>),
    /// Serve an editor on standard input and output (Language Server Protocol)
    ///
    /// Editors start this themselves. Findings come while one types, claims are decided in the background; open files count
    /// as they are on the screen, also where others import them.
    #[cfg(feature = "lsp")]
    #[command(
        after_help = "Example, for Helix (languages.toml):\n  [language-server.cachediag]\n  command = \"cachediag\"\n  args = [\"lsp\"]"
    )]
    Lsp {
        /// Speak on standard input and output, as always: many editors say so
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Put diagrams into the chapters of an mdBook
    #[cfg(feature = "mdbook")]
    Mdbook(Late<Mdbook>),
    /// Print completions for a shell
    #[command(after_help = "Example:\n  cachediag completions fish > ~/.config/fish/completions/cachediag.fish")]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  cachediag man > cachediag.1 && man ./cachediag.1")]
    Man,
}

/// Turn a program into pictures and tables
///
/// Without `-o` the SVG goes to standard output, or, if that is a terminal, to FILE.svg beside the source. An output is
/// written whole or not at all, and nothing is written while the source has errors.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cachediag compile claim.cd -o claim.svg -o claim.md     a picture and the table of storages
  cachediag compile claim.cd --view claim -o claim.png    one scenario as pixels
  cachediag compile claim.cd -o claim.pdf                 for paper, with text that can be searched
  cachediag compile claim.cd --format svg-animated -o claim.svg    a picture that draws itself step by step
  cachediag compile claim.cd -o index.html                a page with everything, to step through in a browser
  cachediag compile claim.cd -o views/                    every view to a file of its own
  cachediag compile - -o - < claim.cd > claim.svg         from and to a pipe")]
pub(super) struct Compile {
    #[command(flatten)]
    pub making: Making,
    /// End with 1 if a claim fails, is not exercised or could not be decided
    #[arg(long)]
    pub strict: bool,
}

/// Decide every claim over every run
///
/// A run is each choice of instance, alternative and order, each crash, each late or lost message, each freshness that was
/// left open.
///
/// Prints a line a claim with its verdict, and for one that fails why, and what would mend it. Ends with 0 if every claim
/// holds, or is marked `[fails]` and does.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cachediag check claim.cd
  cachediag check *.cd --counterexamples broken/     a picture of each run that breaks a claim
  cachediag check claim.cd --json --budget 10s")]
pub(super) struct Check {
    /// The programs; `-` is standard input
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Draw each counterexample into this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub counterexamples: Option<PathBuf>,
    /// How long a file may be looked at
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = time)]
    pub budget: std::time::Duration,
    /// The most states of a scenario
    #[arg(long, value_name = "N", default_value_t = crate::limits::STATES)]
    pub max_states: u64,
    /// The most faults (crashes, lost or repeated messages) of a run [default: all that there can be]
    #[arg(long, value_name = "N")]
    pub faults: Option<u32>,
    /// Do not look for what would mend a claim
    #[arg(long)]
    pub no_repair: bool,
}

/// Format programs in place
///
/// Two spaces an indentation, one around arrows, columns below each other where neighbouring lines have them. Comments and
/// single blank lines stay; no line is wrapped, joined or moved.
///
/// A file with errors that keep it from being read is left as it is. A file is replaced whole or not at all.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cachediag fmt shop.cd
  cachediag fmt --check designs/     lists what is not formatted below a folder, and changes nothing
  cachediag fmt - < shop.cd          prints the formatted text")]
pub(super) struct Fmt {
    /// The programs, or folders whose `.cd` files are meant; `-` formats standard input to standard output
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::AnyPath)]
    pub files: Vec<PathBuf>,
    /// Change nothing: list the files that would change, show the first changes, and end with 1 if there are any
    #[arg(long)]
    pub check: bool,
}

/// Write declarations from pasted response headers
///
/// Prints a program with a resource, the storages that may hold it and two visits; comments explain every directive. Of
/// several answers, as after redirects, the last one counts.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  curl -sI https://example.org | cachediag storage --headers -
  cachediag storage --headers answer.txt > page.cd && cachediag compile page.cd -o page.svg")]
pub(super) struct Storage {
    /// The headers, as `curl -sI`, `curl -v` or a browser shows them; `-` is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub headers: PathBuf,
}

/// Make a program of Mermaid sequence diagrams
///
/// In Markdown every fence that holds one counts, and each becomes a scenario named by the heading above it. What the language
/// has no counterpart for is kept as a comment, and told. Nothing is written if a diagram cannot be read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cachediag import login.mmd -o login.cd
  cachediag import README.md --storages -o readme.cd     declares who is plainly a storage
  cachediag import - < login.mmd | cachediag compile - -o login.svg")]
pub(super) struct Import {
    /// A Mermaid file, or Markdown with fences of it; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Where to write the program [default: standard output]
    #[arg(short, long, value_name = "OUT.cd", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    /// Declare participants that are plainly storages, as databases, Redis, a CDN or the browser's cache
    #[arg(long)]
    pub storages: bool,
}

/// Replay recorded HTTP cache cases
///
/// They go through the rules that simulate an HTTP storage.
///
/// Prints how many cases passed by tier and kind, and which did not. With a profile, the rules are as that product follows
/// them, and the verdicts are compared with those published of it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cachediag http-cases cases.json --mode shared
  cachediag http-cases cases.json --mode private --profile firefox
  cachediag http-cases - --mode cdn --json < cases.json")]
pub(super) struct HttpCases {
    /// The cases (schema `http-cache-cases/1`); `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// What kind of cache replays them
    #[arg(long, value_name = "MODE", value_enum)]
    pub mode: Mode,
    /// Which product's cache: see `cachediag explain profile`
    #[arg(long, value_name = "NAME", value_parser = profiles())]
    pub profile: Option<String>,
    /// Print one JSON object: case id to verdict, step and reason
    #[arg(long)]
    pub json: bool,
}

/// What kind of cache replays cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Mode {
    /// A browser's
    Private,
    /// One for many users
    Shared,
    /// One of a content delivery network
    Cdn,
}

/// Explain an error or a warning, with an example
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cachediag explain E201
  cachediag explain unused-storage
  cachediag explain                   lists all of them
  cachediag explain profile nginx     how a product's HTTP cache behaves, with sources
  cachediag explain profile           lists the products")]
pub(super) struct Explain {
    /// A code or a name: `E201`, `unused-storage`; or `profile`
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
    /// The profile behind `profile`: a word of `like=`
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// Write a small program to start from
///
/// It is NAME.cd; it compiles, and its comments explain it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cachediag new shop                       a small program with a cache beside a database
  cachediag new site --from spa-cdn        a page, a CDN and an API server
  cachediag compile site.cd -o site.svg    draws it")]
pub(super) struct New {
    /// The name of the program; `.cd` is added
    #[arg(value_name = "NAME")]
    pub name: PathBuf,
    /// What to start from
    #[arg(long, value_name = "KIND", value_enum, default_value_t = Kind::CacheAside)]
    pub from: Kind,
}

/// What a new program starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    /// A single-page application behind a CDN
    SpaCdn,
    /// React Query in the browser
    ReactQuery,
    /// A cache beside a database
    CacheAside,
    /// Server-sent events that keep pages up to date
    Events,
}

/// The names of all profiles.
fn profiles() -> PossibleValuesParser {
    PossibleValuesParser::new(crate::http::Profile::ALL.map(|profile| profile.name))
}

/// A time as the language writes it.
fn time(text: &str) -> Result<std::time::Duration, String> {
    let millis = crate::syntax::clause::duration::millis(text);
    millis.map(std::time::Duration::from_millis).map_err(|_| "give a time such as 200ms, 2s or 1m".into())
}
