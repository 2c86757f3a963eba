//! Chapter "Inside: from iterators to coroutines".
