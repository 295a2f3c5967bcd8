/** One sheet for all hosted pages. */
export const PAGE_STYLES = `
:root { --ink: #16202b; --ink-soft: #5b6876; --paper: #ffffff; --tint: #f4f2ee; --line: #dcdfe4; --accent: #0f5b53; --accent-ink: #ffffff; --danger: #a3201d; --danger-tint: #fdf1f0; --note: #7a5200; --note-tint: #fdf6e3; --focus: #1f6feb; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.5 Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, sans-serif; }
a { color: var(--accent); }
h1, h2, p, dl, dd, ul { margin: 0; padding: 0; }
h1 { font-size: 20px; line-height: 1.3; }
h2 { font-size: 16px; }
.notice { background: var(--note-tint); color: var(--note); font-size: 14px; text-align: center; padding: 8px 16px; }
.sheet { display: grid; min-height: calc(100dvh - 37px); }
.summary { background: var(--tint); padding: 20px 20px 24px; }
.main { padding: 24px 20px 48px; }
.inner { max-width: 440px; margin: 0 auto; display: grid; gap: 20px; align-content: start; }
.lines { list-style: none; display: grid; gap: 12px; }
.lines li, .part, .total { display: flex; justify-content: space-between; gap: 16px; }
.lines small { display: block; color: var(--ink-soft); font-size: 14px; }
.money { font-variant-numeric: tabular-nums; white-space: nowrap; }
.soft { color: var(--ink-soft); font-size: 14px; }
.part { color: var(--ink-soft); }
.parts { display: grid; gap: 8px; border-top: 1px solid var(--line); padding-top: 12px; }
.total { border-top: 1px solid var(--line); padding-top: 12px; font-weight: 600; }
.due { font-size: 36px; line-height: 1.1; font-weight: 600; letter-spacing: -0.02em; }
.field { display: grid; gap: 4px; }
.field label, legend { font-size: 14px; font-weight: 500; padding: 0; }
legend { margin-bottom: 4px; }
.field input, .field select { font: inherit; width: 100%; min-height: 44px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: inherit; }
.field input[aria-invalid=true] { border-color: var(--danger); }
.field .error, .alert { color: var(--danger); font-size: 14px; }
.alert { background: var(--danger-tint); border-radius: 6px; padding: 12px; }
.good { background: #eef7f1; color: #14532d; border-radius: 6px; padding: 12px; font-size: 14px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 8px; }
.choice { display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 6px; font-size: 16px; font-weight: 400; cursor: pointer; }
.choice:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.choice input { accent-color: var(--accent); width: 18px; height: 18px; margin: 0; }
.choice .money { margin-left: auto; }
.stack { display: grid; gap: 16px; }
button, .button { font: inherit; font-weight: 600; min-height: 48px; padding: 10px 16px; width: 100%; border: 1px solid transparent; border-radius: 6px; background: var(--accent); color: var(--accent-ink); cursor: pointer; display: grid; place-items: center; text-decoration: none; }
button.quiet { background: var(--paper); color: var(--ink); border-color: var(--line); }
button.danger { background: var(--paper); color: var(--danger); border-color: var(--line); }
button[disabled] { opacity: 0.6; cursor: progress; }
button.use { width: auto; min-height: 44px; padding: 4px 12px; font-weight: 500; font-size: 14px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
details { border: 1px solid var(--line); border-radius: 6px; padding: 0 12px; font-size: 14px; }
summary { min-height: 44px; display: flex; align-items: center; cursor: pointer; font-weight: 500; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ""; margin-left: auto; width: 8px; height: 8px; border: solid var(--ink-soft); border-width: 0 2px 2px 0; transform: rotate(45deg) translateY(-3px); }
[open] > summary::after { transform: rotate(-135deg); }
.cards { list-style: none; display: grid; gap: 8px; padding-bottom: 12px; }
.cards li { display: grid; grid-template-columns: 1fr auto; gap: 8px; align-items: center; }
.cards code { font-size: 13px; display: block; }
.back { display: inline-flex; align-items: center; min-height: 44px; font-size: 14px; }
[hidden] { display: none !important; }
@media (min-width: 860px) {
  .sheet { grid-template-columns: 1fr 1fr; }
  .summary { padding: 64px 48px; display: flex; justify-content: flex-end; }
  .main { padding: 64px 48px; }
  .inner { width: 440px; }
  .main .inner { margin: 0; }
  .single .inner { margin: 0 auto; }
  .sheet.single { grid-template-columns: 1fr; }
}
`;
