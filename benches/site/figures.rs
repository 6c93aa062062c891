//! Middle values, and how a figure is written.

/// The middle one.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    percentile(&sorted(values), 50.0)
}

/// In order, as `percentile` takes them.
pub fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The value below which that share of a sorted list lies: the nearest rank, or the middle between two for an even median.
pub fn percentile(sorted: &[f64], percent: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    if percent == 50.0 && !sorted.len().is_multiple_of(2) {
        return sorted[last / 2];
    }
    if percent == 50.0 {
        return f64::midpoint(sorted[last / 2], sorted[last / 2 + 1]);
    }
    // A rank within a list: small, and not negative.
    let rank = (percent / 100.0 * sorted.len() as f64).ceil() as usize;
    sorted[rank.saturating_sub(1).min(last)]
}

/// With three digits that mean something: 0.0123, 1.23, 12.3, 1230.
pub fn shown(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    match value.abs() {
        0.0 => "0".to_owned(),
        size if size >= 100.0 => grouped(value.round()),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// A ratio: 1.07 ×.
pub fn times(value: f64) -> String {
    format!("{value:.2} ×")
}

/// A whole number with its thousands apart: 1 000 000.
pub fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && !text.ends_with('-') {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

/// Memory: 14.2 MiB, of KiB.
pub fn mebibytes(kibibytes: u64) -> String {
    format!("{:.1} MiB", kibibytes as f64 / 1024.0)
}
