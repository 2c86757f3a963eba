//! Changes of a program's files.

use std::rc::Rc;

use super::host_edits::{HostEdit, edited};
use super::source_files::checked_path;
use super::{FileChange, LatencyChange, SourceFile, TakenProgram, Undo};
use crate::engine::served_app;
use crate::network::hosts::FILE as HOSTS_FILE;
use crate::page::model::effect::{Effect, ViewOrder};
use crate::page::model::state::{Notice, State};

impl State {
    /// Replaces the text of the file that is shown.
    pub(super) fn write(&mut self, text: Rc<str>) {
        match self.python.shown.checked_sub(1) {
            None => self.python.text = Some(text),
            Some(at) => self.change_files(|files| {
                if let Some(file) = files.get_mut(at) {
                    file.text = text;
                }
            }),
        }
    }

    pub(super) fn change_files(&mut self, change: impl FnOnce(&mut Vec<SourceFile>)) {
        let mut files = self.python.beside.to_vec();
        change(&mut files);
        self.python.beside = files.into();
    }

    /// Shows a file in the editor; nothing if it is the one that is shown, or there is none.
    pub(super) fn show_file(&mut self, file: usize) {
        self.python.shows_hosts = false;
        if file != self.python.shown && file <= self.python.beside.len() {
            self.python.shown = file;
            self.ask(Effect::View(ViewOrder::ReplaceText));
        }
    }

    /// Shows the file with this path, the main one if there is none.
    pub(in crate::page::model) fn show_path(&mut self, path: &str) {
        let beside = self.python.beside.iter().position(|file| *file.path == *path);
        self.show_file(beside.map_or(0, |at| at + 1));
    }

    /// The path as it is kept, or nothing and the fault is told; `except` the file at this place, whose path it may be.
    pub(super) fn checked(&mut self, path: &str, except: Option<usize>) -> Option<Rc<str>> {
        let main = self.script()?.file();
        let mut others = self.python.beside.to_vec();
        if let Some(at) = except.filter(|at| *at < others.len()) {
            others.remove(at);
        }
        let checked = checked_path(path, &main, &others);
        self.python.path_fault = checked.as_ref().err().copied();
        checked.ok()
    }

    pub(super) fn add_file(&mut self, path: &str) {
        if self.python.text.is_none() {
            return;
        }
        let Some(path) = self.checked(path, None) else { return };
        self.change_files(|files| files.push(SourceFile { path, text: Rc::default() }));
        self.show_file(self.python.beside.len());
        self.ask(Effect::View(ViewOrder::EnterLine(1)));
    }

    pub(super) fn edit_hosts(&mut self, edit: &HostEdit) {
        if let Some(text) = edited(self.python.hosts_file(), edit) {
            self.write_beside(HOSTS_FILE, text.into());
        }
    }

    /// Gives a host another latency, in the file of hosts. Changes of one host after each other are undone at once: a drag is many.
    pub(super) fn set_latency(&mut self, host: &Rc<str>, ms: u32) {
        let Ok(table) = self.python.host_table() else { return };
        let Some(before) = table.latency(host).filter(|before| before.0 != u64::from(ms) * 1000) else { return };
        let name = table.known_name(host).to_string();
        let earlier = self.python.latency.take().filter(|change| change.host == *host);
        let undo = match (&earlier, self.python.undo.take()) {
            (Some(_), Some(undo)) if undo.of == FileChange::Latency => Some(undo),
            _ => self.way_back(FileChange::Latency),
        };
        self.edit_hosts(&HostEdit::Set(name, "latency_ms", ms.into()));
        self.python.undo = undo;
        let before_ms = earlier.map_or(before.0 as f64 / 1000.0, |change| change.before_ms);
        self.python.latency = Some(LatencyChange { host: host.clone(), ms: f64::from(ms), before_ms });
    }

