export type ServiceFailure = "unreachable" | "timeout" | "refused" | "malformed";

/**
 * The search service could not do what it was asked. `unreachable`: no host answered, or with a server error · `timeout`: too
 * late · `refused`: it answered with a 4xx (`status`): a wrong key, a missing index, a request it does not know · `malformed`:
 * its answer is not what its contract says.
 */
export class SearchServiceError extends Error {
  override readonly name = "SearchServiceError";
  /** As sockets say it, where no answer came in time. */
  readonly code: string;

  constructor(
    readonly failure: ServiceFailure,
    message: string,
    readonly status: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = failure === "unreachable" || failure === "timeout" ? "ETIMEDOUT" : failure;
  }
}
