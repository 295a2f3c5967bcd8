/** The vendor's error object: https://docs.stripe.com/api/errors */
export type ErrorBody = {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: object;
  payment_method?: object;
};

/**
 * An answer in the vendor's error shape. Thrown, it undoes the request; returned from an operation, it is answered
 * and what was done stays done (a declined card leaves a failed charge behind).
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
  ) {
    super(body.message);
  }
}

export function invalidRequest(message: string, detail: { param?: string; code?: string } = {}): ApiError {
  return new ApiError(400, { type: "invalid_request_error", message, ...detail });
}

/** Also the answer for another account's object: an id proves nothing. */
export function resourceMissing(noun: string, id: string, param = "id"): ApiError {
  return new ApiError(404, { type: "invalid_request_error", code: "resource_missing", message: `No such ${noun}: '${id}'`, param });
}

export function unexpectedState(message: string, code: string, body: Partial<ErrorBody> = {}): ApiError {
  return new ApiError(400, { type: "invalid_request_error", message, code, ...body });
}

export function cardError(decline: { code: string; declineCode?: string; message: string }, body: Partial<ErrorBody> = {}): ApiError {
  const declineCode = decline.declineCode ? { decline_code: decline.declineCode } : {};
  return new ApiError(402, { type: "card_error", code: decline.code, message: decline.message, ...declineCode, ...body });
}
