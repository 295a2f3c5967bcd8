"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useFormOutcome, useTyped } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { Picture } from "@/components/ui/picture";
import { Spinner } from "@/components/ui/spinner";
import { idleForm } from "@/lib/core/form-state";
import type { PictureView } from "@/lib/core/picture";
import type { CollectionFormContext } from "./collection-form";

export type CollectionPictureProps = { picture: PictureView | null; context: CollectionFormContext; onEdited: () => void };

/** The picture that stands for a collection. Without one, its first product's picture does. */
export function CollectionPicture({ picture, context, onEdited }: CollectionPictureProps): ReactNode {
  const t = useTranslations("admin-collections");
  const e = useTranslations("errors");
  const serverCode = useFormOutcome().errors.mediaId;
  const [shown, setShown] = useState(useShown(picture, context.storeId));
  const [state, setState] = useState<{ isBusy: boolean; code?: string }>({ isBusy: false });
  const code = state.code ?? serverCode;

  const change = (next: PictureView | null) => {
    setShown(next);
    onEdited();
  };
  const take = async ([file]: readonly File[]) => {
    if (!file) return;
    setState({ isBusy: true });
    const form = new FormData();
    form.set("file", file);
    const outcome = await context.upload(idleForm, form).catch(() => null);
    if (outcome?.status !== "saved") return setState({ isBusy: false, code: outcome?.errors.file ?? outcome?.code ?? "upload_failed" });
    const { mediaId = "", width, height } = outcome.values;
    change({ storeId: context.storeId, mediaId, width: Number(width), height: Number(height), blur: "" });
    setState({ isBusy: false });
  };
  return (
    <div className="grid gap-3">
      <input type="hidden" name="mediaId" value={shown?.mediaId ?? ""} />
      <input type="hidden" name="pictureWidth" value={shown?.width ?? ""} />
      <input type="hidden" name="pictureHeight" value={shown?.height ?? ""} />
      {shown ? (
        <div className="flex flex-wrap items-end gap-3">
          <Picture
            picture={shown}
            alt={t("picture.alt")}
            sizes="320px"
            ratio="4 / 3"
            className="max-w-64 rounded-md border border-border"
          />
          <Button variant="secondary" onClick={() => change(null)}>
            {t("picture.remove")}
          </Button>
        </div>
      ) : (
        <FileDrop
          accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
          aria-label={t("picture.add")}
          help={t("picture.help")}
          disabled={state.isBusy}
          onFiles={take}
        />
      )}
      {state.isBusy ? <Spinner /> : null}
      {code ? <FieldError>{e(code)}</FieldError> : null}
    </div>
  );
}

/** After a refusal, the picture that was chosen then. */
function useShown(picture: PictureView | null, storeId: string): PictureView | null {
  const { status } = useFormOutcome();
  const mediaId = useTyped("mediaId");
  const [width, height] = [Number(useTyped("pictureWidth")), Number(useTyped("pictureHeight"))];
  if (status !== "rejected") return picture;
  return mediaId ? { storeId, mediaId, width, height, blur: "" } : null;
}
