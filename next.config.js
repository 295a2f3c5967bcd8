import { HTML_LIMITED_BOT_UA_RE_STRING } from "next/dist/shared/lib/router/utils/is-bot.js";

/** @type {import("next").NextConfig} */
export default {
  cacheComponents: true,
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // Made-up hosts and paths must not fill the disk: rendered pages live in memory, bounded.
  cacheMaxMemorySize: 256 * 1024 * 1024,
  serverExternalPackages: ["sharp", "@node-rs/argon2", "pino", "pg", "nodemailer"],
  images: { unoptimized: true },
  // Pages rendered per request answer with their true status: middleware.ts marks them, and they are sent whole like to the bots that Next lists.
  htmlLimitedBots: new RegExp(`vitrine-per-request|${HTML_LIMITED_BOT_UA_RE_STRING}`, "i"),
  allowedDevOrigins: ["*.localhost"],
  experimental: {
    isrFlushToDisk: false,
    globalNotFound: true,
    authInterrupts: false,
    instantInsights: { validationLevel: "manual-warning" },
    // A picture may have 12 MB, and a form has other fields beside it.
    serverActions: { bodySizeLimit: "13mb" },
    proxyClientMaxBodySize: "14mb",
  },
  typescript: { ignoreBuildErrors: true },
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
          { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
          { key: "Strict-Transport-Security", value: "max-age=31536000" },
        ],
      },
    ];
  },
};
