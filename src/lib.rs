//! Loopline runs asynchronous programs on the browser's event loop and draws what happens on a timeline.
