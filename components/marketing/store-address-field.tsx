"use client";

import { ArrowRight, CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import { slugAsTyped } from "./store-address";
import { useStoreAddress } from "./store-address-context";
import { type AvailabilityState, useAvailability } from "./use-availability";

export type StoreAddressFieldProps = {
  /** What follows the name: the platform's domain for stores, with a port where there is one. */
  domain: string;
  /** Answers `GET ?slug=` with an `Availability`. */
  checkUrl: string;
};

/** The name of the store to be, and whether it is free. A GET form to /signup, so it works before JavaScript. */
export function StoreAddressField({ domain, checkUrl }: StoreAddressFieldProps): ReactNode {
  const t = useTranslations("marketing");
  const id = useId();
  const { slug, setSlug } = useStoreAddress();
  const availability = useAvailability(slug, checkUrl);

  return (
    <form action="/signup" className="grid gap-2">
      <label htmlFor={id} className="font-medium text-sm">
        {t("address.label")}
      </label>
      <div
        className={cn(
          "grid gap-2 sm:flex sm:items-center sm:rounded-lg sm:border sm:border-border-strong sm:bg-surface sm:p-1.5 sm:shadow-raised",
          "sm:has-[input:focus-visible]:outline-2 sm:has-[input:focus-visible]:outline-focus",
        )}
      >
        <label
          htmlFor={id}
          className="flex cursor-text! h-13 min-w-0 flex-1 items-center rounded-md border border-border-strong bg-surface px-4 text-lg has-focus-visible:outline-2 has-focus-visible:outline-focus sm:h-12 sm:border-0 sm:px-3 sm:has-focus-visible:outline-0"
        >
          <input
            id={id}
            name="slug"
            required
            value={slug}
            onChange={(event) => setSlug(slugAsTyped(event.target.value))}
            placeholder={t("address.placeholder")}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-describedby={`${id}-status`}
            className="field-sizing-content min-w-24 max-w-full bg-transparent font-medium outline-none supports-not-[field-sizing:content]:w-full"
          />
          <span aria-hidden className="shrink-0 select-none text-text-muted">
            .{domain}
          </span>
        </label>
        <Button type="submit" size="lg" className="touch:h-13">
          {t("address.open")}
          <ArrowRight aria-hidden />
        </Button>
      </div>
      <p id={`${id}-status`} role="status" className="flex min-h-6 items-center gap-2 text-sm text-text-muted">
        <Verdict availability={availability} slug={slug} domain={domain} onTake={setSlug} />
      </p>
    </form>
  );
}

type VerdictProps = { availability: AvailabilityState; slug: string; domain: string; onTake: (slug: string) => void };

function Verdict({ availability, slug, domain, onTake }: VerdictProps): ReactNode {
  const t = useTranslations("marketing");
  const address = `${slug}.${domain}`;

  switch (availability.status) {
    case "checking":
      return (
        <>
          <Spinner /> {t("address.checking")}
        </>
      );
    case "free":
      return (
        <>
          <CircleCheck aria-hidden className="size-4 text-success" />
          <span className="text-success">{t("address.free", { address })}</span>
        </>
      );
    case "taken":
      return <Taken suggestion={availability.suggestion} onTake={onTake} />;
    case "invalid":
      return (
        <>
          <CircleAlert aria-hidden className="size-4 text-danger" />
          <span className="text-danger">{t("address.invalid")}</span>
        </>
      );
    default:
      return t("address.help");
  }
}

function Taken({ suggestion, onTake }: { suggestion: string | null; onTake: (slug: string) => void }): ReactNode {
  const t = useTranslations("marketing");

  return (
    <>
      <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
      <span className="text-danger">{t("address.taken")}</span>
      {suggestion ? (
        <button type="button" className="rounded-sm text-accent-text underline underline-offset-4" onClick={() => onTake(suggestion)}>
          {t("address.take", { suggestion })}
        </button>
      ) : null}
    </>
  );
}
