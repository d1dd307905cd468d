//! Format, lints and types of the JavaScript, as `biome.json` and `tsconfig.json` configure them.

use anyhow::{Context, Result};

use crate::node::Node;
use crate::project::Project;
use crate::run::{headline, run};

/// Runs Biome and the TypeScript compiler.
///
/// # Errors
/// Node is missing, or one of them found something.
pub fn check(project: &Project) -> Result<()> {
    let node = Node::ready(project)?;
    headline("format and lints of the JavaScript");
    run(node.tool("biome").args(["ci", "--error-on-warnings"]))
        .context("to fix what can be fixed: `npx biome check --write`")?;
    headline("types of the JavaScript");
    run(&mut node.tool("tsc"))
}
