//! Painters for canvases.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::web::after_paint;
use crate::web::canvas::Painter;

/// The painter of a canvas, from the first paint after the canvas came: the first context and the first text of a page take
/// the browser as long as a picture does, and both in one task would hold the page up. The component is drawn
/// anew once the painter is there.
#[hook]
pub fn use_painter(canvas: &NodeRef) -> Rc<RefCell<Option<Painter>>> {
    let painter = use_mut_ref(|| None::<Painter>);
    let made = use_force_update();
    {
        let (canvas, painter) = (canvas.clone(), painter.clone());
        use_effect(move || {
            let element = canvas.cast().filter(|element| {
                let painter = painter.borrow();
                !painter.as_ref().is_some_and(|painter| painter.paints_on(element))
            });
            let later = element.and_then(|element| {
                after_paint(move || {
                    // A browser that gives no context is not asked with every paint.
                    if let Some(new) = Painter::new(element) {
                        painter.replace(Some(new));
                        made.force_update();
                    }
                })
            });
            move || drop(later)
        });
    }
    painter
}
