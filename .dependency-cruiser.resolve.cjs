// How dependency-cruiser finds `@/…`. It would read this from tsconfig.json, but only with an older TypeScript at hand.
module.exports = { resolve: { alias: { "@": __dirname }, extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"] } };
