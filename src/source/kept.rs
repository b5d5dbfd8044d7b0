//! Files that many plans share, such as a ministry's: each is read as YAML once, for as long as it says the same.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use super::node::Entry;
use super::{At, FileId, Node, NodeKind, Sources};

/// So many bytes of text are kept at most: enough for the goals of some hundred ministries. With more, all is forgotten.
const MOST: usize = 4 * 1024 * 1024;

/// A file that nothing was wrong with.
struct Kept {
    text: String,
    /// As if nothing had been read before them.
    nodes: Vec<Node>,
    root: At,
}

#[derive(Default)]
struct AllKept {
    files: BTreeMap<PathBuf, Arc<Kept>>,
    bytes: usize,
}

static KEPT: LazyLock<Mutex<AllKept>> = LazyLock::new(Mutex::default);

/// The root of a file that was read before under this path, with the same text.
pub(super) fn find(sources: &mut Sources, file: FileId) -> Option<At> {
    let kept = {
        let all = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.files.get(&sources.file(file).path)?)
    };
    if kept.text != sources.file(file).text {
        return None;
    }
    let before = sources.count_of_nodes();
    let moved = |at: At| moved(at, |index| index + before);
    sources.nodes.extend(kept.nodes.iter().map(|node| node_at(node, file, moved)));
    Some(moved(kept.root))
}

/// Keeps a file whose nodes are those behind the first so many.
pub(super) fn keep(sources: &Sources, file: FileId, before: usize, root: At) {
    let own = before - sources.shared_nodes().len();
    let moved = |at: At| moved(at, |index| index - before);
    let nodes = sources.nodes[own..].iter().map(|node| node_at(node, file, moved)).collect();
    let read = sources.file(file);
    let kept = Kept { text: read.text.clone(), nodes, root: moved(root) };
    let mut all = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if all.bytes + kept.text.len() > MOST {
        *all = AllKept::default();
    }
    all.bytes += kept.text.len();
    let former = all.files.insert(read.path.clone(), Arc::new(kept));
    all.bytes -= former.map_or(0, |former| former.text.len());
}

fn moved(at: At, index: impl Fn(usize) -> usize) -> At {
    at.index().map_or(at, |own| At::new(index(own)))
}

/// The same node of a file, with what it holds elsewhere.
fn node_at(node: &Node, file: FileId, moved: impl Fn(At) -> At) -> Node {
    let kind = match &node.kind {
        NodeKind::Scalar(text) => NodeKind::Scalar(text.clone()),
        NodeKind::List(items) => NodeKind::List(items.iter().copied().map(&moved).collect()),
        NodeKind::Map(entries) => {
            let entry = |Entry { name, key, value }: &Entry| Entry {
                name: name.clone(),
                key: moved(*key),
                value: moved(*value),
            };
            NodeKind::Map(entries.iter().map(entry).collect())
        }
        NodeKind::Empty => NodeKind::Empty,
    };
    Node { file, span: node.span.clone(), kind }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::Fault;

    type Read = fn(&mut Sources, FileId) -> (Option<At>, Vec<Fault>);

    fn read(before: &str, text: &str, read: Read) -> String {
        let mut sources = Sources::default();
        let first = sources.add_file(Path::new("m/første.yaml"), before.to_owned());
        sources.read_yaml(first);
        let file = sources.add_file(Path::new("m/ministerium.yaml"), text.to_owned());
        let (root, faults) = read(&mut sources, file);
        format!("{root:?} {faults:?} {sources:?}")
    }

    #[test]
    fn a_shared_file_reads_the_same_each_time_whatever_was_read_before_it() {
        let texts = ["a: [1, { b: x }]\nc: &d { e: }\nf: *d\n", "a: [1, { b: y }]\n", "a: 1\na: 2\n", "a: [\n"];
        for _ in 0..3 {
            for text in texts {
                for before in ["x: 1\n", "x: [1, 2, 3]\n"] {
                    let shared = read(before, text, Sources::read_shared_yaml);
                    assert_eq!(shared, read(before, text, Sources::read_yaml), "{text}");
                }
            }
        }
    }
}
