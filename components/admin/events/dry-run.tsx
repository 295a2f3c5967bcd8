"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { idleForm } from "@/lib/core/form-state";
import type { Act } from "./cause-groups";

/** Says what a replay would do, without doing it. The sentences come ready from the action. */
export function DryRun({ action, id }: { action: Act; id: string }): ReactNode {
  const t = useTranslations("admin-events.rehearse");
  const e = useTranslations("errors");
  const [state, act] = useActionState(action, idleForm);
  const { text, tone, gateway } = state.values;
  return (
    <Card>
      <CardHeader title={t("title")} description={t("help")} />
      <CardBody className="gap-4">
        <div role="status" className="empty:hidden">
          {text ? (
            <Callout tone={tone === "good" ? "success" : tone === "bad" ? "danger" : "info"} title={text}>
              {gateway ? <p className="whitespace-pre-line">{gateway}</p> : null}
            </Callout>
          ) : null}
          {state.status === "rejected" ? <Callout tone="danger">{e(state.code ?? "not_found")}</Callout> : null}
        </div>
        <form action={act}>
          <input type="hidden" name="id" value={id} />
          <SubmitButton variant="secondary">{t("action")}</SubmitButton>
        </form>
      </CardBody>
    </Card>
  );
}
