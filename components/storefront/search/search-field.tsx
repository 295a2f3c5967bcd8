"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { SuggestionPanel } from "./suggestion-panel";
import { useSuggestions } from "./use-suggestions";

/**
 * The search of the store: a plain form, and while typing a combobox of suggestions (WAI-ARIA APG, combobox with list
 * autocomplete): arrows move, Enter opens, Escape closes.
 */
export function SearchField({ className }: { className?: string }): ReactNode {
  const t = useTranslations("storefront.search");
  const router = useRouter();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const found = useSuggestions(isOpen ? text : "");
  const hrefs = [...found.collections, ...found.products].map((one) => one.href);
  const isShown = isOpen && hrefs.length > 0;

  // The header is cached without the query, so what was searched for is filled in here.
  useEffect(() => {
    const { pathname, search } = window.location;
    const searched = pathname === "/search" ? new URLSearchParams(search).get("q") : null;
    if (searched) setText((typed) => typed || searched);
  }, []);

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = hrefs[active];
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      setActive(step(active, event.key === "ArrowDown" ? 1 : -1, hrefs.length));
    } else if (event.key === "Enter" && isShown && chosen) {
      event.preventDefault();
      close();
      router.push(chosen);
    }
  };

  return (
    <search className={cn("relative", className)} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}>
      <form action="/search" method="get" onSubmit={close}>
        <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 opacity-60" />
        <input
          ref={input}
          type="search"
          name="q"
          role="combobox"
          aria-label={t("label")}
          aria-expanded={isShown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          maxLength={200}
          placeholder={t("placeholder")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
            setActive(-1);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
          className="h-11 w-full min-w-0 rounded-full border border-current/20 bg-transparent pr-4 pl-10 text-base placeholder:text-current placeholder:opacity-60 hover:border-current/40 sinal:rounded-none lg:h-10 [&::-webkit-search-cancel-button]:opacity-60 [&::-webkit-search-cancel-button]:grayscale lg:text-sm"
        />
        <button type="submit" className="sr-only">
          {t("submit")}
        </button>
      </form>
      <p aria-live="polite" className="sr-only">
        {isOpen && text.trim() !== "" ? t("found", { count: hrefs.length }) : ""}
      </p>
      {isShown ? <SuggestionPanel id={id} found={found} active={active} text={text} onChoose={close} /> : null}
    </search>
  );
}

/** Moves through -1 (the field itself) and the suggestions, round and round. */
function step(active: number, by: number, count: number): number {
  return ((active + 1 + by + count + 1) % (count + 1)) - 1;
}
