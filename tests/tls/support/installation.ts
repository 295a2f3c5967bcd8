import { readFileSync } from "node:fs";

const given = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these journeys by "npm test -- tls"`);
  return value;
};

export const ports = { app: Number(given("APP_PORT")), https: Number(given("HTTPS_PORT")), dns: Number(given("DNS_PORT")) };
export const dataFolder = given("DATA_FOLDER");
/** What Caddy's own authority signs with. */
export const rootCertificate = readFileSync(given("TLS_ROOT_FILE"), "utf8");

/** The address of a path of a host, as a visitor writes it. */
export function addressOf(host: string, path = "/"): string {
  return `https://${host}:${ports.https}${path}`;
}
