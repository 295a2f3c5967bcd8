import { createLocalJWKSet, createRemoteJWKSet, exportJWK, generateKeyPair } from "jose";
import { expect, it } from "vitest";
import { verifyNotice } from "./pagarme-signature";

const body = JSON.stringify({ id: "hook_1", type: "charge.paid", data: { id: "ch_1" } });

async function vendor(kid = "key-1") {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" }] });
  const signed = await crypto.subtle.sign("RSASSA-PKCS1-v1_5", privateKey, Buffer.from(body));
  return { keys, header: `alg=RS256; kid=${kid}; signature=${Buffer.from(signed).toString("base64url")}` };
}

it("believes a notice that is signed by a published key, as it came", async () => {
  const { keys, header } = await vendor();
  expect(await verifyNotice(header, body, keys)).toBe("valid");
  expect(await verifyNotice(header, body.replace("ch_1", "ch_2"), keys)).toBe("wrong");
});

it("believes no other key, no other algorithm and no other form", async () => {
  const [own, other] = [await vendor(), await vendor("key-2")];
  expect(await verifyNotice(other.header, body, own.keys)).toBe("wrong");
  expect(await verifyNotice(other.header.replace("key-2", "key-1"), body, own.keys)).toBe("wrong");
  expect(await verifyNotice(own.header.replace("RS256", "none"), body, own.keys)).toBe("wrong");
  expect(await verifyNotice("", body, own.keys)).toBe("wrong");
});

it("knows nothing while the published keys cannot be read", async () => {
  const { header } = await vendor();
  const nowhere = createRemoteJWKSet(new URL("http://127.0.0.1:9/keys"), { timeoutDuration: 500 });
  expect(await verifyNotice(header, body, nowhere)).toBe("unverifiable");
});
