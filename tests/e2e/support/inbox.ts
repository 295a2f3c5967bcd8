import { expect } from "@playwright/test";
import { z } from "zod";
import { localUrl } from "./addresses";

const messages = z.object({
  messages: z.array(z.object({ id: z.number(), to: z.array(z.string()), subject: z.string(), text: z.string() })),
});

export type Mail = z.infer<typeof messages>["messages"][number];

/** The mails to an address, newest first. */
export async function mailsTo(address: string): Promise<Mail[]> {
  const answer = await fetch(`${localUrl}/inbox/api/messages?to=${encodeURIComponent(address)}`);
  return messages.parse(await answer.json()).messages;
}

/** Waits for a mail to the address whose subject fits; fails after twenty seconds. */
export async function awaitMail(address: string, subject: RegExp): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        found = (await mailsTo(address)).find((mail) => subject.test(mail.subject));
        return found?.subject;
      },
      { timeout: 20_000, message: `a mail to ${address} about ${subject}` },
    )
    .toMatch(subject);
  if (!found) throw new Error("no mail");
  return found;
}

/** The first link of a mail whose address fits. */
export function linkIn(mail: Mail, pattern: RegExp): string {
  const link = mail.text.match(/https?:\/\/[^\s)>\]]+/g)?.find((address) => pattern.test(address));
  if (!link) throw new Error(`the mail "${mail.subject}" holds no link like ${pattern}`);
  return link;
}
