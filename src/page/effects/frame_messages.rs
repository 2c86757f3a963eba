//! Messages between a frame and the page around it: how far the run is, and the playhead.
//!
//! The address of the frame names the page that may hear and speak: `?embed=1&host=https://course.example`. It hears
//! `{loopline: 1, phase, events, playhead, seconds}` whenever one of these changes, and may say `{loopline: 1, playhead}`.
//! No message runs a program.

use serde_json::{Value, json};
use yew::prelude::*;

use super::page_store::Store;
use crate::page::model::action::PlaybackAction;
use crate::page::model::state::Phase;
use crate::web::frame_host::FrameHost;

/// The version of the messages.
const VERSION: u64 = 1;

/// Tells the page around the frame, if the address names one, how far the run is, and follows what it says.
#[hook]
pub fn use_frame_messages(store: &Store) {
    let host = use_memo(store.embed.is_some(), |embedded| embedded.then(FrameHost::of_address).flatten());
    {
        let dispatcher = store.dispatcher();
        use_effect_with(host.clone(), move |host| {
            let listener = host.as_ref().as_ref().and_then(|host| {
                host.on_message(move |text| {
                    if let Some(playhead) = playhead(&text) {
                        dispatcher.dispatch(PlaybackAction::Seek(playhead));
                    }
                })
            });
            move || drop(listener)
        });
    }
    let phase = match store.run.phase {
        Phase::Idle => "idle",
        Phase::Running => "running",
        Phase::Ended(_) => "ended",
    };
    let playhead = store.playback.playhead;
    let seconds = store.run.time_of(playhead).0 as f64 / 1e6;
    use_effect_with((host, phase, store.len(), playhead), move |(host, phase, events, playhead)| {
        if let Some(host) = &**host {
            let message = json!({
                "loopline": VERSION,
                "phase": phase,
                "events": events,
                "playhead": playhead,
                "seconds": seconds,
            });
            host.tell(&message.to_string());
        }
    });
}

/// The playhead that a message of this version sets.
fn playhead(text: &str) -> Option<usize> {
    let message: Value = serde_json::from_str(text).ok()?;
    (message["loopline"].as_u64() == Some(VERSION)).then_some(())?;
    usize::try_from(message["playhead"].as_u64()?).ok()
}

#[cfg(test)]
mod tests {
    use super::playhead;

    #[test]
    fn a_message_of_this_version_sets_the_playhead_and_nothing_else_does() {
        assert_eq!(playhead(r#"{"loopline":1,"playhead":7}"#), Some(7));
        for other in ["", "7", r#"{"loopline":2,"playhead":7}"#, r#"{"playhead":7}"#, r#"{"loopline":1,"playhead":-1}"#]
        {
            assert_eq!(playhead(other), None, "{other}");
        }
    }
}
