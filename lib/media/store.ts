import { env } from "@/lib/env";
import { blobStore } from "./blob";
import { folderStore } from "./folder";
import type { MediaStore } from "./port";

/** The media store of this installation: Vercel Blob when its token is set, else the folder. */
export function mediaStore(): MediaStore {
  const { BLOB_READ_WRITE_TOKEN: token, MEDIA_FOLDER: folder } = env();
  if (token) return blobStore({ token });
  if (!folder) throw new Error("MEDIA_FOLDER and BLOB_READ_WRITE_TOKEN are both unset");
  return folderStore(folder);
}
