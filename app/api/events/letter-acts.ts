import { refresh } from "next/cache";
import { sayForecast } from "@/components/admin/events/forecast";
import { type FormState, rejected, saved } from "@/lib/core/form-state";
import type { Locale } from "@/lib/core/locale";
import { rehearseDeadLetter } from "@/lib/events/rehearse";
import { discardDeadLetters, type LetterActor, replayDeadLetters, type Selection } from "@/lib/events/resolve-letters";
import { translator } from "@/lib/i18n/translator";
import { askingGateways, previewGateway } from "@/lib/payments/ask-first";
import { consumers } from "./[consumer]/consumers";

/** What both consoles do with dead letters, after each has found out who acts and on whose. Sentences come ready in their language. */

export async function replayLetters(selection: Selection, locale: Locale): Promise<FormState> {
  const done = await replayDeadLetters(selection, askingGateways());
  refresh();
  if (!done.ok) return rejected({}, {}, done.code);
  const { replayed, silent, unsent } = done.value;
  return { ...saved("replayed"), values: { done: translator(locale, "admin-events")("replay.done", { count: replayed, silent, unsent }) } };
}

export async function discardLetters(selection: Selection, reason: string, locale: Locale): Promise<FormState> {
  const done = await discardDeadLetters(selection, reason);
  refresh();
  if (!done.ok) return rejected({}, {}, done.code);
  const { discarded } = done.value;
  return { ...saved("discarded"), values: { done: translator(locale, "admin-events")("discard.done", { count: discarded }) } };
}

export async function rehearseLetter(letter: LetterActor & { id: string }, locale: Locale): Promise<FormState> {
  const done = await rehearseDeadLetter(letter, consumers);
  refresh();
  if (!done.ok) return rejected({}, {}, done.code);
  const { forecast, letter: found } = done.value;
  const gateway = await previewGateway(found);
  return { ...saved("rehearsed"), values: sayForecast(locale, { forecast, consumer: found.consumer, gateway }) };
}
