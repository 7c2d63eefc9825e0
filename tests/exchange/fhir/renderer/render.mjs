// Opens forms in a renderer that is not ours, fills them, and says which items can be seen.
// Input: {chromium, forms: {name: Questionnaire}, fills: [{form, response?, clicks?: [[link, label]]}], picture?}
// Output: for each fill {seen: [link], values: {link: value}}.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const modules = fileURLToPath(new URL("node_modules", import.meta.url));
const at = "/lforms/dist/lforms/";
const scripts = ["assets/lib/zone.min.js", "runtime.js", "polyfills.js", "main.js"].map((name) => `webcomponent/${name}`);
const page = `<!doctype html><meta charset="utf-8"><title>form</title>
<link rel="stylesheet" href="${at}webcomponent/styles.css"><link rel="icon" href="data:,"><div id="form"></div>
${[...scripts, "fhir/R4/lformsFHIR.min.js"].map((name) => `<script src="${at}${name}"></script>`).join("\n")}`;
const kinds = { css: "text/css", js: "text/javascript; charset=utf-8" };

const server = createServer(async (asked, answer) => {
  const path = new URL(asked.url, "http://localhost").pathname;
  try {
    const body = path === "/" ? page : await readFile(modules + path);
    answer.setHeader("content-type", path === "/" ? "text/html; charset=utf-8" : kinds[path.split(".").pop()] ?? "image/png");
    answer.end(body);
  } catch {
    answer.statusCode = 404;
    answer.end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));

const job = JSON.parse(await text(process.stdin));
const browser = await chromium.launch({ executablePath: job.chromium, args: ["--no-sandbox"] });
const tab = await browser.newPage({ viewport: { width: 1000, height: 1400 } });
const home = `http://127.0.0.1:${server.address().port}/`;
await tab.route("**", (route) => (route.request().url().startsWith(home) ? route.continue() : route.abort()));

const found = [];
for (const fill of job.fills) {
  await tab.goto(home);
  await tab.evaluate(
    async ([form, response]) => {
      let definition = LForms.Util.convertFHIRQuestionnaireToLForms(form, "R4");
      if (response) {
        definition = LForms.Util.mergeFHIRDataIntoLForms("QuestionnaireResponse", response, definition, "R4");
      }
      await LForms.Util.addFormToPage(definition, "form", { fhirVersion: "R4" });
    },
    [job.forms[fill.form], fill.response ?? null],
  );
  await tab.waitForSelector("#form .lhc-form-body");
  await settled();
  for (const [link, label] of fill.clicks ?? []) {
    await tab.locator(`[id="item-${link}/1/1"] label, [id="item-${link}/1"] label`).getByText(label, { exact: true }).first().click();
    await settled();
  }
  found.push(await tab.evaluate(seen));
  if (job.picture) {
    await tab.screenshot({ path: `${job.picture}${found.length}.png`, fullPage: true });
  }
}
await browser.close();
server.close();
process.stdout.write(JSON.stringify(found));

// Two turns in which nothing of the form changed.
async function settled() {
  await tab.waitForFunction(
    () => {
      const now = document.querySelector("#form").innerHTML.length;
      const quiet = window.before === now ? (window.quiet ?? 0) + 1 : 0;
      Object.assign(window, { before: now, quiet });
      return quiet > 3;
    },
    null,
    { polling: 60 },
  );
}

function seen() {
  const shown = [...document.querySelectorAll('[id^="item-"]')].filter((item) => item.offsetParent !== null);
  const response = LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4");
  const values = {};
  const walk = (items) => {
    for (const item of items ?? []) {
      if (item.answer) values[item.linkId] = item.answer.map((one) => Object.values(one)[0]);
      walk(item.item);
      for (const one of item.answer ?? []) walk(one.item);
    }
  };
  walk(response.item);
  return { seen: [...new Set(shown.map((item) => item.id.slice(5).split("/")[0]))], values };
}
