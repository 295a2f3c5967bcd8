"use client";

import type { ReactNode } from "react";
import { Failure, type FailureProps } from "@/components/admin/failure";

/** A screen of the operator that could not be made, within the operator's console. */
export default function OperatorError(props: FailureProps): ReactNode {
  return <Failure {...props} />;
}
