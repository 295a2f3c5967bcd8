import { describe, expect, it } from "vitest";
import { compareMails } from "./check-mails";

const counted = [
  { key: "order-paid:1:", id: "p1", to: "shopper@x.test", isSent: true },
  { key: "order-sold:1:m@x.test", id: "s1", to: "m@x.test", isSent: true },
];
const received = counted.map(({ id, to }) => ({ id, to }));

describe("what the mail server accepted", () => {
  it("is each mail that counts as sent, once", () => {
    expect(compareMails(counted, { received, mostDoubles: 0 })).toEqual([]);
  });

  it("lacks none: the shopper's does not stand for the merchant's", () => {
    expect(compareMails(counted, { received: received.slice(0, 1), mostDoubles: 9 })).toEqual([
      { id: "order-sold:1:m@x.test", found: "never arrived" },
    ]);
  });

  it("is doubled by kills alone, and no oftener than they explain", () => {
    const twice = [...received, ...received.slice(0, 1)];
    expect(compareMails(counted, { received: twice, mostDoubles: 1 })).toEqual([]);
    expect(compareMails(counted, { received: twice, mostDoubles: 0 })).toEqual([{ id: "order-paid:1:", found: "arrived 2 times" }]);
  });

  it("is nothing that nobody counts", () => {
    const strange = { id: "x", to: "x@x.test" };
    expect(compareMails(counted, { received: [...received, strange], mostDoubles: 0 })).toEqual([
      { id: "x x@x.test", found: "arrived, and counts as nothing" },
    ]);
  });
});
