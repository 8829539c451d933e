//! How long each phase takes on generated diagrams, inside one process. `cargo bench --bench phases`
#![allow(clippy::expect_used, reason = "what cannot be measured should say so")]
#![allow(missing_docs, reason = "the harness makes public functions of its own")]

mod diagram;

use cachediag::layout::sequence::{Options, lay_out};
use cachediag::pipeline::{self, Checked, Findings, Format, Look, Parsed, Simulated};
use cachediag::scene::Scene;
use cachediag::theme::Theme;
use cachediag::{FontMode, Source, font, render};
use divan::{Bencher, counter::ItemsCount};

/// Messages of the diagrams.
const SIZES: [usize; 4] = [30, 300, 3_000, 30_000];

fn main() {
    divan::main();
}

fn source(messages: usize) -> Source {
    Source::new("generated.cd", diagram::diagram(messages))
}

fn parsed(messages: usize) -> Parsed {
    pipeline::parse(source(messages), &mut pipeline::no_imports)
}

fn checked(messages: usize) -> Checked {
    let checked = parsed(messages).check();
    assert!(checked.findings.list.is_empty(), "{:?}", checked.findings.list.first());
    checked
}

fn told(findings: &Findings) -> String {
    format!("{:?}", findings.list.first())
}

fn simulated(messages: usize) -> Simulated {
    checked(messages).simulate().map_err(|findings| told(&findings)).expect("the diagram compiles")
}

fn scene(simulated: &Simulated) -> Scene {
    lay_out(&simulated.timelines, &Options::default(), &mut font::Measure::new()).expect("the picture is not too large")
}

/// Tokens and trees.
#[divan::bench(args = SIZES, max_time = 2)]
fn a_parse(bencher: Bencher, messages: usize) {
    bencher
        .counter(ItemsCount::new(messages))
        .with_inputs(|| source(messages))
        .bench_values(|source| pipeline::parse(source, &mut pipeline::no_imports));
}

/// Names, types, requests and lints.
#[divan::bench(args = SIZES, max_time = 2)]
fn b_check(bencher: Bencher, messages: usize) {
    let parsed = parsed(messages);
    bencher.counter(ItemsCount::new(messages)).with_inputs(|| parsed.clone()).bench_values(Parsed::check);
}

/// A model as moments.
#[divan::bench(args = SIZES, max_time = 2)]
fn c_simulate(bencher: Bencher, messages: usize) {
    let checked = checked(messages);
    bencher.counter(ItemsCount::new(messages)).with_inputs(|| checked.clone()).bench_values(|c| c.simulate().is_ok());
}

/// Moments as marks.
#[divan::bench(args = SIZES, max_time = 2)]
fn d_layout(bencher: Bencher, messages: usize) {
    let simulated = simulated(messages);
    bencher.counter(ItemsCount::new(messages)).bench_local(|| scene(&simulated));
}

/// Marks as SVG.
#[divan::bench(args = SIZES, max_time = 2)]
fn e_svg(bencher: Bencher, messages: usize) {
    let scene = scene(&simulated(messages));
    let theme = <&Theme>::default();
    bencher.counter(ItemsCount::new(messages)).bench_local(|| render::svg::paint(&scene, theme, FontMode::Embed));
}

/// From text to the bytes of an SVG.
#[divan::bench(args = SIZES, max_time = 2)]
fn f_compile(bencher: Bencher, messages: usize) {
    bencher.counter(ItemsCount::new(messages)).with_inputs(|| source(messages)).bench_values(|source| {
        let simulated = pipeline::parse(source, &mut pipeline::no_imports).check().simulate();
        simulated.is_ok_and(|s| s.render(&[], Format::Svg, &Look::default()).is_ok())
    });
}
