import sharp from 'sharp';

interface Parts {
	from?: string;
	subject?: string;
	id?: string;
	headers?: string;
	body?: string;
}

/** A mail of plain text as a server hands it on. */
export const plainMail = ({
	from = 'Nomsa <nomsa@example.org>',
	subject = 'Dark lamp',
	id = '<one@example.org>',
	headers = '',
	body = 'Hi',
}: Parts = {}): Buffer =>
	Buffer.from(
		`From: ${from}\r\nTo: reports@test.example\r\nSubject: ${subject}\r\nMessage-ID: ${id}\r\n${headers}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body.replaceAll('\n', '\r\n')}\r\n`,
	);

/** A photo taken at the lamp SL-104 of the test street. */
const photo = (): Promise<Buffer> =>
	sharp({ create: { width: 320, height: 240, channels: 3, background: '#357' } })
		.withExif({ IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '33/1 44/1 17/1', GPSLongitudeRef: 'E', GPSLongitude: '18/1 57/1 42/1' } })
		.jpeg()
		.toBuffer();

/** A mail with words, a photo that knows where it was taken, and an attachment that only says it is a photo. */
export async function photoMail(id = '<photo@example.org>'): Promise<Buffer> {
	const part = (type: string, content: Buffer): string =>
		`--edge\r\nContent-Type: ${type}; name="a.jpg"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="a.jpg"\r\n\r\n${content.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`;
	return Buffer.from(
		`From: =?utf-8?Q?Andr=C3=A9?= <andre@example.org>\r\nSubject: Straatlig brand nie\r\nMessage-ID: ${id}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=edge\r\n\r\n--edge\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGoeie dag, die straatlig voor ons huis brand nie.\r\n\r\n-- \r\nAndré\r\n082 123 4567\r\n${part('image/jpeg', await photo())}${part('image/jpeg', Buffer.from('not a picture at all'))}--edge--\r\n`,
	);
}
