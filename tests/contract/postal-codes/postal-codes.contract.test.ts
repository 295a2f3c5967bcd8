import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPostalCode } from "@/lib/checkout/postal-code";
import { postalCodeRoutes } from "@/local/postal-codes/routes";

let server: Server;
const failing = new Set<string>();

beforeAll(async () => {
  const app = new Hono();
  app.use("/ws/:code/*", (c, next) => (failing.has(c.req.param("code")) ? Promise.resolve(c.text("busy", 503)) : next()));
  app.route("/", postalCodeRoutes());
  server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }) as Server;
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  process.env.POSTAL_CODE_API_BASE = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe("the address of a CEP", () => {
  it("is street, district, city and state", async () => {
    expect(await findPostalCode("01001000")).toEqual({ line1: "Praça da Sé", district: "Sé", city: "São Paulo", state: "SP" });
  });

  it("is city and state alone where one CEP stands for the whole town", async () => {
    expect(await findPostalCode("95670000")).toEqual({ line1: "", district: "", city: "Gramado", state: "RS" });
  });

  it("is nothing for a CEP that nobody has, and for what is none", async () => {
    expect(await findPostalCode("99999999")).toBeNull();
    expect(await findPostalCode("0100100")).toBeNull();
    expect(await findPostalCode("../../etc")).toBeNull();
  });

  it("is typed by hand while the service does not answer", async () => {
    failing.add("20040020");
    expect(await findPostalCode("20040020")).toBeNull();
  });
});
