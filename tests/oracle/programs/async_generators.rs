//! Asynchronous generators, and who closes them.

use super::*;
use loopline::print;
use loopline::runtime::async_generator;
use loopline::runtime::{AsyncGenerator, AsyncYielder};

scenarios! {
    an_async_generator_fails
    an_async_generator_is_cancelled_with_who_waits_for_it
    an_async_generator_is_closed_by_hand
    an_async_generator_of_main_is_closed_as_main_ends
    an_async_generator_that_goes_on_when_closed
    an_async_generator_that_is_left_is_closed_at_the_end
    an_async_generator_that_nobody_keeps_closes_in_a_task
    an_async_generator_without_clean_up_is_closed_at_the_end
}

thread_local! {
    /// What the programs in Python keep in a global list.
    static KEPT: RefCell<Vec<AsyncGenerator<&'static str>>> = const { RefCell::new(Vec::new()) };
}

fn keep(generator: &AsyncGenerator<&'static str>) {
    KEPT.with_borrow_mut(|kept| kept.push(generator.clone()));
}

async fn an_async_generator_fails() -> Result<()> {
    let generator = async_generator(async |y| {
        y.yield_(1).await?;
        sleep(1.0).await?;
        Err(value_error("no such number"))
    });
    print!("{}", generator.next().await?.expect("it yields"));
    if let Err(error) = generator.next().await {
        print!("failed: {}", error.message());
    }
    print!("then: {}", more(generator.next().await?));
    Ok(())
}

fn more<T>(item: Option<T>) -> &'static str {
    if item.is_some() { "more" } else { "no more" }
}

async fn an_async_generator_is_cancelled_with_who_waits_for_it() -> Result<()> {
    let generator = async_generator(async |y: AsyncYielder<&'static str>| {
        let slept = sleep(10.0).await;
        if is_cancelled(&slept) {
            print!("cancelled inside");
        }
        slept?;
        y.yield_("item").await
    });
    keep(&generator);
    let asked = generator.clone();
    let task = spawn(async move { asked.next().await.map(drop) }, "asker");
    sleep(1.0).await?;
    if let Err(error) = generator.next().await {
        print!("{}", error.message());
    }
    task.cancel();
    if is_cancelled(&task.await) {
        print!("cancelled outside");
    }
    print!("then: {}", more(generator.next().await?));
    Ok(())
}

async fn an_async_generator_is_closed_by_hand() -> Result<()> {
    let generator = async_generator(async |y| {
        let counted = async {
            for i in 0..5 {
                sleep(1.0).await?;
                y.yield_(i).await?;
            }
            Ok(())
        };
        let counted = counted.await;
        print!("cleaning up");
        sleep(1.0).await?;
        print!("cleaned up");
        counted
    });
    while let Some(i) = generator.next().await? {
        print!("{i}");
        if i == 1 {
            break;
        }
    }
    sleep(2.0).await?;
    print!("one more: {}", generator.next().await?.expect("it is open"));
    generator.close().await?;
    print!("closed");
    generator.close().await?;
    if generator.next().await?.is_none() {
        print!("no more");
    }
    Ok(())
}

async fn an_async_generator_that_nobody_keeps_closes_in_a_task() -> Result<()> {
    fn numbers() -> AsyncGenerator<&'static str> {
        async_generator(async |y: AsyncYielder<_>| {
            loop {
                sleep(1.0).await?;
                if let Err(error) = y.yield_("item").await {
                    if error == Error::GeneratorExit {
                        print!("cleaning up");
                        sleep(1.0).await?;
                        print!("cleaned up");
                    }
                    return Err(error);
                }
            }
        })
    }
    async fn first() -> Result<()> {
        if let Some(i) = numbers().next().await? {
            print!("{i}");
        }
        print!("left");
        Ok(())
    }
    first().await?;
    print!("back");
    sleep(0.0).await?;
    print!("one turn later");
    sleep(3.0).await?;
    print!("main ends");
    Ok(())
}

/// Yields for ever, and says after which error it cleans up.
fn items() -> AsyncGenerator<&'static str> {
    async_generator(async |y: AsyncYielder<_>| {
        loop {
            sleep(1.0).await?;
            if let Err(error) = y.yield_("item").await {
                print!("cleaning up after {}", error.kind());
                sleep(1.0).await?;
                print!("cleaned up");
                return Err(error);
            }
        }
    })
}

async fn an_async_generator_of_main_is_closed_as_main_ends() -> Result<()> {
    let generator = items();
    print!("{}", generator.next().await?.expect("it yields"));
    print!("main ends");
    Ok(())
}

async fn an_async_generator_that_is_left_is_closed_at_the_end() -> Result<()> {
    let generator = items();
    keep(&generator);
    print!("{}", generator.next().await?.expect("it yields"));
    print!("main ends");
    Ok(())
}

async fn an_async_generator_without_clean_up_is_closed_at_the_end() -> Result<()> {
    fn numbers(name: &'static str) -> AsyncGenerator<&'static str> {
        async_generator(async move |y: AsyncYielder<_>| y.yield_(name).await)
    }
    async fn background() -> Result<()> {
        let slept = sleep(100.0).await;
        print!("background cancelled");
        slept
    }
    spawn(background(), "background");
    let begun = numbers("begun");
    keep(&begun);
    keep(&numbers("never begun"));
    print!("{}", begun.next().await?.expect("it yields"));
    sleep(1.0).await
}

async fn an_async_generator_that_goes_on_when_closed() -> Result<()> {
    fn stubborn() -> AsyncGenerator<i32> {
        async_generator(async |y| {
            let first = y.yield_(1).await;
            y.yield_(2).await?;
            first
        })
    }
    let generator = stubborn();
    print!("{}", generator.next().await?.expect("it yields"));
    if let Err(error) = generator.close().await {
        print!("{}", error.message());
    }
    let untouched = stubborn();
    untouched.close().await?;
    print!("then: {}", more(untouched.next().await?));
    Ok(())
}
