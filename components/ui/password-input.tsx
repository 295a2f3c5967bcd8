"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Input, type InputProps } from "./input";

/** A password that can be shown. The value is never echoed back by the server. */
export function PasswordInput(props: Omit<InputProps, "type" | "suffix" | "defaultValue">): ReactNode {
  const t = useTranslations("ui");
  const [isShown, setIsShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;

  return (
    <Input
      autoComplete="current-password"
      {...props}
      type={isShown ? "text" : "password"}
      suffix={
        <button
          type="button"
          className="-mr-2 grid size-8 place-items-center rounded-sm text-text-muted hover:text-text touch:size-11"
          aria-label={t(isShown ? "password.hide" : "password.show")}
          onClick={() => setIsShown(!isShown)}
        >
          <Icon aria-hidden className="size-4" />
        </button>
      }
    />
  );
}
