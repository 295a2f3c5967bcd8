/** What a test card does: https://docs.stripe.com/testing */
export type CardBehaviour =
  | { kind: "approves" }
  | { kind: "declines"; code: string; declineCode?: string; message: string }
  /** Asks the card holder for 3-D Secure whenever the card holder is present. */
  | { kind: "authenticates" }
  /** Approves; the refund is accepted and bounces later. */
  | { kind: "refund_bounces" }
  /** Approves; the card holder disputes the charge a moment later. */
  | { kind: "disputes" };

export type TestCard = {
  number: string;
  brand: "visa" | "mastercard";
  behaviour: CardBehaviour;
  /** The vendor's ready-made payment methods for this card. */
  aliases: readonly string[];
};

const declined = (code: string, message: string, declineCode?: string): CardBehaviour => ({
  kind: "declines",
  code,
  message,
  ...(declineCode ? { declineCode } : {}),
});

export const TEST_CARDS: readonly TestCard[] = [
  { number: "4242424242424242", brand: "visa", behaviour: { kind: "approves" }, aliases: ["pm_card_visa", "tok_visa"] },
  { number: "5555555555554444", brand: "mastercard", behaviour: { kind: "approves" }, aliases: ["pm_card_mastercard", "tok_mastercard"] },
  {
    number: "4000002500003155",
    brand: "visa",
    behaviour: { kind: "authenticates" },
    aliases: ["pm_card_authenticationRequired", "pm_card_threeDSecure2Required"],
  },
  {
    number: "4000000000000002",
    brand: "visa",
    behaviour: declined("card_declined", "Your card was declined.", "generic_decline"),
    aliases: ["pm_card_visa_chargeDeclined", "pm_card_chargeDeclined"],
  },
  {
    number: "4000000000009995",
    brand: "visa",
    behaviour: declined("card_declined", "Your card has insufficient funds.", "insufficient_funds"),
    aliases: ["pm_card_visa_chargeDeclinedInsufficientFunds"],
  },
  {
    number: "4000000000000069",
    brand: "visa",
    behaviour: declined("expired_card", "Your card has expired.", "expired_card"),
    aliases: ["pm_card_chargeDeclinedExpiredCard"],
  },
  {
    number: "4000000000000127",
    brand: "visa",
    behaviour: declined("incorrect_cvc", "Your card's security code is incorrect.", "incorrect_cvc"),
    aliases: ["pm_card_chargeDeclinedIncorrectCvc"],
  },
  {
    number: "4000000000000119",
    brand: "visa",
    behaviour: declined("processing_error", "An error occurred while processing your card. Try again in a little bit.", "processing_error"),
    aliases: ["pm_card_chargeDeclinedProcessingError"],
  },
  {
    number: "4000000000000341",
    brand: "visa",
    behaviour: declined("card_declined", "Your card was declined.", "generic_decline"),
    aliases: ["pm_card_chargeCustomerFail"],
  },
  { number: "4000000000005126", brand: "visa", behaviour: { kind: "refund_bounces" }, aliases: ["pm_card_refundFail"] },
  { number: "4000000000000259", brand: "visa", behaviour: { kind: "disputes" }, aliases: ["pm_card_createDispute"] },
];

const UNKNOWN_CARD = declined(
  "card_declined",
  "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
  "test_mode_live_card",
);

export function findTestCard(numberOrAlias: string): TestCard | null {
  return TEST_CARDS.find((card) => card.number === numberOrAlias || card.aliases.includes(numberOrAlias)) ?? null;
}

/** How a stored card behaves; test cards differ in their last four digits. */
export function behaviourOf(last4: string | undefined): CardBehaviour {
  return TEST_CARDS.find((card) => card.number.endsWith(last4 ?? "-"))?.behaviour ?? UNKNOWN_CARD;
}
