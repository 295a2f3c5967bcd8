/** The overview's style sheet. Light and dark by the reader's preference; tables become cards on a narrow screen. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --background: light-dark(oklch(98.5% 0.004 90), oklch(19% 0.008 265));
  --surface: light-dark(oklch(100% 0 0), oklch(23.5% 0.01 265));
  --border: light-dark(oklch(90% 0.006 90), oklch(33% 0.012 265));
  --text: light-dark(oklch(24% 0.01 265), oklch(93% 0.005 90));
  --muted: light-dark(oklch(47% 0.012 265), oklch(73% 0.01 265));
  --accent: light-dark(oklch(45% 0.14 264), oklch(78% 0.11 264));
  --success: light-dark(oklch(45% 0.11 155), oklch(80% 0.13 155));
  --warning: light-dark(oklch(48% 0.1 70), oklch(82% 0.12 80));
  --danger: light-dark(oklch(48% 0.17 25), oklch(77% 0.13 25));
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--background); color: var(--text); font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1120px; margin: 0 auto; padding: 32px 24px 64px; }
header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: baseline; justify-content: space-between; }
h1 { font-size: 24px; line-height: 1.25; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 16px; margin: 40px 0 12px; display: flex; gap: 8px; align-items: baseline; }
h2 small, .muted { color: var(--muted); font-weight: 400; font-size: 14px; }
a { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
header a { padding: 10px 0; }
.totals { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; margin: 24px 0 0; padding: 0; list-style: none; }
.totals li { background: var(--surface); border: 1px solid var(--border); border-radius: 10px; }
.totals a { display: block; padding: 14px 16px; color: inherit; text-decoration: none; border-radius: 10px; }
.totals a:hover .muted { text-decoration: underline; }
section { scroll-margin-top: 16px; }
.totals b { display: block; font-size: 26px; line-height: 1.2; font-weight: 600; }
.totals .bad b { color: var(--danger); }
.panel { background: var(--surface); border: 1px solid var(--border); border-radius: 10px; overflow: hidden; }
.empty { padding: 16px; margin: 0; color: var(--muted); }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: 10px 16px; vertical-align: top; overflow-wrap: anywhere; }
th { font-size: 13px; font-weight: 500; color: var(--muted); white-space: nowrap; }
tbody tr { border-top: 1px solid var(--border); }
code { font: 13px/1.5 ui-monospace, monospace; }
td time, .state { white-space: nowrap; }
.state { font-size: 13px; font-weight: 600; }
.state.good { color: var(--success); }
.state.wait { color: var(--warning); }
.state.bad { color: var(--danger); }
@media (max-width: 640px) {
  main { padding: 20px 16px 48px; }
  .totals { grid-template-columns: repeat(2, 1fr); }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  section[id] h2 { margin-top: 32px; }
  tr { display: block; padding: 10px 16px; }
  td { display: grid; grid-template-columns: 88px 1fr; gap: 8px; padding: 3px 0; }
  td::before { content: attr(data-label); color: var(--muted); font-size: 13px; }
}
`;
