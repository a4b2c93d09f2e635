//! The weights of the two logistic regressions, one for words, one for pairs, read from text.

use std::sync::LazyLock;

use super::feature::{Association, Features, NAMES, PMI};

/// The weights shipped with the program.
static SHIPPED: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("weights.tsv")).unwrap_or_default());

/// Weights of the features, for words and for pairs, each with its bias.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weights {
    /// For words.
    pub(super) word: Regression,
    /// For pairs.
    pub(super) pair: Regression,
}

/// A logistic regression.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Regression {
    /// The log-odds of a concept whose features are all 0.
    pub(super) bias: f64,
    /// What each feature adds to them.
    pub(super) weights: Features,
}

impl Weights {
    /// The weights shipped with the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a table of lines `feature⇥word⇥pair` (`#` begins a comment); an empty field is 0.
    ///
    /// # Errors
    /// Names the line that has an unknown feature or a field that is no number.
    pub fn parse(table: &str) -> Result<Self, String> {
        let mut weights = Self::default();
        for (number, line) in (1..).zip(table.lines()) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [feature, word, pair] = fields[..] else { continue };
            if line.starts_with('#') || feature == "feature" {
                continue;
            }
            let value = |field: &str| match field.trim() {
                "" => Ok(0.0),
                digits => {
                    digits.parse().map_err(|_| format!("line {number}: {digits} is no number"))
                }
            };
            let (word, pair) = (value(word)?, value(pair)?);
            if feature == "bias" {
                (weights.word.bias, weights.pair.bias) = (word, pair);
            } else if let Some(index) = NAMES.iter().position(|&name| name == feature) {
                (weights.word.weights[index], weights.pair.weights[index]) = (word, pair);
            } else {
                return Err(format!("line {number}: {feature} is no feature"));
            }
        }
        Ok(weights)
    }

    /// The table that [`Weights::parse`] reads, with every digit that it needs to be the same.
    ///
    /// ```
    /// use daybrief::score::concept::Weights;
    /// let weights = Weights::shipped();
    /// assert_eq!(Weights::parse(&weights.table()).as_ref(), Ok(weights));
    /// ```
    pub fn table(&self) -> String {
        let Self { word, pair } = self;
        let features = NAMES.iter().zip(word.weights.iter().zip(&pair.weights));
        let lines = features.map(|(name, (word, pair))| format!("{name}\t{word}\t{pair}\n"));
        let bias = format!("feature\tword\tpair\nbias\t{}\t{}\n", word.bias, pair.bias);
        [bias].into_iter().chain(lines).collect()
    }
}

impl Regression {
    /// What features other than those of association add to the log-odds, the bias left out.
    pub(super) fn shared(&self, features: &Features) -> f64 {
        self.weights.iter().zip(features).take(PMI).map(|(weight, x)| weight * x).sum()
    }

    /// The chance of a concept, in (0, 1), given its [`Self::shared`] and its association.
    pub(super) fn chance(&self, shared: f64, association: &Association) -> f64 {
        let of_association = self.weights[PMI..].iter().zip(association);
        let product = of_association.fold(shared, |sum, (weight, x)| sum + weight * x);
        1.0 / (1.0 + (-(self.bias + product)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_is_read_whole() {
        let weights = Weights::parse(include_str!("weights.tsv")).unwrap();
        assert!(weights.word.bias < 0.0 && weights.pair.bias < 0.0);
        assert!(weights.word.weights.iter().take(21).all(|&weight| weight != 0.0));
        assert!(weights.pair.weights.iter().all(|&weight| weight != 0.0));
    }

    #[test]
    fn faults_name_their_line() {
        assert_eq!(Weights::parse("bias\tx\t1").unwrap_err(), "line 1: x is no number");
        assert_eq!(
            Weights::parse("bias\t1\t1\nodd\t1\t1").unwrap_err(),
            "line 2: odd is no feature"
        );
    }
}
