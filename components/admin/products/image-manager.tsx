"use client";

import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { arrayMove, rectSortingStrategy, SortableContext, sortableKeyboardCoordinates } from "@dnd-kit/sortable";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { useFormOutcome } from "@/components/ui/action-form";
import { FieldError } from "@/components/ui/field";
import { FileDrop } from "@/components/ui/file-drop";
import { Spinner } from "@/components/ui/spinner";
import { maxImages } from "@/lib/catalog/rules";
import { idleForm } from "@/lib/core/form-state";
import type { DraftImage } from "./draft";
import { ImageCard } from "./image-card";
import { newKey } from "./keys";
import type { ProductFormContext } from "./product-form";

export type ImageManagerProps = {
  images: readonly DraftImage[];
  context: ProductFormContext;
  onChange: (change: (images: DraftImage[]) => DraftImage[]) => void;
  onAlt: (key: string, alt: string) => void;
};

type Failure = { key: string; fileName: string; code: string };

const maxBytes = 12 * 1024 * 1024;
const accept = "image/jpeg,image/png,image/webp,image/gif,image/avif";

/** The product's pictures: dropped or picked, put into order by drag, keys or buttons, described. The first one leads. */
export function ImageManager({ images, context, onChange, onAlt }: ImageManagerProps): ReactNode {
  const t = useTranslations("admin-products");
  const e = useTranslations("errors");
  const { errors } = useFormOutcome();
  const { take, uploading, failures } = useUploads(context, onChange);
  const codes = [...new Set(Object.entries(errors).flatMap(([name, code]) => (/^(images|files)(\.|$)/.test(name) ? code : [])))];
  const move = (from: number, to: number) => onChange((now) => arrayMove(now, from, to));

  return (
    <div id="images" className="grid gap-4">
      {images.length > 0 ? (
        <Sortable images={images} onMove={move}>
          {images.map((image, index) => (
            <ImageCard
              key={image.key}
              image={image}
              index={index}
              count={images.length}
              storeId={context.storeId}
              onMove={move}
              onAlt={(alt) => onAlt(image.key, alt)}
              onRemove={() => onChange((now) => now.filter(({ key }) => key !== image.key))}
            />
          ))}
        </Sortable>
      ) : null}
      <FileDrop
        key={uploading}
        name="files"
        multiple
        accept={accept}
        aria-label={t("images.add")}
        disabled={images.length >= maxImages}
        help={t("images.help", { max: maxImages })}
        onFiles={take}
      />
      <div role="status" className="empty:hidden">
        {uploading > 0 ? (
          <span className="flex items-center gap-2 text-sm text-text-muted">
            <Spinner /> {t("images.uploading", { count: uploading })}
          </span>
        ) : null}
      </div>
      {failures.map(({ key, fileName, code }) => (
        <FieldError key={key}>
          {fileName}: {e(code)}
        </FieldError>
      ))}
      {codes.map((code) => (
        <FieldError key={code}>{e(code)}</FieldError>
      ))}
    </div>
  );
}

/** Sends files one by one as they are picked; what is refused is told by its name. */
function useUploads({ upload }: ProductFormContext, onChange: ImageManagerProps["onChange"]) {
  const [uploading, setUploading] = useState(0);
  const [failures, setFailures] = useState<Failure[]>([]);

  const take = async (files: readonly File[]) => {
    setFailures([]);
    setUploading((count) => count + files.length);
    for (const file of files) {
      const taken = await send(file, upload);
      if (typeof taken === "string") setFailures((now) => [...now, { key: newKey(), fileName: file.name, code: taken }]);
      else onChange((now) => (now.length < maxImages ? [...now, taken] : now));
      setUploading((count) => count - 1);
    }
  };
  return { take, uploading, failures };
}

/** The picture as the form keeps it, or the code of why it was refused. */
async function send(file: File, upload: ProductFormContext["upload"]): Promise<DraftImage | string> {
  if (file.size > maxBytes) return "image_too_big";
  const form = new FormData();
  form.set("file", file);
  const outcome = await upload(idleForm, form).catch(() => null);
  if (outcome?.status !== "saved") return outcome?.errors.file ?? outcome?.code ?? "upload_failed";
  const { mediaId = "", width, height } = outcome.values;
  return { key: newKey(), id: "", mediaId, alt: "", width: Number(width), height: Number(height), failure: "", sourceUrl: "" };
}

type SortableProps = { images: readonly DraftImage[]; onMove: (from: number, to: number) => void; children: ReactNode };

function Sortable({ images, onMove, children }: SortableProps): ReactNode {
  const t = useTranslations("admin-products");
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const keys = images.map(({ key }) => key);
  const placeOf = (key: unknown) => keys.indexOf(String(key));
  const said = (id: unknown, sentence: string) => t(`images.said.${sentence}`, { number: placeOf(id) + 1, count: keys.length });

  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id) onMove(placeOf(active.id), placeOf(over.id));
  };
  const announcements = {
    onDragStart: ({ active }: { active: { id: unknown } }) => said(active.id, "start"),
    onDragOver: ({ over }: { over: { id: unknown } | null }) => (over ? said(over.id, "over") : undefined),
    onDragEnd: ({ over }: { over: { id: unknown } | null }) => (over ? said(over.id, "end") : undefined),
    onDragCancel: () => t("images.said.cancel"),
  };
  return (
    <DndContext
      id={useId()}
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("images.said.how") } }}
    >
      <SortableContext items={keys} strategy={rectSortingStrategy}>
        <ul className="grid grid-cols-2 gap-4 sm:grid-cols-3">{children}</ul>
      </SortableContext>
    </DndContext>
  );
}
