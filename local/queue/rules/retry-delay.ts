import { fail, ok, type Result } from "@/lib/core/result";

/** A parsed `Upstash-Retry-Delay`: milliseconds to wait, given how often the message has been retried (0 at the first retry). */
export type RetryDelay = (retried: number) => number;

const MAX_LENGTH = 256;
const TOKEN = /\s*(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z]+|[-+*/%(),])/y;

const FUNCTIONS: Record<string, { least: number; most: number; apply: (...values: number[]) => number }> = {
  pow: { least: 2, most: 2, apply: (base = 0, exponent = 0) => base ** exponent },
  sqrt: { least: 1, most: 1, apply: Math.sqrt },
  abs: { least: 1, most: 1, apply: Math.abs },
  exp: { least: 1, most: 1, apply: Math.exp },
  floor: { least: 1, most: 1, apply: Math.floor },
  ceil: { least: 1, most: 1, apply: Math.ceil },
  round: { least: 1, most: 1, apply: Math.round },
  min: { least: 1, most: 16, apply: Math.min },
  max: { least: 1, most: 16, apply: Math.max },
};

class SyntaxFault extends Error {}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match?.[1]) throw new SyntaxFault("unexpected character");
    tokens.push(match[1]);
  }
  return tokens;
}

/** Recursive descent over `+ - * / %`, unary minus, calls and brackets. Nothing is ever evaluated as JavaScript. */
class Parser {
  private position = 0;
  private readonly tokens: string[];

  constructor(tokens: string[]) {
    this.tokens = tokens;
  }

  parse(): RetryDelay {
    const expression = this.sum();
    if (this.position < this.tokens.length) throw new SyntaxFault("unexpected token");
    return expression;
  }

  private take(...wanted: string[]): string | null {
    const token = this.tokens[this.position];
    if (token === undefined || !wanted.includes(token)) return null;
    this.position += 1;
    return token;
  }

  private expect(wanted: string): void {
    if (this.take(wanted) === null) throw new SyntaxFault(`expected ${wanted}`);
  }

  private sum(): RetryDelay {
    let left = this.product();
    for (let operator = this.take("+", "-"); operator; operator = this.take("+", "-")) {
      left = combine(operator, left, this.product());
    }
    return left;
  }

  private product(): RetryDelay {
    let left = this.unary();
    for (let operator = this.take("*", "/", "%"); operator; operator = this.take("*", "/", "%")) {
      left = combine(operator, left, this.unary());
    }
    return left;
  }

  private unary(): RetryDelay {
    if (this.take("-") === null) return this.primary();
    const operand = this.unary();
    return (retried) => -operand(retried);
  }

  private primary(): RetryDelay {
    if (this.take("(") !== null) {
      const inner = this.sum();
      this.expect(")");
      return inner;
    }
    const token = this.tokens[this.position];
    if (token === undefined) throw new SyntaxFault("unexpected end");
    this.position += 1;
    if (/^\d/.test(token)) return constant(Number(token));
    return token === "retried" ? (retried) => retried : this.call(token);
  }

  private call(name: string): RetryDelay {
    const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (!known) throw new SyntaxFault(`unknown name ${name}`);

    this.expect("(");
    const parameters = [this.sum()];
    while (this.take(",") !== null) parameters.push(this.sum());
    this.expect(")");
    if (parameters.length < known.least || parameters.length > known.most) throw new SyntaxFault(`wrong number of arguments for ${name}`);
    return (retried) => known.apply(...parameters.map((parameter) => parameter(retried)));
  }
}

function constant(value: number): RetryDelay {
  return () => value;
}

function combine(operator: string, left: RetryDelay, right: RetryDelay): RetryDelay {
  if (operator === "+") return (retried) => left(retried) + right(retried);
  if (operator === "-") return (retried) => left(retried) - right(retried);
  if (operator === "*") return (retried) => left(retried) * right(retried);
  if (operator === "/") return (retried) => left(retried) / right(retried);
  return (retried) => left(retried) % right(retried);
}

/**
 * Parses the arithmetic of `Upstash-Retry-Delay`, in milliseconds over `retried`, with
 * `pow sqrt abs exp floor ceil round min max`. Fails with `invalid_expression` for anything else.
 */
export function parseRetryDelay(text: string): Result<RetryDelay, "invalid_expression"> {
  if (text.length > MAX_LENGTH) return fail("invalid_expression");
  try {
    return ok(new Parser(tokenize(text)).parse());
  } catch (error) {
    if (error instanceof SyntaxFault) return fail("invalid_expression");
    throw error;
  }
}
