import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayMs, hourMs, after as later, minuteMs } from "@/lib/core/time";
import { nextCheck } from "./cadence";
import { type ClaimFacts, decide, type Observation, type OtherHolder } from "./decide";
import { problems } from "./problems";
import { type ClaimState, claimStates } from "./states";

const now = new Date("2026-05-01T12:00:00Z");
const nothing: Observation = { attached: null, proof: null, dns: null, tls: null };
const here: Observation = { attached: "ok", proof: "seen", dns: { pointsHere: true, problem: null }, tls: { kind: "ok" } };

function claim(state: ClaimState, facts: Partial<ClaimFacts> = {}): ClaimFacts {
  const lately = later(-5 * minuteMs, now);
  return { state, problem: null, failedChecks: 0, requestedAt: lately, stateSince: lately, provenAt: null, checkedAt: null, ...facts };
}

const go = (from: ClaimFacts, seen: Partial<Observation>, other: OtherHolder = "none") =>
  decide({ claim: from, seen: { ...nothing, ...seen }, other, now });

/** The arrows of the design; a state may always stay. */
const arrows: Record<ClaimState, ClaimState[]> = {
  requested: ["awaiting_ownership", "conflict", "lapsed"],
  awaiting_ownership: ["awaiting_dns", "conflict", "lapsed"],
  awaiting_dns: ["issuing_tls", "conflict", "lapsed"],
  issuing_tls: ["active", "tls_failed", "awaiting_dns"],
  tls_failed: ["issuing_tls", "awaiting_dns"],
  active: ["degraded"],
  degraded: ["active"],
  conflict: ["awaiting_ownership", "awaiting_dns", "lapsed"],
  lapsed: [],
  removing: ["tombstone"],
  tombstone: ["released"],
  released: [],
};

const anyProblem = fc.constantFrom(null, ...problems);
const anyDate = fc.integer({ min: 0, max: 60 * dayMs }).map((age) => later(-age, now));
const anySituation = fc.record({
  claim: fc.record({
    state: fc.constantFrom(...claimStates),
    problem: anyProblem,
    failedChecks: fc.nat(5),
    requestedAt: anyDate,
    stateSince: anyDate,
    provenAt: fc.option(anyDate),
    checkedAt: fc.option(anyDate),
  }),
  seen: fc.record({
    attached: fc.constantFrom(null, "ok", "owned_elsewhere", "invalid_name", "not_allowed", "rate_limited", "unreachable"),
    proof: fc.constantFrom(null, "seen", ...problems),
    dns: fc.option(fc.record({ pointsHere: fc.constantFrom(true, false, null), problem: anyProblem })),
    tls: fc.option(
      fc.oneof(
        fc.constant({ kind: "ok" } as const),
        fc.record({ kind: fc.constant("problem" as const), problem: fc.constantFrom(...problems), names: fc.constant<string[]>([]) }),
      ),
    ),
  }),
  other: fc.constantFrom<OtherHolder>("none", "working", "broken"),
  now: fc.constant(now),
});

describe("whatever is seen", () => {
  it("a claim moves along the arrows of the design alone", () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const { state } = decide(situation);
        return state === situation.claim.state || arrows[situation.claim.state].includes(state);
      }),
      { numRuns: 20_000 },
    );
  });

  it("it gets past ownership only with our own TXT seen, or when the other account's hold was lifted after it", () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const from = situation.claim.state;
        if (decide(situation).state !== "awaiting_dns" || (from !== "awaiting_ownership" && from !== "conflict")) return true;
        const isReleased = from === "conflict" && situation.claim.problem !== "other_store" && situation.seen.attached === "ok";
        return situation.seen.proof === "seen" || isReleased;
      }),
      { numRuns: 20_000 },
    );
  });

  it("it never wins over a store whose visitors get there", () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const isPending = ["requested", "awaiting_ownership", "conflict"].includes(situation.claim.state);
        const { state } = decide({ ...situation, other: "working" });
        return !isPending || !["awaiting_dns", "issuing_tls", "active"].includes(state);
      }),
      { numRuns: 20_000 },
    );
  });

  it("it becomes live only with a good certificate, and is looked at again within a day unless it ended", () => {
    fc.assert(
      fc.property(anySituation, (situation) => {
        const { state, nextCheckAt } = decide(situation);
        if (state === "active" && situation.claim.state === "issuing_tls" && situation.seen.tls?.kind !== "ok") return false;
        if (state === "released") return nextCheckAt === null;
        if (state === "lapsed") return true;
        return nextCheckAt !== null && nextCheckAt.getTime() - now.getTime() <= dayMs;
      }),
      { numRuns: 20_000 },
    );
  });
});

