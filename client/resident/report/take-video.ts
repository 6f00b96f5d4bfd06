/** How long a video may be, seconds, and how large, bytes: the server takes no more. */
export const longestVideo = 30;
const slack = 1.5;
const largestVideo = 50 * 1024 * 1024;

const posterSide = 720;

const once = (video: HTMLVideoElement, event: string): Promise<void> =>
	new Promise((done, failed) => {
		video.addEventListener(event, () => done(), { once: true });
		video.addEventListener('error', () => failed(new Error('not a video')), { once: true });
		setTimeout(() => failed(new Error('too slow')), 10_000);
	});

async function frameOf(video: HTMLVideoElement): Promise<Blob | null> {
	const { videoWidth: width, videoHeight: height } = video;
	const scale = Math.min(1, posterSide / Math.max(width, height, 1));
	const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(width * scale), height: Math.round(height * scale) });
	canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
	return new Promise((answer) => canvas.toBlob(answer, 'image/jpeg', 0.7));
}

/** Looks into a video: a picture that stands for it, or why it cannot be taken. What this device cannot play goes without a picture. */
export async function lookInto(file: File): Promise<{ poster: Blob | null } | 'too-long'> {
	if (file.size > largestVideo) return 'too-long';
	const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, preload: 'auto', src: URL.createObjectURL(file) });
	try {
		await once(video, 'loadeddata');
		if (Number.isFinite(video.duration) && video.duration > longestVideo + slack) return 'too-long';
		return { poster: await frameOf(video) };
	} catch {
		return { poster: null };
	} finally {
		URL.revokeObjectURL(video.src);
	}
}
