import type { ComponentProps, ReactNode } from "react";

/** Icons that lucide has not; same grid (24), same way of use. */
type IconProps = ComponentProps<"svg">;

/** Pix, the Brazilian instant payment. */
export function PixIcon(props: IconProps): ReactNode {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" fill="currentColor" aria-hidden {...props}>
      <path d="M17.7 17.63a3.1 3.1 0 0 1-2.2-.91l-3.17-3.18a.6.6 0 0 0-.84 0l-3.19 3.19a3.1 3.1 0 0 1-2.2.91h-.62l4.02 4.02a3.22 3.22 0 0 0 4.55 0l4.03-4.03zM6.1 6.36a3.1 3.1 0 0 1 2.2.91l3.19 3.19c.23.23.6.23.84 0l3.17-3.18a3.1 3.1 0 0 1 2.2-.91h.39l-4.04-4.03a3.22 3.22 0 0 0-4.55 0L5.48 6.36z" />
      <path d="m21.66 9.73-2.44-2.44a.5.5 0 0 1-.17.04h-1.1c-.58 0-1.14.23-1.55.64l-3.17 3.17a1.52 1.52 0 0 1-2.15 0L7.89 7.95a2.2 2.2 0 0 0-1.55-.64H4.98a.5.5 0 0 1-.16-.03L2.34 9.73a3.22 3.22 0 0 0 0 4.54l2.48 2.46a.4.4 0 0 1 .16-.03h1.36c.58 0 1.14-.23 1.55-.64l3.19-3.19a1.56 1.56 0 0 1 2.15 0l3.17 3.17c.41.41.97.64 1.55.64h1.1q.09 0 .17.04l2.44-2.44a3.22 3.22 0 0 0 0-4.55" />
    </svg>
  );
}

/** Boleto, the Brazilian bank slip: its bar code. */
export function BoletoIcon(props: IconProps): ReactNode {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden
      {...props}
    >
      <path d="M3 5v14M7 5v14M10.5 5v14M14 5v14M17.5 5v14M21 5v14" strokeWidth="1.75" />
      <path d="M7 5v14M17.5 5v14" strokeWidth="3" />
    </svg>
  );
}
