import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { withPlatform } from "@/lib/db/transaction";
import type { Cause } from "@/lib/events/causes";
import { discardDeadLetters } from "@/lib/events/resolve-letters";
import type { StoreView } from "@/lib/stores/types";
import { letterOf, openFilter } from "@/tests/factories/dead-letters";
import { type MadePerson, makePerson } from "@/tests/factories/person";
import { startQueue, type TestQueue } from "@/tests/factories/queue";
import { startSmtp, type TestSmtp } from "@/tests/factories/smtp";
import { makeStore } from "@/tests/factories/store";
import { mailDeadLetters } from "./dead-letter-mail";

let queue: TestQueue;
let smtp: TestSmtp;
let store: StoreView;
let operator: MadePerson;

beforeAll(async () => {
  smtp = await startSmtp();
  queue = await startQueue();
});
afterAll(async () => {
  await queue.close();
  await smtp.close();
});
beforeEach(async () => {
  await withPlatform(async (tx) => {
    await tx.user.updateMany({ data: { isOperator: false } });
    await tx.outboxEvent.deleteMany();
    await tx.processedEvent.deleteMany();
    await tx.deadLetter.deleteMany();
  });
  smtp.mails.splice(0);
  store = await makeStore();
  operator = await makePerson({ isOperator: true, locale: "pt-BR" });
});

const alerts = () => withPlatform((tx) => tx.outboxEvent.findMany({ where: { name: "dead_letters.appeared" }, orderBy: { id: "asc" } }));
const failing = (cause: Cause, consumer = "mail-order-paid") => letterOf(store, { consumer, answer: { cause } });

async function deliverAlerts(): Promise<void> {
  for (const { id: eventId, payload } of await alerts()) {
    await mailDeadLetters({ eventId, storeId: null, payload, retried: 0 });
    await mailDeadLetters({ eventId, storeId: null, payload, retried: 1 });
  }
}

describe("deliveries that begin to fail", () => {
  it("are told to each operator once, however many follow, and once more for another cause", async () => {
    const second = await makePerson({ isOperator: true });
    for (let letter = 0; letter < 3; letter++) await failing("outside");
    expect((await alerts()).map(({ payload }) => payload)).toEqual(
      expect.arrayContaining([operator, second].map(({ userId }) => ({ userId, cause: "outside" }))),
    );
    expect(await alerts()).toHaveLength(2);
    await failing("rejected");
    expect(await alerts()).toHaveLength(4);
  });

  it("are told once when many letters of a cause come at the same moment", async () => {
    await Promise.all(Array.from({ length: 8 }, () => failing("failed")));
    expect(await alerts()).toHaveLength(1);
  });

  it("are told again in another hour", async () => {
    await failing("outside");
    await withPlatform(
      (tx) => tx.$executeRaw`update processed_event set event_id = 'outside 2020-01-01T00' where consumer = 'alert-operators'`,
    );
    await failing("outside");
    expect(await alerts()).toHaveLength(2);
  });

  it("are mailed in the operator's language, with what waits and a link to the console, once per alert", async () => {
    await failing("outside");
    await failing("outside");
    await failing("outside", "poll-payment");
    await deliverAlerts();
    expect(smtp.mails).toHaveLength(1);
    const [mail] = smtp.mails;
    expect(mail?.subject).toBe("Tarefas com falha: Um serviço externo não respondeu");
    expect(mail?.text).toContain("3 mensagens");
    expect(mail?.text).toContain("E-mail: pagamento confirmado (2) e Consultar um pagamento no gateway (1)");
    expect(mail?.text).toContain("/operator/events?cause=outside");
  });

  it("are mailed to nobody when they were dealt with meanwhile, or the person is no operator any more", async () => {
    await failing("outside");
    await discardDeadLetters({ storeId: null, actor: { id: newId(), kind: "operator" }, filter: openFilter }, "known");
    await deliverAlerts();
    await failing("rejected");
    await withPlatform((tx) => tx.user.update({ where: { id: operator.userId }, data: { isOperator: false } }));
    await deliverAlerts();
    expect(smtp.mails).toEqual([]);
  });

  it("do not alert about the alert's own mail", async () => {
    await failing("outside", "mail-dead-letters");
    expect(await alerts()).toEqual([]);
  });
});
