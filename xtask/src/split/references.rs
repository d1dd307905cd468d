//! References between functions and data, read from the relocations that the linker keeps with `--emit-relocs` (<https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use wasmparser::{
    DataKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocationEntry, RelocationType,
    SymbolInfo, TypeRef,
};

/// The references of a linked module.
#[derive(Default)]
pub struct References {
    /// References by the name of the function.
    pub functions: BTreeMap<String, Uses>,
    /// The data items of the module, with their addresses and references.
    pub data: Vec<(Range<u32>, Uses)>,
}

/// The functions and data to which a function or a data item refers. Calls are not included.
#[derive(Default)]
pub struct Uses {
    /// The functions whose address is used, by name.
    pub functions: BTreeSet<String>,
    /// Indices in `References::data`.
    pub data: BTreeSet<usize>,
}

/// A symbol of the linking section.
#[derive(Clone)]
enum Symbol {
    Function(u32),
    Data(usize),
    Other,
}

/// The contents of a module's sections.
#[derive(Default)]
struct Sections<'a> {
    imported: u32,
    /// The place of each defined function's body in the file.
    bodies: Vec<Range<usize>>,
    /// The start of the contents of each section in the file, by its index.
    starts: Vec<usize>,
    /// Address and place in the file of each data segment.
    segments: Vec<(u32, Range<usize>)>,
    names: BTreeMap<u32, &'a str>,
    symbols: Vec<Symbol>,
    relocations: Vec<(u32, RelocationEntry)>,
}

impl References {
    /// Reads the references of a linked module.
    ///
    /// # Errors
    /// The module is malformed, or has no relocations.
    pub fn read(wasm: &[u8]) -> Result<Self> {
        let mut references = Self::default();
        let sections = Sections::read(wasm, &mut references)?;
        ensure!(!sections.relocations.is_empty(), "the module has no relocations");
        for name in sections.names.values() {
            references.functions.insert((*name).to_owned(), Uses::default());
        }
        for (section, relocation) in &sections.relocations {
            let start =
                sections.starts.get(*section as usize).context("a relocation of an unknown section")?;
            references.add(&sections, start + relocation.offset as usize, relocation)?;
        }
        Ok(references)
    }

    /// Returns the references of a function; `None` if it was not in the linked module. wasm-bindgen removes the
    /// hash from the name of an export.
    pub fn of(&self, function: &str) -> Option<&Uses> {
        self.functions.get(function).or_else(|| {
            let prefix = format!("{function}_");
            let mut exports = self.functions.range(prefix.clone()..);
            let (name, uses) = exports.next()?;
            let hash = name.strip_prefix(&prefix)?;
            (hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(uses)
        })
    }

    /// Removes the references of functions whose bodies were replaced.
    pub fn forget(&mut self, functions: &[String]) {
        for name in functions {
            self.functions.insert(name.clone(), Uses::default());
        }
    }

    /// Adds the reference at an offset in the file.
    fn add(&mut self, sections: &Sections, place: usize, relocation: &RelocationEntry) -> Result<()> {
        use RelocationType::{MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb, TableIndexI32, TableIndexSleb};
        let kinds = [MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb, TableIndexI32, TableIndexSleb];
        if !kinds.contains(&relocation.ty) {
            return Ok(()); // calls, types and globals
        }
        let symbol = sections.symbols.get(relocation.index as usize).context("an unknown symbol")?;
        for uses in self.users(sections, place)? {
            match symbol {
                Symbol::Function(index) => {
                    uses.functions.insert(sections.name(*index).to_owned());
                }
                Symbol::Data(index) => {
                    uses.data.insert(*index);
                }
                Symbol::Other => {}
            }
        }
        Ok(())
    }

    /// Returns the references of the function, or of all data items, at an offset in the file. Data items can overlap.
    fn users(&mut self, sections: &Sections, place: usize) -> Result<Vec<&mut Uses>> {
        let at = sections.bodies.partition_point(|body| body.end <= place);
        if sections.bodies.get(at).is_some_and(|body| body.contains(&place)) {
            let name = sections.name(sections.imported + u32::try_from(at)?);
            return Ok(vec![self.functions.entry(name.to_owned()).or_default()]);
        }
        let segment = sections.segments.iter().find(|(_, range)| range.contains(&place));
        let (address, range) = segment.context("a relocation outside of code and data")?;
        let address = address + u32::try_from(place - range.start)?;
        let users = self.data.iter_mut().filter(|(range, _)| range.contains(&address));
        Ok(users.map(|(_, uses)| uses).collect())
    }
}

impl<'a> Sections<'a> {
    fn read(wasm: &'a [u8], references: &mut References) -> Result<Self> {
        let mut sections = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                sections.starts.push(range.start);
            }
            match payload {
                Payload::ImportSection(imports) => {
                    let functions = imports
                        .into_imports()
                        .filter(|import| matches!(import, Ok(own) if matches!(own.ty, TypeRef::Func(_))));
                    sections.imported = u32::try_from(functions.count())?;
                }
                Payload::CodeSectionEntry(body) => sections.bodies.push(body.range()),
                Payload::DataSection(data) => {
                    for data in data {
                        sections.add_segment(&data?)?;
                    }
                }
                Payload::CustomSection(custom) => sections.add_custom(custom.as_known(), references)?,
                _ => {}
            }
        }
        Ok(sections)
    }

    fn add_segment(&mut self, data: &wasmparser::Data) -> Result<()> {
        let DataKind::Active { offset_expr, .. } = &data.kind else { return Ok(()) };
        if let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? {
            let end = data.range.end;
            self.segments.push((value.cast_unsigned(), end - data.data.len()..end));
        }
        Ok(())
    }

    fn add_custom(&mut self, section: KnownCustom<'a>, references: &mut References) -> Result<()> {
        match section {
            KnownCustom::Name(names) => {
                for subsection in names {
                    if let Name::Function(names) = subsection? {
                        for naming in names {
                            let naming = naming?;
                            self.names.insert(naming.index, naming.name);
                        }
                    }
                }
            }
            KnownCustom::Linking(linking) => {
                for subsection in linking {
                    if let Linking::SymbolTable(symbols) = subsection? {
                        for symbol in symbols {
                            let symbol = self.symbol(&symbol?, references);
                            self.symbols.push(symbol);
                        }
                    }
                }
            }
            KnownCustom::Reloc(relocations) => {
                for relocation in relocations.entries() {
                    self.relocations.push((relocations.section_index(), relocation?));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn symbol(&self, symbol: &SymbolInfo, references: &mut References) -> Symbol {
        match symbol {
            SymbolInfo::Func { index, .. } => Symbol::Function(*index),
            SymbolInfo::Data { symbol: Some(data), .. } => match self.segments.get(data.index as usize) {
                Some((address, _)) => {
                    let start = address + data.offset;
                    references.data.push((start..start + data.size, Uses::default()));
                    Symbol::Data(references.data.len() - 1)
                }
                None => Symbol::Other,
            },
            _ => Symbol::Other,
        }
    }

    fn name(&self, function: u32) -> &'a str {
        self.names.get(&function).copied().unwrap_or_default()
    }
}
