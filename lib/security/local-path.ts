/** The path when it leads to a page of this host, else the fallback: an open redirect would lend our name to others. */
export function localPath(path: string | null | undefined, fallback: string): string {
  if (!path?.startsWith("/") || /^\/[/\\]|[\r\n\t]/.test(path)) return fallback;
  const url = new URL(path, "http://here.invalid");
  // Resolving dots can bring two slashes to the front ("/..//evil.example"), which a browser reads as another host.
  const isHere = url.host === "here.invalid" && !url.pathname.startsWith("//");
  return isHere ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
