"use client";

import Link from "next/link";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { panel, panelItem } from "./overlay";

export type MenuProps = {
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom";
  children: ReactNode;
  className?: string;
};

/** A list of commands under a button. */
export function Menu({ trigger, align = "end", side = "bottom", children, className }: MenuProps): ReactNode {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content align={align} side={side} sideOffset={6} collisionPadding={12} className={cn(panel, "min-w-52", className)}>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export type MenuItemProps = ComponentProps<typeof Primitive.Item> & { isDangerous?: boolean };

export function MenuItem({ isDangerous, className, ...rest }: MenuItemProps): ReactNode {
  return <Primitive.Item className={cn(panelItem, isDangerous && "text-danger data-highlighted:bg-danger-soft", className)} {...rest} />;
}

export function MenuLink({ href, className, ...rest }: ComponentProps<typeof Link>): ReactNode {
  return (
    <Primitive.Item asChild>
      <Link href={href} className={cn(panelItem, className)} {...rest} />
    </Primitive.Item>
  );
}

export type MenuChoiceProps = {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly { value: string; label: ReactNode; icon?: ReactNode }[];
};

/** One of several settings, ticked. */
export function MenuChoice({ value, onValueChange, options }: MenuChoiceProps): ReactNode {
  return (
    <Primitive.RadioGroup value={value} onValueChange={onValueChange}>
      {options.map((option) => (
        <Primitive.RadioItem
          key={option.value}
          value={option.value}
          className={cn(panelItem, "data-[state=checked]:font-medium data-[state=checked]:text-accent-text")}
        >
          {option.icon}
          {option.label}
        </Primitive.RadioItem>
      ))}
    </Primitive.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }): ReactNode {
  return <Primitive.Label className="px-2.5 py-1.5 text-text-muted text-xs">{children}</Primitive.Label>;
}

export function MenuSeparator(): ReactNode {
  return <Primitive.Separator className="-mx-1.5 my-1.5 h-px bg-border" />;
}
