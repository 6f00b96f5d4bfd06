interface Detector {
	detect: (source: CanvasImageSource) => Promise<{ rawValue: string }[]>;
}

/** The browser's own reader, where it has one. */
const ownDetector = (): Detector | null => {
	const made = (globalThis as { BarcodeDetector?: new (options: { formats: string[] }) => Detector }).BarcodeDetector;
	return made ? new made({ formats: ['qr_code'] }) : null;
};

/** Pictures are read at most this wide: enough for a code that fills a tenth of it. */
const widest = 1000;

const sizeOf = (source: HTMLVideoElement | ImageBitmap): { width: number; height: number } =>
	source instanceof HTMLVideoElement ? { width: source.videoWidth, height: source.videoHeight } : source;

function pixelsOf(source: HTMLVideoElement | ImageBitmap): ImageData | null {
	const { width, height } = sizeOf(source);
	const scale = Math.min(1, widest / Math.max(width, height, 1));
	const canvas = document.createElement('canvas');
	canvas.width = Math.round(width * scale);
	canvas.height = Math.round(height * scale);
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context || canvas.width === 0 || canvas.height === 0) return null;
	context.drawImage(source, 0, 0, canvas.width, canvas.height);
	return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** What the code in a picture says; null where there is none that can be read. A browser without a reader of its own fetches one. */
export async function readCode(source: HTMLVideoElement | ImageBitmap, live: boolean): Promise<string | null> {
	const own = ownDetector();
	try {
		if (own) return (await own.detect(source))[0]?.rawValue ?? null;
		const pixels = pixelsOf(source);
		if (!pixels) return null;
		const { default: decode } = await import('qr/decode.js');
		return decode(pixels, live ? {} : { effort: 4, timeLimit: 2000 });
	} catch {
		return null;
	}
}

/** The number of the asset on whose label a code stands: labels hold the address of its page. Null where it is something else's code. */
export function referenceIn(code: string): string | null {
	const path = /\/a\/([^/?#]+)\/?(?:[?#].*)?$/.exec(code.trim());
	const found = path?.[1] ? decodeURIComponent(path[1]) : code.trim();
	return /^[\p{L}\p{N}][\p{L}\p{N} ._-]{1,79}$/u.test(found) ? found : null;
}
