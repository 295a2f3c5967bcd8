import type { ReactNode } from "react";
import { Card, CardBody } from "./card";

export type FormSectionProps = { title: ReactNode; description?: ReactNode; children: ReactNode; footer?: ReactNode };

/** A section of a form: its heading and one line of help beside its fields, above them on a phone. */
export function FormSection({ title, description, children, footer }: FormSectionProps): ReactNode {
  return (
    <div className="grid gap-x-10 gap-y-4 border-border border-t py-8 first:border-t-0 first:pt-0 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <div className="grid content-start gap-1">
        <h2 className="font-semibold text-base">{title}</h2>
        {description ? <p className="text-pretty text-sm text-text-muted">{description}</p> : null}
      </div>
      <Card>
        <CardBody>{children}</CardBody>
        {footer}
      </Card>
    </div>
  );
}
