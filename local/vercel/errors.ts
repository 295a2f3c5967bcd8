/** The vendor's error: `{ error: { code, message, … } }`. Thrown, it undoes the request and is answered. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: object = {},
  ) {
    super(message);
  }

  body(): { error: object } {
    return { error: { code: this.code, message: this.message, ...this.details } };
  }
}

export const badRequest = (message: string): ApiError => new ApiError(400, "bad_request", message);
export const invalidDomain = (name: string): ApiError => new ApiError(400, "invalid_domain", `The domain "${name}" is not valid.`);
export const notFound = (message: string): ApiError => new ApiError(404, "not_found", message);
export const forbidden = (message: string): ApiError => new ApiError(403, "forbidden", message);
export const conflict = (message: string): ApiError => new ApiError(409, "conflict", message);

/** Seen with 400 on the same project and with 409 on another one: callers switch on the code. */
export function alreadyInUse(name: string, isOurs: boolean): ApiError {
  const message = `Cannot add ${name} since it's already ${isOurs ? "assigned to this project" : "in use by another project"}.`;
  return new ApiError(isOurs ? 400 : 409, "domain_already_in_use", message);
}

export function rateLimited(): ApiError {
  const resetMs = Date.now() + 60_000;
  const limit = { remaining: 0, reset: Math.ceil(resetMs / 1000), resetMs, total: 100 };
  return new ApiError(429, "rate_limited", "Rate limit exceeded.", { limit });
}
