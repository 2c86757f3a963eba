// What values cost: a run of 10,000 events, and the same run repeated for the variables at one moment of it, or for an expression
// that is watched. One JSON object a figure.
//
//     node tests/bench/values.mjs FOLDER      FOLDER has worker*_bg.js and its wasm, as dist/python has
//
// Under node, as the page's worker does it: the engine's memory is kept once it is ready, and put back before a program.
import { compiled, events, ready } from "../python/engine.mjs";

const engine = await ready(await compiled(process.argv[2]));
// The first rounds take longer: what runs often is compiled better by then.
const ROUNDS = 8;
const source = `import asyncio

async def work(name, queue):
    done = 0
    while (item := await queue.get()) is not None:
        await asyncio.sleep(0.001 * item)
        done += item
    return done

async def main():
    queue = asyncio.Queue(5)
    workers = [asyncio.create_task(work(name, queue)) for name in "abcdefgh"]
    for i in range(620):
        await queue.put(i % 7)
    for _ in workers:
        await queue.put(None)
    print(sum(await asyncio.gather(*workers)))

asyncio.run(main())
`;

const least = async (inspection) => {
  let best = Infinity;
  let record;
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    record = await engine.run({ file: "bench.py", source, limit: 300_000, inspection });
    best = Math.min(best, performance.now() - began);
  }
  return [best, [...events(record)].length];
};

const none = { moments: [], every_step: false, watched: [], stop_where: null };
const [plain, length] = await least(null);
const figures = {
  "a moment in the middle": { ...none, moments: [Math.floor(length / 2)] },
  "the last moment": { ...none, moments: [length] },
  "twenty moments": { ...none, moments: Array.from({ length: 20 }, (_, i) => Math.floor(((i + 1) * length) / 20)) },
  "an expression over all of it": { ...none, watched: ["done"] },
};
console.log(JSON.stringify({ bench: "values", figure: "the run alone", unit: "ms", events: length, ours: Number(plain.toPrecision(3)) }));
for (const [figure, inspection] of Object.entries(figures)) {
  const [time] = await least(inspection);
  console.log(JSON.stringify({ bench: "values", figure, unit: "ms", ours: Number(time.toPrecision(3)), "ratio to the run alone": Number((time / plain).toPrecision(2)) }));
}
