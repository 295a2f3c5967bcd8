"use client";

import type { ReactNode } from "react";
import { Failure, type FailureProps } from "@/components/admin/failure";

/** A screen of the console that could not be made, within the console. */
export default function StoreAdminError(props: FailureProps): ReactNode {
  return <Failure {...props} />;
}
