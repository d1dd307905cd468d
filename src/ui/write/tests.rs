//! Compares the two writers.
