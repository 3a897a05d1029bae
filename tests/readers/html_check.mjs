#!/usr/bin/env node
// Checks a page of HTML that stands alone in one file: the Nu HTML checker on the text, and in a browser without a window
// axe-core in light, dark and print, that no request leaves the page, that nothing goes wrong in the console, that nothing
// sticks out of a narrow window, and that the page prints.
//
//   node html_check.mjs FILE [--screenshot OUT.png] [--pdf OUT.pdf] [--width PIXELS]
//
// The browser is the one named by CHROMIUM, or else the first found of chromium-headless-shell, chromium and
// google-chrome. Faults go to standard output, one a line; what axe could not decide goes to standard error.
// Exit status: 0 no fault, 1 some, 2 wrong use or no browser.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const require = createRequire(new URL("./node/", import.meta.url));
// Its package would fetch a Java of its own; the jar alone is wanted.
const VNU = new URL("./node/node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url).pathname;
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

function fail(text) {
  console.error(text);
  process.exit(2);
}

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { screenshot: { type: "string" }, pdf: { type: "string" }, width: { type: "string", default: "1280" } },
    });
    if (positionals.length !== 1 || !existsSync(positionals[0])) throw new Error("one FILE that exists is needed");
    return { file: resolve(positionals[0]), ...values, width: Number(values.width) };
  } catch (error) {
    return fail(`html_check.mjs: ${error.message}\nusage: html_check.mjs FILE [--screenshot OUT.png] [--pdf OUT.pdf] [--width PIXELS]`);
  }
}

function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium-headless-shell", "chromium", "google-chrome"]) {
    const found = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim();
    if (found) return found;
  }
  return fail("html_check.mjs: no browser found; name one in CHROMIUM");
}

/** The errors and warnings of the Nu HTML checker. */
function checkMarkup(file, fault) {
  const args = ["-jar", VNU, "--format", "json", "--stdout", "--exit-zero-always", file];
  const { messages } = JSON.parse(execFileSync("java", args, { encoding: "utf8", maxBuffer: 1 << 28 }));
  for (const { type, subType, lastLine, message } of messages) {
    if (type === "info" && subType !== "warning") continue;
    fault(`vnu: ${type === "info" ? "warning" : type}: line ${lastLine ?? "?"}: ${message}`);
  }
}

/**
 * What axe finds in the page as it now is. It is put in by the debugger, which no policy of the page stops, and loads no
 * style sheet again (preload). Where a page names no background of its own axe takes it to be white, in the dark too.
 */
async function checkAccess(page, as, fault) {
  await page.evaluate(AXE);
  const { violations, incomplete } = await page.evaluate(() => globalThis.axe.run(document, { preload: false }));
  const places = (nodes) => nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ");
  const line = ({ id, impact, help, nodes }) => `${as}: ${id} (${impact}): ${help}: ${nodes.length} × ${places(nodes)}`;
  for (const found of violations) fault(`axe: ${line(found)}`);
  for (const found of incomplete) console.error(`axe could not decide: ${line(found)}`);
}

async function checkInBrowser({ file, screenshot, pdf, width }, fault) {
  const puppeteer = require("puppeteer-core");
  const browser = await puppeteer.launch({
    executablePath: findBrowser(),
    headless: "shell",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--lang=en-GB"],
  });
  try {
    const page = await browser.newPage();
    const url = pathToFileURL(file).href;
    // Every request but the one for the file itself is stopped and told of.
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      const asked = request.url();
      if (asked.split("#")[0] === url || /^(data|blob|about):/.test(asked)) return request.continue();
      fault(`request: ${request.resourceType()} ${asked}`);
      return request.abort();
    });
    page.on("console", (message) => {
      if (["error", "warn", "warning"].includes(message.type())) fault(`console: ${message.type()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => fault(`script: ${error.message}`));
    page.on("dialog", (dialog) => {
      fault(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });

    await page.setViewport({ width, height: 900 });
    await page.goto(url, { waitUntil: "networkidle0", timeout: 60_000 });
    if (screenshot) await page.screenshot({ path: screenshot, fullPage: true });
    for (const value of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
      await checkAccess(page, value, fault);
    }
    await page.emulateMediaFeatures([]);

    // WCAG 2.2, 1.4.10: at 320 pixels nothing but tables and pictures may ask to be scrolled sideways.
    await page.setViewport({ width: 320, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > 320) fault(`narrow: the page is ${wide} pixels wide in a window of 320`);
    await page.setViewport({ width, height: 900 });

    await page.emulateMediaType("print");
    await checkAccess(page, "print", fault);
    const printed = await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, ...(pdf && { path: pdf }) });
    if (Buffer.from(printed.subarray(0, 5)).toString() !== "%PDF-") fault("print: what came out is no PDF");
    else console.error(`printed: ${printed.length} bytes`);
  } finally {
    await browser.close();
  }
}

const given = options();
const faults = [];
const fault = (text) => faults.push(text);
checkMarkup(given.file, fault);
await checkInBrowser(given, fault);
for (const text of new Set(faults)) console.log(`${given.file}: ${text}`);
process.exit(faults.length ? 1 : 0);
