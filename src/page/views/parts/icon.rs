use yew::prelude::*;

/// The pictures on buttons, drawn in 16 by 16.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum IconShape {
    Play,
    GeneratorPhase,
    Stop,
    Start,
    Back,
    Forward,
    End,
    StepTo,
    ZoomIn,
    ZoomOut,
    Fit,
    Menu,
    Share,
    Question,
    Up,
    Down,
    Handle,
    File,
    Add,
    Close,
    Rename,
}

#[derive(PartialEq, Properties)]
pub struct Props {
    pub shape: IconShape,
}

/// A picture beside which or on whose button the words are.
#[component]
pub fn Icon(props: &Props) -> Html {
    let path = match props.shape {
        IconShape::Play => "M4.5 2.5v11l9-5.5z",
        IconShape::GeneratorPhase => "M5.5 3.5v9M10.5 3.5v9",
        IconShape::Stop => "M3.5 3.5h9v9h-9z",
        IconShape::Start => "M4 3v10M13 3.5 7 8l6 4.5z",
        IconShape::Back => "M10 3.5 5 8l5 4.5",
        IconShape::Forward => "m6 3.5 5 4.5-5 4.5",
        IconShape::End => "M12 3v10M3 3.5 9 8l-6 4.5z",
        IconShape::StepTo => "m2.5 4 4 4-4 4M9.5 4h4M9.5 8h4M9.5 12h4",
        IconShape::ZoomIn => "M11.2 7a4.2 4.2 0 1 1-8.4 0 4.2 4.2 0 0 1 8.4 0zM10.2 10.2l3.3 3.3M5.2 7h3.6M7 5.2v3.6",
        IconShape::ZoomOut => "M11.2 7a4.2 4.2 0 1 1-8.4 0 4.2 4.2 0 0 1 8.4 0zM10.2 10.2l3.3 3.3M5.2 7h3.6",
        IconShape::Fit => "M2.5 8h11M5 5 2.5 8 5 11M11 5l2.5 3-2.5 3",
        IconShape::Menu => "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
        IconShape::File => "M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13h10",
        IconShape::Add => "M8 3v10M3 8h10",
        IconShape::Close => "m4 4 8 8M12 4l-8 8",
        IconShape::Rename => "M3 13l.8-3.2 6.6-6.6 2.4 2.4-6.6 6.6zM9 4.6 11.4 7",
        IconShape::Question => "M5.2 5.8a2.8 2.8 0 1 1 4.3 2.4c-1 .6-1.5 1.1-1.5 2.2M8 13v.2",
        IconShape::Up => "M8 13V3.5M3.8 7.5 8 3.2l4.2 4.3",
        IconShape::Down => "M8 3v9.5M3.8 8.5 8 12.8l4.2-4.3",
        IconShape::Handle => "M6 3.5v.1M6 8v.1M6 12.5v.1M10 3.5v.1M10 8v.1M10 12.5v.1",
        IconShape::Share => "M5 11 11.5 4.5M6.5 4.5h5v5",
    };
    let class = if matches!(props.shape, IconShape::Play | IconShape::Stop) { "icon icon-solid" } else { "icon" };
    html! {
        <svg {class} viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
    }
}
