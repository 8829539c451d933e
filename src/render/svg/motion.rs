//! A scenario that draws itself: what appears when, and the rules of style that say so.
//!
//! Each step is a group that comes at its time; the arrow of a message grows from who sends it. What lies below the steps, as
//! lifelines and tracks, is unrolled with them. Without these rules everything is there, so whoever does not follow them (printers,
//! converters, readers who want no motion) shows the whole picture.
//!
//! Two ways were weighed: a rule a step, and one curtain over everything below the current step. The curtain needs one rule, but
//! hides the columns' ground too, cuts through what reaches into the next row, and cannot let an arrow grow.

use super::element::number;
use crate::scene::{Area, Group, Mark, Scene};
use std::fmt::Write;

/// How long a step lasts, in seconds, if there is time.
const PACE: f64 = 1.2;

/// All steps together last no longer.
const ALL: f64 = 90.0;

/// Before the first step.
const LEAD: f64 = 0.8;

/// After the last one, before it begins again.
const REST: f64 = 4.0;

/// How long something takes to appear or, at the very end, to go; a shorter step is done with it sooner.
const FADE: f64 = 0.45;

/// How much of the background is seen above the first step, in pixels.
const ABOVE: f64 = 4.0;

/// What happens to a mark of the outermost level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It is there from the beginning: headings, groups' columns, heads.
    Still,
    /// It is unrolled with the steps of that picture.
    Unrolled(usize),
    /// It is that step.
    Step(usize),
}

/// One of the pictures of a scene: what of it is unrolled, and how far with each step.
#[derive(Debug)]
struct Roll {
    area: Area,
    /// The step with which its own begin.
    first: usize,
    /// How far down each step reaches, those above it included.
    ends: Vec<f64>,
}

/// What appears when.
#[derive(Debug, Default)]
pub(super) struct Motion {
    /// One for each mark of the outermost level.
    pub roles: Vec<Role>,
    rolls: Vec<Roll>,
    steps: usize,
}

/// How many steps a scene has, each of which takes its time.
pub(super) fn steps(scene: &Scene) -> usize {
    scene.marks.iter().filter(|mark| step(mark).is_some()).count()
}

/// The group of a step.
fn step(mark: &Mark) -> Option<&Group> {
    match mark {
        Mark::Group(group) => Some(group.as_ref()).filter(|group| group.class.split(' ').any(|class| class == "step")),
        Mark::Rect { .. }
        | Mark::Line { .. }
        | Mark::Path { .. }
        | Mark::Ellipse { .. }
        | Mark::Hatch { .. }
        | Mark::Text(_) => None,
    }
}

/// Whether lifelines, and all else that is unrolled, begin with a mark.
fn begins(mark: &Mark) -> bool {
    match mark {
        Mark::Rect { class, .. } | Mark::Line { class, .. } => matches!(class, Some("lifeline" | "track")),
        Mark::Path { .. } | Mark::Ellipse { .. } | Mark::Hatch { .. } | Mark::Text(_) | Mark::Group(_) => false,
    }
}

impl Motion {
    /// That of a scene of scenarios.
    pub fn of(scene: &Scene) -> Self {
        let mut motion = Self::default();
        let mut role = Role::Still;
        for mark in &scene.marks {
            let at = motion.steps;
            role = match (role, step(mark)) {
                (_, Some(_)) => Role::Step(at),
                (Role::Still | Role::Step(_), None) if begins(mark) => Role::Unrolled(motion.rolls.len()),
                (Role::Still | Role::Step(_), None) => Role::Still,
                (Role::Unrolled(roll), None) => Role::Unrolled(roll),
            };
            motion.roles.push(role);
            let Some(area) = mark.area() else {
                motion.steps += usize::from(matches!(role, Role::Step(_)));
                continue;
            };
            match role {
                Role::Still => {}
                Role::Unrolled(roll) => motion.unroll(roll, area),
                Role::Step(_) => {
                    if let Some(roll) = motion.rolls.last_mut() {
                        let before = roll.ends.last().copied().unwrap_or(area.top - ABOVE).max(roll.area.top);
                        if roll.ends.is_empty() {
                            roll.ends.push(before);
                        }
                        roll.ends.push(before.max(area.bottom));
                    }
                    motion.steps += 1;
                }
            }
        }
        motion
    }

