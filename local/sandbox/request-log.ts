export type LoggedRequest = {
  at: string;
  method: string;
  path: string;
  /** The account it was made for; empty for the platform. */
  scope: string;
  status: number;
  durationMs: number;
};

export type RequestLog = {
  add(request: LoggedRequest): void;
  /** Newest first. */
  list(): readonly LoggedRequest[];
};

const KEPT = 100;

/** The last requests, for the console; forgotten at a restart. */
export function createRequestLog(): RequestLog {
  const requests: LoggedRequest[] = [];
  return {
    add: (request) => {
      requests.unshift(request);
      requests.length = Math.min(requests.length, KEPT);
    },
    list: () => requests,
  };
}
