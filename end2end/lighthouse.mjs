// Lighthouse, as a phone on a slow network, of the pages that people come to first: each of its four grades is 98 or more.
// Performance is the median of three runs, the others are the worst of them. Nothing is left out: all audits count.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const LEAST = 98;
const RUNS = 3;
const site = process.env.TUTTI_E2E_URL;

/** The first address of this kind on a page. */
async function first(page, links) {
  const html = await (await fetch(site + page)).text();
  const [, path] = links.exec(html) ?? [];
  if (!path) throw new Error(`no ${links} on ${page}`);
  return path;
}

/** What of a grade was lost, and where. */
function lost({ categories, audits }, grade) {
  return categories[grade].auditRefs
    .map(({ id, weight }) => ({ ...audits[id], weight }))
    .filter(({ score, weight }) => weight > 0 && score !== null && score < 1)
    .map(({ id, title, score, displayValue }) => `    ${id} ${score}: ${title} ${displayValue ?? ''}`);
}

const paths = ['/', '/events', await first('/events', /href="(\/events\/[a-z0-9-]+-[a-z0-9]{8})"/), await first('/musicians', /href="(\/musicians\/[a-z0-9-]+)"/)];
const chrome = await launch({
  chromePath: process.env.TUTTI_CHROMIUM,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic'],
});
const complaints = [];
let passed = 0;
try {
  for (const path of paths) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) {
      const { lhr } = await lighthouse(site + path, { port: chrome.port, logLevel: 'error' });
      if (lhr.runtimeError) throw new Error(`${path}: ${lhr.runtimeError.message}`);
      runs.push(lhr);
    }
    const said = Object.keys(runs[0].categories).map((grade) => {
      const sorted = runs.map((lhr) => [Math.round(lhr.categories[grade].score * 100), lhr]).sort(([a], [b]) => a - b);
      const [score, lhr] = sorted[grade === 'performance' ? Math.floor(RUNS / 2) : 0];
      if (score < LEAST) complaints.push(`${path}: ${grade} ${score}`, ...lost(lhr, grade));
      else passed++;
      return `${grade} ${score}`;
    });
    const [, { audits }] = runs.map((lhr) => [lhr.categories.performance.score, lhr]).sort(([a], [b]) => a - b)[Math.floor(RUNS / 2)];
    const times = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'];
    console.log(`${path}: ${said.join(', ')} (${times.map((id) => `${id} ${audits[id].displayValue}`).join(', ')})`);
  }
} finally {
  chrome.kill();
}
if (complaints.length > 0) {
  console.log(`\nBelow ${LEAST}:\n${complaints.join('\n')}`);
  process.exitCode = 1;
} else {
  console.log(`\n${passed} passed`);
}
