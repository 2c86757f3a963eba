//! Twisted's Deferred: a chain of pairs, one handler for success and one for failure in each.

use crate::demos::{Args, Demo, Param, Program, Variant, Words};

pub const DEMO: Demo = Demo {
    title: Words { en: "Twisted: a Deferred chain", ru: "Twisted: цепочка Deferred" },
    about: Words {
        en: "Before there was `await`, Twisted wrote down what is to happen as a chain: each link is a pair, a callback for a value and an errback for a failure. A link gets what the link before it returned, or the failure that it raised: **a failure goes to the next pair, never to its own**. Unlike the callbacks of an asyncio Future, which wait for a turn of the loop each, the whole chain runs in one go.",
        ru: "До появления `await` в Twisted дальнейшие действия записывали цепочкой: каждое её звено — пара, callback на случай значения и errback на случай ошибки. Звено получает то, что вернуло предыдущее, или ошибку, которую оно вызвало: **ошибка достаётся следующей паре, а не своей**. Обратные вызовы Future в asyncio ждут каждый своего хода цикла, а здесь вся цепочка выполняется за один раз.",
    },
    try_this: Words {
        en: "Run “x” with the handler in the pair of to_int itself: who catches the failure then?",
        ru: "Запустите «x» с обработчиком в той же паре, что и to_int: кто тогда поймает ошибку?",
    },
    see_also: &["future", "twisted-echo"],
    variants: &[
        Variant { id: "41", title: Words { en: "“41”", ru: "«41»" } },
        Variant { id: "x", title: Words { en: "“x”", ru: "«x»" } },
        Variant { id: "same-pair", title: Words { en: "“x”, same pair", ru: "«x», та же пара" } },
    ],
    params: &[Param::seconds("delay", Words { en: "data comes after", ru: "данные придут через" }, 1.0)
        .between(0.0, 10.0)
        .step(0.5)],
    python_names: &["twisted.internet.defer.Deferred", "addCallbacks", "addErrback"],
    ..Demo::DEFAULT
};

pub fn make(args: Args) -> Program {
    let data = if args.variant() == 0 { "41" } else { "x" };
    Box::pin(main(data, args.variant() == 2, args.seconds("delay")))
}

// --- the program ---

use crate::print;
use crate::runtime::{Error, Future, Result, call_later_named, note};

/// A value that goes down the chain. In Python it may be anything; here it is one of these.
enum Value {
    Text(&'static str),
    Int(i64),
    None,
}

/// One link: what to do with a value, and what with a failure. Either may return a value or fail.
struct Pair {
    name: &'static str,
    callback: fn(Value) -> Result<Value>,
    errback: fn(Error) -> Result<Value>,
}

/// A result to come, and the chain that it will go through.
#[derive(Default)]
struct Deferred {
    chain: Vec<Pair>,
}

impl Deferred {
    fn add_callbacks(
        &mut self,
        name: &'static str,
        callback: fn(Value) -> Result<Value>,
        errback: fn(Error) -> Result<Value>,
    ) {
        self.chain.push(Pair { name, callback, errback });
    }

    /// A pair whose second half passes a failure on.
    fn add_callback(&mut self, name: &'static str, callback: fn(Value) -> Result<Value>) {
        self.add_callbacks(name, callback, Err);
    }

    /// The value is here: the whole chain runs, now, and its last result comes out.
    fn callback(self, value: Value) -> Result<Value> {
        let mut result = Ok(value);
        for pair in self.chain {
            // Which half runs was decided by the pair before. What it returns decides for the next.
            result = match result {
                Ok(value) => {
                    note(&format!("{}: callback", pair.name));
                    (pair.callback)(value)
                }
                Err(error) => {
                    note(&format!("{}: errback", pair.name));
                    (pair.errback)(error)
                }
            };
        }
        result
    }
}

fn to_int(value: Value) -> Result<Value> {
    let Value::Text(text) = value else { return Ok(value) };
    let number = text.parse().map_err(|_| {
        let message = format!("invalid literal for int() with base 10: '{text}'");
        Error::failed("ValueError", message)
    })?;
    Ok(Value::Int(number))
}

fn add_one(value: Value) -> Result<Value> {
    let Value::Int(number) = value else { return Ok(value) };
    Ok(Value::Int(number + 1))
}

/// Handles any failure. It returns nothing, and so the chain goes on, with None, as if all were well.
fn oops(_: Error) -> Result<Value> {
    print!("OOPS!");
    Ok(Value::None)
}

fn show(value: Value) -> Result<Value> {
    match value {
        Value::Text(text) => print!("{text}"),
        Value::Int(number) => print!("{number}"),
        Value::None => print!("None"),
    }
    Ok(Value::None)
}

async fn main(data: &'static str, same_pair: bool, delay: f64) -> Result {
    // 1. Write down what will happen. Nothing happens yet.
    let mut deferred = Deferred::default();
    if same_pair {
        deferred.add_callbacks("to_int", to_int, oops);
        deferred.add_callback("add_one", add_one);
    } else {
        deferred.add_callback("to_int", to_int);
        deferred.add_callbacks("add_one", add_one, oops);
    }
    deferred.add_callback("print", show);
    print!("waiting for data");

    // 2. Data comes: the chain runs from its first pair to its last, within this one callback.
    let stopped = Future::named("reactor.stop");
    let stop = stopped.clone();
    call_later_named("data comes", delay, move || {
        print!("data: {data}");
        if let Err(error) = deferred.callback(Value::Text(data)) {
            print!("Unhandled error in Deferred: {error}");
        }
        stop.set_result(())
    })?;

    // 3. Twisted would write reactor.run() here.
    stopped.await
}
