import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "@/components/ui/breadcrumb";
import type { Locale } from "@/lib/core/locale";
import { translator } from "@/lib/i18n/translator";

export type PageHeaderProps = {
  locale: Locale;
  title: ReactNode;
  /** One line of help, only where the title is not enough. */
  description?: ReactNode;
  /** The state of the thing shown: a StatusPill. */
  status?: ReactNode;
  /** The one main action; further ones go into a menu beside it. */
  action?: ReactNode;
  /** Only where depth is real; the page itself is left out. */
  crumbs?: readonly Crumb[];
};

/** The page's title with its one main action. */
export function PageHeader({ locale, title, description, status, action, crumbs }: PageHeaderProps): ReactNode {
  return (
    <header className="grid gap-2">
      {crumbs ? <Breadcrumb label={translator(locale, "admin-shell")("breadcrumb")} crumbs={crumbs} /> : null}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1">
          <div className="flex flex-wrap items-center gap-3">
            <h1 className="min-w-0 break-words font-semibold text-2xl tracking-tight">{title}</h1>
            {status}
          </div>
          {description ? <p className="max-w-prose text-pretty text-sm text-text-muted">{description}</p> : null}
        </div>
        {action ? <div className="flex flex-wrap items-center gap-2">{action}</div> : null}
      </div>
    </header>
  );
}
