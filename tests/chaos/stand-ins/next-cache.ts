/** No pages are cached where there is no Next: a dropped tag drops nothing. */
export function revalidateTag(): void {}
export function updateTag(): void {}
export function cacheLife(): void {}
export function cacheTag(): void {}
