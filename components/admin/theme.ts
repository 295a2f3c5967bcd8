export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The cookie that remembers the choice; the layout reads it and sets `data-theme` on <html>, so that nothing flashes. */
export const themeCookie = "theme";

const yearSeconds = 31_536_000;

/** The theme named by the text; `system` for anything else. */
export function themeFrom(text: string | undefined): Theme {
  return themes.find((theme) => theme === text) ?? "system";
}

/** The theme in force on this page. Browser only. */
export function presentTheme(): Theme {
  return themeFrom(document.documentElement.dataset.theme);
}

/** Puts the theme in force and remembers it for a year. Browser only. */
export function chooseTheme(text: string): Theme {
  const theme = themeFrom(text);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from Safari and Firefox releases still in use.
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${yearSeconds}; samesite=lax`;
  return theme;
}
