"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import { panelItem, scrim } from "@/components/ui/overlay";

export type CommandItem = { id: string; label: string; href: string; icon?: ReactNode; keywords?: readonly string[] };
export type CommandGroup = { label: string; items: readonly CommandItem[] };

/** A list that can be searched with what was typed: opens `path?q=…`. */
export type CommandSearch = { id: string; label: string; path: string };

export type Commands = { groups: readonly CommandGroup[]; searches: readonly CommandSearch[] };

const OpenContext = createContext<() => void>(() => undefined);

/** Holds the palette for everything below it, and listens for ⌘K or Ctrl K. Once per page. */
export function CommandPalette({ commands, children }: { commands: Commands; children: ReactNode }): ReactNode {
  const t = useTranslations("admin-shell");
  const [isOpen, setIsOpen] = useState(false);
  useShortcut(() => setIsOpen((before) => !before));

  return (
    <OpenContext value={() => setIsOpen(true)}>
      {children}
      <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
        <Dialog.Portal>
          <Dialog.Overlay className={scrim} />
          <Dialog.Content
            aria-describedby={undefined}
            className="fixed inset-x-3 top-3 z-50 mx-auto max-w-xl overflow-hidden rounded-lg border border-border bg-surface shadow-overlay outline-none data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in sm:top-[16vh]"
          >
            <Dialog.Title className="sr-only">{t("commands.title")}</Dialog.Title>
            <Palette commands={commands} onDone={() => setIsOpen(false)} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </OpenContext>
  );
}

function Palette({ commands, onDone }: { commands: Commands; onDone: () => void }): ReactNode {
  const t = useTranslations("admin-shell");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const go = (href: string) => {
    onDone();
    router.push(href);
  };

  return (
    <Command loop label={t("commands.title")}>
      <div className="flex items-center gap-3 border-border border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-text-muted" />
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder={t("commands.placeholder")}
          className="h-13 w-full bg-transparent text-base outline-none"
        />
        <Kbd>esc</Kbd>
      </div>
      <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto overscroll-contain p-2">
        <Command.Empty className="py-8 text-center text-sm text-text-muted">{t("commands.empty")}</Command.Empty>
        {commands.groups.map((group) => (
          <Group key={group.label} heading={group.label}>
            {group.items.map((item) => (
              <Item key={item.id} {...item} onSelect={() => go(item.href)} />
            ))}
          </Group>
        ))}
        {query.trim() ? (
          <Group heading={t("commands.search")} isAlwaysShown>
            {commands.searches.map(({ id, label, path }) => (
              <Item
                key={id}
                id={id}
                isAlwaysShown
                icon={<Search aria-hidden />}
                label={`${label}: ${query.trim()}`}
                onSelect={() => go(`${path}?${new URLSearchParams({ q: query.trim() })}`)}
              />
            ))}
          </Group>
        ) : null}
      </Command.List>
    </Command>
  );
}

function Group({ heading, isAlwaysShown, children }: { heading: string; isAlwaysShown?: boolean; children: ReactNode }): ReactNode {
  return (
    <Command.Group
      heading={heading}
      forceMount={isAlwaysShown}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = Omit<CommandItem, "href"> & { isAlwaysShown?: boolean; onSelect: () => void };

function Item({ id, label, icon, keywords, isAlwaysShown, onSelect }: ItemProps): ReactNode {
  return (
    <Command.Item
      value={id}
      keywords={[label, ...(keywords ?? [])]}
      forceMount={isAlwaysShown}
      onSelect={onSelect}
      className={cn(panelItem, "py-2 [&_svg]:text-text-muted")}
    >
      {icon}
      {label}
    </Command.Item>
  );
}

/** Opens the palette: a field-like button in the side column, an icon in the bar of a phone. */
export function CommandButton({ look }: { look: "field" | "icon" }): ReactNode {
  const t = useTranslations("admin-shell");
  const open = useContext(OpenContext);
  if (look === "icon") {
    return (
      <button
        type="button"
        onClick={open}
        aria-label={t("commands.open")}
        className="grid size-11 place-items-center rounded-md hover:bg-muted"
      >
        <Search aria-hidden className="size-5" />
      </button>
    );
  }

  return (
    <button
      type="button"
      onClick={open}
      className="flex h-9 w-full items-center gap-2.5 rounded-sm px-3 text-left text-sm text-text-muted transition-colors hover:bg-muted hover:text-text"
    >
      <Search aria-hidden className="size-4.5 stroke-[1.75]" />
      <span className="flex-1">{t("commands.open")}</span>
      <Kbd>⌘K</Kbd>
    </button>
  );
}

function useShortcut(toggle: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      toggle();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [toggle]);
}
