//! Painters for canvases.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::web::canvas::Painter;
use crate::web::{Later, after_paint};

/// The painter of a canvas, from the first paint after the canvas came; with the paint after that the component is drawn
/// anew. The first context and the first text of a page take the browser as long as a picture does, and both in one task
/// would hold the page up.
#[hook]
pub fn use_painter(canvas: &NodeRef) -> Rc<RefCell<Option<Painter>>> {
    let painter = use_mut_ref(|| None::<Painter>);
    // Kept over the drawings in between: a component that is drawn with every frame would put it off for ever.
    let coming = use_mut_ref(|| None::<Later>);
    let made = use_force_update();
    {
        let (canvas, painter) = (canvas.clone(), painter.clone());
        use_effect(move || {
            let lacking = canvas.cast().is_some_and(|element| {
                let painter = painter.borrow();
                !painter.as_ref().is_some_and(|painter| painter.paints_on(&element))
            });
            if lacking && coming.borrow().is_none() {
                let next = coming.clone();
                coming.replace(after_paint(move || {
                    let Some(element) = canvas.cast() else {
                        // It has gone; for one that comes in its place the browser is asked.
                        drop(next.take());
                        return;
                    };
                    // A browser that gives no context is not asked again.
                    let Some(new) = Painter::new(element) else { return };
                    painter.replace(Some(new));
                    let coming = next.clone();
                    let drawn = after_paint(move || {
                        drop(coming.take());
                        made.force_update();
                    });
                    drop(next.replace(drawn));
                }));
            }
        });
    }
    painter
}
