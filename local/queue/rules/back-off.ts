const DAY_SECONDS = 86_400;

/**
 * The wait before retry `retry` (1 for the first), in milliseconds: 12 s, 148 s, 1808 s, 22026 s, then one day.
 * Source: QStash's retry guide, `min(86400, e^(2.5·n))` seconds, in whole seconds as its table gives them.
 */
export function backOffMs(retry: number): number {
  return Math.min(DAY_SECONDS, Math.floor(Math.exp(2.5 * retry))) * 1000;
}
