//! Go's channel without room against a queue without bound.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Go: goroutines and channels", ru: "Go: горутины и каналы" },
    about: Words {
        en: "One task sends 42, another takes it a second later. A Go channel made without room is a **rendezvous**: whoever comes first waits for the other, so “sent” also means “received”. A queue without bound takes the value at once, and its sender never learns whether anybody wanted it.",
        ru: "Одна задача отправляет 42, другая забирает через секунду. Канал Go, созданный без буфера, — это **рандеву**: кто пришёл первым, ждёт второго, поэтому «отправлено» значит и «получено». Неограниченная очередь берёт значение сразу, и отправитель не узнаёт, нужно ли оно кому-нибудь.",
    },
    try_this: Words {
        en: "Let the sender come later than the receiver: who waits now?",
        ru: "Пусть отправитель придёт позже получателя: кто теперь ждёт?",
    },
    see_also: &["queue", "bounded-queue"],
    variants: &[
        Variant { id: "rendezvous", title: Words { en: "Channel without room", ru: "Канал без буфера" } },
        Variant {
            id: "queue", title: Words { en: "Unbounded queue", ru: "Неограниченная очередь" }
        },
    ],
    params: &[
        Param::seconds("send", Words { en: "send after", ru: "отправить через" }, 0.0),
        Param::seconds("receive", Words { en: "receive after", ru: "получить через" }, 1.0),
    ],
    python_names: &["asyncio.Queue"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let (send, receive) = (args.seconds("send"), args.seconds("receive"));
    if args.variant() == 0 { Box::pin(rendezvous(send, receive)) } else { Box::pin(unbounded(send, receive)) }
}

// --- the program ---

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use crate::print;
use crate::runtime::{Future, Queue, Result, create_task_named, sleep};

/// A channel without room: `make(chan int)`. A value goes from hand to hand and is never kept.
///
/// Nobody is cancelled while waiting here: a goroutine cannot be cancelled from outside.
#[derive(Default)]
struct Channel {
    /// Each with the value it brings and the signal that lets it go on.
    senders: RefCell<VecDeque<(i64, Future<()>)>>,
    receivers: RefCell<VecDeque<Future<i64>>>,
}

impl Channel {
    /// `ch <- value`
    async fn send(&self, value: i64) -> Result {
        let receiver = self.receivers.borrow_mut().pop_front();
        match receiver {
            // Somebody waits for it: hand it over and go on.
            Some(receiver) => receiver.set_result(value),
            // Nobody yet: wait until it is taken.
            None => {
                let taken = Future::named("send");
                self.senders.borrow_mut().push_back((value, taken.clone()));
                taken.await
            }
        }
    }

    /// `<-ch`
    async fn receive(&self) -> Result<i64> {
        let sender = self.senders.borrow_mut().pop_front();
        match sender {
            // Somebody waits to give: take it and let them go on.
            Some((value, taken)) => {
                taken.set_result(())?;
                Ok(value)
            }
            None => {
                let value = Future::named("receive");
                self.receivers.borrow_mut().push_back(value.clone());
                value.await
            }
        }
    }
}

/// 1. Whoever comes first waits for the other.
async fn rendezvous(send_after: f64, receive_after: f64) -> Result {
    let channel = Rc::new(Channel::default());
    let into = channel.clone();
    // `go func() { ch <- 42 }()`
    let sender = async move {
        sleep(send_after).await?;
        print!("sending 42");
        into.send(42).await?;
        print!("sent");
        Ok(())
    };
    let sender = create_task_named(sender, "sender");

    sleep(receive_after).await?;
    print!("receiving");
    let value = channel.receive().await?;
    print!("received {value}");
    // Go's main would not wait: when it returns, every goroutine is gone.
    sender.await
}

/// 2. The sender puts it down and goes its way. Only the receiver may have to wait.
async fn unbounded(send_after: f64, receive_after: f64) -> Result {
    let queue = Queue::named(0, "queue");
    let into = queue.clone();
    let sender = async move {
        sleep(send_after).await?;
        print!("sending 42");
        into.put(42).await?;
        print!("sent");
        Ok(())
    };
    let sender = create_task_named(sender, "sender");

    sleep(receive_after).await?;
    print!("receiving");
    let value: i64 = queue.get().await?;
    print!("received {value}");
    sender.await
}
