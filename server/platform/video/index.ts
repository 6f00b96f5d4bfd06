import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { Problem } from '../problem.ts';
import { cleanMp4 } from './mp4.ts';
import { type Cleaned, must, Unclean } from './unclean.ts';
import { cleanWebm } from './webm.ts';

/** How long a video may be, seconds. */
const longest = 30;

/** Cameras stop a little after the button. */
const slack = 1.5;

const cleaners: Readonly<Record<string, (bytes: Buffer) => Cleaned>> = {
	'video/mp4': cleanMp4,
	'video/quicktime': cleanMp4,
	'video/x-m4v': cleanMp4,
	'video/webm': cleanWebm,
};

/** Whether a file is a video by what it holds, whatever it is called. */
export const isVideo = async (bytes: Buffer): Promise<boolean> => (await fileTypeFromBuffer(bytes))?.mime.startsWith('video/') ?? false;

/** Takes out of a video, in place, all that is neither pictures nor sound; refuses what cannot be cleaned. */
export async function cleanVideo(bytes: Buffer): Promise<Cleaned> {
	const type = (await fileTypeFromBuffer(bytes))?.mime ?? '';
	try {
		const clean = cleaners[type];
		must(clean !== undefined, 'Only MP4, MOV and WebM are taken.');
		const it = clean(bytes);
		must(it.seconds <= longest + slack, `It is longer than ${longest} seconds.`);
		return it;
	} catch (error) {
		// Whatever the walk stumbles over is in the file: a number beyond its end, a list that is none.
		const why = error instanceof Unclean ? error.message : 'It is damaged.';
		throw new Problem('bad-video', undefined, { errors: [{ path: 'content', message: why }] });
	}
}

/** What stands for a video of which nobody has sent a picture. */
export const blankPoster = (): Promise<Buffer> =>
	sharp(
		Buffer.from(
			'<svg xmlns="http://www.w3.org/2000/svg" width="360" height="360"><path fill="#2b2e33" d="M0 0h360v360H0z"/><path fill="#fff" d="M135 110v140l120-70z"/></svg>',
		),
	)
		.jpeg({ quality: 70 })
		.toBuffer();
