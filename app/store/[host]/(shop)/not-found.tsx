import type { ReactNode } from "react";
import { Missing } from "@/components/storefront/missing";

export default function NotFound(): ReactNode {
  return <Missing />;
}
