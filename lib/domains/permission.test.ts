import { expect, it, vi } from "vitest";
import { openPermissionList } from "./permission";

const down = () => Promise.reject(new Error("the database is away"));

/** A list over hosts that a test may change, with a clock that it may move, and a count of what was asked. */
function stand(hosts: string[]) {
  const asked: (readonly string[] | undefined)[] = [];
  const world = { hosts, nowMs: 1_000_000, isDown: false };
  const list = openPermissionList(
    async (among) => {
      asked.push(among);
      if (world.isDown) return down();
      return world.hosts.filter((host) => !among || among.includes(host));
    },
    () => world.nowMs,
  );
  return { list, world, asked };
}

it.each(["loja.com.br", "LOJA.com.br", "loja.com.br."])("allows a known name written %s", async (written) => {
  const { list } = stand(["loja.com.br"]);

  expect(await list.permissionFor(written)).toBe("allowed");
});

it.each([null, "", "outra.com.br", "com.br", "*.loja.com.br", "sub.loja.com.br", "loja.com.br/x", "127.0.0.1", "a".repeat(400)])(
  "refuses %j",
  async (written) => {
    expect(await stand(["loja.com.br"]).list.permissionFor(written)).toBe("refused");
  },
);

it("answers known names from memory", async () => {
  const { list, asked } = stand(["loja.com.br"]);
  await list.refresh();
  for (let n = 0; n < 50; n++) await list.permissionFor("loja.com.br");

  expect(asked).toHaveLength(1);
});

it("knows a name that was added a moment ago, at the first question", async () => {
  const { list, world } = stand([]);
  await list.refresh();
  world.hosts = ["nova.com.br"];

  expect(await list.permissionFor("nova.com.br")).toBe("allowed");
});

it("refuses a name that was taken away once the list is read again", async () => {
  const { list, world } = stand(["velha.com.br"]);
  await list.refresh();
  world.hosts = [];
  world.nowMs += 16_000;
  await list.permissionFor("velha.com.br");

  await vi.waitFor(async () => expect(await list.permissionFor("velha.com.br")).toBe("refused"));
});

it("keeps the last good copy while the database is away, and refuses the rest at once", async () => {
  const { list, world, asked } = stand(["loja.com.br"]);
  await list.refresh();
  world.isDown = true;
  world.nowMs += 3_600_000;
  for (let n = 0; n < 5; n++) expect(await list.permissionFor("loja.com.br")).toBe("allowed");
  for (let n = 0; n < 50; n++) expect(await list.permissionFor(`nova-${n}.com.br`)).toBe("refused");

  expect(asked.length).toBeLessThanOrEqual(3);
  world.isDown = false;
  world.nowMs += 16_000;
  world.hosts = ["loja.com.br", "nova-1.com.br"];
  expect(await list.permissionFor("nova-1.com.br")).toBe("allowed");
});

it("says that it does not know before it ever read a list, and reads it as soon as the database answers", async () => {
  const { list, world } = stand(["loja.com.br"]);
  world.isDown = true;
  expect(await list.permissionFor("loja.com.br")).toBe("not_ready");

  world.isDown = false;
  world.nowMs += 6_000;
  expect(await list.permissionFor("loja.com.br")).toBe("allowed");
});

it("asks about a thousand made-up names at once in a few queries", async () => {
  const { list, asked } = stand(["loja.com.br"]);
  await list.refresh();
  const names = Array.from({ length: 1000 }, (_, n) => `made-up-${n}.com`);

  expect(new Set(await Promise.all(names.map((name) => list.permissionFor(name))))).toEqual(new Set(["refused"]));
  expect(asked.length).toBeLessThanOrEqual(4);
});
