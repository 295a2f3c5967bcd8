import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { StatusPill } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { Translate } from "@/lib/i18n/translator";
import type { CheckedInvariant, StoreFinding, StoresCheck } from "@/lib/payments/check-stores";

/** What the check found: each invariant in plain words, and under a broken one the rows concerned. */
export function InvariantsCard({ check, t }: { check: StoresCheck; t: Translate }): ReactNode {
  const broken = check.invariants.filter(({ findings }) => findings.length > 0);
  return (
    <Card>
      <CardHeader
        title={t("operator.check")}
        description={t("operator.checked", { count: check.checkedCount, total: check.storeCount })}
        className="pb-4"
      />
      <CardBody className="pt-0">
        {broken.length === 0 ? (
          <Callout tone="success" title={t("operator.allHold")} />
        ) : (
          <Callout tone="danger" title={t("operator.someBroken", { count: broken.length })} />
        )}
      </CardBody>
      <ul className="divide-y divide-border border-border border-t">
        {check.invariants.map((invariant) => (
          <li key={invariant.id} className="grid gap-3 py-4">
            <Rule invariant={invariant} t={t} />
            {invariant.findings.length > 0 ? <Findings invariant={invariant} t={t} /> : null}
          </li>
        ))}
      </ul>
      {check.next ? (
        <CardBody>
          <LinkButton variant="secondary" href={`/operator/money?check=now&from=${check.next}`}>
            {t("operator.next")}
          </LinkButton>
        </CardBody>
      ) : null}
    </Card>
  );
}

function Rule({ invariant, t }: { invariant: CheckedInvariant; t: Translate }): ReactNode {
  const isHeld = invariant.findings.length === 0;
  const Icon = isHeld ? CircleCheck : CircleAlert;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 text-sm">
      <Icon aria-hidden className={isHeld ? "size-4 text-success" : "size-4 text-danger"} />
      <span className="w-8 font-medium text-text-muted tabular-nums">{invariant.id}</span>
      <span className="min-w-0 flex-1 basis-56">{t(`invariants.${invariant.id}`)}</span>
      <StatusPill tone={isHeld ? "success" : "danger"}>
        {isHeld ? t("operator.holds") : t("operator.broken", { count: invariant.findings.length })}
      </StatusPill>
    </div>
  );
}

function Findings({ invariant, t }: { invariant: CheckedInvariant; t: Translate }): ReactNode {
  return (
    <div className="grid gap-2">
      <Table>
        <TableHead>
          {(["store", "what", "row", "figures"] as const).map((key) => (
            <HeaderCell key={key}>{t(`operator.${key}`)}</HeaderCell>
          ))}
        </TableHead>
        <TableBody>
          {invariant.findings.map((finding) => (
            <TableRow key={`${finding.store.slug}:${finding.problem}:${finding.id}`}>
              <Cell isPrimary>{finding.store.name}</Cell>
              <Cell label={t("operator.what")}>{t(`problems.${finding.problem}`)}</Cell>
              <Cell label={t("operator.row")}>
                {t(`rowKinds.${finding.kind}`)} <code className="break-all text-xs">{finding.id}</code>
              </Cell>
              <Cell label={t("operator.figures")}>
                <code className="break-words text-xs">{figuresOf(finding)}</code>
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {invariant.hasMore ? <p className="px-5 text-sm text-text-muted">{t("operator.more")}</p> : null}
    </div>
  );
}

function figuresOf({ detail }: StoreFinding): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name} ${value}`)
    .join(" · ");
}