    /// Writes a file beside the main one, which is made if there is none; the file that the editor shows stays.
    fn write_beside(&mut self, path: &str, text: Rc<str>) {
        if self.python.text.is_none() {
            return;
        }
        self.python.undo = None;
        self.python.latency = None;
        self.python.followed = None;
        match self.python.beside.iter().position(|file| &*file.path == path) {
            Some(at) => {
                self.change_files(|files| files[at].text = text);
                if self.python.shown == at + 1 {
                    self.ask(Effect::View(ViewOrder::ReplaceText));
                }
            }
            None => {
                let Some(path) = self.checked(path, None) else { return };
                self.change_files(|files| files.push(SourceFile { path, text }));
            }
        }
    }

    /// Shows a file beside the main one, which is made with this text if there is none.
    pub(super) fn show_beside(&mut self, path: &str, text: &str) {
        if self.python.beside_named(path).is_none() {
            self.write_beside(path, text.into());
        }
        self.show_path(path);
    }

    pub(super) fn serve_app(&mut self) {
        let Some((text, app)) = self.python.text.clone().and_then(|text| Some((text.clone(), served_app(&text)?)))
        else {
            return;
        };
        let undo = self.way_back(FileChange::Taking);
        if self.python.host_table().is_ok_and(|table| table.visits.is_empty()) {
            self.edit_hosts(&HostEdit::AddVisit(serde_json::json!({ "request": "GET /" })));
        }
        self.python.text = Some(format!("{}\n{}", text.trim_end(), app.lines).into());
        self.python.undo = undo;
        self.show_file(0);
        self.ask(Effect::View(ViewOrder::ReplaceText));
    }

    pub(super) fn rename_file(&mut self, path: &str) {
        let Some(at) = self.python.shown.checked_sub(1) else { return };
        let Some(path) = self.checked(path, Some(at)) else { return };
        self.change_files(|files| files[at].path = path);
    }

    pub(super) fn remove_file(&mut self) {
        let Some(at) = self.python.shown.checked_sub(1) else { return };
        self.python.undo = self.way_back(FileChange::Removal);
        self.change_files(|files| drop(files.remove(at)));
        self.show_file(at);
    }

    pub(super) fn take_files(&mut self, taken: Vec<SourceFile>) {
        if self.python.text.is_none() {
            return;
        }
        let undo = self.way_back(FileChange::Taking);
        let alone = taken.len() == 1;
        let mut last = None;
        for SourceFile { path, text } in taken {
            let is_there = self.python.beside.iter().any(|file| file.path == path);
            let is_program = alone && path.ends_with(".py") && !is_there;
            if is_program || self.script().is_some_and(|script| script.file() == *path) {
                self.python.text = Some(text);
                last = Some(0);
            } else if let Some(at) = self.python.beside.iter().position(|file| file.path == path) {
                self.change_files(|files| files[at].text = text);
                last = Some(at + 1);
            } else if let Some(path) = self.checked(&path, None) {
                self.change_files(|files| files.push(SourceFile { path, text }));
                last = Some(self.python.beside.len());
            }
        }
        if let Some(file) = last {
            self.python.shown = file;
            self.python.undo = undo;
            self.ask(Effect::View(ViewOrder::ReplaceText));
        }
    }

    /// Takes a folder or an archive in the place of the program's files, and tells what is left out of it.
    pub(super) fn take_program(&mut self, taken: TakenProgram) {
        let (Some(script), Some(text)) = (self.script(), self.python.text.clone()) else { return };
        let undo = self.way_back(FileChange::Taking);
        let (draft, account) = taken.into_draft(&script.file(), text);
        if account.files > 0 {
            self.python.text = Some(draft.text);
            self.python.beside = draft.beside;
            self.python.shown = 0;
            self.python.followed = None;
            self.python.path_fault = None;
            self.python.undo = undo;
            self.ask(Effect::View(ViewOrder::ReplaceText));
        }
        self.workspace.notice = Some(Notice::Taken(account));
    }

    /// The way back to the files as they are now.
    pub(super) fn way_back(&self, of: FileChange) -> Option<Undo> {
        self.python.draft().map(|before| Undo { of, before })
    }
}
