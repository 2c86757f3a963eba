//! Advice on the programs of `python/advice`: which hints each run gets, with their lines, and no other; and that a program
//! in which a hint is followed prints the same lines, and ends earlier where that was the point.

use std::collections::BTreeMap;
use std::fs;

use loopline::advice::cures::cure;
use loopline::advice::hints::{Hint, HintKind, hints};
use loopline::clock::Micros;
use loopline::python::{ClockMode, MAX_EVENTS, Program, run};
use loopline::reading::laws;
use loopline::trace::{EventKind, Status};

use super::alone;
use crate::folder;

/// A run of a program, as far as advice is about it.
struct AdvisedRun {
    hints: Vec<Hint>,
    /// The lines that it wrote, sorted.
    lines: Vec<String>,
    /// Loop time of its last event.
    end: Micros,
    /// True if the program ended without an error.
    well: bool,
}

fn advised(source: &str) -> AdvisedRun {
    let file = "program.py";
    let ran = run(Program { file, source, arguments: &[], limit: MAX_EVENTS, clock: ClockMode::Exact });
    laws::check(&ran.trace).expect("the laws are kept");
    let written = |kind: &EventKind| match kind {
        EventKind::Output { text, .. } => Some(ran.trace.text(*text)),
        _ => None,
    };
    let written = ran.trace.kinds().iter().filter_map(written);
    let mut lines: Vec<String> = written.flat_map(str::lines).map(String::from).collect();
    lines.sort();
    let end = ran.trace.events().last().map_or(Micros::ZERO, |(_, event)| event.t);
    let failed = |kind: &EventKind| matches!(kind, EventKind::RunEnded { status } if *status != Status::Returned);
    let well = !ran.trace.kinds().iter().any(failed);
    AdvisedRun { hints: hints(&ran.trace, file, source), lines, end, well }
}

fn shown(hint: &Hint) -> String {
    format!("{} {:?}", hint.line.unwrap_or(0), hint.what)
}

/// The programs of the collection, by name.
fn programs() -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder("python/advice")).expect("the programs are part of the repository");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let paths = paths.filter(|path| path.extension().is_some_and(|extension| extension == "py"));
    let named = paths.map(|path| {
        let name = path.file_stem().expect("a program has a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).expect("a program can be read"))
    });
    named.collect()
}

