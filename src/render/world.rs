//! What Typst sees: the layouts, the fonts and one document's data. No file of the machine, no package, no clock.

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Label};
use typst::introspection::Introspector;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;

use super::copy::Traits;
use super::joints::Joints;
use super::{Attachment, CopyKind, LayoutError, Looks};
use crate::assets::Assets;
use crate::document::view::Document;
use crate::language::{Message, say};

/// Sets documents: fonts and layouts are read once, for all documents of a run.
#[derive(Debug)]
pub struct Typesetter {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    layouts: Vec<(FileId, Source)>,
    joints: Joints,
    looks: Looks,
}

impl Typesetter {
    pub fn new(assets: &Assets) -> Self {
        let fonts: Vec<Font> = assets.fonts().flat_map(|(_, bytes)| Font::iter(Bytes::new(bytes.to_vec()))).collect();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let layouts = assets
            .templates_in("layout")
            .filter(|(name, _)| name.ends_with(".typ"))
            .filter_map(|(name, bytes)| {
                let id = file_id(&format!("/layout/{name}"))?;
                Some((id, Source::new(id, text(bytes))))
            })
            .collect();
        let features = [Feature::A11yExtras].into_iter().collect();
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            layouts,
            joints: Joints::of(assets),
            looks: Looks::new(assets),
        }
    }

    pub(super) fn looks(&self) -> &Looks {
        &self.looks
    }

    /// Lays it out; and where little is left for the last page, once more with less room between things.
    pub(super) fn set(
        &self,
        document: &Document,
        copy: CopyKind,
        attachments: &[Attachment],
    ) -> Result<PagedDocument, LayoutError> {
        let fail = |message: Message| LayoutError { messages: vec![message] };
        let main = file_id(&format!("/layout/{}.typ", document.layout));
        let main = main.ok_or_else(|| fail(say!("layout.none", layout = document.layout)))?;
        let unwritten = |error: serde_json::Error| fail(say!("layout.view", error = error.to_string()));
        let data = serde_json::to_value(document).map_err(unwritten)?;
        let words = self.joints.pieces(&data, document.meta.language);
        let data = Bytes::new(serde_json::to_vec(&data).map_err(unwritten)?);
        let words = Bytes::new(serde_json::to_vec(&words).map_err(unwritten)?);
        let set = |traits: &Traits| {
            let unwritten = |error: serde_json::Error| fail(say!("layout.copy", error = error.to_string()));
            let traits = Bytes::new(serde_json::to_vec(traits).map_err(unwritten)?);
            compile(&OneDocument {
                typesetter: self,
                main,
                data: data.clone(),
                words: words.clone(),
                traits,
                attachments,
            })
        };
        let traits = copy.traits(attachments);
        let usual = set(&traits)?;
        if !leaves_little(&usual) {
            return Ok(usual);
        }
        let tight = set(&traits.tightened())?;
        Ok(if tight.pages().len() < usual.pages().len() { tight } else { usual })
    }
}

fn compile(world: &OneDocument) -> Result<PagedDocument, LayoutError> {
    // Keeps memory flat over many documents. What this one shares with the one before is kept: as many are laid out at once as
    // there are cores, and each of them counts for all.
    comemo::evict(std::thread::available_parallelism().map_or(1, usize::from));
    let result = typst::compile::<PagedDocument>(world);
    result.output.map_err(|errors| LayoutError {
        messages: errors.iter().map(|error| say!("layout.line", text = describe(error, world))).collect(),
    })
}

/// Whether a document of several pages ends on the first half of its last one.
fn leaves_little(paged: &PagedDocument) -> bool {
    let end = Label::new(PicoStr::intern(END)).and_then(|end| paged.introspector().query_label(end).ok()?.location());
    let place = end.and_then(|end| paged.introspector().position(end));
    let height = paged.pages().last().map(|page| page.frame.height());
    let is_early = place.zip(height).is_some_and(|(place, height)| place.point.y < height / 2.0);
    paged.pages().len() > 1 && is_early
}

/// What a layout marks the end of its text with.
const END: &str = "end";

/// A file of Typst's own, virtual world.
fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

const DATA: &str = "document.json";
const WORDS: &str = "words.json";
const TRAITS: &str = "copy.json";

struct OneDocument<'a> {
    typesetter: &'a Typesetter,
    main: FileId,
    data: Bytes,
    words: Bytes,
    traits: Bytes,
    attachments: &'a [Attachment<'a>],
}

impl World for OneDocument<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typesetter.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let missing = || FileError::NotFound(id.vpath().get_without_slash().to_string().into());
        self.typesetter
            .layouts
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, source)| source.clone())
            .ok_or_else(missing)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash().to_string();
        match path.as_str() {
            DATA => Ok(self.data.clone()),
            WORDS => Ok(self.words.clone()),
            TRAITS => Ok(self.traits.clone()),
            _ => {
                let attached = self.attachments.iter().find(|one| one.path == path);
                let bytes = attached.map(|one| Bytes::new(one.bytes.to_vec()));
                bytes.ok_or_else(|| FileError::NotFound(path.into()))
            }
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.get(index).cloned()
    }

    /// No layout knows what day it is.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// `layout/goals.typ:12: unknown variable: goal (hint: …)`.
fn describe(error: &SourceDiagnostic, world: &OneDocument) -> String {
    let place = error.span.id().and_then(|id| {
        let source = world.source(id).ok()?;
        let start = world.range(error.span)?.start;
        let line = source.text().get(..start)?.matches('\n').count() + 1;
        Some(format!("{}:{line}: ", id.vpath().get_without_slash()))
    });
    let hints: String = error.hints.iter().map(|hint| format!("\n  hint: {}", hint.v)).collect();
    format!("{}{}{hints}", place.unwrap_or_default(), error.message)
}
