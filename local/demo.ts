/** What a fresh local installation is seeded with, and what `npm start` prints. Known to everybody, so never seeded on a public host. */
export const demoStores = [
  { slug: "aurora", name: "Aurora", about: "pt-BR, BRL, Pagar.me" },
  { slug: "harbor", name: "Harbor", about: "en, USD, Stripe" },
] as const;

export const demoPeople = [
  { role: "owner", email: "owner@demo.localhost", password: "vitrine-demo-owner", about: "owner of both demo stores" },
  { role: "operator", email: "operator@demo.localhost", password: "vitrine-demo-operator", about: "operator of the platform" },
] as const;
