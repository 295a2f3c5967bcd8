import { after } from "next/server";
import { flushOutbox } from "@/lib/events/flush";
import { receiveDelivery } from "@/lib/events/receive-delivery";
import { consumers } from "./consumers";

/** Seconds that a host with such limits lets a delivery take: as long as the longest of lib/events/routes.ts. */
export const maxDuration = 600;

/** The one door of the queue; lib/events/receive-delivery.ts says what it answers. Events of the work are published after the answer. */
export async function POST(request: Request, { params }: { params: Promise<{ consumer: string }> }): Promise<Response> {
  const { consumer } = await params;
  return receiveDelivery({ consumer, request, consumers, afterwards: () => after(flushOutbox) });
}
