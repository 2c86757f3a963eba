//! Context variables.

use loopline::print;

use super::*;

scenarios! {
    a_context_is_copied_when_a_task_is_created
    a_callback_sees_the_context_of_its_scheduling
    an_awaited_coroutine_shares_the_context
}

type Variable = ContextVar<&'static str>;

async fn a_context_is_copied_when_a_task_is_created() -> Result<()> {
    async fn child(variable: Variable) -> Result<()> {
        print!("child sees {}", variable.get());
        variable.set("child's");
        sleep(0.0).await?;
        print!("child sees {}", variable.get());
        Ok(())
    }
    let variable = Variable::new("variable", "default");
    variable.set("at creation");
    let task = spawn(child(variable.clone()), "child");
    variable.set("afterwards");
    task.await?;
    print!("main sees {}", variable.get());
    Ok(())
}

async fn a_callback_sees_the_context_of_its_scheduling() -> Result<()> {
    let variable = Variable::new("variable", "default");
    let callback = |variable: Variable| {
        move || {
            print!("callback sees {}", variable.get());
            variable.set("callback's");
        }
    };
    call_soon(callback(variable.clone()))?;
    variable.set("main's");
    call_later(1.0, callback(variable.clone()))?;
    sleep(2.0).await?;
    print!("main sees {}", variable.get());
    Ok(())
}

async fn an_awaited_coroutine_shares_the_context() -> Result<()> {
    async fn change(variable: Variable, value: &'static str) -> Result<()> {
        variable.set(value);
        Ok(())
    }
    let variable = Variable::new("variable", "default");
    change(variable.clone(), "by a call").await?;
    print!("{}", variable.get());
    spawn(change(variable.clone(), "by a task"), "task").await?;
    print!("{}", variable.get());
    Ok(())
}