describe("the way of a domain", () => {
  it("runs from the request to being live, each step at once after the other", () => {
    for (const [from, to] of [
      ["requested", "awaiting_ownership"],
      ["awaiting_ownership", "awaiting_dns"],
      ["awaiting_dns", "issuing_tls"],
    ] as const) {
      expect(go(claim(from), here)).toMatchObject({ state: to, nextCheckAt: now });
    }
    expect(go(claim("issuing_tls"), here)).toMatchObject({ state: "active", notices: ["active"] });
  });

  it("waits for our own TXT whatever the platform says", () => {
    expect(go(claim("awaiting_ownership"), { ...here, proof: "txt_missing" })).toMatchObject({
      state: "awaiting_ownership",
      problem: "txt_missing",
    });
  });

  it("ends after seven days without proof, and says so", () => {
    const old = claim("awaiting_ownership", { requestedAt: later(-7 * dayMs, now) });
    expect(go(old, { proof: "txt_missing" })).toMatchObject({ state: "lapsed", notices: ["lapsed"], nextCheckAt: null });
  });

  it("reminds after fourteen days without an address, once", () => {
    const seen = { attached: "ok" as const, dns: { pointsHere: false, problem: "no_record" as const } };
    expect(go(claim("awaiting_dns", { provenAt: later(-13 * dayMs, now) }), seen).notices).toEqual([]);
    expect(go(claim("awaiting_dns", { provenAt: later(-14 * dayMs - 1, now), checkedAt: later(-hourMs, now) }), seen).notices).toEqual([
      "dns_waiting",
    ]);
    expect(
      go(claim("awaiting_dns", { provenAt: later(-14 * dayMs - hourMs, now), checkedAt: later(-minuteMs, now) }), seen).notices,
    ).toEqual([]);
  });

  it("ends after thirty days without an address, and is let go where it was added", () => {
    const old = claim("awaiting_dns", { provenAt: later(-30 * dayMs, now) });
    expect(go(old, { attached: "ok", dns: { pointsHere: false, problem: "no_record" } })).toMatchObject({
      state: "lapsed",
      notices: ["lapsed"],
      nextCheckAt: now,
    });
  });

  it("asks for no certificate that CAA forbids", () => {
    expect(go(claim("awaiting_dns"), { ...here, dns: { pointsHere: true, problem: "caa_forbids" } })).toMatchObject({
      state: "awaiting_dns",
      problem: "caa_forbids",
    });
  });

  it("gives a certificate an hour, then tries anew each hour", () => {
    const pending = { ...here, tls: { kind: "problem" as const, problem: "certificate_pending" as const, names: [] } };
    expect(go(claim("issuing_tls"), pending)).toMatchObject({ state: "issuing_tls" });
    expect(go(claim("issuing_tls", { stateSince: later(-hourMs, now) }), pending)).toMatchObject({
      state: "tls_failed",
      nextCheckAt: later(hourMs, now),
    });
    expect(go(claim("tls_failed"), here)).toMatchObject({ state: "issuing_tls" });
  });
});