    fn unroll(&mut self, at: usize, area: Area) {
        let first = self.steps;
        match self.rolls.get_mut(at) {
            Some(roll) => roll.area = roll.area.with(&area),
            None => self.rolls.push(Roll { area, first, ends: Vec::new() }),
        }
    }

    /// How long a step lasts.
    fn pace(&self) -> f64 {
        PACE.min(ALL / self.steps.max(1) as f64)
    }

    /// From one beginning to the next.
    fn length(&self) -> f64 {
        LEAD + self.pace() * self.steps as f64 + REST
    }

    /// When a step begins, and when it is there, as parts of the whole.
    fn times(&self, step: usize) -> (String, String) {
        let begin = LEAD + self.pace() * step as f64;
        let end = begin + FADE.min(self.pace() * 0.6);
        (self.part(begin), self.part(end))
    }

    /// A time as a part of the whole, as keyframes have it.
    fn part(&self, seconds: f64) -> String {
        format!("{}%", number(seconds / self.length() * 100.0))
    }

    /// The rules.
    pub fn style(&self, arrows: &[bool]) -> String {
        let mut css = String::from("@media screen and (prefers-reduced-motion:no-preference){\n");
        let length = number(self.length());
        let going = self.part(self.length() - FADE);
        // Writing to a string cannot fail.
        let _ = write!(
            css,
            "[style]{{animation:{length}s linear infinite}}svg:hover [style]{{animation-play-state:paused}}"
        );
        for at in 0..self.steps {
            let (begin, end) = self.times(at);
            let _ =
                write!(css, "\n@keyframes s{at}{{0%,{begin}{{opacity:0}}{end},{going}{{opacity:1}}to{{opacity:0}}}}");
            if arrows.get(at) == Some(&true) {
                let _ = write!(css, "@keyframes a{at}{{0%,{begin}{{transform:scale(0)}}{end},to{{transform:none}}}}");
            }
        }
        for (at, roll) in self.rolls.iter().enumerate() {
            self.unrolling(at, roll, &going, &mut css);
        }
        css.push_str("\n}");
        css
    }

    /// The rule of what is unrolled.
    fn unrolling(&self, at: usize, roll: &Roll, going: &str, css: &mut String) {
        let hidden = |y: f64| number((roll.area.bottom - y) / roll.area.height().max(1.0) * 100.0);
        // Lines at the sides are thicker than nothing.
        let stop = |time: &str, y: &str| format!("{time}{{clip-path:inset(-9px -9px {y}% -9px)}}");
        let first = roll.ends.first().map_or_else(|| "0".to_owned(), |y| hidden(*y));
        let _ = write!(css, "\n@keyframes r{at}{{{}", stop("0%", &first));
        for (place, ends) in roll.ends.windows(2).enumerate() {
            let &[before, after] = ends else { continue };
            let last = place + 2 == roll.ends.len();
            let (begin, end) = self.times(roll.first + place);
            css.push_str(&stop(&begin, &hidden(before)));
            css.push_str(&stop(&end, &if last { "-2".to_owned() } else { hidden(after) }));
        }
        css.push_str(&stop(going, "-2"));
        css.push_str(&stop("to", &first));
        css.push('}');
    }
}

/// Where the arrow of a message is among its marks, and from where it grows: a line and what lies on its end.
pub(super) fn arrow(group: &Group) -> Option<(std::ops::Range<usize>, (f64, f64))> {
    if !group.class.split(' ').any(|class| class == "message") {
        return None;
    }
    let start = group.marks.iter().position(|mark| matches!(mark, Mark::Line { .. }))?;
    let Some(Mark::Line { from, .. }) = group.marks.get(start) else { return None };
    let heads = group.marks.iter().skip(start + 1).take_while(|mark| matches!(mark, Mark::Path { .. })).count();
    Some((start..start + 1 + heads, *from))
}

/// Which steps have an arrow that grows.
pub(super) fn arrows(scene: &Scene) -> Vec<bool> {
    scene.marks.iter().filter_map(step).map(|group| arrow(group).is_some()).collect()
}
