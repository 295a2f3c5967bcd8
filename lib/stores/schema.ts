import { z } from "zod";
import { presets } from "./types";

/** A box that a form sends only when it is ticked. */
const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");
const line = (max: number) => z.string().trim().max(max, "too_long").default("");

export const themeInput = z.object({
  preset: z.enum(presets, "required"),
  accent: z.string({ error: "required" }).regex(/^#[0-9a-f]{6}$/i, "not_a_colour"),
  announcement: line(200),
  bannerTitle: line(120),
  bannerText: line(300),
  bannerLabel: line(40),
  bannerHref: z
    .string()
    .trim()
    .max(300, "too_long")
    .regex(/^(\/[^/\\].*|\/|)$/, "own_path")
    .default(""),
  removeLogo: ticked,
  removeFavicon: ticked,
  removeBanner: ticked,
  logo: z.instanceof(File).optional(),
  favicon: z.instanceof(File).optional(),
  banner: z.instanceof(File).optional(),
});
export type ThemeInput = z.infer<typeof themeInput>;

const timeZones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC"]);

export const settingsInput = z.object({
  name: z.string({ error: "required" }).trim().min(2, "required").max(60, "too_long"),
  locale: z.enum(["en", "pt-BR"], "required"),
  timeZone: z.string({ error: "required" }).refine((zone) => timeZones.has(zone), "invalid"),
  isPublished: ticked,
  previewPassword: line(60),
  legalName: line(120),
  document: line(20),
  email: z.union([z.literal(""), z.email("email_invalid").max(254, "too_long")]).default(""),
  phone: line(30),
  address: line(300),
});
export type SettingsInput = z.infer<typeof settingsInput>;

export const pageInput = z.object({
  title: z.string({ error: "required" }).trim().min(1, "required").max(120, "too_long"),
  body: z.string().max(60_000, "too_long").default(""),
});
