"use client";

import { Tabs as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

const list = "flex gap-6 overflow-x-auto border-border border-b";
const tab =
  "-mb-px inline-flex h-10 items-center gap-2 whitespace-nowrap border-transparent border-b-2 font-medium text-sm text-text-muted transition-colors hover:text-text touch:h-12";

/** Panels of one page. For parts with an address of their own use LinkTabs. */
export function Tabs(props: ComponentProps<typeof Primitive.Root>): ReactNode {
  return <Primitive.Root {...props} />;
}

export function TabList({ className, ...rest }: ComponentProps<typeof Primitive.List>): ReactNode {
  return <Primitive.List className={cn(list, className)} {...rest} />;
}

export function Tab({ className, ...rest }: ComponentProps<typeof Primitive.Trigger>): ReactNode {
  return (
    <Primitive.Trigger
      className={cn(tab, "-outline-offset-2! rounded-t-sm data-[state=active]:border-accent data-[state=active]:text-text", className)}
      {...rest}
    />
  );
}

export function TabPanel({ className, ...rest }: ComponentProps<typeof Primitive.Content>): ReactNode {
  return <Primitive.Content className={cn("pt-6", className)} {...rest} />;
}
