//! Days between two articles to how much of their similarity is left: news on one event appear
//! within days, a story goes on for weeks.

use jiff::civil;

use crate::model::Date;

/// What remains of a similarity after long, what fades within days, and within weeks.
const FLOOR: f64 = 0.4;
const DAYS: f64 = 0.2;
const WEEKS: f64 = 0.4;
const WEEK_SCALE: f64 = 14.0;
/// The factor where a date is missing.
const UNKNOWN: f64 = 0.7;
/// Distances whose factor is kept at hand.
const KEPT: usize = 128;

/// The days from 1970 to `date`, on the calendar of the place that wrote it.
pub(super) fn day(date: Date) -> i32 {
    date.days_since(Date::Day(civil::date(1970, 1, 1)))
}

/// `.4 + .2·e^(−Δ) + .4·e^(−Δ/14)` for Δ days between `a` and `b`, .7 where a date is missing.
pub(super) fn factor(a: Option<i32>, b: Option<i32>) -> f64 {
    match (a, b) {
        (Some(a), Some(b)) => of_days(a.abs_diff(b)),
        _ => UNKNOWN,
    }
}

fn of_days(days: u32) -> f64 {
    let days = f64::from(days);
    FLOOR + DAYS * (-days).exp() + WEEKS * (-days / WEEK_SCALE).exp()
}

/// [`factor`], with the usual distances computed once.
pub(super) struct Fading {
    kept: Vec<f64>,
}

impl Default for Fading {
    fn default() -> Self {
        Self { kept: (0u32..).take(KEPT).map(of_days).collect() }
    }
}

impl Fading {
    /// What [`factor`] gives.
    pub(super) fn between(&self, a: Option<i32>, b: Option<i32>) -> f64 {
        let (Some(first), Some(second)) = (a, b) else { return UNKNOWN };
        let days = first.abs_diff(second);
        self.kept.get(days as usize).copied().unwrap_or_else(|| of_days(days))
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same sum")]
mod tests {
    use super::*;

    #[test]
    fn similarity_fades_to_a_floor() {
        assert!((factor(Some(3), Some(3)) - 1.0).abs() < 1e-12);
        assert!((factor(Some(0), Some(1)) - 0.846).abs() < 1e-3);
        let ages = day("2100-01-01".parse().unwrap()) - day("1900-01-01".parse().unwrap());
        assert_eq!(ages, 73_049);
        assert!((factor(Some(0), Some(ages)) - FLOOR).abs() < 1e-12);
        assert_eq!(factor(None, Some(0)), UNKNOWN);
    }

    #[test]
    fn what_is_kept_is_what_is_computed() {
        let fading = Fading::default();
        for days in [0, 1, 14, 127, 128, 40_000] {
            assert_eq!(fading.between(Some(-9), Some(days - 9)), factor(Some(0), Some(days)));
        }
    }
}
