//! Word files as trees: written, compared as tracked changes, and read back.
//!
//! In: a [`WordDocument`], or the bytes of a `.docx` that anybody may have made. Out: the bytes of one, or the tree. This room
//! knows nothing of plans: `render` makes the tree of a view, `draft` a plan of a tree. The same tree gives the same bytes.

mod body;
mod frame;
mod lists;
mod package;
mod read;
mod read_rows;
mod revise;
mod rows;
mod splice;
mod styles;
mod tree;
mod write;
mod xml;

pub use frame::{FrameParts, WordFrame};
pub use package::NotWord;
pub use read::{ReadWord, WordComment, read};
pub use revise::{WordRevision, revised};
pub use tree::{
    CellMerge, ContentsEntry, ListPlace, RowKind, TableLook, TextLook, TextSide, WordBlock, WordCell, WordChange,
    WordDocument, WordFacts, WordParagraph, WordPicture, WordRow, WordRun, WordStyle, WordTable, text_of,
};
pub use write::write;