describe("a domain that works", () => {
  const broken = { ...here, dns: { pointsHere: false, problem: "points_elsewhere" as const } };

  it("is doubted after one failed look, and found broken after two", () => {
    expect(go(claim("active"), broken)).toMatchObject({
      state: "active",
      failedChecks: 1,
      problem: "points_elsewhere",
      nextCheckAt: later(10 * minuteMs, now),
    });
    expect(go(claim("active", { failedChecks: 1 }), broken)).toMatchObject({ state: "degraded", notices: ["degraded"] });
  });

  it("is not blamed for resolvers that are silent", () => {
    const silent = { ...here, dns: { pointsHere: null, problem: "resolvers_silent" as const }, tls: null };
    expect(go(claim("active", { failedChecks: 1 }), silent)).toMatchObject({ state: "active", failedChecks: 1 });
    expect(go(claim("degraded", { problem: "points_elsewhere" }), silent)).toMatchObject({
      state: "degraded",
      problem: "points_elsewhere",
    });
  });

  it("heals when it heals, and says so", () => {
    expect(go(claim("degraded", { failedChecks: 2 }), here)).toMatchObject({ state: "active", failedChecks: 0, notices: ["healed"] });
  });
});

describe("two stores and one domain", () => {
  it("the one that proves it while another holds it waits", () => {
    expect(go(claim("awaiting_ownership"), here, "working")).toMatchObject({ state: "conflict", problem: "other_store", takesOver: false });
  });

  it("the one that proves it takes it from a store to which it no longer leads", () => {
    expect(go(claim("awaiting_ownership"), here, "broken")).toMatchObject({ state: "awaiting_dns", takesOver: true });
    expect(go(claim("conflict", { problem: "other_store" }), here, "broken")).toMatchObject({ state: "awaiting_dns", takesOver: true });
  });

  it("the one that waits goes on when the other lets go", () => {
    expect(go(claim("conflict", { problem: "other_store" }), { proof: "txt_missing" })).toMatchObject({ state: "awaiting_ownership" });
  });

  it("another account's hold is shown until it is lifted", () => {
    expect(go(claim("awaiting_ownership"), { ...here, attached: "owned_elsewhere" })).toMatchObject({
      state: "conflict",
      problem: "other_account",
    });
    expect(go(claim("conflict", { problem: "other_account" }), { ...here, attached: "owned_elsewhere" })).toMatchObject({
      state: "conflict",
    });
    expect(go(claim("conflict", { problem: "other_account" }), here)).toMatchObject({ state: "awaiting_dns" });
  });
});

describe("what is let go", () => {
  it("is detached, rests thirty days, and is free", () => {
    expect(go(claim("removing"), { attached: "unreachable" })).toMatchObject({ state: "removing", problem: "host_unreachable" });
    expect(go(claim("removing"), { attached: "ok" })).toMatchObject({ state: "tombstone" });
    expect(go(claim("tombstone", { stateSince: later(-29 * dayMs, now) }), {})).toMatchObject({ state: "tombstone" });
    expect(go(claim("tombstone", { stateSince: later(-30 * dayMs, now) }), {})).toMatchObject({ state: "released", nextCheckAt: null });
  });
});

describe("how often a claim is looked at", () => {
  it.each([
    ["a minute", 10 * minuteMs, minuteMs],
    ["ten minutes", 2 * hourMs, 10 * minuteMs],
    ["an hour", 2 * dayMs, hourMs],
    ["a day", 31 * dayMs, dayMs],
  ])("every %s", (_, age, interval) => {
    const waiting = { state: "awaiting_dns" as const, failedChecks: 0, requestedAt: later(-age, now), stateSince: now };
    expect(nextCheck(waiting, now)).toEqual(later(interval, now));
  });

  it("daily once it works", () => {
    expect(nextCheck({ state: "active", failedChecks: 0, requestedAt: now, stateSince: now }, now)).toEqual(later(dayMs, now));
  });
});
