//! What a topic's articles say together, on the seeds.

mod quotations_and_names;
