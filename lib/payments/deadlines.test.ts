import { afterEach, describe, expect, it, vi } from "vitest";
import { deadlinesOf } from "./deadlines";
import type { PaymentMethod } from "./gateways/port";
import { defaultTerms } from "./terms";

afterEach(() => vi.unstubAllEnvs());

/** A moment that reads as it does on a clock in Brasília. */
const brasilia = (text: string) => new Date(`${text}-03:00`);
const boletoDueOn = (day: string, boletoStock: "hold" | "sell" = "hold") => {
  const placedAt = brasilia(`${day}T15:00:00`);
  return deadlinesOf("boleto", { ...defaultTerms, boletoDays: 1, boletoStock }, new Date(placedAt.getTime() - 24 * 3_600_000));
};

describe.each(["UTC", "America/Sao_Paulo", "Asia/Tokyo"])("deadlines on a server whose zone is %s", (zone) => {
  it.each([
    ["a Monday", "2026-11-09", "2026-11-12"],
    ["a Tuesday", "2026-11-10", "2026-11-13"],
    ["a Wednesday", "2026-11-11", "2026-11-16"],
    ["a Thursday", "2026-11-12", "2026-11-17"],
    ["a Friday", "2026-11-06", "2026-11-11"],
    ["a Saturday, which may be paid on Monday", "2026-11-07", "2026-11-12"],
    ["a Sunday, which may be paid on Monday", "2026-11-08", "2026-11-12"],
  ])("hold the goods of a boleto due on %s for three bank days", (_, due, held) => {
    vi.stubEnv("TZ", zone);
    const { payableUntil, heldUntil } = boletoDueOn(due);
    expect(payableUntil).toEqual(brasilia(`${due}T23:59:59`));
    expect(heldUntil).toEqual(brasilia(`${held}T23:59:59`));
  });

  it.each([
    ["Carnival", "2027-02-05", "2027-02-12"],
    ["Good Friday and Tiradentes", "2025-04-17", "2025-04-24"],
    ["Corpus Christi", "2026-06-03", "2026-06-09"],
    ["Consciência Negra", "2026-11-19", "2026-11-25"],
    ["Christmas and the new year", "2026-12-24", "2026-12-30"],
    ["the new year", "2026-12-30", "2027-01-05"],
    ["a holiday on the due day itself", "2026-09-07", "2026-09-11"],
  ])("count no day without banks: %s", (_, due, held) => {
    vi.stubEnv("TZ", zone);
    expect(boletoDueOn(due).heldUntil).toEqual(brasilia(`${held}T23:59:59`));
  });

  it("take the day in Brasília for an order placed late in the evening", () => {
    vi.stubEnv("TZ", zone);
    const { payableUntil } = deadlinesOf("boleto", { ...defaultTerms, boletoDays: 3 }, brasilia("2026-11-03T22:30:00"));
    expect(payableUntil).toEqual(brasilia("2026-11-06T23:59:59"));
  });

  it.each<[PaymentMethod, number, number]>([
    ["card", 15, 15],
    ["pix", 30, 40],
    ["hosted", 35, 45],
  ])("let a %s live for %i minutes and its hold for %i", (method, payable, held) => {
    vi.stubEnv("TZ", zone);
    const now = brasilia("2026-11-06T23:50:00");
    const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    expect(deadlinesOf(method, { ...defaultTerms, pixMinutes: 30 }, now)).toEqual({
      payableUntil: inMinutes(payable),
      heldUntil: inMinutes(held),
      isHeld: true,
    });
  });
});

it("leaves the goods of a boleto on sale where the store says so, and ends the order no earlier", () => {
  expect(boletoDueOn("2026-11-06", "sell")).toEqual({ ...boletoDueOn("2026-11-06"), isHeld: false });
});
