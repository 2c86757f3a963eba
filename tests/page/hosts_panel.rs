//! The form of hosts and visits: the file that it writes beside the program.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::rc::Rc;

use loopline::clock::Micros;
use loopline::i18n::Lang;
use loopline::network::hosts::HostTable;
use loopline::network::postgres::{DEFAULT_SEED, SEED_FILE};
use loopline::page::model::python::host_edits::HostEdit;
use loopline::page::model::python::{Draft, PythonAction, Script};
use loopline::page::model::state::{Action, State, Theme};
use serde_json::json;

fn after(state: Rc<State>, actions: impl IntoIterator<Item = PythonAction>) -> Rc<State> {
    actions.into_iter().fold(state, |state, action| state.reduce(Action::Python(action)).0)
}

fn own(source: &str) -> Rc<State> {
    let state = Rc::new(State::open("#/python", Lang::En, Theme::System));
    after(state, [PythonAction::Given(Script::Own, Draft::alone(source.into()), None)])
}

#[test]
fn a_change_makes_the_file_and_leaves_the_one_that_is_shown() {
    let state = own("x = 1\n");
    assert!(state.python.host_table().is_ok());
    let edits = [HostEdit::Add("a.com".into()), HostEdit::Set("a.com".into(), "latency_ms", json!(7))];
    let state = after(state, edits.map(PythonAction::EditHosts));
    assert_eq!((&*state.python.beside[0].path, state.python.shown), ("loopline.json", 0));
    assert!(state.python.hosts_file().unwrap().contains("\"latency_ms\": 7"));
    assert!(state.python.changed(), "it is kept with the draft");
    let shown = after(state, [PythonAction::ShowBeside("loopline.json", "is there")]);
    assert_eq!(&*shown.python.shown_path(Script::Own), "loopline.json");
    // One that its writer has not finished is left alone.
    let broken = after(shown, [PythonAction::Edit("{".into()), PythonAction::EditHosts(HostEdit::Add("b.com".into()))]);
    assert_eq!(broken.python.hosts_file(), Some("{"));
    assert!(broken.python.host_table().is_err());
}

#[test]
fn tables_of_a_database_are_described_in_a_file_that_begins_with_the_default_ones() {
    let state = own("import asyncpg\n");
    assert!(state.python.names_postgres() && !own("x = 1\n").python.names_postgres());
    let state = after(state, [PythonAction::ShowBeside(SEED_FILE, DEFAULT_SEED)]);
    assert_eq!(&*state.python.shown_path(Script::Own), "seed.sql");
    assert!(state.python.beside_named("seed.sql").unwrap().contains("CREATE TABLE users"));
    let state = after(state, [PythonAction::Edit("CREATE TABLE t (x int);".into()), PythonAction::ShowFile(0)]);
    let state = after(state, [PythonAction::ShowBeside(SEED_FILE, DEFAULT_SEED)]);
    assert_eq!(state.python.shown_text().map(|text| &**text), Some("CREATE TABLE t (x int);"), "what is there stays");
}

#[test]
fn an_application_is_served_by_lines_at_its_end_and_visited() {
    let source = "from flask import Flask\napp = Flask(__name__)\n";
    let state = after(own(source), [PythonAction::ServeApp]);
    let text = state.python.text.clone().unwrap();
    assert!(text.starts_with(source) && text.ends_with("app.run(host=\"127.0.0.1\", port=5000)\n"), "{text}");
    assert_eq!(state.python.host_table().unwrap().visits.len(), 1);
    let again = after(state.clone(), [PythonAction::ServeApp]);
    assert_eq!(again.python.text, state.python.text, "it is served already");
    let back = after(state, [PythonAction::Restore]);
    assert_eq!((back.python.text.as_deref(), back.python.beside.len()), (Some(source), 0));
}

#[test]
fn a_latency_that_was_dragged_is_in_the_file_and_undone_at_once() {
    let state = own("x = 1\n");
    let set = |ms| PythonAction::SetLatency("example.com".into(), ms);
    let state = after(state, [set(30), set(31), set(35)]);
    let latency = |state: &State| HostTable::read(state.python.hosts_file()).unwrap().latency("example.com").unwrap();
    assert_eq!(latency(&state), Micros::from_millis(35));
    let change = state.python.latency.clone().unwrap();
    assert_eq!((&*change.host, change.before_ms, change.ms), ("example.com", 20.0, 35.0));
    // What the default host answers stays.
    let table = HostTable::read(state.python.hosts_file()).unwrap();
    let (_, host, _) = table.hosts().find(|(name, ..)| *name == "example.com").unwrap();
    assert_eq!(host.routes.len(), 1);
    let undone = after(state, [PythonAction::Restore]);
    assert_eq!((undone.python.hosts_file(), undone.python.latency.is_none()), (None, true));
    let of_www = after(undone, [PythonAction::SetLatency("www.example.com".into(), 7)]);
    assert_eq!(latency(&of_www), Micros::from_millis(7), "the host has one way, by either name");
    let same = after(of_www.clone(), [set(7)]);
    assert_eq!(same.python.hosts_file(), of_www.python.hosts_file());
}
