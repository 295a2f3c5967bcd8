"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { rejected } from "@/lib/core/form-state";
import { isWithinLimit } from "@/lib/security/rate-limit";
import { openPreview } from "@/lib/stores/preview";
import { setPreviewCookie } from "@/lib/stores/preview-cookie";
import { requestAddress } from "@/lib/stores/request-host";
import { shopperAction } from "@/lib/stores/shopper-action";

const previewSchema = z.object({ password: z.string().min(1, "required").max(200, "too_long") });

export const openPreviewAction = shopperAction(previewSchema, async ({ store, host }, { password }) => {
  if (!(await isWithinLimit("storePreview", `${host}:${await requestAddress()}`))) return rejected({ password: "too_many_tries" });
  const token = await openPreview(store.id, password);
  if (!token) return rejected({ password: "preview_password_wrong" });

  setPreviewCookie(await cookies(), token);
  redirect("/");
});
