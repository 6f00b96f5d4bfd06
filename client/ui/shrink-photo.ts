/** Longest side of a photo that is sent, and its JPEG quality: a twelve-megapixel photo becomes about 160 kB, 50 kB where data are dear. */
const whole = { longest: 1600, quality: 0.75 };
const dear = { longest: 1024, quality: 0.6 };

/** The size to which a photo is made smaller; it is never made larger. */
export function shrunk(width: number, height: number, longest = whole.longest): { width: number; height: number } {
	const scale = Math.min(1, longest / Math.max(width, height));
	return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

const drawn = async (file: Blob, dataAreDear: boolean): Promise<Blob | null> => {
	const { longest, quality } = dataAreDear ? dear : whole;
	const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
	const canvas = Object.assign(document.createElement('canvas'), shrunk(bitmap.width, bitmap.height, longest));
	canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
	bitmap.close();
	return new Promise((answer) => canvas.toBlob(answer, 'image/jpeg', quality));
};

/** Makes a photo small enough for dear data, upright, without its metadata. Null: no photo this device can read. */
export async function shrinkPhoto(file: File, dataAreDear = false): Promise<Blob | null> {
	try {
		return await drawn(file, dataAreDear);
	} catch {
		return null;
	}
}
