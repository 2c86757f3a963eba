use std::rc::Rc;

use yew::prelude::*;

use crate::reading::spans::FinalState;
use crate::timeline::stamp::TaskStamp;

#[derive(PartialEq, Properties)]
pub struct Props {
    /// `None` until the demo has been run for it: its room is kept.
    pub lives: Option<Rc<Vec<TaskStamp>>>,
}

/// The picture's width, in its own units.
const WIDTH: f32 = 200.0;

/// The height of a row, in the picture's units.
const ROW_HEIGHT: f32 = 9.0;

/// The number of rows for which there is room.
const ROWS: f32 = 6.0;

/// A demo's record at the size of a stamp. Decoration: the card's words say what the demo is.
#[component]
pub fn Miniature(props: &Props) -> Html {
    let lives = props.lives.as_deref().map(Vec::as_slice).unwrap_or_default();
    let x = |share: f32| 2.0 + share * (WIDTH - 14.0);
    let rows = lives.iter().enumerate().map(|(i, life)| {
        let y = i as f32 * ROW_HEIGHT + 2.0;
        let width = (x(life.to) - x(life.from)).max(1.0);
        // All in one element: a front page full of miniatures would have thousands.
        let steps: String = life.steps.iter().map(|at| format!("M{} {y}v6", x(*at) + 0.8)).collect();
        let end = life.ending.map(|ending| {
            let class = match ending {
                FinalState::Finished => "miniature-finished",
                FinalState::Failed => "miniature-failed",
                FinalState::Cancelled | FinalState::Left => "miniature-left",
            };
            html! { <circle {class} cx={(x(life.to) + 5.0).to_string()} cy={(y + 3.0).to_string()} r="1.8" /> }
        });
        html! {
            <g key={i} class={format!("lane-{}", life.lane)}>
                <rect class="miniature-life" x={x(life.from).to_string()} y={(y + 1.0).to_string()}
                    width={width.to_string()} height="4" />
                <path class="miniature-step" d={steps} />
                { for end }
            </g>
        }
    });
    html! {
        <svg class="miniature" viewBox={format!("0 0 {WIDTH} {}", ROWS * ROW_HEIGHT)} preserveAspectRatio="xMinYMin meet" aria-hidden="true">{ for rows }</svg>
    }
}