/// The hints on each program.
const HINTS: &[(&str, &[&str])] = &[
    ("a_bank_with_a_log", &[]),
    ("a_batch_at_a_time", &[]),
    ("a_blocking_callback", &["6 Blocked(Micros(300000))"]),
    ("a_cache_that_the_second_hits", &[]),
    ("a_circuit_breaker", &[]),
    ("a_class_that_loads_itself", &["17 OneByOne(2, Micros(500000), Micros(300000))"]),
    ("a_class_whose_parts_need_each_other", &[]),
    ("a_condition_between", &[]),
    ("a_config_for_the_rest", &["21 OneByOne(2, Micros(400000), Micros(200000))"]),
    ("a_context_variable", &[]),
    ("a_countdown", &[]),
    ("a_day", &[]),
    ("a_failure_ends_the_loop", &[]),
    (
        "a_filter_in_the_comprehension",
        &["10 OneByOne(3, Micros(600000), Micros(200000))", "11 OneByOne(3, Micros(600000), Micros(200000))"],
    ),
    ("a_function_that_is_given", &[]),
    ("a_game_of_turns", &[]),
    ("a_generator_that_awaits", &[]),
    ("a_global_between", &[]),
    ("a_group_of_tasks", &[]),
    ("a_handler_for_each_request", &["15 OneByOne(2, Micros(500000), Micros(300000))"]),
    ("a_hash_of_the_block_before", &[]),
    ("a_heartbeat", &[]),
    ("a_helper_that_blocks", &["6 Blocked(Micros(800000))"]),
    ("a_helper_that_paces", &[]),
    ("a_helper_that_starts_a_loop", &["10 LoopInLoop", "10 NeverAwaited(\"load\")"]),
    ("a_helper_with_a_callback", &[]),
    ("a_list_that_both_use", &[]),
    ("a_lock_inside", &[]),
    ("a_long_chain_of_statements", &["10 OneByOne(3, Micros(300000), Micros(100000))"]),
    ("a_loop_in_the_loop", &["21 LoopInLoop", "21 NeverAwaited(\"load\")"]),
    ("a_matched_command", &[]),
    ("a_progress_bar", &[]),
    ("a_rolling_update", &[]),
    ("a_sleep_that_blocks", &["7 Blocked(Micros(1000000))"]),
    ("a_stack_of_plates", &[]),
    ("a_state_machine", &[]),
    ("a_story_told_slowly", &[]),
    ("a_task_thrown_away", &["10 NotKept"]),
    ("a_timeout_around_both", &["12 OneByOne(2, Micros(600000), Micros(300000))"]),
    ("a_timeout_that_strikes", &[]),
    ("a_tree_in_order", &[]),
    ("a_walk_of_a_robot", &[]),
    ("address_made_in_the_loop", &["15 OneByOne(4, Micros(400000), Micros(100000))"]),
    ("an_argument_changed_between", &[]),
    ("an_attribute_between", &[]),
    ("an_attribute_set_by_the_caller", &[]),
    ("an_error_that_is_read", &[]),
    ("an_error_that_nobody_reads", &["10 NeverRetrieved(\"ValueError: lost\")"]),
    ("an_upload_in_parts", &[]),
    (
        "arguments_of_a_call",
        &["15 OneByOne(2, Micros(800000), Micros(500000))", "16 OneByOne(2, Micros(800000), Micros(500000))"],
    ),
    ("awaited_later", &[]),
    ("background_task_cancelled", &[]),
    ("blocking_in_a_thread", &[]),
    ("breadth_first", &[]),
    ("breakfast", &["24 OneByOne(3, Micros(9000000), Micros(4000000))"]),
    ("build_then_test", &[]),
    ("cancelled_attempts", &[]),
    ("cancelled_in_a_loop", &[]),
    ("chained_computation", &[]),
    ("counted_requests", &["15 OneByOne(2, Micros(400000), Micros(200000))"]),
    ("dashboard", &["22 OneByOne(3, Micros(1200000), Micros(500000))"]),
    ("decorated_with_a_delay", &[]),
    ("deep_in_the_program", &["13 OneByOne(3, Micros(600000), Micros(200000))"]),
    ("downloads_into_a_dictionary", &["15 OneByOne(3, Micros(1500000), Micros(500000))"]),
    ("each_round_needs_the_last", &[]),
    ("each_tries_again_by_itself", &["24 OneByOne(2, Micros(700000), Micros(500000))"]),
    ("each_with_a_timeout", &["10 OneByOne(2, Micros(800000), Micros(400000))"]),
    ("elements_changed_in_place", &[]),
    ("enough_is_enough", &[]),
    ("fibonacci", &["8 OneByOne(2, Micros(700000), Micros(450000))"]),
    ("files_in_threads", &["11 OneByOne(2, Micros(1000000), Micros(500000))"]),
    ("forgotten_await", &["11 NeverAwaited(\"save\")"]),
    ("given_a_generator", &["17 OneByOne(3, Micros(600000), Micros(200000))"]),
    ("greetings_after_a_while", &[]),
    ("hedged_attempts", &[]),
    ("ids_from_one_iterator", &[]),
    ("in_an_executor", &["14 OneByOne(2, Micros(800000), Micros(400000))"]),
    ("its_own_sleep", &[]),
    ("jobs_by_priority", &[]),
    ("latency_of_each_host", &[]),
    ("latest_of_a_loop", &[]),
    ("lines_of_one_reader", &[]),
    ("login_then_fetch", &[]),
    ("measured_twice", &[]),
    ("messages_in_order", &[]),
    ("methods_of_a_client", &["15 OneByOne(2, Micros(600000), Micros(300000))"]),
    ("migrations_in_order", &[]),
    ("mirrors_in_turn", &[]),
    ("names_imported_one_by_one", &["11 OneByOne(2, Micros(1000000), Micros(500000))"]),
    ("numbered_requests", &[]),
    ("old_style_loop", &["11 OneByOne(2, Micros(400000), Micros(200000))"]),
    ("one_number_a_second", &[]),
    ("one_or_the_other", &[]),
    ("one_person_at_a_time", &[]),
    ("one_result_is_not_used", &[]),
    ("only_what_is_new", &[]),
    ("order_of_a_shop", &[]),
    ("pages_by_address", &["10 OneByOne(3, Micros(600000), Micros(200000))"]),
    ("pages_by_cursor", &[]),
    ("pages_in_a_comprehension", &["10 OneByOne(5, Micros(1000000), Micros(200000))"]),
    ("pages_in_a_loop", &["14 OneByOne(4, Micros(1000000), Micros(250000))"]),
    ("pages_until_one_is_empty", &[]),
    ("pages_with_an_offset", &[]),
    ("pairs_of_arguments", &["11 OneByOne(3, Micros(600000), Micros(300000))"]),
    ("ping_pong", &[]),
    ("polite_crawler", &[]),
    ("polled_until_done", &[]),
    ("printed_at_once", &["10 OneByOne(2, Micros(400000), Micros(200000))"]),
    ("prints_between", &["11 OneByOne(3, Micros(1800000), Micros(600000))"]),
    ("producer_and_consumer", &[]),
    ("rate_limited_by_a_class", &[]),
    ("rate_limited_by_a_sleep_outside", &[]),
    ("rate_limited_on_purpose", &[]),
    ("read_wait_and_write", &[]),
    ("readings_over_time", &[]),
    ("recursive_countdown", &[]),
    ("requests_in_a_session", &["22 OneByOne(3, Micros(750000), Micros(250000))"]),
    ("restart_each", &[]),
    ("results_printed_as_they_come", &["12 OneByOne(3, Micros(900000), Micros(300000))"]),
    ("retry_until_it_is_true", &[]),
    ("retry_with_back_off", &[]),
    ("retry_without_waiting", &[]),
    ("retry_written_out", &[]),
    ("sequential_and_concurrent", &["12 OneByOne(3, Micros(3000000), Micros(1000000))"]),
    ("several_sensors", &["14 OneByOne(2, Micros(1000000), Micros(500000))"]),
    ("signs_in_then_gets", &[]),
    ("skips_what_fails", &[]),
    ("sleeping_before_the_loop", &[]),
    ("slow_then_fast", &["14 OneByOne(2, Micros(2500000), Micros(2000000))"]),
    ("so_many_at_once", &[]),
    ("sorted_by_a_key", &["12 OneByOne(3, Micros(1500000), Micros(600000))"]),
    ("steps_of_a_pipeline", &[]),
    ("sum_of_prices", &["12 OneByOne(2, Micros(1000000), Micros(500000))"]),
    ("tasks_found_again", &["11 NotKept"]),
    ("tasks_that_are_kept", &[]),
    ("tasks_that_run_already", &[]),
    ("tea_in_order", &[]),
    ("the_first_decides", &[]),
    ("the_same_name_again", &["10 OneByOne(2, Micros(400000), Micros(200000))"]),
    ("three_ways_of_sleeping", &["11 OneByOne(2, Micros(2000000), Micros(1000000))"]),
    ("timeouts_that_grow", &[]),
    ("token_as_an_argument", &[]),
    ("total_of_a_loop", &["13 OneByOne(3, Micros(600000), Micros(200000))"]),
    ("traffic_light", &[]),
    ("transfers_of_money", &[]),
    ("two_fetches", &["11 OneByOne(2, Micros(2000000), Micros(1000000))"]),
    ("two_in_one_line", &["10 OneByOne(2, Micros(600000), Micros(300000))"]),
    ("two_locks_crossed", &["20 Deadlock(3)"]),
    ("two_phases", &[]),
    ("two_stages_of_many", &[]),
    ("two_tables_and_a_query_between", &["15 OneByOne(2, Micros(600000), Micros(300000))"]),
    ("two_that_block", &["6 Blocked(Micros(200000))", "12 Blocked(Micros(700000))"]),
    ("typed_results", &["11 OneByOne(2, Micros(6000000), Micros(3000000))"]),
    ("under_a_lock", &[]),
    ("values_of_a_stream", &[]),
    ("wait_for_each_in_a_loop", &["11 OneByOne(3, Micros(900000), Micros(300000))"]),
    ("within_a_transaction", &[]),
    ("workers_with_a_queue", &[]),
    ("workers_with_their_share", &[]),
];

