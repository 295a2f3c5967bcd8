// Which part of the house may import which. docs/decisions.md has the reasons; tests/architecture.test.ts proves that each rule bites.
const swc = require("@swc/core");

// TypeScript 7 has no API for tools, so files are read by swc; dependency-cruiser does not tell it that .tsx files hold markup.
const parseFile = swc.parseFileSync.bind(swc);
swc.parseFileSync = (file, options) => parseFile(file, { ...options, tsx: file.endsWith(".tsx") });

/** Features from the ground up: each may import those before it, never those after. The other way is an event. */
const order = ["stores", "identity", "inventory", "catalog", "search", "cart", "orders", "payments", "checkout"];
/** Features beside the line: they stand on stores and identity, and no feature stands on them. */
const beside = ["billing", "domains", "audit"];
/** What features stand on. Knows nothing of them. */
const ground = ["cache", "db", "events", "i18n", "mail", "media", "security", "stripe"];
const features = [...order, ...beside];

/** Each outside service and library of weight has one door. */
const doors = [
  ["stripe", "^lib/stripe/client\\.ts$"],
  ["@upstash/", "^lib/events/queue\\.ts$"],
  ["algoliasearch", "^lib/search/algolia[^/]*\\.ts$"],
  ["@vercel/sdk", "^lib/domains/vercel\\.ts$"],
  ["@vercel/blob", "^lib/media/blob\\.ts$"],
  ["resend", "^lib/mail/resend\\.ts$"],
  ["nodemailer", "^lib/mail/smtp\\.ts$"],
  ["sharp", "^lib/media/encode\\.ts$"],
  ["@prisma/", "^lib/db/"],
  ["pg", "^$"],
  ["@node-rs/argon2", "^lib/identity/passwords\\.ts$"],
  ["pino", "^lib/log\\.ts$"],
];

const ours = "^(app|components|lib)/|^middleware\\.ts$|^instrumentation\\.ts$";
const tests = "\\.test\\.tsx?$";
const folder = (names) => `^lib/(${names.join("|")})/`;

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const featureRules = order
  .slice(0, -1)
  .map((name, index) =>
    rule(
      `${name}-imports-no-later-feature`,
      "Features import one way; the other way is an event.",
      { path: `^lib/${name}/`, pathNot: tests },
      { path: folder([...order.slice(index + 1), ...beside]) },
    ),
  );

const doorRules = doors.map(([library, door]) =>
  rule(
    `one-door-for-${library.replaceAll(/[^a-z]+/g, "-").replace(/^-|-$/g, "")}`,
    `Only its own adapter imports ${library}.`,
    { path: ours, pathNot: [door, tests, "^lib/db/generated/"] },
    { path: `node_modules/${library}${library.endsWith("/") ? "" : "(/|$)"}` },
  ),
);

module.exports = {
  forbidden: [
    rule(
      "core-imports-nothing-of-ours",
      "lib/core is pure.",
      { path: "^lib/core/", pathNot: tests },
      { path: "^(app|components|lib|local|prisma|tests)/", pathNot: "^lib/core/" },
    ),
    rule(
      "lib-knows-no-screen",
      "app -> components, app -> lib; never back.",
      { path: "^lib/", pathNot: tests },
      { path: "^(app|components)/" },
    ),
    rule("components-know-no-route", "Components get actions and data by their props.", { path: "^components/" }, { path: "^app/" }),
    rule(
      "product-imports-no-tooling",
      "local/, tests/, bench/ and the seed are not part of the product.",
      { path: ours, pathNot: tests },
      { path: "^(local|tests|bench|prisma)/" },
    ),
    rule(
      "ground-knows-no-feature",
      "What features stand on does not know them.",
      { path: folder(ground), pathNot: tests },
      { path: folder(features) },
    ),
    rule(
      "database-knows-core-alone",
      "lib/db stands on core and env.",
      { path: "^lib/db/", pathNot: tests },
      { path: "^lib/", pathNot: "^lib/(db|core)/|^lib/(env|log)\\.ts$" },
    ),
    rule(
      "screens-never-touch-the-database",
      "Pages call one query or command.",
      { path: "^(app|components)/", pathNot: tests },
      { path: "^lib/db/" },
    ),
    rule("imports-resolve", "What is imported exists.", { path: ours }, { couldNotResolve: true }),
    ...featureRules,
    rule(
      "beside-stands-on-stores-and-identity",
      "Billing, domains and audit stand beside the line.",
      { path: folder(beside), pathNot: tests },
      { path: folder(order.slice(2)) },
    ),
    ...doorRules,
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    moduleSystems: ["es6", "cjs"],
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/db/generated/" },
    webpackConfig: { fileName: ".dependency-cruiser.resolve.cjs" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
