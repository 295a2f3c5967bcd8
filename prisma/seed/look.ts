import sharp from "sharp";
import type { StoreId } from "@/lib/core/ids";
import type { PictureView } from "@/lib/core/picture";
import { withStore } from "@/lib/db/transaction";
import { record } from "@/lib/events/outbox";
import { type Menus, type Theme, type ThemePicture, themeSchema } from "@/lib/stores/types";
import type { Catalogue } from "./goods/types";
import { ingest, takePicture } from "./pictures/take";

/** Logo, favicon, banner and menus of a demo store; left alone where it has a logo or a banner already. */
export async function seedLook(storeId: StoreId, catalogue: Catalogue): Promise<void> {
  const row = await withStore(storeId, (tx) => tx.store.findUniqueOrThrow({ where: { id: storeId }, select: { theme: true } }));
  const theme = themeSchema.parse(row.theme);
  if (theme.logo || theme.banner) return;

  const dressed = await dress(storeId, theme, catalogue);
  await withStore(storeId, async (tx) => {
    await tx.store.update({ where: { id: storeId }, data: { theme: dressed, menus: menusOf(catalogue), version: { increment: 1 } } });
    await record(tx, "store.changed", { storeId });
  });
}

async function dress(storeId: StoreId, theme: Theme, { banner, marks }: Catalogue): Promise<Theme> {
  const { scene, ...words } = banner;
  const picture = await takePicture(storeId, scene(), "banner");
  const logo = await ingest(storeId, await mark(marks.logo));
  const favicon = await ingest(storeId, await mark(marks.favicon));
  return { ...theme, banner: { ...words, picture: kept(picture) }, logo: kept(logo), favicon: kept(favicon) };
}

function mark(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg)).png().toBuffer();
}

function kept({ mediaId, width, height, blur }: PictureView): ThemePicture {
  return { mediaId, width, height, blur };
}

function menusOf({ collections, footer }: Catalogue): Menus {
  return { header: collections.map(({ slug, title }) => ({ label: title, href: `/collections/${slug}` })), footer: [...footer] };
}
