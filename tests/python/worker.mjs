// The worker's wasm under node, compared with the native engine: the same record, byte for byte, but for addresses in
// representations, which are another in each process.
//
//     node worker.mjs FOLDER LOOPLINE PROGRAM.py...
//
// FOLDER is what wasm-bindgen made of the worker (--target web), LOOPLINE the native command line. Each program runs in
// an instance of its own, as in the page.

import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, loopline, ...programs] = process.argv.slice(2);
const module = await WebAssembly.compile(await readFile(path.join(folder, 'worker_bg.wasm')));
const script = pathToFileURL(path.resolve(folder, 'worker.js')).href;

let different = 0;
for (const [number, program] of programs.entries()) {
    // Each import of another address is a script, and so an instance, of its own.
    const worker = await import(`${script}?${number}`);
    await worker.default({ module_or_path: module });
    const began = performance.now();
    worker.prepare();
    const prepared = performance.now();
    const source = await readFile(program, 'utf8');
    const order = { version: 1, order: 'run', ticket: 1, file: path.basename(program), source, measured: false, limit: 200_000 };
    const record = new TextDecoder().decode(worker.run(JSON.stringify(order)));
    const ended = performance.now();
    const options = { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] };
    let native;
    try {
        native = execFileSync(loopline, ['run', program, '--format', 'json'], options);
    } catch (error) {
        native = error.stdout;
    }
    const [here, there] = [record, native].map((text) => text.replace(/\b0x[0-9a-f]+/g, '0x'));
    const same = here === there;
    if (!same) different += 1;
    const [prepare, run] = [prepared - began, ended - prepared].map(Math.round);
    console.log(`${same ? 'same' : 'DIFFERENT'} ${path.basename(program)}: prepared ${prepare} ms, ran ${run} ms`);
}
console.log(`${programs.length} programs, ${different} different`);
process.exit(different ? 1 : 0);
