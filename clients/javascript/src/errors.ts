import type { FieldProblem, Problem } from "./types.js";

/** What went wrong: the server's problem, or a server that was not reached. */
export class DatelineError extends Error {
  override readonly name = "DatelineError";
  /** The HTTP status; 0 where the server was not reached, or the connection was lost. */
  readonly status: number;
  /** What went wrong, in words. */
  readonly detail: string;
  /** What the server's log knows the request by. */
  readonly requestId: string;
  /** Seconds after which it may work. */
  readonly retryAfter: number | undefined;
  /** What is wrong in which place of the request. */
  readonly errors: readonly FieldProblem[];

  constructor(problem: Partial<Problem>, retryAfter?: number, options?: ErrorOptions) {
    const { status = 0, title = "", detail = title } = problem;
    super(status ? `${status}: ${detail}` : detail, options);
    this.status = status;
    this.detail = detail;
    this.requestId = problem.request_id ?? "";
    this.retryAfter = retryAfter;
    this.errors = problem.errors ?? [];
  }

  /** Read the problem of a response; whatever stands before the server may answer otherwise. */
  static async of(response: Response): Promise<DatelineError> {
    const { status, statusText, headers } = response;
    const fallback = {
      status,
      detail: statusText || `the server answered with status ${status}`,
      request_id: headers.get("x-request-id") ?? "",
    };
    const kind = headers.get("content-type") ?? "";
    const told: Partial<Problem> = kind.startsWith("application/problem+json")
      ? await response.json().catch(() => ({}))
      : (await response.body?.cancel(), {});
    return new DatelineError({ ...fallback, ...told }, seconds(headers.get("retry-after")));
  }
}

/** Seconds of a Retry-After, which may be a date. */
function seconds(retryAfter: string | null): number | undefined {
  if (!retryAfter) return undefined;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  const until = Date.parse(retryAfter) - Date.now();
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil(until / 1000));
}
