/** Tailwind 4 is the only transform; prefixing and minifying come with it. */
const config = { plugins: { "@tailwindcss/postcss": {} } };

export default config;
