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
import { arrayMove, SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { ArrowDown, ArrowUp, GripVertical, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Thumbnail } from "@/components/admin/products/thumbnail";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { PickedProduct } from "@/lib/catalog/types";
import { ProductFinder } from "./product-finder";

export type ProductPickerProps = {
  products: readonly PickedProduct[];
  /** Answers products by `?q=`. */
  searchPath: string;
  onChange: (products: PickedProduct[]) => void;
};

/** The products of a collection, in order: found by name, moved by drag, keys or buttons. */
export function ProductPicker({ products, searchPath, onChange }: ProductPickerProps): ReactNode {
  const t = useTranslations("admin-collections");
  const move = (from: number, to: number) => onChange(arrayMove([...products], from, to));

  return (
    <div id="products" className="grid min-w-0 gap-4">
      {products.length === 0 ? <p className="text-sm text-text-muted">{t("products.none")}</p> : null}
      <Sortable products={products} onMove={move}>
        {products.map((product, index) => (
          <PickedRow
            key={product.id}
            product={product}
            index={index}
            count={products.length}
            onMove={move}
            onRemove={() => onChange(products.filter(({ id }) => id !== product.id))}
          />
        ))}
      </Sortable>
      <Dialog
        title={t("products.add")}
        trigger={
          <Button variant="secondary" className="w-fit">
            <Plus aria-hidden /> {t("products.add")}
          </Button>
        }
      >
        <ProductFinder
          searchPath={searchPath}
          picked={new Set(products.map(({ id }) => id))}
          onPick={(product) => onChange([...products, product])}
          onDrop={(id) => onChange(products.filter((product) => product.id !== id))}
        />
      </Dialog>
    </div>
  );
}

type SortableProps = { products: readonly PickedProduct[]; onMove: (from: number, to: number) => void; children: ReactNode };

function Sortable({ products, onMove, children }: SortableProps): ReactNode {
  const t = useTranslations("admin-collections");
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = products.map(({ id }) => id);
  const placeOf = (id: unknown) => ids.indexOf(String(id));
  const titleOf = (id: unknown) => products[placeOf(id)]?.title ?? "";
  const said = (sentence: string, id: unknown, at: unknown) =>
    t(`said.${sentence}`, { title: titleOf(id), number: placeOf(at) + 1, count: ids.length });
  type Moved = { active: { id: unknown }; over: { id: unknown } | null };

  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over && active.id !== over.id) onMove(placeOf(active.id), placeOf(over.id));
  };
  const announcements = {
    onDragStart: ({ active }: { active: { id: unknown } }) => said("start", active.id, active.id),
    onDragOver: ({ active, over }: Moved) => (over ? said("over", active.id, over.id) : undefined),
    onDragEnd: ({ active, over }: Moved) => (over ? said("end", active.id, over.id) : undefined),
    onDragCancel: ({ active }: { active: { id: unknown } }) => said("cancel", active.id, active.id),
  };
  return (
    <DndContext
      id={useId()}
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("said.how") } }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className="min-w-0 divide-y divide-border rounded-md border border-border empty:hidden">{children}</ol>
      </SortableContext>
    </DndContext>
  );
}

type PickedRowProps = {
  product: PickedProduct;
  index: number;
  count: number;
  onMove: (from: number, to: number) => void;
  onRemove: () => void;
};

function PickedRow({ product, index, count, onMove, onRemove }: PickedRowProps): ReactNode {
  const t = useTranslations("admin-collections");
  const { attributes, listeners, setNodeRef, transform, transition } = useSortable({ id: product.id });
  const { title } = product;

  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Transform.toString(transform), transition }}
      className="flex min-h-14 items-center gap-2 rounded-md bg-surface py-2 pr-1 pl-1 max-sm:gap-1"
    >
      <input type="hidden" name={`products.${index}`} value={product.id} />
      <button
        type="button"
        aria-label={t("products.drag", { title })}
        className="grid size-9 shrink-0 cursor-grab touch-manipulation place-items-center rounded-sm text-text-muted touch:size-11"
        {...attributes}
        {...listeners}
      >
        <GripVertical aria-hidden className="size-4" />
      </button>
      <Thumbnail picture={product.picture} />
      <span className="min-w-0 flex-1 break-words font-medium text-sm">{title}</span>
      {product.status === "active" ? null : <Badge>{t(`products.${product.status}`)}</Badge>}
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("products.up", { title })}
        disabled={index === 0}
        onClick={() => onMove(index, index - 1)}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("products.down", { title })}
        disabled={index === count - 1}
        onClick={() => onMove(index, index + 1)}
      >
        <ArrowDown aria-hidden />
      </Button>
      <Button variant="ghost" size="icon" aria-label={t("products.remove", { title })} onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </li>
  );
}
