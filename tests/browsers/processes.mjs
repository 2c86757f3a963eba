// What the tests start, and leave nothing of: programs with all that those start, folders, displays.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";

const running = new Set();
const folders = new Set();
const signal = (child, name) => {
  try {
    process.kill(-child.pid, name);
  } catch {
    // It has gone by itself.
  }
};
// Also when the tests are ended from outside, as at their time limit.
process.once("exit", () => {
  for (const child of running) signal(child, "SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(name, () => process.exit(1));

/// Starts a program in a process group of its own.
export async function start(program, options, settings) {
  const child = spawn(program, options, { detached: true, ...settings });
  await new Promise((done, failed) => child.once("spawn", done).once("error", failed));
  return adopt(child);
}

/// Has a program that somebody else has started in a group of its own end with this process.
export function adopt(child) {
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/// Ends a program and what it has started, and resolves when it is gone.
export async function end(child) {
  const gone = child.exitCode ?? child.signalCode;
  const exit = gone === null && new Promise((done) => child.once("exit", done));
  signal(child, "SIGTERM");
  if (exit && !(await Promise.race([exit.then(() => true), wait(3000)]))) {
    signal(child, "SIGKILL");
    await exit;
  }
  signal(child, "SIGKILL");
}

/// A display of memory: { name, process }. Xvfb takes a number that is free, and writes it to the descriptor.
export async function openDisplay({ width, height }) {
  const options = ["-displayfd", "3", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp"];
  const child = await start("Xvfb", options, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await new Promise((found, failed) => {
    child.once("exit", (code) => failed(new Error(`Xvfb ended with ${code}`)));
    createInterface({ input: child.stdio[3] }).once("line", found);
  });
  return { name: `:${number}`, process: child };
}

/// A folder that is gone when it is removed, or with this process.
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), "loopline-"));
  folders.add(folder);
  const remove = async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    folders.delete(folder);
  };
  return { folder, remove };
}

/// A port that nobody listens at.
export const freePort = () =>
  new Promise((found, failed) => {
    const server = createServer().once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
