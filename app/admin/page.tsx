import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { translator } from "@/lib/i18n/translator";
import { listOwnStores, requestLocale, requireSignedIn } from "@/lib/identity/session";

/** The way in: to the person's store, or to opening one. */
export default async function AdminPage(): Promise<ReactNode> {
  const person = await requireSignedIn("/admin");
  const [first] = await listOwnStores(person);
  if (first) redirect(`/admin/${first.slug}`);
  if (person.isOperator) redirect("/operator/stores");
  const t = translator(await requestLocale(), "admin-home");
  return (
    <main className="mx-auto grid min-h-dvh max-w-lg place-content-center p-6">
      <EmptyState title={t("noStore.title")} action={<LinkButton href="/signup">{t("noStore.action")}</LinkButton>}>
        {t("noStore.help")}
      </EmptyState>
    </main>
  );
}
