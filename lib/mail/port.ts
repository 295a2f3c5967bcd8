/** A mail ready to go. `id` is the same for every try, so that a provider which knows it sends once. */
export type OutgoingMail = { id: string; from: string; to: string; replyTo?: string; subject: string; html: string; text: string };

/** Hands a mail to a provider; returns the provider's id. Throws when it was not accepted. */
export type Mailer = (mail: OutgoingMail) => Promise<string>;
