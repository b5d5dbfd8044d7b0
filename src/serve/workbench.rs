//! The workbench itself: the plans of a folder, and what every page of them needs.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::context;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::bell::Bell;
use super::error::PageError;
use super::guard::{AccessToken, Guard};
use super::shelf::{PlanKey, Shelf};
use super::standing::{PlanStanding, standing};
use super::templates::WorkbenchTemplates;
use crate::assets::Assets;
use crate::editor::Editor;
use crate::files::Files;
use crate::language::{Language, Message};
use crate::quantity::Date;
use crate::render::PageTemplates;
use crate::workspace::Inspected;

/// What is served, and how.
#[derive(Debug)]
pub struct WorkbenchOptions {
    pub files: Arc<dyn Files>,
    /// The folder served: nothing outside of it is shown or changed.
    pub root: PathBuf,
    pub assets: Assets,
    pub language: Language,
    pub token: AccessToken,
    /// What is listened on.
    pub address: SocketAddr,
    pub is_read_only: bool,
}

/// A folder of plans as pages.
#[derive(Debug)]
pub struct Workbench {
    pub(super) shelf: Shelf,
    pub(super) language: Language,
    pub(super) documents: PageTemplates,
    pub(super) bell: Bell,
    pub(super) editor: Mutex<Editor>,
    pub(super) is_read_only: bool,
    standings: Mutex<BTreeMap<PlanKey, KnownStanding>>,
    /// The PDF that was asked for last.
    pub(super) printed: Mutex<Option<PrintedDocument>>,
    templates: WorkbenchTemplates,
    pub(super) guard: Guard,
}

/// A document of a plan as it was printed, by the name of its file.
#[derive(Debug, Clone)]
pub(super) struct PrintedDocument {
    pub of: Arc<Inspected>,
    pub file: String,
    pub bytes: Arc<Vec<u8>>,
}

/// How a plan stood when it was looked at last, and which plan on which day that was.
type KnownStanding = (Arc<Inspected>, Date, PlanStanding);

impl Workbench {
    /// # Errors
    /// The folder is not there.
    pub fn new(options: WorkbenchOptions) -> std::io::Result<Self> {
        let WorkbenchOptions { files, root, assets, language, token, address, is_read_only } = options;
        Ok(Self {
            documents: PageTemplates::new(&assets),
            templates: WorkbenchTemplates::new(&assets, language),
            editor: Mutex::new(Editor::new(Arc::clone(&files), assets.clone())),
            shelf: Shelf::new(files, root, assets)?,
            guard: Guard::new(token, address),
            bell: Bell::default(),
            standings: Mutex::default(),
            printed: Mutex::default(),
            language,
            is_read_only,
        })
    }

    /// Where a browser begins: with the token in it.
    pub fn first_address(&self) -> String {
        self.guard.first_address()
    }

    /// Takes in that files have changed, by whatever program.
    pub fn changed(&self, paths: &[PathBuf]) {
        if self.shelf.changed(paths) {
            self.bell.ring();
        }
    }

    /// Reads every plan, so that the first page need not wait for it.
    pub fn warm(&self) {
        for (_, folder) in self.shelf.folders() {
            self.shelf.plan_in(&folder);
        }
    }

    /// A template, filled: `values` by their names, and what all pages know.
    pub(super) fn rendered(&self, here: &str, template: &str, values: &impl Serialize) -> Result<String, PageError> {
        let common = context! {
            language => self.language.code(),
            nonce => &self.guard.nonce,
            is_read_only => self.is_read_only,
            root => self.shelf.root().display().to_string(),
            here,
        };
        let values = context! { ..Value::from(Serde(values)), ..common };
        self.templates.render(template, values).map_err(PageError::from)
    }

    /// How a plan stands on a day: worked out anew where the plan was read anew, or the day is another.
    pub(super) fn standing(&self, key: &PlanKey, plan: &Arc<Inspected>, today: Date) -> PlanStanding {
        let known = |all: &BTreeMap<PlanKey, KnownStanding>| {
            let (of, day, standing) = all.get(key)?;
            (Arc::ptr_eq(of, plan) && *day == today).then(|| standing.clone())
        };
        let own = known(&self.standings.lock().unwrap_or_else(PoisonError::into_inner));
        own.unwrap_or_else(|| {
            let made = standing(self.language, key, plan, today);
            let entry = (Arc::clone(plan), today, made.clone());
            self.standings.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), entry);
            made
        })
    }

    /// In the language of the run.
    pub(super) fn say(&self, message: &Message) -> String {
        message.say_in(self.language)
    }
}