#[test]
fn each_program_is_told_what_is_true_of_it_and_nothing_else() {
    let programs = programs();
    assert!(programs.len() >= 60, "{} programs", programs.len());
    let unknown: Vec<&str> = HINTS.iter().map(|(name, _)| *name).filter(|name| !programs.contains_key(*name)).collect();
    let mut wrong = Vec::new();
    for (name, source) in programs {
        let said: Vec<String> = alone(move || advised(&source).hints.iter().map(shown).collect());
        let expected = HINTS.iter().find(|(known, _)| *known == name).map(|(_, hints)| *hints);
        if expected.is_none_or(|expected| said != expected) {
            wrong.push(format!("    (\"{name}\", &{said:?}),"));
        }
    }
    assert!(wrong.is_empty() && unknown.is_empty(), "unknown: {unknown:?}\n{}", wrong.join("\n"));
}

/// The cures of hints in the collection: the line of each, and the changed lines of the program in which it is followed. A
/// hint that is not listed has none.
const CURES: &[(&str, u32, &[&str])] = &[
    (
        "a_class_that_loads_itself",
        17,
        &[
            "        self.title, self.body = await asyncio.gather(",
            "            self.load_title(),",
            "            self.load_body(),",
            "        )",
        ],
    ),
    ("a_config_for_the_rest", 21, &["    schema, names = await asyncio.gather(load_schema(config), load_names())"]),
    (
        "a_filter_in_the_comprehension",
        10,
        &["    print(sum(await asyncio.gather(*(fetch(n) for n in range(6) if n % 2))))"],
    ),
    (
        "a_filter_in_the_comprehension",
        11,
        &["    print(max(sorted(await asyncio.gather(*(fetch(n) for n in range(3))))))"],
    ),
    (
        "a_handler_for_each_request",
        15,
        &["    profile, friends = await asyncio.gather(load_profile(user), load_friends(user))"],
    ),
    (
        "a_long_chain_of_statements",
        10,
        &[
            "    first, second, third = await asyncio.gather(",
            "        get_setting(\"theme\"),",
            "        get_setting(\"language\"),",
            "        get_setting(\"zone\"),",
            "    )",
            "    theme = first",
            "    settings[\"language\"] = second",
            "    settings[\"zone\"] = third",
        ],
    ),
    ("a_loop_in_the_loop", 21, &["    value = await load()"]),
    ("a_sleep_that_blocks", 7, &["    await asyncio.sleep(0.5)"]),
    (
        "a_task_thrown_away",
        10,
        &[
            "background_tasks = set()",
            "    task = asyncio.create_task(refresh())",
            "    background_tasks.add(task)",
            "    task.add_done_callback(background_tasks.discard)",
        ],
    ),
    (
        "a_timeout_around_both",
        12,
        &["            first, second = await asyncio.gather(get(\"first\"), get(\"second\"))"],
    ),
    (
        "address_made_in_the_loop",
        15,
        &[
            "    results = await asyncio.gather(",
            "        *(fetch(f\"{BASE}/items/{number}\") for number in range(1, 5)),",
            "    )",
            "    for number, page in zip(range(1, 5), results):",
        ],
    ),
    (
        "arguments_of_a_call",
        15,
        &["    first, second = await asyncio.gather(width(), height())", "    print(\"area\", first * second)"],
    ),
    (
        "arguments_of_a_call",
        16,
        &["    first, second = await asyncio.gather(width(), height())", "    print(\"sides\", first, second)"],
    ),
    ("breakfast", 24, &["    eggs, bacon, toast = await asyncio.gather(fry_eggs(2), fry_bacon(3), toast_bread(2))"]),
    (
        "counted_requests",
        15,
        &[
            "    items = (\"/a\", \"/b\")",
            "    results = await asyncio.gather(*(get(url) for url in items))",
            "    for url, result in zip(items, results):",
            "        print(result)",
        ],
    ),
    (
        "dashboard",
        22,
        &[
            "    user, orders, recommended = await asyncio.gather(",
            "        fetch_user(user_id),",
            "        fetch_orders(user_id),",
            "        get_recommendations(),",
            "    )",
        ],
    ),
    (
        "deep_in_the_program",
        13,
        &[
            "    items = (\"cat\", \"dog\", \"owl\")",
            "    results = await asyncio.gather(*(load_image(name) for name in items))",
            "    for name, image in zip(items, results):",
        ],
    ),
    (
        "downloads_into_a_dictionary",
        15,
        &["    await asyncio.gather(*(download(name) for name in [\"a.zip\", \"b.zip\", \"c.zip\"]))"],
    ),
    (
        "each_tries_again_by_itself",
        24,
        &["    a, b = await asyncio.gather(fetch_with_retry(\"a\"), fetch_with_retry(\"b\"))"],
    ),
    (
        "each_with_a_timeout",
        10,
        &[
            "    users, items = await asyncio.gather(",
            "        asyncio.wait_for(query(\"users\"), 2),",
            "        asyncio.wait_for(query(\"items\"), timeout=2),",
            "    )",
        ],
    ),
    (
        "fibonacci",
        8,
        &["    first, second = await asyncio.gather(fib(n - 1), fib(n - 2))", "    return first + second"],
    ),
    (
        "files_in_threads",
        11,
        &[
            "    first, second = await asyncio.gather(",
            "        asyncio.to_thread(load, \"first.csv\"),",
            "        asyncio.to_thread(load, \"second.csv\"),",
            "    )",
        ],
    ),
    ("forgotten_await", 11, &["    await save(\"draft\")"]),
    (
        "given_a_generator",
        17,
        &[
            "    items = list(numbers())",
            "    results = await asyncio.gather(*(double(number) for number in items))",
            "    for number, result in zip(items, results):",
        ],
    ),
    (
        "in_an_executor",
        14,
        &[
            "    parsed.extend(await asyncio.gather(*(loop.run_in_executor(None, parse, name) for name in (\"a.txt\", \"b.txt\"))))",
        ],
    ),
    ("methods_of_a_client", 15, &["    home, about = await asyncio.gather(client.get(\"/\"), client.get(\"/about\"))"]),
    (
        "names_imported_one_by_one",
        11,
        &["import asyncio", "    a, b = await asyncio.gather(compute(1, 2), compute(3, 4))"],
    ),
    (
        "old_style_loop",
        11,
        &[
            "    items = [\"x\", \"y\"]",
            "    results = await asyncio.gather(*(fetch(name) for name in items))",
            "    for name, result in zip(items, results):",
            "        print(result)",
        ],
    ),
    (
        "pages_by_address",
        10,
        &[
            "    items = (\"/index\", \"/about\", \"/contact\")",
            "    sizes = dict(zip(items, await asyncio.gather(*(fetch(url) for url in items))))",
        ],
    ),
    ("pages_in_a_comprehension", 10, &["    squares = await asyncio.gather(*(fetch(number) for number in range(5)))"]),
    ("pages_in_a_loop", 14, &["    pages.extend(await asyncio.gather(*(fetch(url) for url in URLS)))"]),
    (
        "pairs_of_arguments",
        11,
        &[
            "    items = [(2, 3), (3, 2), (10, 1)]",
            "    results = await asyncio.gather(*(power(base, exponent) for base, exponent in items))",
            "    for (base, exponent), result in zip(items, results):",
            "        print(base, exponent, result)",
        ],
    ),
    (
        "printed_at_once",
        10,
        &[
            "    first, second = await asyncio.gather(translate(\"un\"), translate(\"deux\"))",
            "    print(first)",
            "    print(second)",
        ],
    ),
    (
        "prints_between",
        11,
        &[
            "    berlin, madrid, oslo = await asyncio.gather(",
            "        get_weather(\"Berlin\"),",
            "        get_weather(\"Madrid\"),",
            "        get_weather(\"Oslo\"),",
            "    )",
        ],
    ),
    (
        "requests_in_a_session",
        22,
        &[
            "        values = (\"/users\", \"/orders\", \"/items\")",
            "        results = await asyncio.gather(*(session.get(path) for path in values))",
            "        for path, answer in zip(values, results):",
        ],
    ),
    (
        "results_printed_as_they_come",
        12,
        &[
            "    items = list(enumerate([\"one\", \"two\", \"three\"], start=1))",
            "    results = await asyncio.gather(*(lookup(word) for index, word in items))",
            "    for (index, word), meaning in zip(items, results):",
        ],
    ),
    (
        "sequential_and_concurrent",
        12,
        &["    first, second, third = await asyncio.gather(fetch(1), fetch(2), fetch(3))"],
    ),
    (
        "several_sensors",
        14,
        &[
            "    results = await asyncio.gather(*(read_sensor(name) for name in SENSORS))",
            "    for name, result in zip(SENSORS, results):",
            "        temperatures[name] = result",
        ],
    ),
    (
        "slow_then_fast",
        14,
        &[
            "    pictures.extend(await asyncio.gather(*(load(name, seconds) for name, seconds in {\"big\": 2, \"small\": 0.5}.items())))",
        ],
    ),
    (
        "sorted_by_a_key",
        12,
        &[
            "    items = list(sorted([\"banana\", \"fig\", \"papaya\"], key=len))",
            "    results = await asyncio.gather(*(score(name) for name in items))",
            "    for name, result in zip(items, results):",
            "        scores[name] = result",
        ],
    ),
    (
        "sum_of_prices",
        12,
        &["    first, second = await asyncio.gather(price(\"tea\"), price(\"milk\"))", "    return first + second"],
    ),
    (
        "tasks_found_again",
        11,
        &[
            "background_tasks = set()",
            "        task = asyncio.create_task(refresh(number))",
            "        background_tasks.add(task)",
            "        task.add_done_callback(background_tasks.discard)",
        ],
    ),
    (
        "the_same_name_again",
        10,
        &[
            "    first, second = await asyncio.gather(fetch(\"/a\"), fetch(\"/b\"))",
            "    page = first",
            "    page = second",
        ],
    ),
    ("three_ways_of_sleeping", 11, &["    await asyncio.gather(work(\"A\", 1), work(\"B\", 1))"]),
    (
        "total_of_a_loop",
        13,
        &[
            "    items = list(shops)",
            "    results = await asyncio.gather(*(get_price(shop) for shop in items))",
            "    for shop, result in zip(items, results):",
            "        total += result",
        ],
    ),
    ("two_fetches", 11, &["    users, posts = await asyncio.gather(fetch(\"users\"), fetch(\"posts\"))"]),
    (
        "two_in_one_line",
        10,
        &["    inside, outside = await asyncio.gather(read_sensor(\"hall\"), read_sensor(\"garden\"))"],
    ),
    (
        "two_tables_and_a_query_between",
        15,
        &[
            "    mine, others = await asyncio.gather(",
            "        query(\"orders\", condition=first + 2),",
            "        query(\"orders\", condition=9),",
            "    )",
        ],
    ),
    ("two_that_block", 6, &["    await asyncio.sleep(0.2)"]),
    ("two_that_block", 12, &["    await asyncio.sleep(0.7)"]),
    ("typed_results", 11, &["    data1, data2 = await aio.gather(fetch_data(1), fetch_data(2))"]),
    (
        "wait_for_each_in_a_loop",
        11,
        &[
            "    results = await asyncio.gather(",
            "        *(asyncio.wait_for(fetch(number), timeout=1) for number in range(3)),",
            "    )",
            "    for number, value in zip(range(3), results):",
        ],
    ),
];

