import { z } from "zod";
import type { StoreId } from "@/lib/core/ids";
import type { Locale } from "@/lib/core/locale";
import type { Currency } from "@/lib/core/money";

export const presets = ["linho", "sinal", "nevoa"] as const;

const picture = z.object({ mediaId: z.uuid(), width: z.number(), height: z.number(), blur: z.string() });

/** How a store looks: a preset by tokens, and the merchant's own marks. */
export const themeSchema = z.object({
  preset: z.enum(presets).catch("linho"),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .catch("#1f3a34"),
  logo: picture.nullable().catch(null),
  favicon: picture.nullable().catch(null),
  announcement: z.string().max(200).catch(""),
  banner: z
    .object({
      title: z.string().max(120),
      text: z.string().max(300),
      buttonLabel: z.string().max(40),
      buttonHref: z.string().max(300),
      picture: picture.nullable(),
    })
    .nullable()
    .catch(null),
});
export type Theme = z.infer<typeof themeSchema>;
export type ThemePicture = z.infer<typeof picture>;

const link = z.object({ label: z.string().max(60), href: z.string().max(300) });
export const menusSchema = z.object({ header: z.array(link).max(12).catch([]), footer: z.array(link).max(20).catch([]) });
export type Menus = z.infer<typeof menusSchema>;

/** Who sells, as the law of the country wants it shown (Brazil: Decreto 7.962/2013, art. 2). */
export const contactSchema = z.object({
  legalName: z.string().max(120).catch(""),
  document: z.string().max(20).catch(""),
  email: z.string().max(254).catch(""),
  phone: z.string().max(30).catch(""),
  address: z.string().max(300).catch(""),
});
export type Contact = z.infer<typeof contactSchema>;

/** A store as every page of it needs it. */
export type StoreView = {
  id: StoreId;
  slug: string;
  name: string;
  status: "provisioning" | "active" | "suspended" | "closed";
  isPublished: boolean;
  locale: Locale;
  currency: Currency;
  timeZone: string;
  country: string;
  theme: Theme;
  menus: Menus;
  contact: Contact;
  /** The host that is canonical for the store, normalised. */
  primaryHost: string;
};
