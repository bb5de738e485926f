// A little frame for tests in a browser: each has a name, fails by throwing, and ends up in a JUnit file.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const tests = [];
export const test = (name, work) => tests.push({ name, work });

export function check(truth, what) {
  if (!truth) throw new Error(what);
}
export function same(found, wanted, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: ${a}, not ${b}`);
}

/** `bearout review`, as a person starts it. */
export async function startReview(program, results, extra = []) {
  const child = spawn(program, ["review", results, "--no-browser", "--port", "18521", ...extra], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (data) => {
    errors += data;
  });
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    const address = line.match(/http:\/\/\S+/);
    if (address) {
      return {
        address: address[0],
        async kill(signal = "SIGTERM") {
          child.kill(signal);
          await ended;
        },
      };
    }
  }
  throw new Error(`bearout review said no address: ${errors}`);
}

// XML has no control characters, and messages come in colours.
const escape = (text) =>
  text
    .replace(/\u001b\[\d*m/g, "")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "?")
    .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Runs all, one after the other; true if none failed. */
export async function runAll(junit) {
  const cases = [];
  let failures = 0;
  for (const { name, work } of tests) {
    const begin = Date.now();
    let failure = "";
    try {
      await work();
    } catch (error) {
      failure = error.stack ?? String(error);
      failures += 1;
    }
    const seconds = ((Date.now() - begin) / 1000).toFixed(2);
    console.log(`${failure ? "FAILED" : "ok"} ${name} (${seconds} s)${failure ? `\n${failure}` : ""}`);
    const inner = failure ? `<failure message="failed">${escape(failure)}</failure>` : "";
    cases.push(`<testcase name="${escape(name)}" classname="page" time="${seconds}" status="${failure ? "fail" : "run"}">${inner}</testcase>`);
  }
  if (junit) {
    writeFileSync(
      junit,
      `<?xml version="1.0"?>\n<testsuite name="page" tests="${tests.length}" failures="${failures}">${cases.join("")}</testsuite>\n`,
    );
  }
  return failures === 0;
}
