export type UnavailableWords = { locale: string; name: string; title: string; text: string };

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? "");
}

/** The document of a suspended store, without a script or a style sheet of its own. */
export function UnavailablePage(words: UnavailableWords): string {
  const { locale, name, title, text } = Object.fromEntries(Object.entries(words).map(([key, value]) => [key, escapeHtml(value)]));
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${name}</title>
<style>
body{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;box-sizing:border-box;font:1rem/1.6 system-ui,sans-serif;color:#22282b;background:#f6f7f7;text-align:center}
h1{margin:0 0 .75rem;font-size:1.75rem;font-weight:500;letter-spacing:-.01em}
p{margin:0;max-width:32rem;color:#4d575c}
.store{margin-bottom:2rem;color:#22282b}
</style>
</head>
<body>
<main>
<p class="store">${name}</p>
<h1>${title}</h1>
<p>${text}</p>
</main>
</body>
</html>`;
}