#[test]
fn a_program_in_which_a_hint_is_followed_writes_the_same_lines_sooner() {
    let mut wrong = Vec::new();
    let mut cured = 0;
    for (name, source) in programs() {
        let found = alone(move || {
            let before = advised(&source);
            let cures = before.hints.iter().map(|hint| (hint.clone(), cure(&source, hint)));
            let count = |hint: &Hint| before.hints.iter().filter(|known| known.what == hint.what).count();
            cures.map(|(hint, cure)| (count(&hint), hint, cure, before.lines.clone(), before.end)).collect::<Vec<_>>()
        });
        for (count, hint, cure, lines, end) in found {
            let line = hint.line.unwrap_or(0);
            let expected =
                CURES.iter().find(|(known, at, _)| *known == name && *at == line).map(|(_, _, lines)| *lines);
            let Some(cure) = cure else { continue };
            cured += 1;
            let new: Vec<&str> = cure.source.lines().collect();
            let changed: Vec<&str> = cure.lines.iter().map(|line| new[*line as usize - 1]).collect();
            if expected != Some(&changed[..]) {
                wrong.push(format!("    (\"{name}\", {line}, &{changed:?}),"));
            }
            let source = cure.source.clone();
            let after = alone(move || advised(&source));
            // Another line may be told the same.
            let again = after.hints.iter().filter(|left| left.what == hint.what).count() >= count;
            // What did not happen before, for the mistake, happens now.
            let adds = matches!(hint.what, HintKind::NeverAwaited(_) | HintKind::LoopInLoop);
            let same = adds || after.lines == lines;
            let sooner = match hint.what {
                HintKind::OneByOne(..) => after.end < end,
                HintKind::Blocked(_) => after.end <= end,
                _ => true,
            };
            if again || !after.well || !same || !sooner {
                let AdvisedRun { end: ended, lines: wrote, well, .. } = after;
                wrong.push(format!(
                    "{name}, line {line}: ended well: {well}, said again: {again}, {end:?} to {ended:?}\n{}\n{lines:?}\n{wrote:?}",
                    cure.source
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{cured} cures\n{}", wrong.join("\n"));
    assert_eq!(cured, CURES.len(), "each of the list is there");
}

/// The changed lines of the cures of each hint on a program, a line of text for a hint without one, and what the programs in
/// which the hints are followed, one at a time, write to their output.
fn followed(lines: &[&str]) -> Vec<(u32, Vec<String>)> {
    let source = lines.join("\n") + "\n";
    let before = alone({
        let source = source.clone();
        move || advised(&source)
    });
    let cures = before.hints.iter().map(|hint| {
        let Some(cure) = cure(&source, hint) else { return (hint.line.unwrap_or(0), vec!["no cure".to_string()]) };
        let new: Vec<&str> = cure.source.lines().collect();
        let changed = cure.lines.iter().map(|line| new[*line as usize - 1].trim_start().to_string()).collect();
        let source = cure.source.clone();
        let after = alone(move || advised(&source));
        assert!(!after.hints.contains(hint), "{hint:?} is still said of\n{}", cure.source);
        let written = |line: &&String| !line.contains("Warning") && !line.starts_with("  ");
        let lost: Vec<_> = before.lines.iter().filter(written).filter(|line| !after.lines.contains(line)).collect();
        assert!(lost.is_empty() || !before.well, "{lost:?} are missing of\n{}", cure.source);
        (hint.line.unwrap_or(0), changed)
    });
    cures.collect()
}

fn line(number: u32, changed: &[&str]) -> (u32, Vec<String>) {
    (number, changed.iter().map(|line| line.to_string()).collect())
}

#[test]
fn what_current_python_refuses_is_written_as_it_wants_it() {
    let work = ["import asyncio", "async def work(n):", "    await asyncio.sleep(n)", "    return n"];
    let main = |body: &[&str]| {
        let lines = work.iter().copied().chain(["async def main():"]).chain(body.iter().copied());
        followed(&lines.chain(["asyncio.run(main())"]).collect::<Vec<_>>())
    };
    assert_eq!(
        main(&[
            "    loop = asyncio.get_running_loop()",
            "    queue = asyncio.Queue(loop=loop, maxsize=2)",
            "    lock = asyncio.Lock(loop=loop)",
            "    print(queue.maxsize, await asyncio.gather(work(1), work(2), loop=loop))",
        ]),
        [
            line(7, &["queue = asyncio.Queue(maxsize=2)"]),
            line(8, &["lock = asyncio.Lock()"]),
            line(9, &["print(queue.maxsize, await asyncio.gather(work(1), work(2)))"]),
        ]
    );
    assert_eq!(
        main(&[
            "    await asyncio.wait([work(1), work(2)])",
            "    coroutines = [work(n) for n in range(3)]",
            "    await asyncio.wait(coroutines)",
            "    await asyncio.wait({work(n) for n in range(3)}, timeout=1)",
        ]),
        [
            line(6, &["await asyncio.wait([asyncio.create_task(work(1)), asyncio.create_task(work(2))])"]),
            line(8, &["await asyncio.wait([asyncio.ensure_future(coroutine) for coroutine in coroutines])"]),
            line(9, &["await asyncio.wait({asyncio.create_task(work(n)) for n in range(3)}, timeout=1)"]),
        ]
    );
    let started = |lines: &[&'static str]| followed(&work.iter().chain(lines).copied().collect::<Vec<_>>());
    let obtained = "loop = asyncio.get_event_loop()";
    assert_eq!(
        started(&[obtained, "print(loop.run_until_complete(work(1)))", "loop.close()"]),
        [line(5, &["print(asyncio.run(work(1)))"])]
    );
    assert_eq!(
        started(&[obtained, "task = loop.create_task(work(1))", "loop.run_until_complete(task)"]),
        [line(5, &["no cure"])],
        "the task belongs to the loop"
    );
    assert_eq!(
        followed(&[
            "import asyncio",
            "@asyncio.coroutine",
            "def work(n):",
            "    yield from asyncio.sleep(1)",
            "    return (yield from double(n))",
            "async def double(n):",
            "    return 2 * n",
            "asyncio.run(work(2))",
        ]),
        [line(2, &["async def work(n):", "await asyncio.sleep(1)", "return (await double(n))"])]
    );
}

#[test]
fn a_mistake_is_mended_where_there_is_one_way_to_do_it() {
    let work = ["import asyncio, time", "async def work(n):", "    await asyncio.sleep(n)", "    print(n)"];
    let with = |lines: &[&'static str]| followed(&work.iter().chain(lines).copied().collect::<Vec<_>>());
    assert_eq!(with(&["work(1)"]), [line(5, &["asyncio.run(work(1))"])], "no loop is there yet");
    assert_eq!(
        with(&["def start(): work(1)", "async def main(): start()", "asyncio.run(main())"]),
        [line(5, &["no cure"])],
        "a function that cannot await"
    );
    assert_eq!(
        with(&["def wait(): time.sleep(1)", "async def main(): wait()", "asyncio.run(main())"]),
        [line(5, &["no cure"])],
        "a function that cannot await"
    );
    assert_eq!(
        with(&["async def main(): print(asyncio.run(work(1)).real)", "asyncio.run(main())"])[0],
        line(5, &["async def main(): print((await work(1)).real)"])
    );
    assert_eq!(
        with(&[
            "async def main():",
            "    if True: asyncio.create_task(work(1))",
            "    await asyncio.sleep(2)",
            "asyncio.run(main())"
        ]),
        [line(6, &["no cure"])],
        "there is no room for more than one statement"
    );
}

#[test]
fn a_call_that_waits_for_a_network_is_given_to_a_thread() {
    let with = |lines: &[&'static str]| {
        let imports = ["import asyncio, requests", "from urllib.request import urlopen"];
        followed(&imports.iter().chain(lines).chain(&["asyncio.run(main())"]).copied().collect::<Vec<_>>())
    };
    assert_eq!(
        with(&["async def main():", "    print(requests.get('https://slow.example', timeout=9).status_code)"]),
        [line(4, &["print((await asyncio.to_thread(requests.get, 'https://slow.example', timeout=9)).status_code)"])]
    );
    assert_eq!(
        with(&["async def main():", "    with urlopen('https://slow.example') as answer:", "        answer.read()"]),
        [line(4, &["with await asyncio.to_thread(urlopen, 'https://slow.example') as answer:"])]
    );
    assert_eq!(
        with(&["def page():", "    return requests.get('https://slow.example')", "async def main(): page()"]),
        [line(4, &["no cure"])],
        "a function that cannot await"
    );
}
