//! Charts, drawn here as SVG: the same on a page, in a file and on paper.
//!
//! Each state has a pattern besides its colour, so that a photocopy says as much.

use std::fmt::Write as _;

use super::rules::{Bucket, Sums};
use crate::i18n::Lang;

/// Width and height in the drawing's own pixels.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub width: f64,
    pub height: f64,
    /// Of the letters.
    pub text: f64,
}

impl Size {
    pub const DESK: Self = Self { width: 960.0, height: 340.0, text: 13.0 };
    pub const PHONE: Self = Self { width: 330.0, height: 280.0, text: 12.0 };
    pub const SMALL: Self = Self { width: 300.0, height: 150.0, text: 12.0 };

    fn left(self) -> f64 {
        self.text * 3.4
    }

    fn bottom(self) -> f64 {
        self.height - self.text * 1.9
    }

    fn top(self) -> f64 {
        self.text * 0.9
    }
}

/// What a drawing needs besides its bars.
pub struct Drawn<'a> {
    pub lang: Lang,
    /// Unique on its page: the patterns are named after it.
    pub id: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    pub size: Size,
    /// A file of its own carries its colours; on a page they are the style sheet's.
    pub alone: bool,
}

/// States from the ground up, with their class.
const STATES: [&str; 4] = ["occupied", "held", "free", "closed"];

/// Bars of what units were on the average night, under the line of what was in service.
pub fn stacked(buckets: &[Bucket], drawn: &Drawn<'_>) -> String {
    let size = drawn.size;
    let most = buckets.iter().map(|bar| height_of(&bar.sums)).fold(1.0, f64::max);
    let scale = Scale { most: nice(most), size, count: buckets.len() };
    let mut svg = open(drawn);
    grid(&mut svg, &scale, drawn.lang);
    for (place, bar) in buckets.iter().enumerate() {
        draw_bar(&mut svg, &scale, place, bar, drawn);
    }
    capacity_line(&mut svg, &scale, buckets);
    labels(&mut svg, &scale, buckets, drawn.lang);
    svg.push_str("</svg>");
    svg
}

fn parts(sums: &Sums) -> [Option<i64>; 4] {
    [sums.occupied, sums.held, sums.free(), sums.closed].map(|figure| sums.a_night(figure))
}

#[expect(clippy::cast_precision_loss, reason = "a drawing")]
fn tenths(figure: i64) -> f64 {
    figure as f64 / 10.0
}

fn height_of(sums: &Sums) -> f64 {
    let stack: i64 = parts(sums).into_iter().flatten().sum();
    let capacity = sums.a_night(sums.capacity).unwrap_or(0);
    tenths(stack.max(capacity))
}

struct Scale {
    most: f64,
    size: Size,
    count: usize,
}

impl Scale {
    fn y(&self, value: f64) -> f64 {
        let (top, bottom) = (self.size.top(), self.size.bottom());
        bottom - (bottom - top) * value / self.most
    }

    #[expect(clippy::cast_precision_loss, reason = "a drawing")]
    fn x(&self, place: usize) -> f64 {
        let room = self.size.width - self.size.left() - 4.0;
        self.size.left() + room * place as f64 / self.count.max(1) as f64
    }

    fn step(&self) -> f64 {
        self.x(1) - self.x(0)
    }
}

/// A round number not below.
fn nice(most: f64) -> f64 {
    let unit = 10_f64.powf(most.log10().floor());
    let steps = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.into_iter().map(|step| step * unit).find(|round| *round >= most).unwrap_or(most)
}

fn open(drawn: &Drawn<'_>) -> String {
    let Drawn { id, size, .. } = drawn;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
         role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-size=\"{text}\">\
         <title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{desc}</desc>",
        w = size.width,
        h = size.height,
        text = size.text,
        title = escaped(drawn.title),
        desc = escaped(drawn.description),
    );
    if drawn.alone {
        svg.push_str(ALONE);
    }
    let _ = write!(
        svg,
        "<defs><pattern id=\"{id}-held\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect class=\"chart-ground\" width=\"6\" height=\"6\"/>\
         <rect class=\"chart-hatch\" width=\"2.4\" height=\"6\"/></pattern>\
         <pattern id=\"{id}-closed\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">\
         <rect class=\"chart-ground\" width=\"5\" height=\"5\"/><circle class=\"chart-dot\" cx=\"2.5\" cy=\"2.5\" r=\"1.4\"/>\
         </pattern></defs>"
    );
    svg
}

