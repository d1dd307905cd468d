//! The two writers of the element tree.

pub mod html;
#[cfg(any(test, all(target_arch = "wasm32", not(feature = "password"))))]
pub mod yew;

#[cfg(test)]
mod tests;
