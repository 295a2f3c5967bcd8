/** Classes shared by everything that opens above the page. */
export const scrim = "fixed inset-0 z-40 bg-scrim data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in";

export const panel =
  "z-50 rounded-md border border-border bg-surface p-1.5 text-text shadow-overlay data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in";

export const panelItem =
  "flex w-full cursor-default select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-left text-sm outline-none data-highlighted:bg-muted data-[selected=true]:bg-muted data-[disabled='']:opacity-50 data-[disabled=true]:opacity-50 touch:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";
