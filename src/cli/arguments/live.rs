//! The arguments of `cachediag watch` and `cachediag serve`.

use super::making::{Making, Program};
use clap::Args;

/// Rebuild pictures and tables whenever the program changes
///
/// Imported files count as well. Each rebuild is told in a line with the clock, what was written,
/// how long it took and what was found. Errors are shown in full, and the last good output stays.
///
/// Takes the options of `compile`. Without `-o` it writes FILE.svg beside the source. Ctrl-C ends it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cachediag watch shop.cd                         keeps shop.svg current
  cachediag watch shop.cd -o shop.png -o shop.md  a picture and the tables
  cachediag watch shop.cd --view checkout -o checkout.svg")]
pub(in crate::cli) struct Watch {
    #[command(flatten)]
    pub making: Making,
}

/// Show a program in the browser, and every change as soon as it is saved
///
/// Serves the page of a program (that of `compile -o index.html`) to browsers on this machine. It shows every change as soon
/// as it is saved, and stays at the same place, step and size. Errors stand over the last good page until they are mended.
///
/// The address is printed. Nobody but this machine is answered, and nothing but the page is read. Ctrl-C ends it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cachediag serve shop.cd
  cachediag serve shop.cd --view checkout   one scenario only
  cachediag serve shop.cd --port 0          a port that is free")]
pub(in crate::cli) struct Serve {
    #[command(flatten)]
    pub program: Program,
    /// The port; 0 lets the system choose
    #[arg(long, value_name = "N", default_value_t = 4280)]
    pub port: u16,
}
