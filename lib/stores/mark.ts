import { accentContrast } from "@/lib/core/colour";

/** An icon for a store that has none: its initial on its accent, as a data URL that costs no request. */
export function initialMark(name: string, accent: string): string {
  const initial = [...name.trim()][0]?.toUpperCase() ?? "";
  const letter = /^[\p{L}\p{N}]$/u.test(initial) ? initial : "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${accent}"/><text x="16" y="22.5" font-family="system-ui,sans-serif" font-size="19" font-weight="600" text-anchor="middle" fill="${accentContrast(accent)}">${letter}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
