"use server";

import { dropTagsNow } from "@/lib/cache/refresh";
import { tags } from "@/lib/cache/tags";
import { echoValues, type FormState, rejected, saved } from "@/lib/core/form-state";
import { memberAction } from "@/lib/identity/member-action";
import { ingestImage } from "@/lib/media/ingest";
import { isWithinLimit } from "@/lib/security/rate-limit";
import { saveTheme } from "@/lib/stores/commands";
import { type ThemeInput, themeInput } from "@/lib/stores/schema";
import type { StoreView, Theme, ThemePicture } from "@/lib/stores/types";

type Slot = "logo" | "favicon" | "banner";
type Pictures = Record<Slot, ThemePicture | null>;

/** Saves the look. A picture that is no picture is refused at its field; the rest of the form is kept. */
export const saveThemeAction = memberAction("settings:write", themeInput, async ({ store, member }, input, form): Promise<FormState> => {
  if (!(await isWithinLimit("upload", store.id))) return rejected({}, echoValues(form), "too_many_tries");
  const taken = await takePictures(store, input);
  if (!taken.ok) return rejected(taken.errors, echoValues(form));
  await saveTheme(store, toTheme(input, taken.pictures), member.userId);
  dropTagsNow([tags.store(store.id), tags.host(store.primaryHost)]);
  return saved();
});

type Taken = { ok: true; pictures: Pictures } | { ok: false; errors: Record<string, string> };

async function takePictures(store: StoreView, input: ThemeInput): Promise<Taken> {
  const { logo, favicon, banner } = store.theme;
  const pictures: Pictures = {
    logo: input.removeLogo ? null : logo,
    favicon: input.removeFavicon ? null : favicon,
    banner: input.removeBanner ? null : (banner?.picture ?? null),
  };
  const errors: Record<string, string> = {};
  for (const slot of ["logo", "favicon", "banner"] as const) {
    const file = input[slot];
    if (!file) continue;
    const ingested = await ingestImage(store.id, new Uint8Array(await file.arrayBuffer()));
    if (ingested.ok) pictures[slot] = ingested.value;
    else errors[slot] = ingested.code;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, pictures };
}

function toTheme(input: ThemeInput, pictures: Pictures): Theme {
  const { preset, accent, announcement, bannerTitle, bannerText, bannerLabel, bannerHref } = input;
  const hasBanner = bannerTitle !== "" || pictures.banner !== null;
  return {
    preset,
    accent,
    announcement,
    logo: pictures.logo,
    favicon: pictures.favicon,
    banner: hasBanner
      ? { title: bannerTitle, text: bannerText, buttonLabel: bannerLabel, buttonHref: bannerHref, picture: pictures.banner }
      : null,
  };
}
