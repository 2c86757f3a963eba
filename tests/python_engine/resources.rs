//! States of locks, semaphores and events, at each of their changes.

use super::told;

#[test]
fn a_semaphore_counts_its_permits_a_lock_names_its_holder_and_an_event_is_set() {
    assert_eq!(
        told(
            &[
                "import asyncio",
                "async def work(semaphore, lock, event):",
                "    async with semaphore: await asyncio.sleep(1)",
                "    async with lock: await asyncio.sleep(1)",
                "    event.set()",
                "async def main():",
                "    semaphore = asyncio.Semaphore(2)",
                "    lock = asyncio.Lock()",
                "    event = asyncio.Event()",
                "    async with asyncio.TaskGroup() as group:",
                "        for name in 'ab': group.create_task(work(semaphore, lock, event), name=name)",
                "asyncio.run(main())",
            ],
            &["resource_changed"],
        ),
        [
            "resource_changed semaphore value 2",
            "resource_changed lock value 1",
            "resource_changed event value 0",
            "resource_changed semaphore value 1",
            "resource_changed semaphore value 0",
            "resource_changed semaphore value 1",
            "resource_changed lock value 0 holder a",
            "resource_changed semaphore value 2",
            "resource_changed lock value 1",
            "resource_changed event value 1",
            "resource_changed lock value 0 holder b",
            "resource_changed lock value 1",
        ]
    );
}
