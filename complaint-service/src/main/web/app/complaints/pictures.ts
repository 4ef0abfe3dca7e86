export const MOST_PICTURES = 3;
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
const MOST_BYTES = 5 * 1024 * 1024;
/** Longest side of a picture that has to be made smaller; more than any screen shows. */
const SMALLER_PIXELS = 3200;

export type Refusal = 'type' | 'size' | 'count';

/** The pictures among files that may be sent, photographs that are too large made smaller; and why others may not. */
export async function acceptPictures(
  files: readonly File[],
  free: number,
): Promise<{ accepted: File[]; refused: Refusal[] }> {
  const accepted: File[] = [];
  const refused = new Set<Refusal>();
  for (const file of files) {
    if (!PICTURE_TYPES.includes(file.type)) {
      refused.add('type');
    } else if (accepted.length >= free) {
      refused.add('count');
    } else {
      const fitting = file.size <= MOST_BYTES ? file : await shrink(file);
      if (fitting) {
        accepted.push(fitting);
      } else {
        refused.add('size');
      }
    }
  }
  return { accepted, refused: [...refused] };
}

async function shrink(file: File): Promise<File | null> {
  if (file.type === 'image/gif') {
    return null;
  }
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, SMALLER_PIXELS / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
    return blob && blob.size <= MOST_BYTES
      ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' })
      : null;
  } catch {
    return null;
  }
}
