//! A value as its file says it. Numbers stay text: nothing is calculated with them.

use std::collections::BTreeMap;

/// Keys without their `/`.
pub type Dictionary = BTreeMap<String, Value>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    Boolean(bool),
    /// Without zeros that say nothing: `0.50` is `0.5`.
    Number(String),
    Name(String),
    Text(Vec<u8>),
    List(Vec<Value>),
    Dictionary(Dictionary),
    Stream {
        dictionary: Dictionary,
        /// As it stands in the file.
        content: Vec<u8>,
    },
    /// An object by its number; one of another generation than 0 is never read.
    Reference(u32),
}

impl Value {
    /// The dictionary that it is, or has.
    pub fn dictionary(&self) -> Option<&Dictionary> {
        match self {
            Self::Dictionary(dictionary) | Self::Stream { dictionary, .. } => Some(dictionary),
            _ => None,
        }
    }

    pub fn get(&self, key: &str) -> Option<&Self> {
        self.dictionary()?.get(key)
    }

    pub fn list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    pub fn name(&self) -> Option<&str> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub fn text(&self) -> Option<&[u8]> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub fn reference(&self) -> Option<u32> {
        if let Self::Reference(number) = self { Some(*number) } else { None }
    }

    /// A whole number from 0.
    pub fn count(&self) -> Option<usize> {
        if let Self::Number(number) = self { number.parse().ok() } else { None }
    }

    /// Whether it is a dictionary of this `Type`.
    pub fn is(&self, kind: &str) -> bool {
        self.get("Type").and_then(Self::name) == Some(kind)
    }

    /// The objects that it refers to.
    pub fn references(&self) -> Vec<u32> {
        match self {
            Self::Reference(number) => vec![*number],
            Self::List(list) => list.iter().flat_map(Self::references).collect(),
            Self::Dictionary(dictionary) | Self::Stream { dictionary, .. } => {
                dictionary.values().flat_map(Self::references).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Every object of a file by its number, as a reader sees it who reads up to the end of a revision.
#[derive(Debug, Clone, Default)]
pub struct Objects {
    pub all: BTreeMap<u32, Value>,
    /// The number of the catalog.
    pub root: u32,
    /// The number of the information dictionary.
    pub info: Option<u32>,
}

impl Objects {
    /// The value itself, or the object that it refers to.
    pub fn resolve<'a>(&'a self, value: &'a Value) -> Option<&'a Value> {
        match value {
            Value::Reference(number) => self.all.get(number),
            value => Some(value),
        }
    }

    /// What stands under a key of a dictionary, references followed.
    pub fn get<'a>(&'a self, value: &'a Value, key: &str) -> Option<&'a Value> {
        self.resolve(value)?.get(key).and_then(|value| self.resolve(value))
    }

    pub fn catalog(&self) -> Option<&Value> {
        self.all.get(&self.root)
    }

    /// The numbers of the pages, in their order. A tree that goes in circles has only those found by then.
    pub fn pages(&self) -> Vec<u32> {
        let (mut pages, mut seen) = (Vec::new(), std::collections::BTreeSet::new());
        let root = self.catalog().and_then(|catalog| catalog.get("Pages")).and_then(Value::reference);
        let mut open: Vec<u32> = root.into_iter().collect();
        while let Some(number) = open.pop() {
            let Some(node) = self.all.get(&number).filter(|_| seen.insert(number)) else { continue };
            match self.get(node, "Kids").and_then(Value::list) {
                Some(kids) => open.extend(kids.iter().rev().filter_map(Value::reference)),
                None => pages.push(number),
            }
        }
        pages
    }
}
