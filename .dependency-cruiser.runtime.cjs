// The rules about what really runs: imports of types alone are left out, because they are gone once the code is compiled.
const base = require("./.dependency-cruiser.cjs");
const swc = require("@swc/core");

const isTypeOnly = (node) =>
  node.type === "ImportDeclaration" &&
  (node.typeOnly || (node.specifiers.length > 0 && node.specifiers.every((specifier) => specifier.isTypeOnly)));
const parseFile = swc.parseFileSync;
swc.parseFileSync = (file, options) => {
  const parsed = parseFile(file, options);
  return { ...parsed, body: parsed.body.filter((node) => !isTypeOnly(node) && !(node.type === "ExportNamedDeclaration" && node.typeOnly)) };
};

module.exports = {
  forbidden: [
    {
      name: "components-reach-no-data",
      comment: "Props in, markup out: of lib, components run pure rules alone, however far the imports lead.",
      severity: "error",
      from: { path: "^components/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^lib/(db|events)/", reachable: true },
    },
    {
      name: "no-circles",
      comment: "Modules that run each other have no order to be loaded in.",
      severity: "error",
      from: { path: "^(app|components|lib)/" },
      to: { circular: true },
    },
  ],
  options: base.options,
};
