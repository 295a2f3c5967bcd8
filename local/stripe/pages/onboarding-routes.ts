import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { completeOnboarding } from "@/local/stripe/connect/accounts";
import { type AccountLink, accountLinks } from "@/local/stripe/connect/links";
import { answerMissing, answerPage, findHosted, type PageAnswer, submitPage } from "@/local/stripe/pages/hosted";
import { type Markup, page } from "@/local/stripe/pages/layout";
import { chooseLanguage, type Language, textsFor } from "@/local/stripe/pages/texts";
import type { Sandbox } from "@/local/stripe/sandbox";
import { type Account, accounts } from "@/local/stripe/stored";
import { need, needLocked, type Work } from "@/local/stripe/work";

/** The merchant's way through onboarding: one page to confirm. Links work once and for five minutes, as the vendor's. */
export function onboardingRoutes(sandbox: Sandbox): Hono {
  const app = new Hono();
  app.get("/connect/onboarding/:id", async (c) => {
    const found = await findHosted(sandbox, accountLinks, c);
    if (!found) return answerMissing(c);
    if (!isValid(found.value, sandbox.clock.nowSeconds())) return c.redirect(found.value.refreshUrl, 303);

    const account = await need(sandbox.work(sandbox.records, { scope: "" }), accounts, found.value.accountId);
    return answerPage(c, { markup: onboardingPage(found.value, account, languageOf(c, account)) });
  });
  app.post("/connect/onboarding/:id", async (c) => {
    const found = await findHosted(sandbox, accountLinks, c);
    if (!found) return answerMissing(c);

    const isConfirmed = (await c.req.parseBody()).answer === "confirm";
    return submitPage(sandbox, c, {
      scope: found.scope,
      operation: "POST /connect/onboarding/{id}",
      run: (work) => answer(work, found.value.id, isConfirmed),
    });
  });
  return app;
}

function isValid(link: AccountLink, nowSeconds: number): boolean {
  return !link.isUsed && link.expires_at > nowSeconds;
}

function languageOf(c: Context, account: Account): Language {
  return chooseLanguage(account.country === "BR" ? "pt-BR" : null, c.req.header("accept-language"));
}

async function answer(work: Work, linkId: string, isConfirmed: boolean): Promise<PageAnswer> {
  const link = await needLocked(work, accountLinks, linkId);
  if (!isValid(link, work.now)) return { redirect: link.refreshUrl };

  await work.shelf.put(accountLinks, linkId, { ...link, isUsed: true });
  if (isConfirmed) await completeOnboarding(work, link.accountId);
  return { redirect: link.returnUrl };
}

function onboardingPage(link: AccountLink, account: Account, language: Language): Markup {
  const texts = textsFor(language);
  const asked = (account.requirements?.currently_due ?? []).map((name) => texts.requirements[name] ?? name);
  return page({
    title: texts.onboardTitle,
    language,
    notice: texts.sandboxNotice,
    body: html`
      <h1>${texts.onboardTitle}</h1>
      <p>${texts.onboardHelp}</p>
      <dl class="stack">
        <div><dt class="soft">${texts.account}</dt><dd>${account.business_profile?.name ?? account.email ?? account.id}</dd></div>
        <div><dt class="soft">${texts.email}</dt><dd>${account.email ?? "–"}</dd></div>
        <div><dt class="soft">${texts.country}</dt><dd>${new Intl.DisplayNames(language, { type: "region" }).of(account.country ?? "US")}</dd></div>
        ${asked.length > 0 ? html`<div><dt class="soft">${texts.asked}</dt><dd>${asked.join(", ")}</dd></div>` : ""}
      </dl>
      <form class="stack" method="post" action="/connect/onboarding/${link.id}">
        <button type="submit" name="answer" value="confirm">${texts.confirm}</button>
        <button class="quiet" type="submit" name="answer" value="later">${texts.later}</button>
      </form>
    `,
  });
}
