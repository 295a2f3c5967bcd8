import { html, raw } from "hono/html";
import { anchorOf, counted, exactTime, type Html } from "@/local/queue/overview/parts";
import type { Overview } from "@/local/queue/overview/read";
import {
  delayedSection,
  eventSection,
  failedSection,
  inFlightSection,
  queueSection,
  scheduleSection,
  waitingSection,
} from "@/local/queue/overview/sections";
import { STYLES } from "@/local/queue/overview/styles";

const SECTIONS = [queueSection, inFlightSection, waitingSection, delayedSection, failedSection, scheduleSection, eventSection];

function totals(overview: Overview): Html {
  const { inFlight, waiting, delayed, failed } = overview.totals;
  const items = [
    { label: "In flight", value: inFlight, bad: false },
    { label: "Waiting", value: waiting, bad: false },
    { label: "Delayed", value: delayed, bad: false },
    { label: "Failed", value: failed, bad: failed > 0 },
  ];
  return html`<ul class="totals">${items.map((item) => html`<li class="${item.bad ? "bad" : ""}"><a href="#${anchorOf(item.label)}"><b>${counted(item.value)}</b> <span class="muted">${item.label}</span></a></li>`)}</ul>`;
}

/** The overview as a whole HTML document. Everything that came from outside is escaped by the template. */
export async function renderOverview(overview: Overview): Promise<string> {
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="robots" content="noindex" />
<title>Queue</title>
<style>${raw(STYLES)}</style>
</head>
<body>
<main>
<header><h1>Queue</h1><span class="muted">As of ${exactTime(overview.now)} · <a href="">Reload</a></span></header>
${totals(overview)}
${SECTIONS.map((section) => section(overview))}
</main>
</body>
</html>`;
  return String(page);
}
