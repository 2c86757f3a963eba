//! The workspace: the parts of the page that the reader has opened, and what is pointed at and told there.

use super::files::FileError;
use super::link::LinkFault;
use super::python::TakenAccount;
use crate::timeline::layout::Highlight;

/// The panes below the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The output of the program.
    Console,
    /// Every event as a sentence: the twin of the picture.
    Events,
    /// The pane of analyses; where there is no room for it beside the others, its tabs stand among theirs.
    Inspector,
    /// The reader's answer to a question, beside the run; a tab only where there is one.
    Answer,
    /// The program; a tab only where there is no room for it beside the timeline.
    Code,
}

/// The analyses of a run, each a tab of one pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Analysis {
    /// The state at the playhead.
    #[default]
    Inspector,
    /// The critical path: why the run took so long.
    Why,
    /// Runs with other waits: what would change.
    WhatIf,
    /// The values of variables at the playhead.
    Values,
    /// The run beside another one.
    Compare,
}

impl Analysis {
    /// All of them, in the order of their tabs.
    pub const ALL: [Analysis; 5] =
        [Analysis::Inspector, Analysis::Why, Analysis::WhatIf, Analysis::Values, Analysis::Compare];
}

/// Something to tell the reader, once.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The page stood still while its tab was hidden.
    Hidden,
    /// No settings are kept on this device.
    Storage,
    /// The clipboard is forbidden.
    NotCopied,
    /// A link could not be opened.
    Link(LinkFault),
    /// A link was made by another version of the page.
    OtherVersion,
    /// The demo engine could not be loaded or has failed, for this reason.
    Engine(String),
    /// A file was not opened or not saved.
    File(FileError),
    /// A folder or an archive was taken as the program, or held nothing that could be.
    Taken(TakenAccount),
}

/// The workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Workspace {
    /// The pane in front.
    pub tab: Tab,
    /// The analysis that the reader has chosen; [`State::analysis`](super::state::State::analysis) is the one that is shown.
    pub analysis: Analysis,
    /// The text in the search field.
    pub search: String,
    /// True if the catalogue's drawer is open, where it is one.
    pub drawer: bool,
    /// True if the catalogue stands beside the reader's own program, where there is room: else it is folded away there.
    pub catalogue: bool,
    /// True if the list of keys is open.
    pub keys: bool,
    /// True if the dialog is open that shares what is shown.
    pub sharing: bool,
    /// The thing that the reader points at, lit up wherever it is shown.
    pub lit: Option<Highlight>,
    /// The notice to be told.
    pub notice: Option<Notice>,
}

/// An action on the workspace.
#[derive(Clone, Debug)]
pub enum WorkspaceAction {
    /// Choose a pane.
    Tab(Tab),
    /// Choose an analysis.
    Analysis(Analysis),
    /// Type in the search field.
    Search(String),
    /// Open or close the drawer.
    Drawer(bool),
    /// Unfold the catalogue beside the reader's own program, or fold it away.
    Catalogue(bool),
    /// Open or close the list of keys.
    Keys(bool),
    /// Open or close the dialog that shares what is shown.
    Sharing(bool),
    /// Point at something, or at nothing any more.
    Light(Option<Highlight>),
    /// Tell something, or no more.
    Notice(Option<Notice>),
}

impl Workspace {
    /// The name under which the device remembers whether the catalogue is unfolded.
    pub const CATALOGUE_KEY: &'static str = "loopline.catalogue";

    /// The word that the device remembers.
    pub fn kept_catalogue(catalogue: bool) -> &'static str {
        if catalogue { "unfolded" } else { "folded" }
    }

    /// The workspace in which a page opens, with this pane in front.
    pub fn open(tab: Tab) -> Workspace {
        Workspace {
            tab,
            analysis: Analysis::default(),
            search: String::new(),
            drawer: false,
            catalogue: false,
            keys: false,
            sharing: false,
            lit: None,
            notice: None,
        }
    }

    /// The workspace after an action.
    pub fn reduce(self, action: WorkspaceAction) -> Workspace {
        match action {
            WorkspaceAction::Tab(tab) => Workspace { tab, ..self },
            WorkspaceAction::Analysis(analysis) => Workspace { analysis, ..self },
            WorkspaceAction::Search(search) => Workspace { search, ..self },
            WorkspaceAction::Drawer(drawer) => Workspace { drawer, ..self },
            WorkspaceAction::Catalogue(catalogue) => Workspace { catalogue, ..self },
            WorkspaceAction::Keys(keys) => Workspace { keys, ..self },
            WorkspaceAction::Sharing(sharing) => Workspace { sharing, ..self },
            WorkspaceAction::Light(lit) => Workspace { lit, ..self },
            WorkspaceAction::Notice(notice) => Workspace { notice, ..self },
        }
    }
}
