import { createServer, type IncomingHttpHeaders, type Server } from "node:http";

/** One delivery as the destination saw it. */
export type Delivery = { method: string; path: string; headers: IncomingHttpHeaders; rawHeaders: string[]; body: Buffer; at: number };
export type Reply = { status?: number; headers?: Record<string, string>; body?: string };
type Responder = (delivery: Delivery, earlier: number) => Reply | Promise<Reply>;

const PATIENCE_MS = 10_000;

/** One address of the destination, and what has been delivered to it. */
export class Endpoint {
  readonly deliveries: Delivery[] = [];
  readonly url: string;
  private readonly responder: Responder;
  private readonly waiting = new Set<() => void>();

  constructor(url: string, responder: Responder) {
    this.url = url;
    this.responder = responder;
  }

  async receive(delivery: Delivery): Promise<Reply> {
    this.deliveries.push(delivery);
    for (const wake of this.waiting) wake();
    return this.responder(delivery, this.deliveries.length - 1);
  }

  /** Resolves with the deliveries once there are `count` of them. Rejects after ten seconds. */
  async arrived(count: number): Promise<Delivery[]> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${this.deliveries.length} of ${count} deliveries arrived at ${this.url}`)),
        PATIENCE_MS,
      );
      const wake = (): void => {
        if (this.deliveries.length < count) return;
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      this.waiting.add(wake);
      wake();
    });
    return this.deliveries;
  }

  /** The only, or the first, delivery. */
  async first(): Promise<Delivery> {
    const [delivery] = await this.arrived(1);
    if (!delivery) throw new Error("No delivery arrived.");
    return delivery;
  }
}

/** A web server that deliveries go to; each test opens endpoints of its own on it. */
export class Destination {
  private readonly endpoints = new Map<string, Endpoint>();
  private readonly server: Server;
  readonly port: number;

  private constructor(server: Server) {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The destination does not listen on a port.");
    this.server = server;
    this.port = address.port;
    server.on("request", (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", async () => {
        const endpoint = this.endpoints.get((request.url ?? "").split("?")[0] ?? "");
        const { method = "", url: path = "", headers, rawHeaders } = request;
        const reply = (await endpoint?.receive({ method, path, headers, rawHeaders, body: Buffer.concat(chunks), at: Date.now() })) ?? {
          status: 404,
        };
        response.writeHead(reply.status ?? 200, reply.headers).end(reply.body ?? "ok");
      });
    });
  }

  static async open(port = 0): Promise<Destination> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return new Destination(server);
  }

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  /** A new address. It answers 200 unless told otherwise. */
  endpoint(responder: Responder = () => ({}), path = `/endpoint/${this.endpoints.size + 1}`): Endpoint {
    const endpoint = new Endpoint(this.origin + path, responder);
    this.endpoints.set(path, endpoint);
    return endpoint;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
