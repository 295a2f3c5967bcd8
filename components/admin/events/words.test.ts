import { describe, expect, it } from "vitest";
import { locales } from "@/lib/core/locale";
import { causes } from "@/lib/events/causes";
import { letterStates } from "@/lib/events/dead-letters";
import { spanNames } from "@/lib/events/letter-params";
import { routes } from "@/lib/events/routes";
import english from "@/lib/i18n/messages/en/admin-events.json";
import portuguese from "@/lib/i18n/messages/pt-BR/admin-events.json";
import { sayForecast } from "./forecast";

describe.each(locales)("the words of the event consoles in %s", (locale) => {
  const words = { en: english, "pt-BR": portuguese }[locale];

  it("name every consumer, cause, state and span", () => {
    expect(Object.keys(words.consumers)).toEqual(expect.arrayContaining(routes.map(({ consumer }) => consumer)));
    for (const list of [words.causes, words.causeHelp]) expect(Object.keys(list).sort()).toEqual([...causes].sort());
    expect(Object.keys(words.statuses).sort()).toEqual([...letterStates].sort());
    expect(Object.keys(words.spans).sort()).toEqual([...spanNames].sort());
  });

  it("say what a dry run found, and what the gateway says", () => {
    const gateway = [{ attemptNo: 1, status: "captured", amountCents: 11_500, currency: "BRL" }];
    const said = sayForecast(locale, { forecast: { outcome: "would_fail", cause: "missing" }, consumer: "poll-payment", gateway });
    expect(said.tone).toBe("bad");
    expect(said.gateway).toContain("115");
    const silent = sayForecast(locale, { forecast: { outcome: "would_go_outside" }, consumer: "poll-payment", gateway: "silent" });
    expect(silent.gateway).not.toBe("");
    expect(silent.text).toContain(words.consumers["poll-payment"]);
  });
});
