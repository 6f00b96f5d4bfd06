import { shrunk } from '../../ui/shrink-photo.ts';

/** Points that are enough for every place in which a logo stands. */
const longest = 512;

const read = (blob: Blob): Promise<string> =>
	new Promise((answer, refuse) => {
		const reader = new FileReader();
		reader.onload = () => answer(String(reader.result));
		reader.onerror = () => refuse(reader.error);
		reader.readAsDataURL(blob);
	});

/** An SVG cannot be drawn from its bytes, but from an image that has read it. */
async function imageOf(file: File): Promise<HTMLImageElement> {
	const image = new Image();
	image.src = URL.createObjectURL(file);
	try {
		await image.decode();
		return image;
	} finally {
		URL.revokeObjectURL(image.src);
	}
}

/** A picture, made small, as a data URL. Null: no picture this browser can read. */
export async function logoOf(file: File): Promise<string | null> {
	try {
		const image = await imageOf(file);
		const { naturalWidth, naturalHeight } = image;
		const canvas = Object.assign(document.createElement('canvas'), shrunk(naturalWidth || longest, naturalHeight || longest, longest));
		canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
		const blob = await new Promise<Blob | null>((answer) => canvas.toBlob(answer, 'image/webp', 0.9));
		return blob && (await read(blob));
	} catch {
		return null;
	}
}
