"use client";

import type { ReactNode } from "react";
import { Failure, type FailureProps } from "@/components/admin/failure";

/** The console itself could not be made: its menu is not there either. */
export default function AdminError(props: FailureProps): ReactNode {
  return (
    <main>
      <Failure {...props} />
    </main>
  );
}