/// The colours of a file of its own, and a white ground.
const ALONE: &str = "<style>svg{font-family:sans-serif;background:#fff}.chart-text{fill:#3b4a4b}\
.chart-grid{stroke:#d5dddc}.chart-occupied{fill:#14586a}.chart-free{fill:#fff;stroke:#7f8c90;stroke-width:.5}\
.chart-ground{fill:#fff}.chart-hatch{fill:#9cc6cc}.chart-dot{fill:#7f8c90}.chart-missing{fill:#fcefd4}\
.chart-capacity{fill:none;stroke:#10201f;stroke-width:2}</style><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>";

fn grid(svg: &mut String, scale: &Scale, lang: Lang) {
    for quarter in 0..=4 {
        let value = scale.most * f64::from(quarter) / 4.0;
        let y = scale.y(value);
        let _ = write!(
            svg,
            "<line class=\"chart-grid\" x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
             <text class=\"chart-text\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            scale.size.left(),
            scale.size.width - 4.0,
            scale.size.left() - 6.0,
            y + scale.size.text * 0.35,
            number(lang, value)
        );
    }
}

fn number(lang: Lang, value: f64) -> String {
    let text = if value.fract() == 0.0 || value >= 20.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    };
    if lang == Lang::Fr { text.replace('.', ",") } else { text }
}

fn draw_bar(svg: &mut String, scale: &Scale, place: usize, bar: &Bucket, drawn: &Drawn<'_>) {
    let gap = if scale.step() > 6.0 { 1.5 } else { 0.0 };
    let (x, width) = (scale.x(place), scale.step() - gap);
    if bar.sums.nights.is_empty() {
        let (top, height) = (scale.size.top(), scale.size.bottom() - scale.size.top());
        let _ = write!(
            svg,
            "<rect class=\"chart-missing\" x=\"{x:.2}\" y=\"{top:.1}\" width=\"{width:.2}\" height=\"{height:.1}\"/>"
        );
        return;
    }
    let mut ground = 0.0;
    for (state, figure) in STATES.into_iter().zip(parts(&bar.sums)) {
        let Some(value) = figure.map(tenths).filter(|value| *value > 0.0) else { continue };
        let (top, bottom) = (scale.y(ground + value), scale.y(ground));
        let fill = match state {
            "held" | "closed" => format!(" fill=\"url(#{}-{state})\"", drawn.id),
            _ => String::new(),
        };
        let _ = write!(
            svg,
            "<rect class=\"chart-{state}\"{fill} x=\"{x:.2}\" y=\"{top:.2}\" width=\"{width:.2}\" height=\"{:.2}\"/>",
            bottom - top
        );
        ground += value;
    }
}

/// Broken where no capacity came in.
fn capacity_line(svg: &mut String, scale: &Scale, buckets: &[Bucket]) {
    let mut path = String::new();
    let mut drawing = false;
    for (place, bar) in buckets.iter().enumerate() {
        let Some(capacity) = bar.sums.a_night(bar.sums.capacity) else {
            drawing = false;
            continue;
        };
        let (x, y) = (scale.x(place), scale.y(tenths(capacity)));
        let _ = write!(
            path,
            "{}{x:.2} {y:.2}H{:.2}",
            if drawing { "L" } else { "M" },
            x + scale.step()
        );
        drawing = true;
    }
    let _ = write!(svg, "<path class=\"chart-capacity\" d=\"{path}\"/>");
}

/// As many dates as fit without touching: months of a long period, days of a short one.
fn labels(svg: &mut String, scale: &Scale, buckets: &[Bucket], lang: Lang) {
    let room = scale.size.text * 5.0;
    let days = buckets.first().zip(buckets.last()).map_or(0, |(a, b)| (b.to - a.from).num_days());
    let mut free_from = 0.0;
    let mut before = String::new();
    for (place, bar) in buckets.iter().enumerate() {
        let text =
            if days > 62 { bar.from.format("%m/%Y").to_string() } else { lang.day_month(bar.from) };
        let x = scale.x(place);
        if text == before || x < free_from || x + room > scale.size.width + scale.size.text {
            continue;
        }
        let y = scale.size.height - scale.size.text * 0.4;
        let _ = write!(svg, "<text class=\"chart-text\" x=\"{x:.1}\" y=\"{y:.1}\">{text}</text>");
        free_from = x + room;
        before = text;
    }
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_on_a_round_number() {
        for (most, round) in
            [(1.0, 1.0), (13.0, 15.0), (98.0, 100.0), (101.0, 150.0), (620.0, 800.0)]
        {
            assert!((nice(most) - round).abs() < 1e-9, "{most}: {}", nice(most));
        }
    }

    #[test]
    fn words_never_become_marks() {
        assert_eq!(
            escaped("<b>\"Foyer\" & Co</b>"),
            "&lt;b&gt;&quot;Foyer&quot; &amp; Co&lt;/b&gt;"
        );
    }
}
