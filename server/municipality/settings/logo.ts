import sharp from 'sharp';
import { badField } from '../../platform/problem.ts';

const picture = /^data:image\/(png|jpeg|webp);base64,([A-Za-z0-9+/]+=*)$/;

/** It goes to every phone with the first page: no more than so many letters. */
const longest = 16_000;
const size = { width: 256, height: 128 };
const qualities = [85, 70, 50, 30];

/** Whether it is as this server draws it: then it is kept as it is, and taking a change back brings back the very same. */
async function isDrawn(url: string, data: Buffer): Promise<boolean> {
	const { format, width = 0, height = 0, exif, icc, iptc, xmp } = await sharp(data).metadata();
	return format === 'webp' && url.length <= longest && width <= size.width && height <= size.height && !(exif || icc || iptc || xmp);
}

async function drawn(url: string, data: Buffer): Promise<string | undefined> {
	if (await isDrawn(url, data)) return url;
	const small = sharp(data, { limitInputPixels: 4_000_000 })
		.rotate()
		.resize({ ...size, fit: 'inside', withoutEnlargement: true });
	for (const quality of qualities) {
		const anew = `data:image/webp;base64,${(await small.clone().webp({ quality }).toBuffer()).toString('base64')}`;
		if (anew.length <= longest) return anew;
	}
	return undefined;
}

/** A logo as it is kept: a WebP of at most 256 × 128 points, without metadata, as a data URL. Throws a problem of the field `logo` where it is no picture. */
export async function drawLogo(given: string): Promise<string> {
	const [, , data] = picture.exec(given) ?? [];
	if (data === undefined) throw badField('logo', 'A picture: PNG, JPEG or WebP.');
	const url = await drawn(given, Buffer.from(data, 'base64')).catch(() => {
		throw badField('logo', 'This picture cannot be read.');
	});
	if (url === undefined) throw badField('logo', 'The picture has too many details for a logo.');
	return url;
}
