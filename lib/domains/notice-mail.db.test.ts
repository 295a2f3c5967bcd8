import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import type { StoreView } from "@/lib/stores/types";
import type { DnsServer } from "@/local/dns/server";
import { anyDomain, claimDomain, claimOf, lookUntilRest, setProof, startResolver } from "@/tests/factories/domains";
import { startSmtp, type TestSmtp } from "@/tests/factories/smtp";
import { makeStore } from "@/tests/factories/store";
import { mailNotice } from "./notice-mail";

let dns: DnsServer;
let smtp: TestSmtp;

beforeAll(async () => {
  [dns, smtp] = await Promise.all([startResolver(), startSmtp()]);
});

afterAll(() => Promise.all([dns.close(), smtp.close()]));

async function makeMember(store: StoreView, role: string, locale: string): Promise<string> {
  const email = `${role}-${newId()}@example.com`;
  await withPlatform(async (tx) => {
    const user = await tx.user.create({ data: { id: newId(), email, locale } });
    await tx.membership.create({ data: { storeId: store.id, userId: user.id, role } });
  });
  return email;
}

const sentTo = (email: string) => smtp.mails.filter((mail) => JSON.stringify(mail.to).includes(email));

test("owners are told of a domain in their own language, with what is wrong and what to do, once a day for apex and www", async () => {
  const store = await makeStore({ name: "Loja da Ana" });
  const [portuguese, english, staff] = await Promise.all([
    makeMember(store, "owner", "pt-BR"),
    makeMember(store, "owner", "en"),
    makeMember(store, "staff", "en"),
  ]);
  const host = await claimDomain(store, anyDomain());
  await setProof(dns, store, host);
  for (const one of [host, `www.${host}`]) await lookUntilRest(store, one);

  const eventId = newId();
  for (const one of [host, host, `www.${host}`]) {
    const { id } = await claimOf(store, one);
    await mailNotice({ storeId: store.id, claimId: id, notice: "dns_waiting" }, eventId);
  }
  expect(sentTo(portuguese).map(({ subject }) => subject)).toEqual([`${host} ainda não leva à sua loja`]);
  expect(sentTo(english).map(({ subject }) => subject)).toEqual([`${host} does not lead to your store yet`]);
  expect(sentTo(english)[0]?.text).toContain(`${host} leads nowhere yet: it has no address record.`);
  expect(sentTo(english)[0]?.text).toContain(`/admin/${store.slug}/domains`);
  expect(sentTo(staff)).toEqual([]);
});

test.each(["active", "lapsed", "degraded", "healed", "taken_over"] as const)(
  "a mail about %s can be written in both languages",
  async (notice) => {
    const store = await makeStore({ name: "Loja da Ana" });
    const owners = await Promise.all([makeMember(store, "owner", "pt-BR"), makeMember(store, "owner", "en")]);
    const host = await claimDomain(store, anyDomain());
    const { id } = await lookUntilRest(store, host);
    await mailNotice({ storeId: store.id, claimId: id, notice }, newId());
    for (const owner of owners) {
      expect(sentTo(owner)).toHaveLength(1);
      expect(sentTo(owner)[0]?.subject).toContain(host);
      expect(`${sentTo(owner)[0]?.text} ${sentTo(owner)[0]?.subject}`).not.toMatch(/[{}]|domains\.mail/);
    }
  },
);
